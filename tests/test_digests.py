"""Equal data has equal digests; what differs in anything has others."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings

from journalpress.digests import digest_of, sha256
from journalpress.model import Article
from tests.articles import articles
from tests.editions import everything


@dataclass(frozen=True)
class Pair:
    """Two values."""

    one: object
    two: object = ""


def test_equal_values_have_equal_digests() -> None:
    """Whatever the order of keys; a list is as good as a tuple."""
    assert digest_of({"a": 1, "b": [2]}) == digest_of(MappingProxyType({"b": (2,), "a": 1}))
    assert digest_of(everything()) == digest_of(replace(everything()))


def test_different_values_have_different_digests() -> None:
    """Types, borders and names count."""
    values = [
        "1", 1, 1.0, True, None, b"1", ["1"], {"1": None}, date(2026, 1, 1), "2026-01-01",
        Pair("a", "bc"), Pair("ab", "c"), ["a", "bc"], ["ab", "c"], [["a"], "bc"], ["\ud800"],
        everything(), replace(everything(), version=99),
    ]  # fmt: skip

    assert len({digest_of(value) for value in values}) == len(values)


def test_what_is_no_plain_data_is_refused() -> None:
    """A function has no value to compare, nor has a class."""
    with pytest.raises(TypeError, match="plain data"):
        digest_of(print)
    with pytest.raises(TypeError, match="plain data"):
        digest_of(Pair)


def test_sha256_is_the_one_that_everybody_prints() -> None:
    """The digest of nothing, as `sha256sum` has it."""
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def plainly_written(value: object) -> bytes:
    """The bytes that are digested, by the rule as one would say it."""
    match value:
        case str():
            data = value.encode("utf-8", "surrogatepass")
            return b"s%d:%b" % (len(data), data)
        case None | bool() | int() | float():
            return f"{type(value).__name__}:{value!r};".encode()
        case list() | tuple():
            return b"l%d:" % len(value) + b"".join(plainly_written(each) for each in value)
        case bytes():
            return b"b%d:%b" % (len(value), value)
        case date():
            return f"d{value.isoformat()};".encode()
        case Mapping():
            pairs = [each for key in sorted(value) for each in (key, value[key])]
            return b"m%d:" % len(value) + b"".join(plainly_written(each) for each in pairs)
        case _ if is_dataclass(value):
            names = [each.name for each in fields(value)]
            head = f"c{type(value).__name__}{len(names)}:".encode()
            return head + b"".join(plainly_written(getattr(value, each)) for each in names)
        case _:
            raise AssertionError(value)


@pytest.mark.tool
@settings(max_examples=15)
@given(articles())
def test_what_is_known_of_a_kind_beforehand_changes_no_digest(article: Article) -> None:
    """An article has the digest that the plain rule gives: printed codes depend on it."""
    assert digest_of(article) == hashlib.sha256(plainly_written(article)).hexdigest()


def test_every_kind_of_value_is_written_by_the_plain_rule() -> None:
    """Kinds that no article has among them, and records of one member and of none."""

    @dataclass(frozen=True)
    class One:
        only: object

    @dataclass(frozen=True)
    class Nothing:
        pass

    for value in (1.5, b"1", {"b": [1, True], "a": None}, One(""), One(("a", "")), Nothing()):
        assert digest_of(value) == hashlib.sha256(plainly_written(value)).hexdigest()
