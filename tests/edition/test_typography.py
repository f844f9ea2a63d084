"""Spaces that a language's printing rules ask for."""

import pytest

from journalpress.edition.types import CiteLabel
from journalpress.edition.typography import close_marks, set_run, set_spaces
from journalpress.model import Text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            "Pourquoi ? Voici : ceci ; cela !",
            "Pourquoi\u00a0? Voici\u00a0: ceci\u00a0; cela\u00a0!",
        ),
        ("« mot »", "«\u00a0mot\u00a0»"),
        ("Sans espace: rien", "Sans espace: rien"),
    ],
)
def test_french_spaces_do_not_break(typed: str, printed: str) -> None:
    """A typed space before high punctuation and inside guillemets becomes a no-break one."""
    assert set_spaces(typed, "fr") == printed


def test_other_languages_print_as_typed() -> None:
    """English keeps its spaces, wherever they are."""
    assert set_spaces("Why ? « so »", "en-GB") == "Why ? « so »"


def test_a_foreign_passage_follows_its_own_language() -> None:
    """An English passage in a French article keeps English spaces."""
    assert set_run(Text("why ?", lang="en"), "fr").text == "why ?"
    assert set_run(Text("quoi ?", lang="fr"), "en").text == "quoi\u00a0?"


def test_a_mark_stands_close_to_its_word() -> None:
    """`word [@a].` prints as `word¹.`; the space behind a mark stays."""
    label = CiteLabel(())
    closed = close_marks((Text("word "), label, Text(" more"), Text(" ", strong=True), label))

    assert closed == (Text("word"), label, Text(" more"), label)


@pytest.mark.parametrize("typed", ["135/85", "135/85 "])
def test_a_mark_behind_a_figure_keeps_its_distance(typed: str) -> None:
    """85 followed by a raised 1 would read as a power; a narrow space keeps them apart."""
    label = CiteLabel(())

    assert close_marks((Text(typed), label)) == (Text("135/85\u202f"), label)
