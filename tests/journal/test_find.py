"""An article is found by path, slug, or words of its title and aliases; none is guessed."""

from pathlib import Path

import pytest

from journalpress.journal import find_articles
from tests.journals import journal_of, leaflet

ARTICLES = (
    leaflet("asthma", title="Living with asthma", aliases=("wheeze",)),
    leaflet("asthma-inhalers", title="Inhalers, and how to use them"),
    leaflet("apres", title="Après une opération du cœur"),
)


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("asthma", ["asthma"]),
        ("articles/asthma.md", []),
        ("LIVING asthma", ["asthma"]),
        ("wheeze", ["asthma"]),
        ("inhalers", ["asthma-inhalers"]),
        ("apres operation", ["apres"]),
        ("une", ["apres"]),
        ("with", ["asthma"]),
        ("e", ["asthma", "asthma-inhalers", "apres"]),
        ("nothing", []),
        ("  ", []),
    ],
)
def test_words_find_every_article_that_holds_them(words: str, slugs: list[str]) -> None:
    """A slug finds its article alone; a path only a file that exists."""
    journal = journal_of(Path("nowhere"), *ARTICLES)

    assert [entry.slug for entry in find_articles(journal, words)] == slugs


def test_a_path_finds_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From where the person stands, or as seen from the journal."""
    journal = journal_of(tmp_path, *ARTICLES)
    path = tmp_path / "articles/asthma.md"
    path.parent.mkdir()
    path.write_text("x")
    monkeypatch.chdir(path.parent)

    for words in (str(path), "asthma.md", "articles/asthma.md"):
        assert [entry.slug for entry in find_articles(journal, words)] == ["asthma"]
