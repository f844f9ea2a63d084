"""Edition → Book: every file and all metadata, rendered, checked and ready to be packed.

Cover, title page, contents, then part by part its page and its chapters: the order of the spine is
the order of the contents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from journalpress.assets import styles_dir
from journalpress.edition.reading import in_order
from journalpress.edition.types import Chapter, Edition
from journalpress.model import Media
from journalpress.writers.epub.checks import Document, check_documents, read_document
from journalpress.writers.epub.cover import cover_bytes
from journalpress.writers.epub.faces import face_files, in_faces, licence_files, needed_faces
from journalpress.writers.epub.metadata import book_entries, book_identifier, chapter_facts
from journalpress.writers.epub.pictures import picture_bytes, picture_path
from journalpress.writers.epub.types import (
    COVER_ID,
    CSS_TYPE,
    JPEG_TYPE,
    NCX_ID,
    NCX_TYPE,
    XHTML_TYPE,
    Book,
    File,
    Named,
)
from journalpress.writers.pages import render
from journalpress.writers.tokens import in_plain_css
from journalpress.writers.xhtml import Dialect, chapter_xhtml, plain_text

STYLE = "book.css"
COVER_PAGE = "cover.xhtml"
COVER = "cover.jpg"
TITLE_PAGE = "title.xhtml"
CONTENTS = "nav.xhtml"
NCX = "toc.ncx"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and the lines below it; never more than two levels (Kindle)."""

    title: str
    href: str
    lang: str
    dir: str
    below: tuple[Entry, ...] = ()


def make_book(edition: Edition) -> Book:
    """The whole book. Raises RenderingError where a document breaks a rule of checks.py."""
    anchors = {f"#{each.anchor}": _chapter_path(each.slug) for each in edition.chapters}
    chapters = {chapter.slug: _chapter(edition, chapter, anchors) for chapter in in_order(edition)}
    parts = {
        position: _document(_part_path(position), "book/part.xhtml.j2", edition, title=part.title)
        for position, part in enumerate(edition.parts, 1)
        if part.title
    }
    contents = _contents(edition, chapters)
    identifier = book_identifier(edition)
    cover = _document(COVER_PAGE, "book/cover.xhtml.j2", edition, picture=COVER)
    title_page = _document(TITLE_PAGE, "book/title.xhtml.j2", edition)
    nav = _document(
        CONTENTS,
        "book/nav.xhtml.j2",
        edition,
        contents=contents,
        cover_page=COVER_PAGE,
        title_page=TITLE_PAGE,
        contents_page=CONTENTS,
        start=contents[0],
    )
    spine = [title_page, nav, *_body(edition, parts, chapters)]
    ncx = _document(NCX, "book/toc.ncx.j2", edition, contents=contents, identifier=identifier)
    pictures = {picture_path(media): media for media in edition.media.values()}
    check_documents([cover, *spine], {STYLE, COVER, *pictures})
    faces = needed_faces(spine) if edition.book_fonts else ()
    style = in_plain_css((styles_dir() / "epub.css").read_text("utf-8"), edition.theme)
    style = in_faces(style, faces) if faces else style
    return Book(
        identifier=identifier,
        title=edition.title,
        lang=edition.lang,
        dir=edition.dir,
        modified=edition.modified,
        # What is claimed of pictures is claimed of those in the text.
        entries=(*book_entries(edition, spine), Named("cover", COVER_ID)),
        files=(
            *(_spine_file(document) for document in (cover, *spine)),
            File(NCX_ID, NCX, NCX_TYPE, ncx.data),
            File(COVER_ID, COVER, JPEG_TYPE, cover_bytes(edition), ("cover-image",)),
            File("style", STYLE, CSS_TYPE, style.encode()),
            *face_files(faces),
            *(_picture(path, media) for path, media in sorted(pictures.items())),
        ),
        licences=tuple(licence_files(faces)),
    )


