"""What an approval signs, and the code on every copy."""

from dataclasses import replace
from datetime import date

import pytest

from journalpress.edition.digest import CODE_ALPHABET, leaflet_code, read_code, text_digest
from journalpress.edition.types import ClinicDisclaimer
from journalpress.errors import InputError
from journalpress.model import Article, Person, Term
from tests.editions import everything, png
from tests.trees import article, cite, cross, figure, link, p, source, table

MEDIA = {"x.png": png()}
DISCLAIMER = ClinicDisclaimer("Short.", "Full.", "", "Dr A", date(2026, 1, 1))


def digest(made: Article) -> str:
    """The digest with the one picture at hand."""
    return text_digest(made, MEDIA)


@pytest.mark.parametrize(
    "changed",
    [
        article(p("It is safe.")),
        article(p("It is not safe."), title="Another title"),
        article(p("It is not safe."), standfirst="First."),
        article(p("It is not safe."), key_messages=("One.",)),
        article(p("It is not safe.", cite("a"))),
        article(p("It is not safe."), terms=(Term("a", "b"),)),
        article(p("It is not safe."), sources=(source("a"),)),
        article(p("It is not safe."), figure("x.png", "Alt")),
        article(table(("It is not safe.",))),
    ],
)
def test_the_digest_changes_with_what_a_patient_reads(changed: Article) -> None:
    """Title, standfirst, messages, words, citations, terms, sources and pictures are signed."""
    assert digest(changed) != digest(article(p("It is not safe.")))


def test_the_digest_changes_with_a_picture_s_bytes() -> None:
    """The same name with another picture is another text."""
    made = article(figure("x.png", "Alt"))
    other = {"x.png": replace(png(), sha256="another")}

    assert text_digest(made, MEDIA) != text_digest(made, other)


@pytest.mark.parametrize(
    "same",
    [
        {"people": (Person("Dr A", "author"),)},
        {"reviewed": date(2026, 1, 1), "next_review": date(2028, 1, 1)},
        {"version": 7, "status": "approved"},
        {"url": "https://a.example/", "category": "Other", "aliases": ("b",)},
    ],
)
def test_the_digest_leaves_out_what_is_about_the_article(same: dict[str, object]) -> None:
    """People, dates, version, status and address may change without a new approval."""
    made = everything()

    assert digest(replace(made, **same)) == digest(made)  # type: ignore[arg-type]


def test_the_digest_leaves_out_where_links_lead() -> None:
    """The words of a link are signed, its target is not."""
    one = article(p("See ", link("https://a.example/", "this"), cross("a", "that")))
    two = article(p("See ", link("https://b.example/", "this"), cross("b", "that")))

    assert digest(one) == digest(two)


def test_a_code_is_nine_characters_and_reads_back() -> None:
    """Forty bits and a check character, in groups that a person can read out."""
    code = leaflet_code(digest(everything()), DISCLAIMER)

    assert len(code) == 11
    assert code[4] == code[9] == "-"
    assert read_code(code) == code


def test_a_code_changes_with_the_disclaimer() -> None:
    """The same text under another disclaimer is another leaflet."""
    text = digest(everything())

    assert leaflet_code(text, DISCLAIMER) != leaflet_code(text, replace(DISCLAIMER, full="Other."))


def test_a_typed_code_is_read_as_people_write() -> None:
    """Lower case, no hyphens, I and L for 1, O for 0."""
    code = next(
        code
        for number in range(999)
        if {"0", "1"} <= set(code := leaflet_code(str(number), DISCLAIMER))
    )
    typed = code.replace("-", "").replace("0", "o").replace("1", "l", 1).lower()

    assert read_code(typed) == code


def test_one_wrong_character_is_caught() -> None:
    """Luhn's check sees every single error; here each of them is tried."""
    code = leaflet_code(digest(everything()), DISCLAIMER).replace("-", "")
    for place, right in enumerate(code):
        for wrong in CODE_ALPHABET:
            if wrong == right:
                continue
            with pytest.raises(InputError):
                read_code(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("typed", ["", "K7QX", "K7QX-2M9F-DD", "K7QX-2M9F-U", "ééééééééé"])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    """One clear line, no guess."""
    with pytest.raises(InputError, match="is not a leaflet code"):
        read_code(typed)
