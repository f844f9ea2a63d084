"""Writing an Article as house Markdown: what is read back is the same Article."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from journalpress.model import Article, Inline, Paragraph, Prose, Source, Text
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.sources import read_sources
from tests.articles import articles, proses
from tests.examples import examples
from tests.trees import article, callout, cite, emph, figure, item, ol, p, quote, strong, table, ul

SAMPLES = Path(__file__).parents[3] / "samples" / "journal"
BOTH = Text("b", strong=True, emph=True)


def assert_survives(written: Article) -> None:
    """What is written reads back as the same article, and writing that changes no byte."""
    source = write_markdown(written)
    reading = read_markdown(source.encode(), file="sample.md", slug=written.slug)
    assert reading.problems == (), source
    assert reading.article == written, source
    assert write_markdown(reading.article) == source


@pytest.mark.tool
@given(articles())
@examples(25)
def test_every_article_survives(made: Article) -> None:
    """Any Article in normal form is read back from what was written of it."""
    assert_survives(made)


@pytest.mark.long
@given(articles())
@settings(max_examples=1_500)
def test_every_article_survives_at_length(made: Article) -> None:
    """The same, with thousands of articles."""
    assert_survives(made)


@given(proses(), proses())
@examples(40)
def test_every_run_survives(words: Prose[Inline], title: Prose[Inline]) -> None:
    """Any words with any marks are read back, in a paragraph and in the front matter."""
    assert_survives(article(Paragraph(words), title=title))


@pytest.mark.long
@given(proses(), proses())
@settings(max_examples=600)
def test_every_run_survives_at_length(words: Prose[Inline], title: Prose[Inline]) -> None:
    """The same, with hundreds of them."""
    assert_survives(article(Paragraph(words), title=title))


@pytest.mark.parametrize(
    ("written", "source"),
    [
        (p("Plain words, 5 mg < 0.05."), "Plain words, 5 mg < 0.05."),
        (p("a ", strong("bold"), " and ", emph("it")), "a **bold** and *it*"),
        (p(strong("a"), " ", BOTH, " ", strong("c")), "**a _b_ c**"),
        (p(strong("a"), emph("b"), "c"), "**a**_b_&#99;"),
        (p("1. no item"), "1\\. no item"),
        (p("Table: words"), "Table\\: words"),
        (p("# ", emph("x")), "\\# *x*"),
        (p("so", cite("k", ("l", "p. 3; 4")), "."), "so[@k; @l, p. 3\\; 4]."),
        (ul("a", item("b", ul("c"))), "- a\n- b\n  - c"),
        (ul(item("a", p("b"))), "- a\n\n  b"),
        (ol("a", "b", start=9), "9. a\n10. b"),
        (quote(p("[!NOTE]"), p("x")), "> \\[!NOTE\\]\n>\n> x"),
        (callout("tip", p("x"), ul("y")), "> [!TIP]\n> x\n>\n> - y"),
        (figure("a b.png"), "![](../media/a%20b.png){.decorative}"),
        (
            figure("é.png", "An *x*", "See ", strong("y")),
            "![An \\*x\\*](../media/é.png)\n*See __y__*",
        ),
        (
            table(("a", "|"), ("", "c"), caption="Cap", align=("left", "right"), row_headers=True),
            "| a | \\| |\n| :--- | ---: |\n|  | c |\n\nTable: Cap {.row-headers}",
        ),
    ],
)
def test_blocks_are_written_as_a_person_would(written: Paragraph[Inline], source: str) -> None:
    """The source of each kind of block is the shortest that is read back."""
    body = write_markdown(article(written)).partition("---\n")[2].partition("---\n")[2]
    assert body == source + "\n"


def test_lists_side_by_side_stay_two() -> None:
    """Two lists of a kind get different markers, or they would be read as one."""
    assert_survives(article(ul("a"), ul("b"), ul("c"), ol("d"), ol("e")))


def test_shared_sources_are_written_as_ids() -> None:
    """A source that the journal shares is named by its id; one of other content is written out."""
    same, other = Source("same", raw="S."), Source("other", raw="O.")
    made = article(p("x", cite("same", "other")), sources=(same, other))
    shared = {"same": same, "other": Source("other", raw="Another.")}
    source = write_markdown(made, shared=shared)
    assert '  - same\n  - id: other\n    raw: "O."\n' in source


def test_the_samples_survive() -> None:
    """Every sample article is read without a Problem and survives being written."""
    shared, _ = read_sources((SAMPLES / "references.yaml").read_bytes(), "references.yaml")
    files = sorted((SAMPLES / "articles").glob("*.md"))
    assert files
    for file in files:
        by_key = {source.key: source for source in shared}
        reading = read_markdown(file.read_bytes(), file=file.name, slug=file.stem, shared=by_key)
        assert reading.problems == ()
        assert reading.article is not None
        assert_survives(reading.article)
