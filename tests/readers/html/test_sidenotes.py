"""Tests of journalpress.readers.html.sidenotes: notes that stand in the sentence they are to."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body

_SOURCE = "Smith J, et al. BMJ 2020;3:4."


@pytest.mark.parametrize(
    "note",
    [
        '<sup class="modern-footnotes-footnote"><a href="javascript:void(0)">{n}</a></sup>'
        '<span role="tooltip" class="modern-footnotes-footnote__note">{words}</span>',
        '<label for="sn-{n}" class="margin-toggle sidenote-number"></label><input type="checkbox"'
        ' id="sn-{n}"><span class="sidenote">{words}</span>',
        '<sup>{n}</sup><span class="footnote-content" style="display:none">{words}</span>',
        '<button class="fn">[{n}]</button><span class="marginnote"><sup>{n}</sup>{words}</span>',
    ],
)
def test_a_note_beside_its_mark_is_a_note(note: str) -> None:
    """One that names a source is cited, one that speaks stands in brackets, none in the words."""
    first, second = note.format(n=1, words=_SOURCE), note.format(n=2, words="Not with tea.")
    made = read(page(f"<p>It helps{first}, every day{second} at noon.</p><p>More of it.</p>"))
    assert body(made) == ("It helps[@smith2020], every day (Not with tea.) at noon.\n\nMore of it.")
    assert not [each for each in made.problems if each.severity == "error"]


def test_a_list_of_notes_stays_where_it_is() -> None:
    """What stands in a list already is no note beside a mark."""
    html = (
        '<p>It helps.<sup><a href="#n1">1</a></sup></p><ol class="footnotes"><li class="footnote"'
        f' id="n1"><span class="footnote-content">{_SOURCE}</span></li></ol>'
    )
    assert body(read(page(html))) == "It helps.[@smith2020]"


def test_a_german_doctor_is_a_name() -> None:
    """The small words in a doctor's title do not make a sentence of the line."""
    line = "<p>Von Dr. med. Jörg Weiß · Stand: 4. Juni 2025</p>"
    made = read(page(f"{line}<p>Die Steine machen selten Beschwerden.</p>", lang="de"))
    assert made.article is not None
    assert [each.name for each in made.article.people] == ["Dr. med. Jörg Weiß"]
    assert body(made) == "Die Steine machen selten Beschwerden."


def test_what_explains_a_word_stands_in_brackets_behind_it() -> None:
    """A tooltip in the sentence is not one word with what it explains."""
    html = (
        '<p>An <span class="tip">INR<span class="tooltiptext">a blood test</span></span> shows it.'
    )
    assert body(read(page(html))) == "An INR (a blood test) shows it."