def _body(
    edition: Edition, parts: dict[int, Document], chapters: dict[str, Document]
) -> Iterator[Document]:
    for position, part in enumerate(edition.parts, 1):
        if position in parts:
            yield parts[position]
        yield from (chapters[slug] for slug in part.slugs)


# --- documents -------------------------------------------------------------------------------


def _document(path: str, template: str, edition: Edition, **names: Any) -> Document:
    """A page of the book itself, in the book's language."""
    page = render(template, body="", style=STYLE, edition=edition, **names)
    return read_document(path, page)


def _chapter(edition: Edition, chapter: Chapter, anchors: Mapping[str, str]) -> Document:
    path = _chapter_path(chapter.slug)
    dialect = Dialect(
        picture=_picture_from(path, edition.media),
        jump=_jump_from(path, anchors),
        epub=True,
        scrolls=True,
    )
    page = render(
        "book/chapter.xhtml.j2",
        body=chapter_xhtml(chapter, dialect),
        style=_relative(path, STYLE),
        edition=edition,
        chapter=chapter,
        title=plain_text(chapter.title),
        facts=chapter_facts(chapter),
    )
    return read_document(path, page)


def _picture_from(path: str, media: Mapping[str, Media]) -> Callable[[str], str]:
    return lambda name: _relative(path, picture_path(media[name]))


def _jump_from(path: str, anchors: Mapping[str, str]) -> Callable[[str], str]:
    """Addresses of other chapters from the chapter at `path`; `anchors` tells where each lies."""

    def jump(href: str) -> str:
        target = anchors.get(href, path)
        return href if target == path else f"{_relative(path, target)}{href}"

    return jump


# --- contents --------------------------------------------------------------------------------


def _contents(edition: Edition, chapters: dict[str, Document]) -> tuple[Entry, ...]:
    """Chapters below their parts; a book of one chapter lists the chapter's sections instead."""
    lines = {chapter.slug: _chapter_entry(chapter) for chapter in edition.chapters}
    entries: list[Entry] = []
    for position, part in enumerate(edition.parts, 1):
        below = tuple(lines[slug] for slug in part.slugs)
        if part.title:
            entries.append(
                Entry(part.title, _part_path(position), edition.lang, edition.dir, below)
            )
        else:
            entries.extend(below)
    if len(chapters) == 1 and not entries[0].below:
        slug, document = next(iter(chapters.items()))
        first = entries[0]
        sections = tuple(
            Entry(title, f"{_chapter_path(slug)}#{anchor}", first.lang, first.dir)
            for title, anchor in _sections(document)
        )
        return (Entry(first.title, first.href, first.lang, first.dir, sections),)
    return tuple(entries)


def _chapter_entry(chapter: Chapter) -> Entry:
    path = _chapter_path(chapter.slug)
    return Entry(plain_text(chapter.title), path, chapter.lang, chapter.dir)


def _sections(document: Document) -> Iterator[tuple[str, str]]:
    """Title and anchor of each second-level heading; citation marks are left out."""
    for tag, element in document.elements():
        if tag == "h2" and element.get("id"):
            words = "".join(_words(element))
            yield " ".join(words.split()), element.get("id", "")


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get("class") != "cite":
            yield from _words(child)
        yield child.tail or ""


# --- files -----------------------------------------------------------------------------------


def _chapter_path(slug: str) -> str:
    return f"articles/{slug}.xhtml"


def _part_path(position: int) -> str:
    return f"part-{position}.xhtml"


def _relative(base: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(base) or ".")


def _spine_file(document: Document) -> File:
    name = "text-" + document.path.removesuffix(".xhtml").replace("/", "-")
    properties = ("nav",) if document.path == CONTENTS else ()
    return File(name, document.path, XHTML_TYPE, document.data, properties, in_spine=True)


def _picture(path: str, media: Media) -> File:
    name = posixpath.splitext(posixpath.basename(path))[0]
    return File(f"picture-{name}", path, media.media_type, picture_bytes(media))
