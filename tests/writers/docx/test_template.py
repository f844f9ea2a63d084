"""styles/review.docx is what its script builds, and holds every style that the writer names."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from journalpress.assets import styles_dir
from journalpress.writers.docx import names as styles
from tests.tools import REPOSITORY, ooxml_errors
from tests.writers.docx.reading import every, names, part

TEMPLATE = styles_dir() / "review.docx"


@pytest.mark.tool
def test_the_script_builds_the_template_that_is_here(tmp_path: Path) -> None:
    """Part for part; a change of the look is made in the script."""
    made = tmp_path / "made.docx"
    subprocess.run(
        [sys.executable, REPOSITORY / "tools" / "make-review-template", made],
        capture_output=True,
        check=True,
    )

    with zipfile.ZipFile(made) as new, zipfile.ZipFile(TEMPLATE) as here:
        assert new.namelist() == here.namelist()
        assert all(new.read(name) == here.read(name) for name in here.namelist())


def test_every_style_that_the_writer_names_is_there() -> None:
    """Headings of six levels too."""
    named = {
        value
        for name, value in vars(styles).items()
        if isinstance(value, str) and name.isupper() and name not in ("HEADING", "REVIEW")
    }
    named |= {f"{styles.HEADING}{level}" for level in range(1, styles.LEVELS + 1)}
    ids = every(part(TEMPLATE.read_bytes(), "word/styles.xml"), "style", "styleId")

    assert named <= set(ids)
    assert len(ids) == len(set(ids))


def test_it_says_nothing_and_is_in_word_15() -> None:
    """No text, no compatibility mode of an older Word, A4 is set by the writer."""
    data = TEMPLATE.read_bytes()
    settings = part(data, "word/settings.xml")
    modes = dict(
        zip(
            every(settings, "compatSetting", "name"),
            every(settings, "compatSetting"),
            strict=True,
        )
    )

    assert list(part(data).iter("{*}t")) == []
    assert modes["compatibilityMode"] == "15"
    assert "word/theme/theme1.xml" not in names(data)


@pytest.mark.tool
def test_the_open_xml_sdk_finds_nothing_in_it() -> None:
    """The validator is silent."""
    assert ooxml_errors(TEMPLATE) == ()
