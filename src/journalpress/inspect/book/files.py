"""The files of a book → names, sizes and kinds that a device or a shop refuses."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from journalpress.inspect.book.archive import CONTAINER, DAMAGED, Archive, parsed
from journalpress.inspect.book.facts import CSS_TYPE, SVG_TYPE, XHTML_TYPE, Package
from journalpress.inspect.book.markup import styled_remotely

LONGEST_NAME = 64
LARGEST_DOCUMENT = 260_000
"""Bytes of a document; above it e-ink readers stutter or split it where they like."""
LARGEST_BOOK = 50_000_000
MOST_PIXELS = 4_000_000
COVER_SHORTEST, COVER_LONGEST = 625, 7_200
"""Pixels of a cover's short and of its long side that every shop takes."""
_MIMETYPE = b"application/epub+zip"
_FORBIDDEN = re.compile(r'["*:<>?\\|\x00-\x1f\x7f]')
_PLAIN = re.compile(r"[A-Za-z0-9._+-]+")
_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_EXTENSIONS = {
    "image/png": {"png"}, "image/jpeg": {"jpg", "jpeg"}, "image/gif": {"gif"},
    "image/svg+xml": {"svg"}, "image/webp": {"webp"},
}  # fmt: skip
_TAKEN = frozenset({"image/png", "image/jpeg", "image/gif", SVG_TYPE})
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9", "GIF": b";"}
_MOST_BEHIND = 64_000
"""Bytes that a camera or a program may leave behind the end of a picture."""
_READABLE = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
_FONTS = re.compile(r"\.(woff2|eot|dfont)$", re.IGNORECASE)
# Algorithms that only keep a font from being copied (OCF 3.3, section 4.4; Adobe's older one).
_FONT_ALGORITHMS = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)
_RIGHTS = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the book: what it is by its bytes ("" if unknown), its size, what is wrong."""

    path: str
    media_type: str
    kind: str
    width: int = 0
    height: int = 0
    mode: str = ""
    broken: bool = False


# --- the zip ---------------------------------------------------------------------------------


def encrypted(archive: Archive, _: Package) -> Iterator[str]:
    """What cannot be read without a key."""
    for path in _RIGHTS:
        if path in archive.by_path:
            yield f"{path}: the book is locked to one shop or reader"
    for path in locked(archive):
        yield f"{path} is encrypted"


def locked(archive: Archive) -> tuple[str, ...]:
    """The files that META-INF/encryption.xml says are encrypted, fonts aside."""
    if "META-INF/encryption.xml" not in archive.by_path:
        return ()
    try:
        root = parsed(archive.read("META-INF/encryption.xml"))
    except DAMAGED:
        return ("META-INF/encryption.xml",)
    found = []
    for each in root.iter("{*}EncryptedData"):
        method = next(each.iter("{*}EncryptionMethod"), None)
        if method is None or method.get("Algorithm") not in _FONT_ALGORITHMS:
            found += [target.get("URI", "") for target in each.iter("{*}CipherReference")]
    return tuple(found)


def mimetype(archive: Archive, _: Package) -> Iterator[str]:
    """OCF 3.3, section 4.2.3: a program that looks at byte 30 sees what the file is."""
    first = archive.members[0]
    if first.filename != "mimetype":
        yield f"the first file of the zip is {first.filename}, not mimetype"
    elif first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "the file mimetype is packed, or has something before it"
    elif not _says_what_it_is(archive):
        yield f"the file mimetype does not say {_MIMETYPE.decode()}"


def _says_what_it_is(archive: Archive) -> bool:
    try:
        return archive.read("mimetype") == _MIMETYPE
    except DAMAGED:
        return False


def dangerous_names(archive: Archive, _: Package) -> Iterator[str]:
    """Names that overwrite another file or lead out of the folder."""
    known: dict[str, str] = {}
    for member in archive.members:
        name = member.filename
        parts = name.rstrip("/").split("/")
        if name.startswith("/") or ".." in parts or _FORBIDDEN.search(name):
            yield f"{name!r} is a name that leads elsewhere or that a device refuses"
            continue
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in known:
            yield f"{name} and {known[folded]} are one name to most devices"
        known[folded] = name


def plain_names(archive: Archive, _: Package) -> Iterator[str]:
    """Names that some devices garble."""
    for path in archive.by_path:
        name = path.rpartition("/")[2]
        if not all(_PLAIN.fullmatch(part) for part in path.split("/")):
            yield f"{path}: the name is not of plain letters, digits, “-”, “_” and “.”"
        elif len(name) > LONGEST_NAME:
            yield f"{path}: the name has {len(name)} characters"
        elif name.endswith("."):
            yield f"{path}: the name ends with a full stop"


def missing(archive: Archive, package: Package) -> Iterator[str]:
    """Files that are named and not there, or named twice."""
    known: set[str] = set()
    for item in package.items:
        if not item.path:
            continue
        if item.path not in archive.by_path:
            yield f"{item.path} is named in the manifest and not in the book"
        if item.path in known:
            yield f"{item.path} stands twice in the manifest"
        known.add(item.path)
    for path in package.spine:
        if not path:
            yield "the reading order names a file that the manifest does not have"


def strays(archive: Archive, package: Package) -> Iterator[str]:
    """Files that the manifest does not name: left over, or hidden."""
    for path in archive.by_path:
        furniture = path in {"mimetype", package.path, CONTAINER} or path.startswith("META-INF/")
        if not furniture and path not in package.by_path:
            yield f"{path} is in the book and not in its manifest"


# --- sizes and kinds -------------------------------------------------------------------------


def large_documents(archive: Archive, package: Package) -> Iterator[str]:
    """Documents that e-ink readers cannot turn the pages of."""
    for item in package.items:
        member = archive.by_path.get(item.path)
        if item.media_type == XHTML_TYPE and member and member.file_size > LARGEST_DOCUMENT:
            yield f"{item.path} has {member.file_size // 1000} kB"


def large_book(archive: Archive, _: Package) -> Iterator[str]:
    """A book that cannot be sent to a Kindle."""
    if archive.size > LARGEST_BOOK:
        yield f"the book has {archive.size / 1e6:.0f} MB"


def fonts(_: Archive, package: Package) -> Iterator[str]:
    """Fonts that Kobo and Kindle do not read."""
    for item in package.items:
        if _FONTS.search(item.path):
            yield f"{item.path}: Kobo and Kindle do not read this kind of font"


def remote_styles(archive: Archive, package: Package) -> Iterator[str]:
    """Stylesheets that fetch something from the network."""
    for item in package.items:
        if item.media_type == CSS_TYPE and item.path in archive.by_path:
            try:
                text = archive.read(item.path).decode("utf-8", "replace")
            except DAMAGED:
                continue
            if styled_remotely(text):
                yield f"{item.path}: it would be fetched from the network"
        if not item.path:
            yield f"the manifest: {item.href[:60]!r} would be fetched from the network"


def read_pictures(archive: Archive, package: Package) -> tuple[Picture, ...]:
    """The pictures of the manifest; only those of ordinary size are decoded."""
    return tuple(
        _picture(archive, item.path, item.media_type)
        for item in package.items
        if item.media_type.startswith("image/")
        and item.media_type != SVG_TYPE
        and item.path in archive.by_path
    )


def _picture(archive: Archive, path: str, media_type: str) -> Picture:
    from PIL import Image

    unknown = Picture(path, media_type, "", broken=True)
    try:
        data = archive.read(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_READABLE) as image:
                kind = _KINDS.get(image.format or "", (image.format or "").lower())
                broken = not _is_whole(data, image.format or "")
                if image.width * image.height <= 2 * MOST_PIXELS and not broken:
                    try:
                        image.load()
                    except (SyntaxError, *DAMAGED):
                        broken = True
                return Picture(path, media_type, kind, *image.size, image.mode, broken)
    except Image.DecompressionBombError:
        return Picture(path, media_type, media_type, MOST_PIXELS, MOST_PIXELS)
    except (SyntaxError, *DAMAGED):
        return unknown


def _is_whole(data: bytes, format_name: str) -> bool:
    """Whether the picture has its end: some libraries tell Pillow to make one up."""
    end = _ENDS.get(format_name)
    return end is None or end in data[-_MOST_BEHIND:]


def large_pictures(pictures: tuple[Picture, ...], _: Package) -> Iterator[str]:
    """Pictures that Apple Books refuses."""
    for each in pictures:
        if each.width * each.height > MOST_PIXELS:
            yield f"{each.path} has {each.width} × {each.height} pixels"


def false_pictures(pictures: tuple[Picture, ...], _: Package) -> Iterator[str]:
    """Pictures that are not what their name or the manifest says, or that are torn."""
    for each in pictures:
        extension = each.path.rpartition(".")[2].lower()
        if each.kind and each.kind != each.media_type:
            yield f"{each.path} is {each.kind}, and the manifest says {each.media_type}"
        elif each.broken and each.media_type in _KINDS.values():
            yield f"{each.path} is torn or is no picture"
        elif extension not in _EXTENSIONS.get(each.media_type, {extension}):
            yield f"{each.path} is {each.media_type}, and its name says something else"


def refused_pictures(pictures: tuple[Picture, ...], _: Package) -> Iterator[str]:
    """Pictures of a kind that not every shop takes."""
    for each in pictures:
        if each.media_type not in _TAKEN:
            yield f"{each.path}: {each.media_type} is not shown everywhere"
        elif each.mode == "CMYK":
            yield f"{each.path} is in the colours of a print shop"


def cover(pictures: tuple[Picture, ...], package: Package) -> Iterator[str]:
    """The book's face on a shelf."""
    item = package.with_property("cover-image")
    if item is None:
        yield "the book has no cover"
        return
    face = next((each for each in pictures if each.path == item.path), None)
    if face is None or face.broken:
        return
    short, long = sorted((face.width, face.height))
    if face.kind not in {"image/png", "image/jpeg"}:
        yield f"{face.path}: a cover must be PNG or JPEG"
    elif short < COVER_SHORTEST or long > COVER_LONGEST:
        yield f"{face.path}: a cover of {face.width} × {face.height} pixels"
    elif face.width >= face.height:
        yield f"{face.path}: the cover is not upright"
