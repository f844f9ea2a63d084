"""YAML and JSON as trees of strings."""

import pytest

from journalpress.readers.stringtree import (
    Entry,
    Mapping,
    Refused,
    Scalar,
    Sequence,
    quoted,
    read_json,
    read_yaml,
)


def test_every_scalar_stays_the_string_that_was_typed() -> None:
    """Neither no, nor 1.10, nor 12:30:00, nor a date is read as anything else."""
    tree = read_yaml("a: no\nb: [1.10, 010]\nc: 12:30:00\nd: '2026-06-17'\ne:\n", first_line=5)
    assert tree == Mapping(
        (
            Entry("a", Scalar("no", 5), 5),
            Entry("b", Sequence((Scalar("1.10", 6), Scalar("010", 6)), 6), 6),
            Entry("c", Scalar("12:30:00", 7), 7),
            Entry("d", Scalar("2026-06-17", 8, quoted=True), 8),
            Entry("e", Scalar("", 9), 9),
        ),
        5,
    )


def test_a_remark_behind_a_value_is_kept_in_sight() -> None:
    """What YAML drops behind ` #` can be shown to the author."""
    tree = read_yaml("a: one # two\nb: 'three' # four\n# five\n")
    assert isinstance(tree, Mapping)
    assert [getattr(entry.value, "comment", None) for entry in tree.entries] == ["two", ""]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2", "JP101", 2),
        ("a: &x 1", "JP101", 1),
        ("a: *x", "JP101", 1),
        ("a: !!str 1", "JP101", 1),
        ("%YAML 1.1\n---\na: 1", "JP101", 1),
        ("a: [b", "JP100", 1),
        ("a:\n\t- b", "JP100", 2),
        ("? [a]\n: b", "JP100", 1),
        ("a: b\n---\nc: d", "JP100", 2),
        ("title: One: two", "JP104", 1),
        ('a: b\ntitle: "One" two', "JP104", 2),
        ("[" * 30, "JP112", 1),
        ("[" * 100_000, "JP112", 1),
        ("{a: " * 50, "JP112", 1),
    ],
)
def test_what_could_mean_something_else_is_refused(text: str, code: str, line: int) -> None:
    """Tags, anchors, aliases, equal keys and depth are refused with their line."""
    with pytest.raises(Refused) as refused:
        read_yaml(text)
    assert (refused.value.code, refused.value.line) == (code, line)


def test_aliases_cannot_explode() -> None:
    """The classic few hundred bytes that expand to millions end at the first anchor."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(Refused, match="&a0"):
        read_yaml("\n".join(lines))


def test_the_hint_for_a_colon_shows_the_line_with_its_quotes() -> None:
    """The author can copy the line."""
    with pytest.raises(Refused) as refused:
        read_yaml('title: A "big" one: two\n')
    assert refused.value.hint == 'write: title: "A \\"big\\" one: two"'


def test_quoted_words_are_read_back() -> None:
    """Backslashes, quotes, colons and hashes survive."""
    words = 'a \\ "b": #c'
    tree = read_yaml(f"title: {quoted(words)}")
    assert tree == Mapping((Entry("title", Scalar(words, 1, quoted=True), 1),), 1)


def test_json_becomes_the_same_tree() -> None:
    """Numbers stay as typed, null is empty."""
    assert read_json('{"a": [1.10, null, true, "x"]}') == Mapping(
        (
            Entry(
                "a",
                Sequence(
                    (
                        Scalar("1.10", 0, quoted=True),
                        Scalar("", 0),
                        Scalar("true", 0, quoted=True),
                        Scalar("x", 0, quoted=True),
                    ),
                    0,
                ),
                0,
            ),
        ),
        0,
    )
