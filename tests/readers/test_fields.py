"""Fields that readers share."""

import pytest

from journalpress.readers.fields import is_web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nhs.uk/conditions/lupus/",
        "http://x.example:8080/a?b=c#d",
        "https://مثال.example/",
        "https://[2001:db8::1]/a",
    ],
)
def test_an_address_of_the_web_is_one(address: str) -> None:
    """Names, numbers and ports, in any script."""
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example::/a",
        "https://x.example:/a",
        "https://",
        "https:///a",
        "https://me@x.example/",
        "https://x example/",
        "javascript:alert(1)",
        "www.x.example",
    ],
)
def test_what_only_looks_like_one_is_none(address: str) -> None:
    """A half-typed port, no host, a sign-in name, a space, another scheme."""
    assert not is_web_address(address)
