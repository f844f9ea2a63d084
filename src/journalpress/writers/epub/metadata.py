"""Edition and finished documents → the book's metadata; what it claims is read off the documents.

Names and values of accessibility metadata: EPUB Accessibility 1.1, sections 2 and 3, and the
Schema.org Accessibility Properties for Discoverability Vocabulary. No conformance is claimed: that
needs a person who certifies it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from journalpress.edition.types import Chapter, Edition
from journalpress.edition.wording import base_language
from journalpress.writers.epub.checks import EPUB_TYPE, Document, checked_text
from journalpress.writers.epub.types import Dublin, Entry, Named, Property
from journalpress.writers.xhtml import plain_text

_NAMESPACE = uuid.UUID("6b0f7a52-7d1c-5a53-9c55-2f6d0f0f4a3e")
"""Of our books' identifiers. It never changes: a new edition of a book must replace the old one."""

SUMMARY: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "en": (
            "The text can be enlarged and reflowed. Headings, lists, tables and notes are marked "
            "up, and each citation leads to its source and back.",
            "Every picture that carries meaning has a text description.",
            "There are no pictures.",
        ),
        "fr": (
            "Le texte peut être agrandi et redisposé. Les titres, listes, tableaux et notes sont "
            "balisés ; chaque appel mène à sa source et en revient.",
            "Chaque image porteuse de sens a une description textuelle.",
            "Il n’y a pas d’images.",
        ),
        "de": (
            "Der Text lässt sich vergrößern und neu umbrechen. Überschriften, Listen, Tabellen und "
            "Anmerkungen sind ausgezeichnet; jeder Verweis führt zu seiner Quelle und zurück.",
            "Jedes Bild, das etwas aussagt, hat eine Textbeschreibung.",
            "Es gibt keine Bilder.",
        ),
        "es": (
            "El texto se puede ampliar y reorganizar. Los títulos, listas, tablas y notas están "
            "marcados; cada cita lleva a su fuente y de vuelta.",
            "Cada imagen con significado tiene una descripción de texto.",
            "No hay imágenes.",
        ),
        "ar": (
            "يمكن تكبير النص وإعادة ترتيبه. العناوين والقوائم والجداول والحواشي محددة البنية، "
            "وكل اقتباس يقود إلى مصدره ويعود منه.",
            "لكل صورة ذات معنى وصف نصي.",
            "لا توجد صور.",
        ),
    }
)
"""Facts for people, by language: of every book, of one whose pictures are described, of one without
pictures."""


def book_identifier(edition: Edition) -> str:
    """A `urn:uuid:` that stays the same for every version of this book of this publisher."""
    single = len(edition.chapters) == 1 and edition.id == edition.chapters[0].slug
    name = edition.chapters[0].identity.id if single else edition.id
    return uuid.uuid5(_NAMESPACE, f"{edition.publisher}\n{name}").urn


def book_entries(edition: Edition, documents: Sequence[Document]) -> tuple[Entry, ...]:
    """All metadata but the identifier and the date, in the order in which it prints."""
    entries = (*_bibliographic(edition), *_accessibility(edition, documents), *_ours(edition))
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
    pictures = [
        element for document in documents for tag, element in document.elements() if tag == "img"
    ]
    described = all("alt" in picture.attrib for picture in pictures)
    meaningful = [picture for picture in pictures if picture.get("alt") != ""]
    yield Property("schema:accessMode", "textual")
    if pictures:
        yield Property("schema:accessMode", "visual")
        yield Property("schema:accessModeSufficient", "textual,visual")
    if described:
        yield Property("schema:accessModeSufficient", "textual")
    if described and meaningful:
        yield Property("schema:accessibilityFeature", "alternativeText")
    types = {element.get(EPUB_TYPE) for document in documents for _, element in document.elements()}
    tags = {tag for document in documents for tag, _ in document.elements()}
    yield Property("schema:accessibilityFeature", "displayTransformability")
    yield Property("schema:accessibilityFeature", "readingOrder")
    if "h2" in tags:
        yield Property("schema:accessibilityFeature", "structuralNavigation")
    if "toc" in types:
        yield Property("schema:accessibilityFeature", "tableOfContents")
    # Only still pictures can be in a book: checks.py lets no script, sound or film through.
    yield Property("schema:accessibilityHazard", "none")
    always, with_pictures, without = SUMMARY[base_language(edition.lang)]
    about_pictures = with_pictures if meaningful and described else "" if pictures else without
    yield Property("schema:accessibilitySummary", f"{always} {about_pictures}".strip())


def _ours(edition: Edition) -> tuple[Named, ...]:
    """Of a book with one article; in others each chapter says it of itself."""
    return chapter_facts(edition.chapters[0]) if len(edition.chapters) == 1 else ()
