"""Numbers and labels: the one place where they are decided."""

import pytest

from journalpress.edition.citations import Labeller, number_sources
from journalpress.edition.types import CiteLabel
from journalpress.edition.wording import wording_for
from journalpress.errors import UnknownSource
from journalpress.model import Article
from tests.trees import article, cite, p, prose, qa, section, source, table


def labelled(*keys: str, of: str = "abcdefgh") -> CiteLabel:
    """The label of these keys, where the sources `of` are numbered from 1."""
    numbers = dict(zip(of, range(1, len(of) + 1), strict=True))
    return Labeller("x", numbers).label_for(cite(*keys))


def listed(*keys: str, cited: tuple[str, ...]) -> Article:
    """An article that lists these sources and cites those, in order."""
    return article(p("Words", *(cite(key) for key in cited)), sources=tuple(map(source, keys)))


def test_sources_are_numbered_as_listed() -> None:
    """The list's order decides, not the order of mention; an uncited source keeps its number."""
    numbers = number_sources(listed("a", "b", "c", cited=("c", "a")), "as-listed")

    assert numbers == {"a": 1, "b": 2, "c": 3}


def test_sources_are_numbered_as_cited() -> None:
    """First mention decides; an uncited source is left out."""
    numbers = number_sources(listed("a", "b", "c", cited=("c", "a", "c")), "as-cited")

    assert numbers == {"c": 1, "a": 2}


def test_first_mention_is_where_a_reader_meets_it() -> None:
    """ICMJE's order: standfirst, key messages, text, caption and table as they are read."""
    keys = ("standfirst", "key", "text", "second", "caption", "cell", "answer")
    whole = article(
        p("Words", cite("text"), "and", cite("second", "key")),
        table(("Head",), (("Cell", cite("cell")),), caption=("A table", cite("caption"))),
        section("Questions", qa("Why?", p("So", cite("answer"), cite("text")))),
        standfirst=prose("Lead", cite("standfirst")),
        key_messages=(prose("Point", cite("key")),),
        sources=tuple(map(source, sorted(keys))),
    )

    assert list(number_sources(whole, "as-cited")) == list(keys)


def test_a_citation_without_a_source_is_refused() -> None:
    """A key that no source has never becomes a number."""
    unknown = listed("a", cited=("a",))
    unknown = Article(
        id="x", slug="x", lang="en", title=unknown.title, body=(p("Words", cite("z")),)
    )

    with pytest.raises(UnknownSource, match="@z"):
        number_sources(unknown, "as-listed")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("a",), "1"),
        (("d", "a"), "1,4"),
        (("a", "a"), "1"),
        (("b", "a"), "1,2"),
        (("c", "a", "b"), "1–3"),
        (("a", "b", "c", "f"), "1–3,6"),
        (("a", "c", "d", "e", "g", "h"), "1,3–5,7,8"),
        (tuple("abcdefgh"), "1–8"),
    ],
)
def test_a_label_is_sorted_with_runs_joined(keys: tuple[str, ...], text: str) -> None:
    """Sorted, each number once, commas between, runs of three or more as a range."""
    assert labelled(*keys).text == text


def test_inner_numbers_of_a_run_are_kept_unseen() -> None:
    """No key is ever lost: 2 of `1–3` is a mark with a target, only not shown."""
    marks = labelled("a", "b", "c").marks

    assert [(mark.number, mark.key, mark.shown) for mark in marks] == [
        (1, "a", True),
        (2, "b", False),
        (3, "c", True),
    ]
    assert [mark.target for mark in marks] == ["x-ref-1", "x-ref-2", "x-ref-3"]


def test_each_mark_has_its_own_id_and_a_way_back() -> None:
    """The second mention of a source has another id, and its reference leads back to both."""
    labeller = Labeller("x", {"a": 1})
    first = labeller.label_for(cite("a")).marks[0]
    second = labeller.label_for(cite("a")).marks[0]
    ways = labeller.backlinks(1, wording_for("en"))

    assert (first.id, second.id) == ("x-cite-1-1", "x-cite-1-2")
    assert [way.target for way in ways] == [first.id, second.id]
    assert ways[1].label == "Back to citation 2 of source 1"


def test_a_source_cited_once_has_a_bare_way_back() -> None:
    """No number stands behind the only arrow."""
    labeller = Labeller("x", {"a": 1, "b": 2})
    labeller.label_for(cite("a"))

    assert [way.sign for way in labeller.backlinks(1, wording_for("en"))] == ["↩\ufe0e"]
    assert labeller.backlinks(2, wording_for("en")) == ()
