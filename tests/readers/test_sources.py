"""Lists of sources in CSL-YAML and CSL-JSON."""

import json

import pytest

from journalpress.model import Name, Source
from journalpress.readers.sources import read_sources

FULL = {
    "id": "muller2024",
    "type": "article-journal",
    "author": [{"family": "Müller", "given": "F."}, {"literal": "A group"}],
    "editor": [{"family": "Esch", "given": "M.", "non-dropping-particle": "van der"}],
    "issued": {"date-parts": [[2024, 2, 7]]},
    "accessed": "2024-03",
    "title": "A title",
    "container-title": "A journal",
    "volume": 390,
    "issue": "8",
    "page": "687-700",
    "DOI": "https://doi.org/10.1056/NEJMoa2308917",
    "PMID": 38381673,
    "URL": "https://x.example",
    "abstract": "Passed over.",
}
SOURCE = Source(
    "muller2024",
    type="article-journal",
    authors=(Name("Müller", "F."), Name(literal="A group")),
    editors=(Name("van der Esch", "M."),),
    issued="2024-02-07",
    accessed="2024-03",
    title="A title",
    container="A journal",
    volume="390",
    issue="8",
    page="687-700",
    doi="10.1056/NEJMoa2308917",
    pmid="38381673",
    url="https://x.example",
)


@pytest.mark.parametrize("name", ["references.json", "references.yaml"])
def test_a_full_source_is_read_from_both_forms(name: str) -> None:
    """JSON is read as JSON and, since YAML holds it, as YAML too; numbers stay as typed."""
    assert read_sources(json.dumps([FULL]).encode(), name) == ((SOURCE,), ())


def test_the_list_may_stand_under_references() -> None:
    """pandoc and Zotero's exports name the list."""
    assert read_sources(b"references:\n- {id: a, raw: A.}\n", "r.yaml")[0] == (
        Source("a", raw="A."),
    )


@pytest.mark.parametrize("data", [b"", b"# only a remark\n", b"[]", b"references: []"])
def test_an_empty_list_is_no_problem(data: bytes) -> None:
    """A journal may have no shared sources yet."""
    assert read_sources(data, "r.yaml") == ((), ())


@pytest.mark.parametrize(
    ("data", "begin", "said"),
    [
        (
            b"- {id: a, raw: A}\n- {id: a, raw: B}",
            "r:2: JP014",
            "“a” stands here with other content",
        ),
        (
            b"- {id: a, titel: A}",
            "r:1: JP102",
            "a source has no field “titel”  → do you mean title?",
        ),
        (b"- {id: a, title: A, type: webpge}", "r:1: JP019", "“webpge”  → do you mean webpage?"),
        (b"- {id: a, title: A, issued: 2024-13}", "r:1: JP019", "issued: “2024-13” is not a date"),
        (
            b"- {id: a, title: A, issued: {date-parts: [[2024], [2025]]}}",
            "r:1: JP019",
            "issued is not one date",
        ),
        (
            b"- {id: a, title: A, author: [{family: X, rank: Jr}]}",
            "r:1: JP102",
            "author has no field “rank”",
        ),
        (b"- {id: a, title: [A]}", "r:1: JP019", "title must be words"),
        (b"- plain", "r:1: JP019", "a source must have fields"),
        (b"words", "r: JP019", "this is not a list of sources"),
        (b"a: b", "r: JP019", "this is not a list of sources"),
        (b"- {id: a, raw: *x}", "r:1: JP101", "the alias *x is not allowed here"),
        (b"- id: a\n  title: One: two", "r:2: JP104", "a value with a colon"),
        (b"- {id: a, raw: \xff}", "r:1: JP110", "the byte 0xff is not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(data: bytes, begin: str, said: str) -> None:
    """Each thing wrong is one line with the place and what to do."""
    _, problems = read_sources(data, "r")
    (problem,) = problems
    assert str(problem).startswith(f"{begin} error: ")
    assert said in str(problem)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"[" * 100_000, "JP112"), (b'{"a": ', "JP100"), (b'[{"id":"a","id":"b"}]', "JP101")],
)
def test_hostile_json_is_refused(data: bytes, code: str) -> None:
    """Depth, half a file and equal keys end in one Problem."""
    _, problems = read_sources(data, "r.json")
    assert [problem.code for problem in problems] == [code]


def test_particles_and_ranks_of_names() -> None:
    """Every part of a name that CSL knows is kept; how other styles would sort it is not."""
    data = [{"id": "a", "title": "T", "author": [
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"family": "Smith", "given": "J.", "suffix": "III", "comma-suffix": True},
    ]}]  # fmt: skip
    (source,), problems = read_sources(json.dumps(data).encode(), "r.json")
    assert problems == ()
    assert source.authors == (Name("van Beethoven", "Ludwig"), Name("Smith", "J., III"))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("type: guideline", "guideline"),
        ("type: report, genre: Clinical guideline", "guideline"),
        ("type: report, genre: NICE guidance", "guideline"),
        ("type: report, genre: Technical report", "report"),
        ("type: report", "report"),
        ("type: book, genre: guideline", "book"),
    ],
)
def test_a_guideline_is_a_report_of_that_genre(fields: str, kind: str) -> None:
    """CSL has no type of its own for it."""
    data = f"- {{id: a, title: T, {fields}}}".encode()
    (source,), problems = read_sources(data, "r.yaml")
    assert (source.type, problems) == (kind, ())
