"""Edition and finished documents → the book's metadata; what it claims is read off the documents.

Names and values of accessibility metadata: EPUB Accessibility 1.1, sections 2 and 3, and the
Schema.org Accessibility Properties for Discoverability Vocabulary. Conformance is claimed only
where whoever exports names the person that certifies it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from journalpress.edition.types import Chapter, Edition
from journalpress.errors import RenderingError
from journalpress.writers.base import Claim
from journalpress.writers.epub.checks import Claimed, Document, checked_text
from journalpress.writers.epub.types import Dublin, Entry, Named, Property
from journalpress.writers.xhtml_inlines import plain_text

CLAIM_ID = "conformance"

_NAMESPACE = uuid.UUID("6b0f7a52-7d1c-5a53-9c55-2f6d0f0f4a3e")
"""Of our books' identifiers. It never changes: a new edition of a book must replace the old one."""


def book_identifier(edition: Edition) -> str:
    """A `urn:uuid:` that stays the same for every version of this book of this publisher."""
    single = len(edition.chapters) == 1 and edition.id == edition.chapters[0].slug
    name = edition.chapters[0].identity.id if single else edition.id
    return uuid.uuid5(_NAMESPACE, f"{edition.publisher}\n{name}").urn


def book_entries(
    edition: Edition, documents: Sequence[Document], claim: Claim | None = None
) -> tuple[Entry, ...]:
    """All metadata but the identifier and the date, in the order in which it prints.

    Raises RenderingError for a claim of a draft, which nobody can certify.
    """
    if claim and edition.draft:
        raise RenderingError(
            "a draft cannot state that it conforms", hint="leave --conforms-to out"
        )
    entries = (
        *_bibliographic(edition),
        *_accessibility(edition, documents),
        *_claimed(claim),
        *_ours(edition),
    )
    for entry in entries:
        checked_text(entry.value, f"the book’s {entry.name}")
    return entries


def chapter_facts(chapter: Chapter) -> tuple[Named, ...]:
    """What tells this very text from others; stands in the chapter's head too."""
    identity = chapter.identity
    facts = (
        Named("journalpress-version", str(identity.version)),
        Named("journalpress-code", identity.code),
        Named("journalpress-digest", identity.digest),
    )
    return tuple(fact for fact in facts if fact.value)


def _bibliographic(edition: Edition) -> Iterator[Entry]:
    yield Dublin("title", edition.title)
    chapters = edition.chapters
    for lang in dict.fromkeys((edition.lang, *(chapter.lang for chapter in chapters))):
        yield Dublin("language", lang)
    if edition.publisher:
        yield Dublin("publisher", edition.publisher)
    for name in dict.fromkeys(name for chapter in chapters for name in chapter.identity.authors):
        yield Dublin("creator", name)
    if len(chapters) == 1 and chapters[0].standfirst:
        yield Dublin("description", plain_text(chapters[0].standfirst))
    for category in dict.fromkeys(chapter.category for chapter in chapters if chapter.category):
        yield Dublin("subject", category)


def _accessibility(edition: Edition, documents: Sequence[Document]) -> Iterator[Entry]:
    held = Claimed(*map(sum, zip(*(each.facts.claimed for each in documents), strict=True)))
    yield Property("schema:accessMode", "textual")
    if held.pictures:
        yield Property("schema:accessMode", "visual")
        yield Property("schema:accessModeSufficient", "textual,visual")
    if not held.undescribed:
        yield Property("schema:accessModeSufficient", "textual")
    if held.described and not held.undescribed:
        yield Property("schema:accessibilityFeature", "alternativeText")
    yield Property("schema:accessibilityFeature", "displayTransformability")
    yield Property("schema:accessibilityFeature", "readingOrder")
    if held.sections:
        yield Property("schema:accessibilityFeature", "structuralNavigation")
    if held.contents:
        yield Property("schema:accessibilityFeature", "tableOfContents")
    # Only still pictures can be in a book: checks.py lets no script, sound or film through.
    yield Property("schema:accessibilityHazard", "none")
    yield Property("schema:accessibilitySummary", _summary(edition, held))


def _summary(edition: Edition, held: Claimed) -> str:
    wording = edition.wording
    sentences = [wording.accessible]
    if held.tables and held.headed == held.tables:
        sentences.append(wording.tables_headed)
    if held.citations:
        sentences.append(wording.citations_return)
    if not held.pictures:
        sentences.append(wording.no_pictures)
    elif held.described and not held.undescribed:
        sentences.append(wording.pictures_described)
    return " ".join(sentences)


def _claimed(claim: Claim | None) -> Iterator[Property]:
    """EPUB Accessibility 1.1, section 4.3: the claim, and below it who certifies it."""
    if claim:
        yield Property("dcterms:conformsTo", claim.conforms_to, id=CLAIM_ID)
        yield Property("a11y:certifiedBy", claim.certified_by, refines=CLAIM_ID)


def _ours(edition: Edition) -> tuple[Named, ...]:
    """Of a book with one article; in others each chapter says it of itself."""
    return chapter_facts(edition.chapters[0]) if len(edition.chapters) == 1 else ()
