"""JATS in the shapes of publishers → the Article, word by word; what cannot be read is told."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.limits import Limits
from journalpress.model import Figure, every_block, plain
from journalpress.readers.imports import Import
from journalpress.readers.jats import read_jats
from tests.examples import examples
from tests.readers.jats.jatsfiles import MIXED, NAMES, TITLE, jats, read, refs, xref
from tests.readers.rich.documents import asked, body, told

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
ALL = "[@doe2020; @roe2021; @poe2022]"


def what(found: Import) -> str:
    """What was decided and left out, a line each."""
    return "\n".join(
        [*(each.what for each in found.decisions),
         *(f"{each.words}: {each.why}" for each in found.dropped)]
    )  # fmt: skip


# --- metadata ---------------------------------------------------------------------------------


def test_metadata_become_fields() -> None:
    """Title with its subtitle, day, authors, category, address; the journal's own goes."""
    meta = (
        '<article-id pub-id-type="doi">10.1136/x</article-id><article-categories>'
        '<subj-group subj-group-type="heading"><subject>Joints</subject></subj-group>'
        "</article-categories><title-group><article-title>Gout</article-title>"
        "<subtitle>living with it</subtitle></title-group><contrib-group>"
        '<contrib contrib-type="author"><name><surname>Other</surname><given-names>Ann'
        '</given-names></name></contrib><contrib contrib-type="editor"><name><surname>Ed'
        "</surname></name></contrib><aff>Invented University</aff></contrib-group>"
        '<pub-date pub-type="ppub"><year>2026</year></pub-date>'
        '<pub-date pub-type="epub"><day>7</day><month>6</month><year>2026</year></pub-date>'
        "<permissions><license><license-p>Free to copy.</license-p></license></permissions>"
        "<kwd-group><kwd>toe</kwd></kwd-group>"
    )
    found = read("<p>It hurts.</p>", meta=meta)

    article = found.article
    assert article is not None
    assert plain(article.title.inlines) == "Gout: living with it"
    assert (article.category, str(article.published)) == ("Joints", "2026-06-07")
    assert [each.name for each in article.people] == ["Ann Other"]
    assert (article.url, article.lang) == ("https://doi.org/10.1136/x", "en")
    assert "Free to copy.: the licence" in what(found)
    assert "toe: key words" in what(found)


def test_abstracts_go_where_readers_look() -> None:
    """The plain summary above, key points as messages, the long one before the text."""
    long = "<abstract><sec><title>Aim</title><p>To see.</p></sec></abstract>"
    plain_one = '<abstract abstract-type="plain-language-summary"><p>It hurts.</p></abstract>'
    keys = (
        '<abstract abstract-type="key-points"><title>Key points</title><list><list-item>'
        "<p>Drink.</p></list-item><list-item><p>Rest.</p></list-item></list></abstract>"
    )
    found = read("<sec><title>A</title><p>Text.</p></sec>", meta=TITLE + long + plain_one + keys)

    assert found.article is not None
    assert found.article.standfirst is not None
    assert plain(found.article.standfirst.inlines) == "It hurts."
    assert [plain(each.inlines) for each in found.article.key_messages] == ["Drink.", "Rest."]
    assert body(found).startswith("## Aim\n\nTo see.\n\n## A")
    assert "the abstract stands before the text" in what(found)
    assert "Key points: the title of what stands above the text" in what(found)


# --- citations --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"gout {xref('1', 'b1')}.", "gout[@doe2020]."),
        (f"gout<sup>{xref('1', 'b1')},{xref('2', 'b2')}</sup>.", "gout[@doe2020; @roe2021]."),
        (f"gout [{xref('1', 'b1')}–{xref('3', 'b3')}].", f"gout{ALL}."),
        (f"gout {xref('1–3', 'b1', 'b2', 'b3')}.", f"gout{ALL}."),
        (f"gout {xref('[1-3]', 'b1')}.", f"gout{ALL}."),
        (f"gout<sup>{xref('1,3', 'b1', 'b3')}</sup>.", "gout[@doe2020; @poe2022]."),
        (f"as {xref('Doe (2020)', 'b1')} said.", "as Doe (2020)[@doe2020] said."),
        (f"({xref('Doe 2020', 'b1')}; {xref('Roe 2021', 'b2')}).",
         "(Doe 2020[@doe2020]; Roe 2021[@roe2021])."),
        (f"gout {xref('9', 'b9')}.", "gout 9."),
        (f'see <xref ref-type="fig" rid="f1">Figure 1</xref> {xref("2", "b2")}.',
         "see Figure 1[@roe2021]."),
    ],
    ids=["one", "raised", "range of two", "range in one", "range with one id", "pair", "author",
         "authors", "unknown", "figure"],
)  # fmt: skip
def test_citations_lead_to_their_sources(written: str, expected: str) -> None:
    """In each of the forms that publishers write."""
    found = read(f"<p>{written}</p>", listed=refs(*MIXED[:3]))

    assert body(found) == expected
    assert asked(found) == []


