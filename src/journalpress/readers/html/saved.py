"""What a page in one file holds: the page, where it came from, what was saved with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that lies in the same file as the page.

    `location` is its address, `cid` its name within the file, "" where it has none; `data` gives
    its bytes, decoded when they are asked for.
    """

    location: str
    data: Callable[[], bytes]
    cid: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A page and its enclosures; `wrong` says why there is none, `remarks` what was assumed.

    `charset` is what the file says of the page's encoding, `address` where it was saved from, ""
    where it is silent. `base` is the address from which the page's own addresses start.
    """

    page: bytes = b""
    charset: str = ""
    address: str = ""
    base: str = ""
    enclosed: dict[str, Enclosed] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    wrong: str = ""

    def find(self, source: str) -> bytes | None:
        """The bytes of what an element of the page names, None where it is not enclosed."""
        found = self.enclosed.get(key_of(joined(self.base, source)))
        return None if found is None else found.data() or None


def keyed(enclosures: Iterable[Enclosed]) -> dict[str, Enclosed]:
    """The enclosures by both their names. Of several with one name it is the first with bytes."""
    found: dict[str, Enclosed] = {}
    for each in enclosures:
        for name in (each.location, f"cid:{each.cid}" if each.cid else ""):
            key = key_of(name)
            if key and (key not in found or not found[key].data()):
                found[key] = each
    return found


def key_of(address: str) -> str:
    """What two spellings of one address have in common: RFC 2557 folds long ones with spaces."""
    return re.sub(r"\s+", "", unquote(_without_fragment(address)))


def joined(base: str, address: str) -> str:
    """The address as seen from a base; as it is where either is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address.strip()


def _without_fragment(address: str) -> str:
    try:
        return urldefrag(address).url
    except ValueError:
        return address
