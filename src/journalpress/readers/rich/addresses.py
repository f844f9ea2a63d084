"""An address as a file writes it → a link that an Article may hold, another article, or words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from journalpress.readers.markdown.inline import why_not

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SOURCE_FILE = re.compile(r"\.(?:md|markdown|qmd|rmd)(?:[#?]|$)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|ref|src)=[^&]*&?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outward:
    """A link out of the journal."""

    href: str


@dataclass(frozen=True, slots=True)
class ToArticle:
    """A link to another article, by slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class Within:
    """A link to a place on the same page."""

    name: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A link to another page of the same site, of which the address is only half known."""

    href: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A link that no article may hold; `why` in a few words."""

    href: str
    why: str


Leads = Outward | ToArticle | Within | Unknown | Refused


def page_name(address: str) -> str:
    """What two addresses of one page have in common: no scheme, fragment, tracking, index.html."""
    address = unquote(address.strip()).partition("#")[0]
    if not re.match(r"(?:https?:)?//", address, re.IGNORECASE):
        return _INDEX.sub("", address).rstrip("/").removeprefix("./").lower()
    parts = urlsplit(address)
    path = _INDEX.sub("", parts.path).rstrip("/")
    query = _TRACKING.sub("", parts.query)
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}".lower() + (f"?{query}" if query else "")


class Addresses:
    """Judges the addresses of one file; `base` is the file's own address, "" where unknown."""

    def __init__(self, base: str, known: Mapping[str, str]) -> None:
        self._base = base
        self._own = _safely(base) if base else ""
        self._known = {_safely(address): slug for address, slug in known.items()}
        self._files = {
            name.rpartition("/")[2]: slug
            for name, slug in self._known.items()
            if re.search(r"\.(?:html?|docx|xml|json|md)$", name)
        }

    def leads(self, href: str) -> Leads:
        """Where an address leads."""
        href = "".join(href.split()) if ":" in href[:12] else href.strip()
        if href.startswith("#"):
            return Within(unquote(href[1:]))
        whole = self._whole(href)
        name = _safely(whole)
        if self._own and name == self._own:
            return Within(unquote(whole.partition("#")[2]))
        slug = self._known.get(name)
        if slug is None and not re.match(r"(?:https?:)?//|mailto:|tel:", href, re.IGNORECASE):
            file = _safely(href).rpartition("/")[2]
            slug = self._files.get(file) or self._known.get(file)
        if slug:
            return ToArticle(slug)
        in_repository = _SOURCE_FILE.search(href) and not _SCHEME.match(href)
        if in_repository or not _SCHEME.match(whole):
            return Unknown(href)
        fit = _fit(whole)
        wrong = why_not(fit)
        return Refused(href, wrong[0]) if wrong else Outward(fit)

    def _whole(self, href: str) -> str:
        if href.startswith("//"):
            return f"https:{href}"
        if _SCHEME.match(href) or not self._base:
            return href
        try:
            return urljoin(self._base, href)
        except ValueError:
            return href


def _safely(address: str) -> str:
    try:
        return page_name(address)
    except ValueError:
        return address


def _fit(address: str) -> str:
    """The address with what may not stand in one written as browsers send it."""
    scheme, _, rest = address.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        return f"mailto:{rest.partition('?')[0]}"
    if scheme == "tel":
        return f"tel:{re.sub(r'[^0-9+().-]', '', unquote(rest))}"
    quoted = re.sub(r"[\s<>\"\\^`{|}]", lambda found: f"%{ord(found[0]):02X}", rest)
    return f"{scheme}:{quoted}"
