"""Equal data has equal digests; what differs in anything has others."""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import pytest

from journalpress.digests import digest_of, sha256
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
