"""The sample journal is exported once for all tests that look at its files."""

from pathlib import Path

import pytest

from tests.samples.exports import PRINTED, export


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every format of every sample."""
    folder = tmp_path_factory.mktemp("samples") / "out"
    export(folder, *(f"--to={name}" for name in ("pdf", "epub", "docx", "html", "text")))
    return folder


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the leaflet of every sample in every layout."""
    folder = tmp_path_factory.mktemp("layouts") / "out"
    export(folder, "--to=pdf", *(f"--layout={name}" for name in PRINTED))
    return folder / "pdf"
