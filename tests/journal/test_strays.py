"""A file that somebody takes for an article is told; what programs leave behind is not."""

from pathlib import Path

import pytest

from journalpress.journal.strays import stray_files


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lupus.txt", True),
        ("Lupus.DOCX", True),
        ("gout.md.orig", True),
        ("lupus.md.orig", False),
        ("lupus.md~", False),
        ("~$lupus.docx", False),
        (".DS_Store", False),
        ("sources.yaml", False),
        ("figure.png", False),
    ],
)
def test_only_what_may_be_meant_as_an_article_is_told(
    tmp_path: Path, name: str, told: bool
) -> None:
    """Beside lupus.md, which is read."""
    files = [tmp_path / "lupus.md", tmp_path / name]
    for path in files:
        path.write_text("x")

    assert [path.name for _, path, _ in stray_files(files)] == ([name] if told else [])
