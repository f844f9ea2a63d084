"""Single fields of a front matter are set, and every other byte stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journalpress.errors import InputError
from journalpress.model import Person
from journalpress.readers import Reading
from journalpress.readers.markdown.front_fields import set_fields
from journalpress.readers.markdown.read import read_markdown


def read(data: bytes) -> Reading:
    """The article of these bytes."""
    return read_markdown(data, file="a.md", slug="a")


def after(front: str, people: tuple[Person, ...] | None = None, **values: str) -> str:
    """The front matter with these values."""
    data = f"---\nid: a\ntitle: T\nlang: en\n{front}---\nWords.\n".encode()
    before = read(data).article
    assert before is not None, read(data).problems
    fields: dict[str, object] = {
        name: value if name == "url" else date.fromisoformat(value)
        for name, value in values.items()
    }
    wanted = replace(before, people=before.people if people is None else people, **fields)  # type: ignore[arg-type]
    made = set_fields(data, values, people, wanted, read).decode()
    assert made.endswith("---\nWords.\n")
    return made.removeprefix("---\nid: a\ntitle: T\nlang: en\n").removesuffix("---\nWords.\n")


@pytest.mark.parametrize(
    ("front", "values", "wanted"),
    [
        ("", {"url": "https://x.example"}, "url: https://x.example\n"),
        ("reviewed: 2026-01-01\n", {"reviewed": "2026-02-02"}, "reviewed: 2026-02-02\n"),
        ("reviewed: '2026-01-01' # a\n", {"reviewed": "2026-02-02"}, "reviewed: 2026-02-02 # a\n"),
        (
            "related: [b]\nreviewed: 2026-01-01\n",
            {"next_review": "2027-01-01"},
            "related: [b]\nreviewed: 2026-01-01\nnext_review: 2027-01-01\n",
        ),
        ("url: >\n  https://x.example\n", {"url": "https://y.example"}, "url: https://y.example\n"),
    ],
)
def test_a_value_stands_where_it_belongs(front: str, values: dict[str, str], wanted: str) -> None:
    """In its old place with its note, or behind the fields that come before it."""
    assert after(front, None, **values) == wanted


@pytest.mark.parametrize(
    "front",
    ["people: [{name: A, role: author}]\n", "people:\n  - {name: A, role: author}\n", ""],
)
def test_people_are_listed_a_line_each(front: str) -> None:
    """Whatever the list looked like."""
    people = (Person("A", "author"), Person("Dr B", "clinical_reviewer", date(2026, 1, 2)))

    made = after(front, people)

    assert '- {name: "Dr B", role: clinical_reviewer, date: 2026-01-02}\n' in made
    assert made.startswith("people:\n")


def test_what_is_not_written_line_by_line_is_left_alone() -> None:
    """The caller is told; no half a change is made."""
    data = b"---\n{id: a, title: T, lang: en}\n---\nWords.\n"
    before = read(data).article
    assert before is not None

    with pytest.raises(InputError, match="line by line"):
        set_fields(data, {"url": "https://x.example"}, None, before, read)
