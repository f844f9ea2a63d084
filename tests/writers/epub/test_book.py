"""Tests of a whole book: its documents, their order, their links and the exact note markup."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import etree

from journalpress.edition.reading import expectation, fold
from journalpress.edition.types import ClinicDisclaimer, Edition, LeftOut, Part
from journalpress.errors import RenderingError
from journalpress.inspect.epub import BookFacts, read_book
from journalpress.model import Article, Term
from journalpress.theme import Logo
from journalpress.verify import compare
from journalpress.writers import WRITERS
from journalpress.writers.epub import extract_epub, write_epub
from tests import tools
from tests.editions import (
    CLINIC,
    collection,
    edition_of,
    everything,
    everything_edition,
    house,
    neighbour,
    png,
)
from tests.trees import abbr, article, callout, cite, cross, foreign, p, section, source, table
from tests.writers.mutations_xhtml import ALTERATIONS, altered_book, with_member
from tests.writers.test_contract import means

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEANS = means(WRITERS["epub"])
HOSTILE = "A <b>\"bold\" & 'quoted'</b> title ]]> &amp; {{ x }}"


def french(slug: str = "tension") -> Article:
    """A French article with the spaces and marks of its language."""
    return article(
        section("Mesurer : comment ?", p("Au repos", cite("a"), " ; « assis ».")),
        callout("important", p("Appelez le 15 !")),
        slug=slug,
        lang="fr",
        title="Mesurer sa tension : l’essentiel",
        category="Cœur",
    )


def arabic(slug: str = "daght") -> Article:
    """An Arabic article with a foreign word, numbers and a table."""
    return article(
        section("قياس الضغط", p("ضغط الدم 135/85 ", foreign("mmHg", "en"), cite("a", "b"), ".")),
        section("جدول", table(("الوقت", "القياس"), ("صباحًا", "120/80"), caption="القياسات")),
        slug=slug,
        lang="ar",
        title="ضغط الدم في المنزل",
    )


def several() -> Edition:
    """A book in English with two parts, three languages, a hostile title and jumps both ways."""
    articles = (
        everything(),
        article(
            p("See ", cross("everything", "all of it"), " and ", cross("asthma", "asthma"), "."),
            slug="hostile",
            title=HOSTILE,
            category="<Category> & \"more\"",
            key_messages=("One & <two>",),
        ),
        french(),
        arabic(),
    )  # fmt: skip
    return edition_of(
        *articles,
        draft=True,
        name="leaflets",
        title=f"Leaflets: {HOSTILE}",
        lang="en-GB",
        parts=(
            Part("First & <foremost>", ("hostile", "everything")),
            Part("Other languages", ("tension", "daght")),
        ),
        left_out=(LeftOut("Lupus & “joints” <2026", "en-GB", "past_date"),),
        media={"x.png": png()},
        neighbours={slug: neighbour(slug) for slug in ("lupus", "asthma")},
        house=house(sample=True),
    )


def right_to_left() -> Edition:
    """An Arabic book of one article, approved words and all."""
    disclaimer = ClinicDisclaimer("معلومات عامة.", "هذه معلومات عامة وليست نصيحة طبية.")
    return edition_of(arabic(), house=house(disclaimers={"ar": disclaimer}))


def right_to_left_collection() -> Edition:
    """An Arabic book of two articles, one of them French, with sources in both scripts."""
    articles = (
        article(
            section("قياس", p("كلمات", cite("a", "b"), ".")),
            slug="daght",
            lang="ar",
            title="ضغط الدم",
            terms=(Term("الضغط", "قوة الدم على جدران الشرايين."),),
            sources=(source("a", raw="مجلة الصحة. 2024."), source("b", raw="Smith J. 2024.")),
        ),
        article(
            p(abbr("tension", "pression artérielle"), cite("k"), "."), slug="tension", lang="fr"
        ),
    )
    return collection(*articles, lang="ar", left_out=(LeftOut("Lupus", "en", "withdrawn"),))


@cache
def whole() -> bytes:
    """The book of several articles."""
    return write_epub(several())


@cache
def book() -> BookFacts:
    """What a reading system knows of it."""
    return read_book(whole())


def member(data: bytes, path: str) -> bytes:
    """One file of a book."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(path)