def test_entries_in_fields_become_sources_in_fields() -> None:
    """An article, a chapter, a page of the web; “et al.” stays; what no Source has is said."""
    article = (
        '<element-citation publication-type="journal"><person-group person-group-type="author">'
        "<name><surname>Doe</surname><given-names>J</given-names></name><etal/></person-group>"
        "<article-title>On <italic>gout</italic></article-title><source>BMJ</source>"
        "<year>2020</year><month>Mar</month><volume>3</volume><issue>2</issue><fpage>1</fpage>"
        '<lpage>9</lpage><pub-id pub-id-type="doi">10.1136/bmj.1</pub-id>'
        '<pub-id pub-id-type="pmid">123</pub-id><comment>Epub ahead</comment></element-citation>'
    )
    chapter = (
        '<element-citation publication-type="book"><person-group person-group-type="author">'
        "<collab>WHO</collab></person-group><chapter-title>Joints</chapter-title><source>Bones</source>"
        "<year>2019</year><publisher-name>Press</publisher-name></element-citation>"
    )
    web = (
        '<mixed-citation publication-type="web"><collab>NHS</collab>. <source>Gout</source>. '
        '<year>2021</year> <ext-link xlink:href="https://nhs.example/gout">nhs.example</ext-link>'
        "</mixed-citation>"
    )
    found = read("<p>x</p>", listed=refs(article, chapter, web))

    assert found.article is not None
    one, two, three = found.article.sources
    assert (one.type, one.title, one.container, one.issued) == (
        "article-journal", "On gout", "BMJ", "2020-03",
    )  # fmt: skip
    assert (one.volume, one.issue, one.page, one.doi, one.pmid) == (
        "3", "2", "1-9", "10.1136/bmj.1", "123",
    )  # fmt: skip
    assert [each.family or each.literal for each in one.authors] == ["Doe", "et al."]
    assert (two.type, two.title, two.container) == ("chapter", "Joints", "Bones")
    assert (three.type, three.title, three.url) == ("webpage", "Gout", "https://nhs.example/gout")
    assert "of source 1 is not kept: comment “Epub ahead”" in what(found)


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ("<name><surname>Craig</surname><given-names>JP</given-names></name>", "Craig JP"),
        ("<string-name><given-names>JP</given-names><surname>Craig</surname></string-name>. Gout.",
         "JP Craig. Gout."),
        ("<person-group><name><surname>Craig</surname><given-names>JP</given-names></name><name>"
         "<surname>Doe</surname><given-names>J</given-names></name><etal/></person-group>.",
         "Craig JP, Doe J."),
        ("<collab>WHO</collab><name><surname>Doe</surname></name><etal>et al</etal>",
         "WHO, Doe, et al"),
        ("<surname>Doe</surname>, <given-names>J</given-names> (<year>2020</year>a)",
         "Doe, J (2020a)"),
        ("<article-title>On <bold>g</bold>out</article-title><source>BMJ</source>", "On gout BMJ"),
        ("<article-title>On gout.</article-title><source>BMJ</source>Online",
         "On gout. BMJ Online"),
        ("<source>BMJ</source><volume>3</volume>(<issue>2</issue>):<fpage>1</fpage>–<lpage>9"
         "</lpage>", "BMJ 3(2):1–9"),
        ("<label>1</label>Doe J. Gout.", "Doe J. Gout."),
        ("BMJ <year>2020</year><volume>3</volume>.", "BMJ 2020 3."),
        ("C<sub>max</sub> of CO<sub>2</sub>. BMJ.", "Cmax of CO2. BMJ."),
    ],
    ids=["name", "given first", "people", "collective", "typed", "bold", "title", "numbers",
         "label", "year and volume", "lowered"],
)  # fmt: skip
def test_words_of_neighbouring_elements_are_words_of_their_own(entry: str, printed: str) -> None:
    """Where the file has no space between them; what it has there is kept."""
    listed = refs(f"<mixed-citation>{entry}</mixed-citation>")
    found = read("<p>x</p>", listed=listed)

    assert found.article is not None
    assert [each.raw for each in found.article.sources] == [printed]


