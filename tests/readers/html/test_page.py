"""Tests of journalpress.readers.html.page: what a page holds, and what it must not cost."""

from __future__ import annotations

import base64
from datetime import date

import pytest

from journalpress.readers.html import Profile, document_of
from journalpress.readers.rich.tree import Bullets, Paragraph, Run, text_of
from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body, png, told

_NOTED = (
    '<p>Iron helps.<sup><a href="#cite_note-a">[a]</a></sup> Take it early.<sup>'
    '<a href="#cite_note-b">[note 2]</a></sup> It works.<sup><a href="#cite_note-c">[c]</a></sup>'
    '<sup class="reference"><a href="#cite_note-1">[1]</a></sup><sup class="noprint Inline-Template'
    ' Template-Fact">[<i><a href="/wiki/W">citation needed</a></i>]</sup> End.</p>{notes}'
    '<ol class="references"><li id="cite_note-a"><a href="#cite_ref-a">^</a> This does not apply to'
    ' people who have haemochromatosis.</li><li id="cite_note-b">Not with tea.</li>'
    '<li id="cite_note-c">Doe J, et al. Iron. BMJ 2019;1:2.</li></ol>{sources}'
    '<ol class="references"><li id="cite_note-1">Smith J. Iron. BMJ 2020;3(2):4.</li></ol>'
)


@pytest.mark.parametrize(
    ("notes", "sources", "headings"),
    [
        ("<h2>Notes</h2>", "<h2>References</h2>", ["Notes", "References"]),
        (
            "<h2>Notes and references</h2><div><h3>Notes</h3></div>",
            "<h3>Citations</h3>",
            ["Citations", "Notes", "Notes and references"],
        ),
        ("<h2>Fußnoten</h2>", "<h2>Quellen</h2>", ["Fußnoten", "Quellen"]),
    ],
)
def test_notes_of_an_encyclopedia_speak_or_are_sources(
    notes: str, sources: str, headings: list[str]
) -> None:
    """What a note says stands at its mark; no heading stays empty, what editors ask is left out."""
    made = read(page(_NOTED.format(notes=notes, sources=sources)))
    assert body(made) == (
        "Iron helps. (This does not apply to people who have haemochromatosis.) Take it early. "
        "(Not with tea.) It works.[@doe2019; @smith2020] End."
    )
    assert sorted(each.words for each in made.dropped) == sorted(
        ["Home", "[citation needed]", *headings]
    )
    assert not [each for each in made.problems if each.severity == "error"]


@pytest.mark.parametrize(
    "marks",
    [
        '<a href="#fna">a</a> and cells<sup>1</sup>',
        '<sup>b</sup><sup><a href="#fnb">b</a></sup> and cells<sup>1</sup>',
        '<sup><a href="#fna">a</a></sup><a href="#fnb"><sup>b</sup></a> and cells<sup>1</sup>',
        '<a href="#r2"><sup>2</sup></a><a href="#r1"><sup>1,2</sup></a> in day 3<a href="#r">1</a>',
    ],
)
def test_letters_of_footnotes_stand_beside_numbers_of_a_list(marks: str) -> None:
    """A page may have both kinds of marks, raised or not; no word and no mark is lost."""
    listed = "<h2>References</h2><ol><li>Smith J. BMJ 2019;3:4.<li>Jones A. Lancet 2020;5:6.</ol>"
    notes = '<h2>Notes</h2><ol type=a><li id="fna">Ask your nurse.<li id="fnb">Or us.</ol>'
    made = read(page(f"<p>Words{marks}.</p>{listed}{notes}"))
    assert "JP125" not in told(made)
    if "fna" in marks:
        assert "Words (Ask your nurse.)" in body(made)


def test_author_and_year_typed_on_a_page_become_citations() -> None:
    """Across the elements of a line, in brackets and behind a name; a town and a year are none."""
    made = read(
        page(
            "<p>It helps <span>(<em>Smith</em> <i>et al.</i>,&nbsp;2019; WHO, 2021)</span>. Jones "
            "and Wu (2020) agree, as they said in Bonn (Bonn 2019) and since 2019 (May 2019).</p>"
            "<h2>References</h2><p>Jones A, Wu B. A title. <i>Lancet</i>. 2020;5:6.</p>"
            "<p>Smith, J., Wu, B., &amp; Black, C. (2019). A title. <i>BMJ</i>.</p>"
            "<p>World Health Organization. (2021). <i>A title</i>.</p>"
        )
    )
    assert body(made) == (
        "It helps[@smith2019; @source-3]. Jones and Wu[@jones2020] agree, as they said in Bonn "
        "(Bonn 2019) and since 2019 (May 2019)."
    )
    assert made.report.certain == 2
    assert not made.open
    assert "JP125" not in told(made)


