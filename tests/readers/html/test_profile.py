"""Tests of journalpress.readers.html.profile."""

from __future__ import annotations

import pytest

from journalpress.errors import InputError
from journalpress.readers.html import Profile, read_profile


def test_a_profile_is_a_file_of_selectors() -> None:
    """What it does not name is found by the reader itself."""
    data = b'article = "main .text"\ndrop = ".promo, #share"\n'
    found = read_profile(data, file="imports/profile.toml")
    assert found == Profile(article="main .text", drop=".promo, #share")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'titel = "h1"', "title"),
        (b'title = "h1["', "no CSS selector"),
        (b"title = 1", "must be a text"),
        (b"title = ", "profile.toml"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(data: bytes, words: str) -> None:
    """An unknown key names the nearest one; a selector that is none is quoted."""
    with pytest.raises(InputError, match=r"profile\.toml") as raised:
        read_profile(data, file="imports/profile.toml")
    assert words in str(raised.value)