def test_an_entry_of_nothing_but_elements_is_a_source_in_fields() -> None:
    """As publishers print it by a style of their own."""
    entry = (
        "<mixed-citation><name><surname>Craig</surname><given-names>JP</given-names></name>"
        "<article-title>On gout</article-title><source>BMJ</source><year>2020</year>"
        "<volume>3</volume></mixed-citation>"
    )
    found = read("<p>x</p>", listed=refs(entry))

    assert found.article is not None
    (source,) = found.article.sources
    assert [(each.family, each.given) for each in source.authors] == [("Craig", "JP")]
    assert (source.title, source.container, source.volume) == ("On gout", "BMJ", "3")


def test_what_is_left_out_is_parted_too() -> None:
    """Where an author works, of which each part is an element."""
    aff = "<aff><label>1</label><institution>Invented</institution><country>UK</country></aff>"

    assert "1 Invented UK: where an author works" in what(read("<p>x</p>", meta=TITLE + aff))


# --- blocks -----------------------------------------------------------------------------------


def test_a_paragraph_ends_where_a_block_in_it_begins() -> None:
    """JATS lets lists and boxes stand in the middle of a sentence."""
    found = read(
        "<p>Take <bold>two</bold>: <list list-type='order'><list-item><p>now</p></list-item>"
        "<list-item><p>then</p><list><list-item><p>later</p></list-item></list></list-item></list>"
        " and rest.</p><boxed-text><label>Box 1</label><caption><title>Stop</title></caption>"
        "<p>If it bleeds.</p></boxed-text><disp-quote><p>It hurts.</p><attrib>A patient</attrib>"
        "</disp-quote><def-list><def-item><term>UA</term><def><p>uric acid</p></def></def-item>"
        "</def-list>"
    )

    assert body(found) == (
        "Take **two**:\n\n1. now\n2. then\n   - later\n\nand rest.\n\n> [!NOTE]\n"
        "> **Box 1 Stop**\n>\n> If it bleeds.\n\n> It hurts.\n>\n> A patient\n\n"
        "- **UA** — uric acid"
    )


def test_figures_and_tables_keep_captions_spans_and_notes() -> None:
    """A picture beside the file is taken, named with or without its ending."""
    figure = (
        '<fig id="f1"><label>Figure 1</label><caption><p>A toe.</p></caption>'
        '<alt-text>An inflamed toe</alt-text><graphic xlink:href="toe"/></fig>'
    )
    table = (
        "<table-wrap><label>Table 1</label><caption><title>Doses</title></caption><table><thead>"
        '<tr><th>Who</th><th>When</th></tr></thead><tbody><tr><td rowspan="2">Adults</td>'
        "<td>Morning</td></tr><tr><td>Evening</td></tr></tbody></table><table-wrap-foot>"
        "<fn><label>a</label><p>By mouth.</p></fn></table-wrap-foot></table-wrap>"
    )
    found = read(figure, table, beside={"toe.png": PNG}.get)

    assert body(found).endswith(
        "| Who | When |\n| --- | --- |\n| Adults | Morning |\n|  | Evening |\n\n"
        "Table: Table 1 Doses\n\na By mouth."
    )
    assert [(each.kind, each.words) for each in found.open] == [("shape", "Adults")]
    assert found.article is not None
    (picture,) = [each for each in every_block(found.article.body) if isinstance(each, Figure)]
    assert picture.alt == "An inflamed toe"
    assert set(found.pictures) == {picture.media}


