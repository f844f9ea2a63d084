"""Metadata and what was seen of the documents → what the book says of itself and does not hold.

Words of the vocabulary: Schema.org Accessibility Properties for Discoverability; the claim and who
certifies it: EPUB Accessibility 1.1, section 4.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from journalpress.inspect.book.contents import Whole
from journalpress.inspect.book.facts import DC, OPF
from journalpress.inspect.book.markup import LANGUAGE, RIGHT_TO_LEFT

CLAIM = re.compile(r"EPUB Accessibility 1\.[1-9] - WCAG 2\.[0-9] Level (A|AA|AAA)")
"""The exact words of a claim of conformance."""
_OLD_CLAIM = re.compile(
    r"https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}"
)
_LIKE_A_CLAIM = re.compile(r"epub.?accessibility|epub/a11y|wcag", re.IGNORECASE)
_EXCLUSIVE = frozenset({"none", "unknown"})

Counted = Mapping[str, int]

FEATURES: Mapping[str, Callable[[Counted], bool]] = MappingProxyType(
    {
        "alternativeText": lambda held: bool(held["described"]) and not held["undescribed"],
        "longDescription": lambda held: bool(held["long description"]),
        "MathML": lambda held: bool(held["math"]),
        "describedMath": lambda held: bool(held["math"] or held["picture"]),
        "tableOfContents": lambda held: bool(held["nav toc"]),
        "structuralNavigation": lambda held: bool(held["heading"]),
        "index": lambda held: bool(held["index"]),
        "pageBreakMarkers": lambda held: bool(held["pagebreak"]),
        "printPageNumbers": lambda held: bool(held["pagebreak"] or held["nav page-list"]),
        "pageNavigation": lambda held: bool(held["nav page-list"]),
        "ttsMarkup": lambda held: bool(held["speech"]),
        "captions": lambda held: bool(held["video"]),
        "closedCaptions": lambda held: bool(held["video"]),
        "openCaptions": lambda held: bool(held["video"]),
        "audioDescription": lambda held: bool(held["video"]),
        "signLanguage": lambda held: bool(held["video"]),
        "transcript": lambda held: bool(held["video"] or held["audio"]),
        "synchronizedAudioText": lambda held: bool(held["overlay"]),
        "displayTransformability": lambda held: not held["fixed layout"],
    }
)
"""A feature → whether a book that holds these things may state it; others are not judged."""

MODES: Mapping[str, Callable[[Counted], bool]] = MappingProxyType(
    {
        "visual": lambda held: bool(held["picture"] or held["video"] or held["math"]),
        "auditory": lambda held: bool(held["audio"] or held["video"] or held["overlay"]),
        "textual": lambda held: bool(held["document"]),
    }
)


def held(book: Whole) -> Counted:
    """How many of each kind of thing the book holds."""
    counted: Counter[str] = Counter()
    for seen in book.documents.values():
        counted.update(seen.marks)
    counted["document"] = len(book.documents)
    counted["overlay"] = sum(
        item.media_type == "application/smil+xml" for item in book.package.items
    )
    counted["fixed layout"] = book.package.values("rendition:layout").count("pre-paginated")
    return counted


def missing(book: Whole) -> Iterator[str]:
    """What every book must say of itself."""
    values = book.package.values
    for name in ("title", "language", "identifier"):
        if not any(values(name)):
            yield f"the metadata have no {name}"
    if not any(values("dcterms:modified")):
        yield "the metadata do not say when the book was last changed (dcterms:modified)"
    for element in book.package.root.iter(f"{DC}*", f"{OPF}meta"):
        if not (element.text or "").strip() and "content" not in element.attrib:
            yield f"{book.package.path}:{element.sourceline}: an entry of the metadata is empty"


def languages(book: Whole) -> Iterator[str]:
    """Languages that a shop or a voice does not know."""
    said = book.package.values("language")
    for each in said:
        if each and not LANGUAGE.fullmatch(each):
            yield f"{book.package.path}: “{each}” is no language tag"
    if not book.package.root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield f"{book.package.path}: the package does not say its language"


def progression(book: Whole) -> Iterator[str]:
    """A book of a right-to-left language whose pages are turned the other way."""
    said = book.package.values("language")
    own = said[0].lower().partition("-")[0] if said else ""
    spine = next(book.package.root.iter(f"{OPF}spine"), None)
    turned = "" if spine is None else spine.get("page-progression-direction", "")
    if own in RIGHT_TO_LEFT and turned != "rtl":
        yield f"{book.package.path}: pages in “{own}” do not turn from right to left"


def false_claims(book: Whole) -> Iterator[str]:
    """Accessibility that the metadata state and the book does not have."""
    values, counted = book.package.values, held(book)
    for feature in values("schema:accessibilityFeature"):
        if feature in FEATURES and not FEATURES[feature](counted):
            yield f"the metadata state “{feature}”, which the book does not have"
        if feature in _EXCLUSIVE and len(values("schema:accessibilityFeature")) > 1:
            yield f"the metadata state “{feature}” beside other features"
    for mode in values("schema:accessMode"):
        if mode in MODES and not MODES[mode](counted):
            yield f"the metadata state the mode “{mode}”, of which the book holds nothing"
    for modes in values("schema:accessModeSufficient"):
        ways = {each.strip() for each in modes.split(",")}
        if ways == {"textual"} and counted["undescribed"]:
            yield "the metadata state that the text is enough, and a picture has no description"
        for mode in sorted(ways):
            if mode in MODES and not MODES[mode](counted):
                yield f"the metadata count on “{mode}”, of which the book holds nothing"
    hazards = values("schema:accessibilityHazard")
    if _EXCLUSIVE.intersection(hazards) and len(set(hazards)) > 1:
        yield f"the metadata state hazards that exclude one another: {', '.join(hazards)}"


def not_stated(book: Whole) -> Iterator[str]:
    """What EPUB Accessibility 1.1, section 2.2, wants to be stated, or what the book has unsaid."""
    values, counted = book.package.values, held(book)
    for name in ("accessMode", "accessibilityFeature", "accessibilityHazard"):
        if not values(f"schema:{name}"):
            yield f"the metadata do not state schema:{name}"
    if not values("schema:accessibilitySummary"):
        yield "the metadata do not sum up how accessible the book is (schema:accessibilitySummary)"
    if counted["picture"] and values("schema:accessMode") and "visual" not in values(
        "schema:accessMode"
    ):  # fmt: skip
        yield "the book has pictures, and the metadata do not state the mode “visual”"


def conformance(book: Whole) -> Iterator[str]:
    """A claim that names nobody, that is not in the exact words, or that a picture belies."""
    links = list(book.package.root.iter(f"{OPF}link"))
    claims = book.package.values("dcterms:conformsTo")
    claims += [
        each.get("href", "")
        for each in links
        if "dcterms:conformsTo" in each.get("rel", "").split()
    ]
    claims = [claim for claim in claims if _LIKE_A_CLAIM.search(claim)]
    for claim in claims:
        if not (CLAIM.fullmatch(claim) or _OLD_CLAIM.fullmatch(claim)):
            yield f"“{claim[:80]}” is no claim that anybody can read"
    if not claims:
        return
    if not any(book.package.values("a11y:certifiedBy")):
        yield "the book claims that it is accessible, and nobody certifies it"
    if held(book)["undescribed"]:
        yield "the book claims that it is accessible, and a picture has no description"