def test_a_heading_above_a_list_stays_where_it_has_words() -> None:
    """Only a heading that has lost all below it is left out."""
    noted = _NOTED.format(notes="<h2>Notes</h2><p>Read them.</p>", sources="<h2>References</h2>")
    assert body(read(page(noted))).endswith("End.\n\n## Notes\n\nRead them.")


@pytest.mark.parametrize("box", ["<p>{}</p>", "<div class=references><p>{}</p></div>"])
@pytest.mark.parametrize("form", ["{0}. {1}", "[{0}] {1}", "<a id=r{0}></a>{0}. {1}"])
def test_sources_on_the_lines_of_one_paragraph_are_divided(box: str, form: str) -> None:
    """Three numbered lines are three sources, whose marks lead to the right ones."""
    names = ("NICE. Gout", "NHS. Gout", "Patient UK. Gout")
    lines = "<br>".join(form.format(number, name) for number, name in enumerate(names, 1))
    inside = f"<p>Gout hurts [<a href='#r2'>2</a>] a lot [1, 3].</p><h2>References</h2>{box}"
    made = read(page(inside.format(lines)))
    assert body(made) == "Gout hurts[@source-2] a lot[@source-1; @source-3]."
    assert made.article is not None
    assert tuple(each.raw for each in made.article.sources) == names
    assert told(made) == ["JP130"]


def test_pictures_come_from_the_page_and_from_beside_it() -> None:
    """A data address is decoded, a saved file is read below the page's folder, nothing else is."""
    asked: list[str] = []
    inside = base64.b64encode(png("blue")).decode()
    html = page(
        f'<p>x</p><img alt="In" src="data:image/png;base64,{inside}"><figure><img alt="Beside"'
        ' src="./lupus_files/a%20b.png"><figcaption>How</figcaption></figure><img alt="No"'
        ' src="../secret.png"><img alt="Far" src="https://x.example/a.png"><img alt="Root"'
        ' src="/etc/passwd"><img width=1 src="https://x.example/pixel.gif">'
    )

    class Folder(dict[str, bytes]):
        def get(self, name: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
            asked.append(name)
            return super().get(name, default)

    made = read(html, beside=Folder({"lupus_files/a b.png": png()}))
    assert asked == ["lupus_files/a b.png"]
    assert list(made.pictures) == ["living-with-lupus-1.png", "living-with-lupus-2.png"]
    assert body(made) == (
        "x\n\n![In](../media/living-with-lupus-1.png)\n\n![Beside](../media/living-with-lupus-2.png)"
        "\n*How*\n\n::: missing figure\nNo\n:::\n\n::: missing figure\nFar\n:::\n\n"
        "::: missing figure\nRoot\n:::"
    )


def test_a_picture_that_waits_for_scrolling_is_found() -> None:
    """Lazy pictures have their address in another attribute."""
    made = read(
        page('<p>x</p><img alt="A" src="data:image/gif;base64,R0lG" data-src="f/a.png">'),
        beside={"f/a.png": png()},
    )
    assert body(made).endswith("![A](../media/living-with-lupus-1.png)")


def test_links_between_saved_pages_become_links_between_articles() -> None:
    """`known` leads from a file name or an address to a slug; a place on this page is no link."""
    made = read(
        page(
            '<p><a href="gout.html">Gout</a>, <a href="/statins/">statins</a>,'
            ' <a href="#p">below</a>, <a href="/map">map</a></p>',
            head='<link rel="canonical" href="https://clinic.example/lupus">',
        ),
        known={"gout.html": "gout", "https://clinic.example/statins": "statins"},
    )
    assert body(made) == (
        "[Gout](gout.md), [statins](statins.md), below, [map](https://clinic.example/map)"
    )


def test_the_lines_about_the_page_become_fields() -> None:
    """Days, names and reading time are read and leave the text; a sentence with a day stays."""
    made = read(
        page(
            "<p class='meta'>By Dr Ann Example · 3 May 2025 · 4 min read</p><p>On 4 May 2025"
            " we opened the new clinic.</p><p>Page last reviewed: 5 June 2025</p>"
        )
    )
    article = made.article
    assert article is not None
    assert body(made) == "On 4 May 2025 we opened the new clinic."
    assert (article.published, article.reviewed) == (date(2025, 5, 3), date(2025, 6, 5))
    assert [each.name for each in article.people] == ["Dr Ann Example"]


def test_a_day_that_can_be_read_twice_is_asked_about() -> None:
    """06/07/2025 is two days."""
    made = read(page("<p>Published: 06/07/2025</p><p>Words of the text.</p>"))
    assert [each.kind for each in made.open] == ["date"]


def test_a_profile_says_where_a_site_keeps_things() -> None:
    """Its selectors win over what the reader would find."""
    html = (
        "<html><body><div id=x><p class=t>The title</p><p class=d>2025-05-03</p><div id=y>"
        "<p>One.</p><p class=no>Buy this.</p></div></div><div><p>A long paragraph of something"
        " else that is not the article but has more words than it, so that it would win.</p></div>"
        "</body></html>"
    )
    made = read(html, profile=Profile(article="#y", title=".t", published=".d", drop=".no"))
    article = made.article
    assert article is not None
    assert body(made) == "One."
    assert article.published == date(2025, 5, 3)
    assert article.slug == "the-title"


def test_a_piece_of_html_is_a_document() -> None:
    """What JSON carries is read as it is: its blocks, its title from beside it."""
    found = document_of(
        "<p>A <b>b</b></p><ul><li>c</li></ul>", title="T", url="https://x.example/a"
    )
    assert text_of(found.title) == "T"
    assert [type(block) for block in found.blocks] == [Paragraph, Bullets]
    assert found.about.url is not None
    assert document_of("").blocks == ()
    assert document_of("plain words").blocks == (Paragraph((Run("plain words"),), 1),)


def test_a_piece_that_nests_too_deep_is_refused() -> None:
    """The caller gets the reason in words."""
    with pytest.raises(ValueError, match="250 deep"):
        document_of("<div>" * 5000 + "x")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "JP105", "the page is empty"),
        (b" \n ", "JP105", "the page is empty"),
        (b"<html><body></body></html>", "JP105", "no text"),
        (
            b"<html><body><div id=root></div><script>start()</script></body></html>",
            "JP105",
            "a script",
        ),
        (b"<div>" * 10_000 + b"x" + b"</div>" * 10_000, "JP112", "250 deep"),
        (b"x" * 20_000_001, "JP112", "import_bytes"),
        (b"<p>a</p>" * 70_000, "JP112", "60,000"),
        ("<meta charset=utf-8><h1>T</h1><p>lost \ufffd</p>".encode(), "JP111", "U+FFFD"),
    ],
    ids=["empty", "spaces", "no-text", "script", "deep", "large", "elements", "lost"],
)
def test_bad_input_is_refused_in_one_line(data: bytes, code: str, words: str) -> None:
    """A page that is none says so, and what to do."""
    errors = [each for each in read(data).problems if each.severity == "error"]
    assert [each.code for each in errors] == [code]
    assert words in errors[0].message
    assert errors[0].hint


