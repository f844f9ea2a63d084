"""The bytes of any EPUB → Problems: the rules that validators miss and that our books rely on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from journalpress.inspect.book import claims, contents, files, markup, notes
from journalpress.inspect.book.archive import DAMAGED, Archive, Unreadable, open_archive, parsed
from journalpress.inspect.book.facts import (
    SVG_TYPE,
    XHTML_TYPE,
    Document,
    Package,
    Seen,
    read_package,
    seen,
)
from journalpress.problems import Problem, problem, problems_of

OfFiles: TypeAlias = Callable[[Archive, Package], Iterator[str]]
OfPictures: TypeAlias = Callable[[tuple[files.Picture, ...], Package], Iterator[str]]
OfDocument: TypeAlias = Callable[[Document], Iterator[str]]
OfBook: TypeAlias = Callable[[contents.Whole], Iterator[str]]


FILES: Mapping[str, OfFiles] = MappingProxyType(
    {
        "JPE002": files.encrypted,
        "JPE004": files.mimetype,
        "JPE005": files.dangerous_names,
        "JPE006": files.missing,
        "JPE007": files.large_documents,
        "JPE008": files.large_book,
        "JPE014": files.fonts,
        "JPE015": files.plain_names,
        "JPE016": files.strays,
        "JPE025": files.remote_styles,
    }
)
PICTURES: Mapping[str, OfPictures] = MappingProxyType(
    {
        "JPE010": files.large_pictures,
        "JPE011": files.false_pictures,
        "JPE012": files.refused_pictures,
        "JPE013": files.cover,
    }
)
DOCUMENTS: Mapping[str, OfDocument] = MappingProxyType(
    {
        "JPE021": markup.lost_characters,
        "JPE022": markup.links,
        "JPE023": markup.attributes,
        "JPE024": markup.styles,
        "JPE025": markup.remote,
        "JPE026": markup.active,
        "JPE027": markup.turned,
        "JPE028": markup.descriptions,
        "JPE029": markup.doubled_ids,
        "JPE031": markup.headings,
        "JPE032": markup.languages,
        "JPE033": markup.directions,
        "JPE034": markup.titles,
        "JPE035": markup.tables,
        "JPE036": markup.link_words,
        "JPE040": notes.exact_tokens,
        "JPE041": notes.same_file,
        "JPE042": notes.footnotes,
        "JPE043": notes.ways_back,
        "JPE044": notes.pop_ups,
        "JPE045": notes.numbers,
    }
)
OF_DRAWINGS = frozenset({"JPE022", "JPE023", "JPE025", "JPE026", "JPE027", "JPE029"})
"""The rules of documents that hold for a drawing (SVG) as well."""
BOOK: Mapping[str, tuple[OfBook, ...]] = MappingProxyType(
    {
        "JPE029": (contents.shared_ids,),
        "JPE030": (contents.dead_links,),
        "JPE032": (claims.languages,),
        "JPE033": (claims.progression,),
        "JPE050": (contents.no_contents,),
        "JPE051": (contents.order,),
        "JPE052": (contents.depth,),
        "JPE053": (contents.landmarks,),
        "JPE054": (contents.ncx,),
        "JPE060": (claims.missing,),
        "JPE061": (claims.false_claims,),
        "JPE062": (claims.not_stated,),
        "JPE063": (claims.conformance,),
    }
)
HINTS: Mapping[str, str] = MappingProxyType(
    {
        "JPE001": "make the book again, or ask for a whole copy",
        "JPE002": "ask for a copy without locks",
        "JPE003": "do not open it",
        "JPE004": "pack the book with a program for e-books",
        "JPE005": "do not unpack it; give its files other names",
        "JPE006": "make the book again",
        "JPE007": "split it into chapters",
        "JPE008": "make the pictures smaller, or two books of it",
        "JPE010": "make the picture smaller",
        "JPE011": "save the picture again",
        "JPE012": "save the picture as PNG or JPEG, in RGB",
        "JPE013": "give the book an upright cover of 1560 × 2496 pixels",
        "JPE014": "use TTF or OTF, or no fonts",
        "JPE015": "use a short name of plain letters and digits",
        "JPE016": "take it out, or name it in the manifest",
        "JPE020": "make the book again",
        "JPE021": "write the right character",
        "JPE022": "use https://, mailto: or tel:",
        "JPE023": "take the attribute out",
        "JPE024": "put looks into the stylesheet",
        "JPE025": "put the file into the book, or take it out",
        "JPE026": "take it out",
        "JPE027": "take the character out, or mark the words with dir",
        "JPE028": 'say in words what it shows, or write alt=""',
        "JPE029": "give one of them another anchor",
        "JPE030": "correct the address, or take the link out",
        "JPE031": "use the next level",
        "JPE032": "write it as en or en-GB",
        "JPE033": 'set dir="rtl"',
        "JPE034": "give it a title",
        "JPE035": "mark the heading cells with th",
        "JPE036": "give it words that say where it leads",
        "JPE040": 'write epub:type="noteref" role="doc-noteref"',
        "JPE041": "put the note into the same file",
        "JPE042": 'write <div epub:type="footnote" role="doc-footnote">',
        "JPE043": "lead back once to each mark",
        "JPE044": "put a note of 9 to 5,000 characters behind its marks",
        "JPE045": "correct the number",
        "JPE050": 'write a nav with epub:type="toc"',
        "JPE051": "list everything in the order of reading",
        "JPE052": "use two levels",
        "JPE053": "name contents and beginning in the landmarks",
        "JPE054": "make both from one list",
        "JPE060": "add it to the package file",
        "JPE061": "state only what the book holds",
        "JPE062": "state it in the package file",
        "JPE063": "name who certifies it, or take the claim out",
    }
)
"""What to do about each."""


def check_book(data: bytes, *, name: str = "") -> tuple[Problem, ...]:
    """What does not hold, in the order of the codes. Any bytes may be given."""
    try:
        archive = open_archive(data)
        package = read_package(archive)
    except Unreadable as error:
        code = error.code
        return (problem(code, str(error), HINTS[code], file=name),)
    found: dict[str, list[str]] = {}
    _note(found, ((code, rule(archive, package)) for code, rule in FILES.items()))
    pictures = files.read_pictures(archive, package)
    _note(found, ((code, rule(pictures, package)) for code, rule in PICTURES.items()))
    book = _look_through(archive, package, found)
    rules = ((code, rule(book)) for code, several in BOOK.items() for rule in several)
    _note(found, rules)
    return tuple(
        chain.from_iterable(
            problems_of(code, found[code], HINTS[code], file=name) for code in sorted(found)
        )
    )


def _look_through(
    archive: Archive, package: Package, found: dict[str, list[str]]
) -> contents.Whole:
    """The book as seen; each document is judged, noted and let go."""
    documents: dict[str, Seen] = {}
    listed = contents.Contents()
    nav = package.with_property("nav")
    closed = frozenset(files.locked(archive))
    for path in _in_order(package):
        item = package.by_path[path]
        if item.media_type not in {XHTML_TYPE, SVG_TYPE} or path in closed:
            continue
        document = _document(archive, path, found, drawing=item.media_type == SVG_TYPE)
        if document is None:
            continue
        rules = (
            (code, rule(document))
            for code, rule in DOCUMENTS.items()
            if not document.drawing or code in OF_DRAWINGS
        )
        _note(found, rules)
        documents[path] = seen(document)
        if nav is not None and nav.path == path:
            listed = contents.read_contents(document)
    return contents.Whole(archive, package, documents, listed)


def _in_order(package: Package) -> Iterable[str]:
    """Every path of the manifest once, those of the spine first."""
    known = [path for path in package.spine if path in package.by_path]
    return dict.fromkeys((*known, *package.by_path))


def _document(
    archive: Archive, path: str, found: dict[str, list[str]], *, drawing: bool
) -> Document | None:
    """The document; None, and a finding, where it cannot be read."""
    if path not in archive.by_path:
        return None
    try:
        data = archive.read(path)
    except DAMAGED as error:
        _note(found, [("JPE001", iter([f"{path} cannot be unpacked: {error}"]))])
        return None
    try:
        return Document(path, parsed(data), drawing)
    except ValueError as error:
        illegal = (f"{path}:{each}" for each in markup.illegal_characters(data))
        _note(found, [("JPE020", iter([f"{path}: {error}"])), ("JPE021", illegal)])
        return None


def _note(found: dict[str, list[str]], findings: Iterable[tuple[str, Iterator[str]]]) -> None:
    for code, each in findings:
        told = list(each)
        if told:
            found.setdefault(code, []).extend(told)