def links(facts: BookFacts) -> Iterator[tuple[str, str]]:
    """Every internal link of the book: the path of its file and its address."""
    for path, root in facts.documents.items():
        for link in root.iter(f"{XHTML}a"):
            if ":" not in link.get("href", ""):
                yield path, link.get("href", "")


# --- agreement -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [several, right_to_left, right_to_left_collection])
def test_a_book_says_what_its_edition_says(make: Callable[[], Edition]) -> None:
    """In the order of its parts, whatever the language and the signs in it."""
    edition = make()

    assert compare(expectation(edition), extract_epub(write_epub(edition)), MEANS) == ()


@cache
def single() -> bytes:
    """The book of one article that holds everything."""
    return write_epub(everything_edition(draft=False))


@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_altered_book_is_caught(name: str) -> None:
    """Whatever is changed in a finished book no longer agrees with the Edition."""
    expected = expectation(everything_edition(draft=False))

    assert compare(expected, extract_epub(altered_book(single(), name)), MEANS)


PAGES = {
    "a word added": ("title.xhtml", "</h1>", "</h1><p>Take two a day.</p>"),
    "words beside a chapter": ("articles/tension.xhtml", "<body>", "<body>Take two a day."),
    "a line of the contents gone": (
        "nav.xhtml", '<li><a href="articles/hostile.xhtml"', '<li hidden="hidden"><a href="x"',
    ),
    "a line of the contents leads elsewhere": (
        "nav.xhtml", '<a href="articles/everything.xhtml"', '<a href="articles/hostile.xhtml"',
    ),
    "a part renamed": ("part-2.xhtml", "<h1>Other", "<h1>More"),
    "a meaning changed": ("glossary.xhtml", "A white blood cell", "A red blood cell"),
    "a term leads elsewhere": (
        "glossary.xhtml", "articles/everything.xhtml#everything-chapter",
        "articles/hostile.xhtml#hostile-chapter",
    ),
    "a source leads nowhere": ("sources.xhtml", "#everything-chapter", "#everything"),
    "a source hidden": ("sources.xhtml", "<li>", '<li hidden="hidden">'),
    "sources with numbers": ("sources.xhtml", "<ul>", "<ol>"),
    "a way back from all sources": (
        "sources.xhtml", "<li><p>",
        '<li><p><a role="doc-backlink" href="#book.sources">b</a>',
    ),
    "the disclaimer cut": ("disclaimer.xhtml", "general information", "information"),
    "a reason dropped": ("colophon.xhtml", " — past its review date", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_an_altered_page_of_the_book_is_caught(name: str) -> None:
    """What stands outside the chapters is proved as well, word for word and link for link."""
    path, old, new = PAGES[name]

    def altered(page: bytes) -> bytes:
        text = page.decode()
        assert old in text
        changed = text.replace(old, new, 1)
        return (changed.replace("</ul>", "</ol>", 1) if new == "<ol>" else changed).encode()

    data = with_member(whole(), f"EPUB/{path}", altered)

    assert compare(expectation(several()), extract_epub(data), MEANS)


# --- documents -------------------------------------------------------------------------------


def test_the_spine_is_title_contents_then_part_by_part() -> None:
    """What the contents list is the order of the book."""
    assert [posixpath.basename(path) for path in book().documents] == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "part-1.xhtml",
        "hostile.xhtml",
        "everything.xhtml",
        "part-2.xhtml",
        "tension.xhtml",
        "daght.xhtml",
        "glossary.xhtml",
        "sources.xhtml",
        "disclaimer.xhtml",
        "colophon.xhtml",
    ]


def test_every_document_says_its_language_and_direction() -> None:
    """A mixed book tells the voice what to speak, file by file."""
    said = {
        posixpath.basename(path): (root.get("lang"), root.get(XML_LANG), root.get("dir"))
        for path, root in book().documents.items()
    }

    assert said["title.xhtml"] == ("en-GB", "en-GB", "ltr")
    assert said["tension.xhtml"] == ("fr", "fr", "ltr")
    assert said["daght.xhtml"] == ("ar", "ar", "rtl")


def test_every_document_has_a_title_and_one_first_heading() -> None:
    """The title is the article’s and the book’s; headings begin at one and skip nothing."""
    for path, root in book().documents.items():
        if path == "EPUB/cover.xhtml":
            continue
        levels = [
            int(tag[1])
            for each in root.iter("*")
            if (tag := etree.QName(each).localname)[0] == "h" and tag[1:].isdigit()
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
    titles = [root.findtext(f"{XHTML}head/{XHTML}title") for root in book().documents.values()]
    assert titles[4] == f"{HOSTILE} – Leaflets: {HOSTILE}"


def words_of(path: str) -> str:
    """What the body of a document says, folded."""
    body = book().documents[f"EPUB/{path}"].find(f"{XHTML}body")
    assert body is not None
    return fold("".join(map(str, body.itertext())))


def test_the_title_page_says_what_it_is() -> None:
    """Title, publisher and both stamps."""
    words = words_of("title.xhtml")

    assert HOSTILE in words
    assert CLINIC.name in words
    assert "DRAFT — not for patients" in words
    assert "Sample — not clinically reviewed" in words


def test_the_last_page_says_what_was_left_out_and_why() -> None:
    """The line for the article that may not go out, its title not taken for markup."""
    assert (
        "Left out of this collection Lupus & “joints” <2026 — past its review date"
    ) in words_of("colophon.xhtml")


def test_each_chapter_carries_stamps_and_disclaimer() -> None:
    """Whoever opens the book in the middle sees both."""
    for path, root in book().documents.items():
        if "/articles/" in path:
            assert len(root.findall(f".//{XHTML}p[@class='stamp']")) == 2
            assert len(root.findall(f".//{XHTML}aside[@class='disclaimer']")) == 1


def test_a_right_to_left_book_progresses_to_the_left() -> None:
    """An Arabic collection is turned so; an English one with an Arabic article in it is not."""
    for edition, way in ((right_to_left_collection(), "rtl"), (several(), "ltr")):
        spine = read_book(write_epub(edition)).package.find(f"{OPF}spine")
        assert spine is not None
        assert spine.get("page-progression-direction") == way


def test_the_last_pages_speak_the_language_of_the_book() -> None:
    """A term keeps its own; a Latin source in an Arabic list runs its own way."""
    facts = read_book(write_epub(right_to_left_collection()))
    glossary = facts.documents["EPUB/glossary.xhtml"]
    terms = {
        "".join(map(str, each.itertext())): (each.get("lang"), each.get("dir"))
        for each in glossary.iter(f"{XHTML}dt")
    }
    lists = list(facts.documents["EPUB/sources.xhtml"].iter(f"{XHTML}ul"))

    assert (glossary.get("lang"), glossary.get("dir")) == ("ar", "rtl")
    assert terms == {"الضغط": (None, None), "tension": ("fr", "ltr")}
    assert [(each.get("dir"), len(each)) for each in lists] == [(None, 1), ("ltr", 2)]
    assert lists[1][0][1].get("dir") == "rtl"


def test_the_title_page_shows_the_clinic_s_logo() -> None:
    """As decoration: the clinic's name is said in words. It is packed once."""
    edition = several()
    branded = replace(edition, theme=replace(edition.theme, logo=Logo(png("logo.png", "red"), 13)))
    data = write_epub(branded)
    title = read_book(data).documents["EPUB/title.xhtml"]
    (picture,) = title.iter(f"{XHTML}img")

    assert picture.get("alt") == ""
    assert member(data, f"EPUB/{picture.get('src')}")
    assert compare(expectation(branded), extract_epub(data), MEANS) == ()


# --- contents --------------------------------------------------------------------------------


def test_contents_and_ncx_list_parts_and_chapters_in_two_levels() -> None:
    """Both in the order of the spine; Kindle shows two levels."""
    nav = book().documents["EPUB/nav.xhtml"].find(f".//{XHTML}nav[@{TYPE}='toc']")
    assert nav is not None
    listed = [link.get("href") for link in nav.iter(f"{XHTML}a")]

    assert [path.removeprefix("EPUB/") for path in book().documents][3:] == listed
    assert nav.findall(f"{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}ol") == []
    ncx = "{http://www.daisy.org/z3986/2005/ncx/}"
    points = etree.fromstring(member(write_epub(several()), "EPUB/toc.ncx"))
    assert [each.get("src") for each in points.iter(f"{ncx}content")] == listed


def test_contents_of_one_article_list_its_sections() -> None:
    """A book of one article is walked by its headings, without their citation numbers."""
    facts = read_book(single())
    nav = facts.documents["EPUB/nav.xhtml"]
    titles = [link.text for link in nav.iter(f"{XHTML}a")]

    assert titles[:3] == [
        "Everything: a “title” with <signs> & more",
        "Key messages",
        "A heading with a citation",
    ]
    assert "Sources" in titles


def test_landmarks_name_every_kind_of_place() -> None:
    """Reading systems open the book where it begins, and go to the glossary at once."""
    nav = book().documents["EPUB/nav.xhtml"].find(f".//{XHTML}nav[@{TYPE}='landmarks']")
    assert nav is not None
    marks = {link.get(TYPE): link.get("href") for link in nav.iter(f"{XHTML}a")}

    assert marks == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "nav.xhtml#book.contents",
        "bodymatter": "part-1.xhtml",
        "glossary": "glossary.xhtml",
        "bibliography": "sources.xhtml",
        "notice": "disclaimer.xhtml",
        "colophon": "colophon.xhtml",
    }


def test_a_title_without_words_is_refused() -> None:
    """The contents would hold a line that nobody can read or follow."""
    with pytest.raises(RenderingError, match="sample has a title without words"):
        write_epub(edition_of(article(p("x"), title=" \u2003 ")))


def test_places_of_one_name_are_no_landmarks() -> None:
    """Two regions of one name cannot be told apart by ear; their headings still can be found."""
    twice = article(
        section("Doses", p("x"), table(("A", "B"), ("1", "2"))),
        section("Doses ", p("y"), table(("A", "B"), ("3", "4"))),
        section("Sources", p("z")),
        section("Alone", p("z")),
    )
    chapter = read_book(write_epub(edition_of(twice))).documents["EPUB/articles/sample.xhtml"]
    body = chapter.find(f".//{XHTML}div[@class='body']")
    assert body is not None
    named = [each.get("aria-labelledby") for each in body.iter(f"{XHTML}section")]
    tables = [each.get("role") for each in body.iter(f"{XHTML}div") if each.get("tabindex")]

    assert [bool(name) for name in named] == [False, False, False, True]
    assert tables == ["group", "group"]


# --- links -----------------------------------------------------------------------------------


def test_every_internal_link_leads_to_an_element() -> None:
    """No link of the book leads nowhere."""
    ids = {path: {each.get("id") for each in root.iter("*")} for path, root in
           book().documents.items()}  # fmt: skip
    checked = 0
    for path, href in links(book()):
        file, anchor = urldefrag(href)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        assert target in ids, href
        assert not anchor or anchor in ids[target], href
        checked += 1

    assert checked > 40


def test_links_between_chapters_lead_into_the_other_file() -> None:
    """A cross-link inside the book is a link to the other chapter, not to the web."""
    assert ("EPUB/articles/hostile.xhtml", "everything.xhtml#everything-chapter") in list(
        links(book())
    )


def test_a_link_out_of_the_book_is_a_public_address() -> None:
    """An article in force that is not in the book is read on the web; any other is plain words."""
    away = collection(
        article(p("See ", cross("lupus", "lupus"), ", ", cross("gone", "gone"), "."), slug="one"),
        article(p("Words."), slug="two"),
        neighbours={"lupus": neighbour("lupus"), "gone": neighbour("gone", in_force=False)},
    )
    chapter = read_book(write_epub(away)).documents["EPUB/articles/one.xhtml"]
    leading = {
        "".join(map(str, link.itertext())): link.get("href") for link in chapter.iter(f"{XHTML}a")
    }

    assert leading["lupus"] == "https://larkfield.example/lupus"
    assert "gone" not in leading


def test_no_article_can_take_an_anchor_of_the_book() -> None:
    """Whatever it is called: its ids begin with its slug, the book's have a dot."""
    named = [article(p("Words."), slug=slug, title=slug) for slug in ("book", "part", "title")]
    edition = collection(*named)

    assert compare(expectation(edition), extract_epub(write_epub(edition)), MEANS) == ()


def test_every_id_stands_once_in_the_book() -> None:
    """Two articles with the same headings do not share an anchor."""
    twins = collection(everything("one"), everything("two"), media={"x.png": png()})
    ids = [
        each.get("id")
        for root in read_book(write_epub(twins)).documents.values()
        for each in root.iter("*")
        if each.get("id")
    ]

    assert len(ids) == len(set(ids)) > 60


# --- notes -----------------------------------------------------------------------------------


def test_marks_have_the_exact_tokens_that_reading_systems_look_for() -> None:
    """Readium selects exactly `a[epub:type=noteref]`; a list of tokens would be missed."""
    chapter = read_book(single()).documents["EPUB/articles/everything.xhtml"]
    marks = [link for link in chapter.iter(f"{XHTML}a") if link.get("role") == "doc-noteref"]

    assert len(marks) == 12
    for mark in marks:
        assert mark.get(TYPE) == "noteref"
        parent = mark.getparent()
        assert parent is not None
        assert parent.tag == f"{XHTML}sup"


def test_notes_lie_in_the_bibliography_of_the_same_file() -> None:
    """`section > ol > li > div[footnote]` with the way back outside its words: pop-ups show it."""
    chapter = read_book(single()).documents["EPUB/articles/everything.xhtml"]
    notes = {
        note.get("id"): note
        for note in chapter.findall(
            f".//{XHTML}section[@{TYPE}='bibliography']/{XHTML}ol/{XHTML}li/{XHTML}div"
        )
    }
    wanted = {
        link.get("href", "").removeprefix("#")
        for link in chapter.iter(f"{XHTML}a")
        if link.get(TYPE) == "noteref"
    }

    assert wanted <= set(notes)
    for note in notes.values():
        assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
        assert len((note.findtext(f"{XHTML}p") or "").strip()) >= 9
        for back in note.iter(f"{XHTML}a"):
            if back.get("role") == "doc-backlink":
                assert back.get(TYPE) is None
                assert (back.text or "").startswith("↩\ufe0e")


NOTES = """\
<sup class="cite"><a id="one-cite-1-1" epub:type="noteref" role="doc-noteref" \
href="#one-ref-1" aria-label="Source 1">1</a></sup>, B\
<sup class="cite"><a id="one-cite-1-2" epub:type="noteref" role="doc-noteref" \
href="#one-ref-1" aria-label="Source 1">1</a>,<a id="one-cite-2-1" epub:type="noteref" \
role="doc-noteref" href="#one-ref-2" aria-label="Source 2">2</a></sup>
<section class="sources" epub:type="bibliography" role="doc-bibliography" \
aria-labelledby="one-sources"><h2 id="one-sources">Sources</h2><ol>\
<li><div id="one-ref-1" epub:type="footnote" role="doc-footnote"><p>The source a. \
<a class="back" role="doc-backlink" href="#one-cite-1-1" \
aria-label="Back to citation 1 of source 1">↩︎1</a> \
<a class="back" role="doc-backlink" href="#one-cite-1-2" \
aria-label="Back to citation 2 of source 1">↩︎2</a></p></div></li>\
<li><div id="one-ref-2" epub:type="footnote" role="doc-footnote"><p>The source b. \
<a class="back" role="doc-backlink" href="#one-cite-2-1" \
aria-label="Back to citation 1 of source 2">↩︎</a></p></div></li></ol></section>
"""


def test_notes_are_written_exactly_so() -> None:
    """Every token: Apple Books, Kobo, Thorium and Readium each look for another of them."""
    edition = collection(
        article(p("A", cite("a"), ", B", cite("a", "b"), "."), slug="one"),
        article(p("C", cite("b"), "."), slug="two"),
    )
    page = member(write_epub(edition), "EPUB/articles/one.xhtml").decode()

    for exactly in NOTES.splitlines():
        assert exactly in page
    other = member(write_epub(edition), "EPUB/articles/two.xhtml").decode()
    assert 'href="#two-ref-1" aria-label="Source 1">1</a></sup>' in other


# --- EPUBCheck -------------------------------------------------------------------------------


@pytest.mark.tool
@pytest.mark.parametrize(
    "make", [several, right_to_left, right_to_left_collection, everything_edition]
)
def test_epubcheck_has_nothing_to_say(make: Callable[[], Edition], tmp_path: Path) -> None:
    """No fatal error, no error, no warning, not even a usage note."""
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(make()))

    assert tools.epubcheck(path) == ()


@pytest.mark.tool
def test_no_chapter_scrolls_sideways_on_a_small_screen(tmp_path: Path) -> None:
    """Tables, pictures and addresses fit into 320 pixels, in every language."""
    with zipfile.ZipFile(io.BytesIO(write_epub(several()))) as packed:
        packed.extractall(tmp_path)
    documents = sorted((tmp_path / "EPUB").rglob("*.xhtml"))

    assert len(documents) == len(book().documents)
    for document in documents:
        assert not tools.chromium_page_width(document, 320).overflows, document.name