def test_entities_that_a_page_defines_are_never_expanded() -> None:
    """Neither a file nor a billion laughs comes in."""
    made = read(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l "lol">'
        '<!ENTITY m "&l;&l;&l;">]><html><body><h1>T</h1><p>&x; &m; words</p></body></html>'
    )
    assert body(made) == "&x; &m; words"


@pytest.mark.parametrize("depth", [60, 120])
def test_what_nests_less_deep_is_read(depth: int) -> None:
    """A page builder's boxes in boxes are no fault."""
    assert body(read(page("<div>" * depth + "Deep words" + "</div>" * depth))) == "Deep words"


def test_a_page_cut_off_in_its_middle_is_read_as_far_as_it_goes() -> None:
    """A torn download loses what it lost and nothing more."""
    html = page("<p>One.</p><p>Two.</p><p>Three.</p>")
    assert body(read(html[: html.index("Two") + 2])) == "One.\n\nTw"


def test_an_answer_makes_the_next_import_silent() -> None:
    """What a person said of a mark counts when the same page is read again."""
    html = page(
        "<p>Take vitamin D<sup>2</sup> daily.</p><h2>References</h2><ol><li>A, 2020</li>"
        "<li>B, 2021</li></ol>"
    )
    first = read(html)
    assert [each.kind for each in first.open] == ["mark"]
    again = read(html, answers={first.open[0].key: "number"})
    assert not again.open
    assert body(again) == "Take vitamin D<sup>2</sup> daily."
    assert "JP132" not in told(again)


@pytest.mark.parametrize(
    ("html", "read_as"),
    [
        ('Take <span style="text-decoration: line-through">10 mg</span> 5 mg.', "Take 5 mg."),
        ('Take <b class="line-through">10 mg</b> 5 mg.', "Take 5 mg."),
        ('One<span style="display:block">Two</span>Three', "One\n\nTwo\n\nThree"),
        ('Short.<span class="more-content" style="display:none"> Never two.</span>',
         "Short. Never two."),
        ('x</p><div class="read-more-content"><p>Stop.</p></div><p>y', "x\n\nStop.\n\ny"),
    ],
)  # fmt: skip
def test_a_style_can_strike_hide_or_part_words(html: str, read_as: str) -> None:
    """A dose that is struck out is none; words that wait to be opened belong to the text."""
    made = read(page(f"<p>{html}</p>"))
    assert body(made) == read_as
    assert not [each for each in made.problems if each.severity == "error"]
