"""The words to write over are known, and are those that `init` and `new` lay down."""

from pathlib import Path

from journalpress.edition.checks import Surroundings, check_article
from journalpress.edition.template import EXAMPLE_WORDS, is_example
from journalpress.journal import load_journal
from journalpress.journal.create import STARTER, create_article, create_journal
from tests.editions import house
from tests.journals import AS_OF


def test_every_example_word_stands_in_a_file_to_start_from() -> None:
    """A template that is reworded takes this list along."""
    laid_down = "".join(
        (STARTER / name).read_text("utf-8") for name in ("article.md", "welcome.md")
    )

    assert {words for words in EXAMPLE_WORDS if words not in laid_down} == set()


def test_words_that_only_begin_alike_are_the_authors_own() -> None:
    """A whole paragraph counts, however its lines are broken."""
    assert is_example("Write on\nhere.")
    assert not is_example("Write on here. Then rest.")


def test_neither_article_to_start_from_may_go_out(tmp_path: Path) -> None:
    """The welcome and the skeleton are drafts for ever, until somebody writes."""
    create_journal(tmp_path / "j")
    create_article(load_journal(tmp_path / "j"), "tea", title="Tea")
    entries = load_journal(tmp_path / "j").entries

    for slug in ("tea", "welcome"):
        article = entries[slug].article
        assert article
        found = check_article(article, Surroundings(house=house(), as_of=AS_OF))
        assert {each.severity for each in found if each.code == "JP023"} == {"final"}
