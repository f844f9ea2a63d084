"""Edition → Book: every file and all metadata, rendered, checked and ready to be packed.

Cover, title page, contents, then part by part its page and its chapters, then the pages at the
back: the order of the spine is the order of the contents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from journalpress.assets import styles_dir
from journalpress.edition.links import book_anchor, part_anchor
from journalpress.edition.reading import in_order
from journalpress.edition.types import (
    AllSources,
    BackPage,
    Chapter,
    CollectedSource,
    Colophon,
    ContentsLine,
    Disclaimers,
    Edition,
    Glossary,
    ResolvedInline,
)
from journalpress.errors import RenderingError
from journalpress.model import Media, Prose
from journalpress.writers.base import Claim
from journalpress.writers.dialect import Dialect
from journalpress.writers.direction import Direction, opens_rightwards
from journalpress.writers.epub.checks import Document, check_documents, checked_text, read_document
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
from journalpress.writers.xhtml import chapter_xhtml
from journalpress.writers.xhtml_inlines import plain_text, prose_xhtml

STYLE = "book.css"
COVER_PAGE = "cover.xhtml"
COVER = "cover.jpg"
TITLE_PAGE = "title.xhtml"
CONTENTS = "nav.xhtml"
NCX = "toc.ncx"
TITLE_ANCHOR = book_anchor("title")
CONTENTS_ANCHOR = book_anchor("contents")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents with its address, and the lines below it."""

    title: str
    href: str
    lang: str
    dir: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place of the book by its kind, in the words of the EPUB structural vocabulary."""

    kind: str
    href: str
    title: str


_TEMPLATES: Mapping[type[BackPage], str] = {
    Glossary: "book/glossary.xhtml.j2",
    AllSources: "book/sources.xhtml.j2",
    Disclaimers: "book/disclaimers.xhtml.j2",
    Colophon: "book/colophon.xhtml.j2",
}
_KINDS: Mapping[type[BackPage], str] = {
    Glossary: "glossary",
    AllSources: "bibliography",
    Disclaimers: "notice",
    Colophon: "colophon",
}


def make_book(edition: Edition, claim: Claim | None = None) -> Book:
    """The whole book. Raises RenderingError where a document breaks a rule of checks.py."""
    # Drawn first: what it takes of the memory is free again for the chapters.
    checked_text(edition.title, "the book’s title")
    face = cover_bytes(edition)
    anchors = {f"#{each.anchor}": _chapter_path(each.slug) for each in edition.chapters}
    chapters = {chapter.slug: _chapter(edition, chapter, anchors) for chapter in in_order(edition)}
    parts = {
        position: _document(
            _part_path(position),
            "book/part.xhtml.j2",
            edition,
            title=part.title,
            anchor=part_anchor(position),
        )
        for position, part in enumerate(edition.parts, 1)
        if part.title
    }
    back = {page.anchor: _back_page(edition, page, anchors) for page in edition.back}
    contents = tuple(_entries(edition))
    identifier = book_identifier(edition)
    logo = edition.theme.logo
    cover = _document(COVER_PAGE, "book/cover.xhtml.j2", edition, picture=COVER)
    title_page = _document(
        TITLE_PAGE,
        "book/title.xhtml.j2",
        edition,
        logo=picture_path(logo.media) if logo else "",
        heading=TITLE_ANCHOR,
    )
    nav = _document(
        CONTENTS,
        "book/nav.xhtml.j2",
        edition,
        contents=contents,
        heading=CONTENTS_ANCHOR,
        landmarks=tuple(_landmarks(edition, contents[0])),
        cover_page=COVER_PAGE,
    )
    spine = [title_page, nav, *_body(edition, parts, chapters), *back.values()]
    ncx = _document(NCX, "book/toc.ncx.j2", edition, contents=contents, identifier=identifier)
    pictures = {picture_path(media): media for media in edition.media.values()}
    if logo:
        pictures[picture_path(logo.media)] = logo.media
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
        entries=(*book_entries(edition, spine, claim), Named("cover", COVER_ID)),
        files=(
            *(_spine_file(document) for document in (cover, *spine)),
            File(NCX_ID, NCX, NCX_TYPE, ncx.data),
            File(COVER_ID, COVER, JPEG_TYPE, face, ("cover-image",)),
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
    if not plain_text(chapter.title).strip():
        raise RenderingError(
            f"{chapter.slug} has a title without words", hint="contents could not lead to it"
        )
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


def _back_page(edition: Edition, page: BackPage, anchors: Mapping[str, str]) -> Document:
    path = _back_path(page)
    dialect = Dialect(picture=lambda name: name, jump=_jump_from(path, anchors), epub=True)

    def shown(prose: Prose[ResolvedInline], way: Direction = edition.dir) -> Markup:
        return Markup(prose_xhtml(prose, dialect, edition.wording, way))  # escaped there

    return _document(
        path,
        _TEMPLATES[type(page)],
        edition,
        page=page,
        shown=shown,
        lists=lambda sources: _by_direction(sources, edition.dir),
    )


def _by_direction(
    page: AllSources, way: Direction
) -> Iterator[tuple[Direction, tuple[CollectedSource, ...]]]:
    """The sources in lists of one direction, in order: the sign before each is on its own side."""

    def direction_of(source: CollectedSource) -> Direction:
        return "ltr" if opens_rightwards(plain_text(source.text)) else way

    return ((each, tuple(some)) for each, some in groupby(page.sources, key=direction_of))


# --- contents --------------------------------------------------------------------------------


def _entries(edition: Edition) -> Iterator[Entry]:
    """The lines of the contents with their addresses; a file is named without the id it opens with.

    Old reading systems page to the right place for a file and not always for an anchor.
    """
    files = {chapter.anchor: _chapter_path(chapter.slug) for chapter in edition.chapters}
    files |= {part_anchor(each): _part_path(each) for each in range(1, len(edition.parts) + 1)}
    files |= {page.anchor: _back_path(page) for page in edition.back}

    def entry(line: ContentsLine, holder: str = "") -> Entry:
        href = files.get(line.anchor) or f"{holder}#{line.anchor}"
        below = tuple(entry(each, href) for each in line.below)
        return Entry(line.title, href, line.lang, line.dir, below)

    return map(entry, edition.contents)


def _landmarks(edition: Edition, start: Entry) -> Iterator[Landmark]:
    """Where reading systems can go at once: each kind of place once, in the order of the book."""
    yield Landmark("titlepage", TITLE_PAGE, edition.title)
    yield Landmark("toc", f"{CONTENTS}#{CONTENTS_ANCHOR}", edition.wording.contents)
    yield Landmark("bodymatter", start.href, start.title)
    seen: set[str] = set()
    for page in edition.back:
        kind = _KINDS[type(page)]
        if kind not in seen:
            yield Landmark(kind, _back_path(page), page.title)
        seen.add(kind)


# --- files -----------------------------------------------------------------------------------


def _chapter_path(slug: str) -> str:
    return f"articles/{slug}.xhtml"


def _part_path(position: int) -> str:
    return f"part-{position}.xhtml"


def _back_path(page: BackPage) -> str:
    return f"{page.anchor.removeprefix(book_anchor(''))}.xhtml"


def _relative(base: str, path: str) -> str:
    if "/" not in base:
        return path
    return posixpath.relpath(path, posixpath.dirname(base) or ".")


def _spine_file(document: Document) -> File:
    name = "text-" + document.path.removesuffix(".xhtml").replace("/", "-")
    properties = ("nav",) if document.path == CONTENTS else ()
    return File(name, document.path, XHTML_TYPE, document.data, properties, in_spine=True)


def _picture(path: str, media: Media) -> File:
    name = posixpath.splitext(posixpath.basename(path))[0]
    return File(f"picture-{name}", path, media.media_type, picture_bytes(media))
