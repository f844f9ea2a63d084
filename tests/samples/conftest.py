"""The sample journal is exported once for all tests that look at its files."""

from pathlib import Path

import pytest

from tests.samples.exports import PRINTED, made_once


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every format of every sample."""
    formats = ("pdf", "epub", "docx", "html", "text")
    return made_once(tmp_path_factory, "samples", *(f"--to={name}" for name in formats))


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the leaflet of every sample in every layout."""
    layouts = (f"--layout={name}" for name in PRINTED)
    return made_once(tmp_path_factory, "layouts", "--to=pdf", *layouts) / "pdf"