def test_notes_signs_and_formulas_are_kept() -> None:
    """A footnote in the line and one behind the text; α by its name; MathML before TeX."""
    found = read(
        "<p>A&alpha;<fn><p>First note.</p></fn> and<xref ref-type='fn' rid='n2'>*</xref> "
        "<inline-formula><alternatives><mml:math><mml:mi>m</mml:mi><mml:mn>2</mml:mn></mml:math>"
        "<tex-math>$m2$</tex-math></alternatives></inline-formula></p>",
        back='<fn-group><fn id="n2"><label>*</label><p>Second note.</p></fn></fn-group>',
    )

    assert body(found) == "Aα (First note.) and (Second note.) m2"
    assert "a formula is kept as the signs in it: “m2”" in what(found)
    tex = "\\documentclass{minimal}\\begin{document}$m2$\\end{document}"
    assert body(read(f"<p>A<inline-formula><tex-math>{tex}</tex-math></inline-formula>s</p>")) == (
        "Am2s"
    )
    beside = (
        "A <inline-formula>dose of <mml:math><mml:mi>m</mml:mi></mml:math> mg</inline-formula>."
    )
    assert body(read(f"<p>{beside}</p>")) == "A dose of m mg."
    mark = "<xref ref-type='table-fn' rid='t1'><sup>a</sup></xref>"
    assert body(read(f"<p>Doses{mark}</p>")) == "Doses<sup>a</sup>"
    level = "<xref ref-type='table-fn' rid='t1'>a</xref>"
    assert body(read(f"<p>150 µg{level}</p>")) == "150 µg<sup>a</sup>"
    half = "<mml:math><mml:mfrac><mml:mn>1</mml:mn><mml:mn>2</mml:mn></mml:mfrac></mml:math>"
    assert body(read(f"<p>Take <inline-formula>{half}</inline-formula> of it.</p>")) == (
        "Take 1/2 of it."
    )
    assert "names “&nosuch;” is not known" in what(read("<p>A&nosuch;</p>"))


def test_a_label_that_says_something_is_no_mark() -> None:
    """Of a note and of an item of a list: its words stand before the others."""
    note = "<fn-group><fn><label>{}</label><p>None.</p></fn></fn-group>"
    items = (
        "<list><list-item><label>Step 1</label><p>Wash.</p></list-item>"
        "<list-item><label>iv.</label><p>Dry.</p></list-item></list>"
    )

    assert "Competing interests: None." in body(
        read("<p>x</p>", back=note.format("Competing interests:"))
    )
    assert body(read("<p>x</p>", back=note.format("a)"))).endswith("> None.")
    assert body(read(items)) == "- Step 1\n\n  Wash.\n\n- Dry."


def test_letters_of_a_list_are_told() -> None:
    """Those that the file prints, and those that it asks for by the kind of the list."""
    item = "<list-item>{}<p>Wash.</p></list-item>"
    labelled = item.format("<label>(c)</label>")

    assert "a list that is numbered c, b will print from 1 on" in what(
        read(f'<list list-type="alpha-lower">{labelled}{item.format("")}</list>')
    )
    assert body(read(f'<list list-type="order">{item.format("")}</list>')) == "1. Wash."


def test_a_formula_in_signs_and_as_a_picture_is_read_from_its_signs() -> None:
    """In TeX as in MathML: the picture may not be there, and shows the same."""
    tex = "<disp-formula><tex-math>$m2$</tex-math><graphic xlink:href='f'/></disp-formula>"
    found = read(f"<p>A</p>{tex}")

    assert body(found) == "A\n\n$m2$"
    assert "a formula is kept as the signs in it" in what(found)


def test_what_stands_behind_the_text_is_kept() -> None:
    """Thanks and appendices; reviews of the article are left out and named."""
    data = jats("<p>x</p>", back="<ack><title>Thanks</title><p>To all.</p></ack><app-group><app>"
                "<title>More</title><p>Data.</p></app></app-group>")  # fmt: skip
    inner = (
        "<sub-article><front-stub><title-group><article-title>Review</article-title></title-group>"
        "</front-stub><body><p>Good.</p></body></sub-article></article>"
    )
    found = read_jats(data.replace(b"</article>", inner.encode()), file="a.xml")

    assert body(found) == "x\n\n## Thanks\n\nTo all.\n\n## More\n\nData."
    assert "Review: an article in the article" in what(found)


@pytest.mark.parametrize(
    ("lang", "title"),
    [("en", "Acknowledgements"), ("fr", "Remerciements"), ("nl", "Acknowledgements")],
)
def test_thanks_without_a_title_are_a_section_of_their_own(lang: str, title: str) -> None:
    """Under the usual word, which is not the file's and is said."""
    data = jats("<sec><title>Care</title><p>x</p></sec>", back="<ack><p>To all.</p></ack>")
    found = read_jats(data.replace(b'lang="en"', f'lang="{lang}"'.encode()), file="a.xml")

    assert body(found) == f"## Care\n\nx\n\n## {title}\n\nTo all."
    assert f"the thanks at the end have no title in the file; “{title}” stands there" in what(found)
    other = read("<sec><title>Care</title><p>x</p></sec>", back="<notes><p>Told.</p></notes>")
    assert "“Told. …” behind the text has no title and ends the section before it" in what(other)


