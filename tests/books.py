"""One line makes an e-book: `ebook("<p>Words</p>")`, `changed(CHAPTER, "en-GB", "en_GB")`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from PIL import Image

OPF = "EPUB/book.opf"
NAV = "EPUB/nav.xhtml"
NCX = "EPUB/toc.ncx"
CHAPTER = "EPUB/one.xhtml"
SECOND = "EPUB/two.xhtml"
STYLE = "EPUB/style.css"
COVER = "EPUB/cover.jpg"
PICTURE = "EPUB/x.png"

BODY = (
    '<p>Drink water<sup><a id="c-1" epub:type="noteref" role="doc-noteref" href="#r-1">1</a></sup>,'
    ' and <a href="two.xhtml#there">read on</a>, or <a href="https://example.org/a">ask</a>.</p>'
    '<h2 id="why">Why</h2><p><img src="x.png" alt="A glass"/></p>'
    "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    '<section epub:type="bibliography" role="doc-bibliography" aria-labelledby="s">'
    '<h2 id="s">Sources</h2><ol><li><div id="r-1" epub:type="footnote" role="doc-footnote"><p>'
    'Invented A. A study of water. <a role="doc-backlink" href="#c-1" aria-label="Back">↩</a></p>'
    "</div></li></ol></section>"
)

_METADATA = (
    '<dc:identifier id="i">urn:uuid:6b0f7a52-7d1c-5a53-9c55-2f6d0f0f4a3e</dc:identifier>'
    "<dc:title>A book</dc:title><dc:language>en-GB</dc:language>"
    '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>'
    '<meta property="schema:accessMode">textual</meta>'
    '<meta property="schema:accessMode">visual</meta>'
    '<meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">alternativeText</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
    '<meta property="schema:accessibilityHazard">none</meta>'
    '<meta property="schema:accessibilitySummary">Text with described pictures.</meta>'
)

_ITEMS = (
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="style" href="style.css" media-type="text/css"/>'
    '<item id="cover" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>'
    '<item id="x" href="x.png" media-type="image/png"/>'
)


def page(title: str, body: str, *, lang: str = "en-GB", head: str = "") -> str:
    """An XHTML document."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{lang}" xml:lang="{lang}"><head><title>{title}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/>{head}</head>'
        f"<body>{body}</body></html>"
    )


def chapter(title: str, name: str, body: str) -> str:
    """A chapter with its heading."""
    section = f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="{name}">'
    return page(title, f'{section}<h1 id="{name}">{title}</h1>{body}</section>')


@cache
def picture(size: tuple[int, int], kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, size, None if mode == "CMYK" else "teal").save(buffer, kind)
    return buffer.getvalue()


def parts(body: str = BODY) -> dict[str, bytes]:
    """The files of a book that nobody objects to, by their paths in the zip."""
    texts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            f'<rootfiles><rootfile full-path="{OPF}" '
            'media-type="application/oebps-package+xml"/></rootfiles></container>'
        ),
        OPF: (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i" '
            'xml:lang="en-GB"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"{_METADATA}</metadata><manifest>{_ITEMS}</manifest>"
            '<spine toc="ncx"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>'
            "</spine></package>"
        ),
        NAV: page(
            "Contents",
            '<p><img src="cover.jpg" alt=""/></p>'
            '<nav epub:type="toc" role="doc-toc" aria-labelledby="c"><h1 id="c">Contents</h1><ol>'
            '<li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li></ol></nav>'
            '<nav epub:type="landmarks" hidden="hidden"><ol>'
            '<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>'
            '<li><a epub:type="bodymatter" href="one.xhtml">Text</a></li></ol></nav>',
        ),
        CHAPTER: chapter("One", "one-title", body),
        SECOND: chapter("Two", "two-title", '<p id="there">More words.</p>'),
        NCX: (
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>'
            '<meta name="dtb:uid" content="urn:uuid:6b0f7a52-7d1c-5a53-9c55-2f6d0f0f4a3e"/></head>'
            "<docTitle><text>A book</text></docTitle><navMap>"
            '<navPoint id="p1"><navLabel><text>One</text></navLabel><content src="one.xhtml"/>'
            '</navPoint><navPoint id="p2"><navLabel><text>Two</text></navLabel>'
            '<content src="two.xhtml"/></navPoint></navMap></ncx>'
        ),
        STYLE: "p { margin: 0 }",
    }
    return {
        **{path: text.encode() for path, text in texts.items()},
        COVER: picture((1000, 1600), "JPEG"),
        PICTURE: picture((40, 30)),
    }


def zipped(files: Mapping[str, bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """These files as a zip, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for path, data in files.items():
            kind = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            book.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), data, kind, 1)
    return buffer.getvalue()


def ebook(body: str = BODY) -> bytes:
    """The book with this body below the heading of its first chapter."""
    return zipped(parts(body))


def beside(extra: str) -> bytes:
    """The book with this behind the usual body of its first chapter."""
    return ebook(BODY + extra)


def changed(path: str, old: str, new: str, *more: tuple[str, str, str]) -> bytes:
    """The book with these words of these files replaced; fails where they are not there."""
    files = parts()
    for where, before, after in ((path, old, new), *more):
        text = files[where].decode()
        assert before in text, f"{before} is not in {where}"
        files[where] = text.replace(before, after).encode()
    return zipped(files)


def added(path: str, data: bytes, media_type: str, body: str = "") -> bytes:
    """The book with another file in zip and manifest; `body` is added to the first chapter."""
    files = parts(BODY + body)
    href = path.removeprefix("EPUB/")
    item = f'<item id="added" href="{href}" media-type="{media_type}"/></manifest>'
    files[OPF] = files[OPF].decode().replace("</manifest>", item).encode()
    return zipped({**files, path: data})


def stating(*entries: str) -> bytes:
    """The book with these entries added to its metadata."""
    return changed(OPF, "</metadata>", "".join(entries) + "</metadata>")


def rebuilt(change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """The book of what `change` makes of its files."""
    return zipped(change(parts()))


def meta(name: str, value: str) -> str:
    """An entry of the metadata."""
    return f'<meta property="{name}">{value}</meta>'