def test_missing_parts_are_no_reason_to_fail() -> None:
    """Without metadata the name of the file is asked about; without a body its abstract is read."""
    bare = f"<article {NAMES}><body><p>Only text.</p></body></article>".encode()
    found = read_jats(bare, file="living-with-gout.xml")

    assert found.article is not None
    assert asked(found) == [("living with gout", "the name of the file")]
    assert read(meta=f"{TITLE}<abstract><p>It hurts.</p></abstract>").article is not None


# --- what cannot be read ----------------------------------------------------------------------

LAUGHS = "<!DOCTYPE article [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE article [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"Hello", "no whole XML"),
        (jats("<p>long enough</p>")[:-40], "no whole XML"),
        (jats("<p>&b;</p>", doctype=LAUGHS), "entities"),
        (jats("<p>&a;</p>", doctype=OUTSIDE), "entities"),
        (b"<rss><channel/></rss>", "no JATS article"),
        (b"<article><p>x</p></article>", "neither front nor body"),
        (jats("<sec>" * 300 + "</sec>" * 300), "no whole XML"),
        (jats(), "no text"),
    ],
    ids=["empty", "text", "half", "laughs", "outside", "rss", "bare", "deep", "nothing"],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, message: str) -> None:
    """And no article."""
    found = read_jats(data, file="a.xml")

    assert found.article is None
    (only,) = found.problems
    assert message in str(only)
    assert "\n" not in str(only)
    assert only.hint


def test_a_file_past_the_limit_is_told_by_its_name() -> None:
    """So that it can be raised in journal.toml."""
    found = read_jats(jats("<p>x</p>"), file="a.xml", limits=Limits(import_bytes=10))

    assert "import_bytes" in str(found.problems[0])


# --- no word lost, none invented --------------------------------------------------------------

WORDS = st.lists(st.text("abcdefgäéß", min_size=1, max_size=6), min_size=1, max_size=5).map(
    " ".join
)
LEAF = st.one_of(
    WORDS,
    WORDS.map(lambda text: f"<italic>{text}</italic> "),
    WORDS.map(lambda text: f"<sup>{text}</sup>"),
    st.integers(1, 4).map(lambda number: " " + xref(str(number), f"b{number}")),
    st.just(f" {xref('1', 'b1')}–{xref('4', 'b4')} "),
)
PARAGRAPH = st.lists(LEAF, min_size=1, max_size=4).map(lambda each: f"<p>{''.join(each)}</p>")
BLOCK = st.recursive(
    PARAGRAPH,
    lambda inner: st.one_of(
        st.tuples(WORDS, st.lists(inner, max_size=3)).map(
            lambda each: f"<sec><title>{each[0]}</title>{''.join(each[1])}</sec>"
        ),
        st.lists(PARAGRAPH, min_size=1, max_size=3).map(
            lambda each: f"<list>{''.join(f'<list-item>{p}</list-item>' for p in each)}</list>"
        ),
        st.lists(PARAGRAPH, min_size=1, max_size=2).map(
            lambda each: f"<boxed-text>{''.join(each)}</boxed-text>"
        ),
        st.tuples(WORDS, WORDS).map(
            lambda each: (
                f"<table-wrap><caption><p>{each[0]}</p></caption><table><tr><td>{each[1]}</td>"
                "<td>x</td></tr></table></table-wrap>"
            )
        ),
    ),
    max_leaves=5,
)


def no_word_is_lost(blocks: list[str]) -> None:
    """The reader's own proof compares the words of the XML with the Article's."""
    found = read(*blocks, listed=refs(*MIXED))

    assert "JP125" not in told(found), "\n".join(map(str, found.problems))
    body(found)


@given(st.lists(BLOCK, min_size=1, max_size=4))
@examples(25)
def test_no_word_is_lost_whatever_the_file(blocks: list[str]) -> None:
    """Nor invented: on generated files."""
    no_word_is_lost(blocks)


@pytest.mark.long
@given(st.lists(BLOCK, min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_in_many_files(blocks: list[str]) -> None:
    """The same, at length."""
    no_word_is_lost(blocks)
