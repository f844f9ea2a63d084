"""Tests of each rule for a book: a book that breaks it, and the nearest one that does not."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from journalpress.inspect.book import check_book
from journalpress.problems import CODES
from tests import tools
from tests.books import (
    BODY,
    CHAPTER,
    COVER,
    NAV,
    NCX,
    OPF,
    PICTURE,
    SECOND,
    STYLE,
    added,
    beside,
    changed,
    ebook,
    meta,
    parts,
    picture,
    rebuilt,
    stating,
    zipped,
)

Make: TypeAlias = Callable[[], bytes]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'
CLAIM = meta("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
DRM = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/><enc:CipherData>'
    '<enc:CipherReference URI="{}"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def encrypted(algorithm: str, path: str) -> bytes:
    """The book with an encryption.xml that names this file."""
    return zipped({**parts(), "META-INF/encryption.xml": DRM.format(algorithm, path).encode()})


def with_flag(data: bytes) -> bytes:
    """The zip with the bit set that says its first file needs a password."""
    raw = bytearray(data)
    raw[6] |= 1
    raw[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def doubled() -> bytes:
    """Two members of one name."""
    buffer = io.BytesIO(ebook())
    with zipfile.ZipFile(buffer, "a") as book, warnings.catch_warnings(action="ignore"):
        book.writestr(CHAPTER, b"<html/>")
    return buffer.getvalue()


def bidi(text: str) -> bytes:
    """The book with this text in a paragraph."""
    return beside(f"<p>{text}</p>")


def nested(levels: int) -> bytes:
    """The book with contents of so many levels."""
    line = '<a href="two.xhtml">Two</a>'
    for _ in range(levels - 1):
        line = f'<a href="two.xhtml">Two</a><ol><li>{line}</li></ol>'
    return changed(NAV, '<a href="two.xhtml">Two</a>', line)


def arabic(attributes: str) -> bytes:
    """The book with Arabic words in a paragraph with these attributes."""
    return beside(f'<p lang="ar" xml:lang="ar" {attributes}>ضغط الدم</p>')


def replaced_picture(data: bytes) -> bytes:
    """The book with another picture under the same name."""
    return rebuilt(lambda files: {**files, PICTURE: data})


def covered(data: bytes) -> bytes:
    """The book with another cover under the same name."""
    return rebuilt(lambda files: {**files, COVER: data})


CASES: Mapping[str, tuple[tuple[Make, ...], tuple[Make, ...]]] = {
    "JPE001": (
        (
            lambda: b"",
            lambda: b"not a zip",
            lambda: ebook()[:-300],
            lambda: rebuilt(lambda files: {"mimetype": files["mimetype"]}),
            lambda: changed("META-INF/container.xml", OPF, "EPUB/none.opf"),
            lambda: rebuilt(lambda files: {**files, OPF: b"<package"}),
        ),
        (ebook,),
    ),
    "JPE002": (
        (
            lambda: encrypted("http://www.w3.org/2001/04/xmlenc#aes256-cbc", CHAPTER),
            lambda: with_flag(ebook()),
            lambda: zipped({**parts(), "META-INF/rights.xml": b"<rights/>"}),
        ),
        (lambda: encrypted("http://www.idpf.org/2008/embedding", "EPUB/font.otf"),),
    ),
    "JPE003": (
        (lambda: added("EPUB/bomb.css", b"\0" * 5_000_000, "text/css"),),
        (lambda: added("EPUB/small.css", b"p{}" * 10_000, "text/css"),),
    ),
    "JPE004": (
        (
            lambda: zipped(parts(), stored=()),
            lambda: rebuilt(lambda files: {OPF: files[OPF], **files}),
            lambda: rebuilt(lambda files: {**files, "mimetype": b"application/epub+zip\n"}),
        ),
        (ebook,),
    ),
    "JPE005": (
        (
            lambda: zipped({**parts(), "../evil.txt": b"x"}),
            lambda: zipped({**parts(), "/etc/passwd": b"x"}),
            lambda: zipped({**parts(), "EPUB/ONE.xhtml": b"x"}),
            lambda: zipped({**parts(), "EPUB/a:b.txt": b"x"}),
            lambda: zipped({**parts(), "EPUB/é.txt": b"x", "EPUB/e\u0301.txt": b"x"}),
            doubled,
        ),
        (lambda: added("EPUB/deeper/evil.css", b"p{}", "text/css"),),
    ),
    "JPE006": (
        (
            lambda: rebuilt(
                lambda files: {path: files[path] for path in files if path != STYLE}
            ),
            lambda: changed(OPF, '<itemref idref="two"/>', '<itemref idref="three"/>'),
            lambda: changed(
                OPF, "</manifest>", '<item id="y" href="x.png" media-type="image/png"/></manifest>'
            ),
        ),
        (ebook,),
    ),
    "JPE007": (
        (lambda: beside(f"<p>{'many words ' * 25_000}</p>"),),
        (lambda: beside(f"<p>{'many words ' * 20_000}</p>"),),
    ),
    "JPE008": (
        (lambda: zipped(padded(51_000_000), stored=("mimetype", "EPUB/pad.otf")),),
        (lambda: zipped(padded(40_000_000), stored=("mimetype", "EPUB/pad.otf")),),
    ),
    "JPE010": (
        (lambda: replaced_picture(picture((2500, 1601))),),
        (lambda: replaced_picture(picture((2500, 1600))),),
    ),
    "JPE011": (
        (
            lambda: replaced_picture(picture((40, 30), "JPEG")),
            lambda: replaced_picture(picture((40, 30))[:60]),
            lambda: replaced_picture(b"no picture"),
            lambda: added("EPUB/y.jpg", picture((40, 30)), "image/png"),
        ),
        (lambda: added("EPUB/y.jpeg", picture((40, 30), "JPEG"), "image/jpeg"),),
    ),
    "JPE012": (
        (
            lambda: added("EPUB/y.webp", picture((40, 30), "WEBP"), "image/webp"),
            lambda: added("EPUB/y.jpg", picture((40, 30), "JPEG", "CMYK"), "image/jpeg"),
        ),
        (lambda: added("EPUB/y.jpg", picture((40, 30), "JPEG", "L"), "image/jpeg"),),
    ),
    "JPE013": (
        (
            lambda: changed(OPF, ' properties="cover-image"', ""),
            lambda: covered(picture((500, 800), "JPEG")),
            lambda: covered(picture((1600, 1000), "JPEG")),
        ),
        (lambda: covered(picture((625, 1000), "JPEG")),),
    ),
    "JPE014": (
        (lambda: added("EPUB/a.woff2", b"x", "font/woff2"),),
        (lambda: added("EPUB/a.otf", b"x", "font/otf"),),
    ),
    "JPE015": (
        (
            lambda: added("EPUB/é.css", b"p{}", "text/css"),
            lambda: added("EPUB/a b.css", b"p{}", "text/css"),
            lambda: added(f"EPUB/{'a' * 61}.css", b"p{}", "text/css"),
        ),
        (lambda: added(f"EPUB/{'a' * 60}.css", b"p{}", "text/css"),),
    ),
    "JPE016": (
        (lambda: zipped({**parts(), "__MACOSX/x": b"x"}),),
        (lambda: zipped({**parts(), "META-INF/com.apple.ibooks.xml": b"<x/>"}),),
    ),
    "JPE020": (
        (
            lambda: beside("<p>torn"),
            lambda: beside("<p>&nbsp;</p>"),
            lambda: changed(
                CHAPTER, "<html ", '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html '
            ),
            lambda: changed(
                CHAPTER, "<html ", '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html '
            ),
        ),
        (lambda: changed(CHAPTER, "<html ", "<!DOCTYPE html><html "),),
    ),
    "JPE021": (
        (
            lambda: bidi("a\x0bb"),
            lambda: bidi("a&#11;b"),
            lambda: bidi("a\ufffeb"),
            lambda: bidi("a\ufffdb"),
            lambda: bidi("a\x92b"),
        ),
        (lambda: bidi("a\tb\n\u00a0é😀&#10;"),),
    ),
    "JPE022": (
        (
            lambda: beside('<p><a href="javascript:alert(1)">x</a></p>'),
            lambda: beside('<p><a href=" JAVA&#10;SCRIPT:alert(1)">x</a></p>'),
            lambda: beside('<p><a href="file:///etc/passwd">x</a></p>'),
            lambda: beside('<p><a href="data:text/html,x">x</a></p>'),
            lambda: beside('<p><img src="data:image/png;base64,AAAA" alt="x"/></p>'),
            lambda: beside('<p><a href="vbscript:x">x</a></p>'),
        ),
        (lambda: beside('<p><a href="tel:+442079460000">x</a> <a href="HTTPS://a.b/">y</a></p>'),),
    ),
    "JPE023": (
        (
            lambda: beside('<p onclick="x()">x</p>'),
            lambda: beside('<p><a href="two.xhtml" ping="https://example.org/">x</a></p>'),
            lambda: added("EPUB/y.svg", SVG.format('<g onload="x()"/>').encode(), "image/svg+xml"),
        ),
        (lambda: beside('<p class="onclick">x</p>'),),
    ),
    "JPE024": (
        (lambda: beside('<p style="color: black">x</p>'),),
        (lambda: beside('<p class="black">x</p>'),),
    ),
    "JPE025": (
        (
            lambda: beside('<p><img src="https://example.org/x.png" alt="x"/></p>'),
            lambda: beside('<p><img src="//example.org/x.png" alt="x"/></p>'),
            lambda: beside('<p><img src="x.png" srcset="https://a.b/x.png 2x" alt="x"/></p>'),
            lambda: changed(STYLE, "p {", "@import 'https://example.org/a.css'; p {"),
            lambda: changed(STYLE, "p {", "b { background: u\\72l( //example.org/a.png) } p {"),
            lambda: beside('<p style="background: url(https://example.org/)">x</p>'),
            lambda: changed(OPF, 'href="x.png"', 'href="https://example.org/x.png"'),
        ),
        (
            lambda: beside('<p><a href="https://example.org/x.png">x</a></p>'),
            lambda: changed(STYLE, "p {", "b { background: url(x.png) } p {"),
            lambda: changed(STYLE, "p {", "/* url(https://example.org/) */ p {"),
        ),
    ),
    "JPE026": (
        (
            lambda: beside("<script>x</script>"),
            lambda: beside('<iframe src="two.xhtml" title="x"></iframe>'),
            lambda: beside('<form action="two.xhtml"><p>x</p></form>'),
            lambda: changed(
                CHAPTER, "</head>", '<meta http-equiv="Refresh" content="1"/></head>'
            ),
            lambda: added(
                "EPUB/y.svg", SVG.format("<script>x()</script>").encode(), "image/svg+xml"
            ),
            lambda: added("EPUB/y.svg", SVG.format("<foreignObject/>").encode(), "image/svg+xml"),
        ),
        (lambda: added("EPUB/y.svg", SVG.format("<g/>").encode(), "image/svg+xml"),),
    ),
    "JPE027": (
        (
            lambda: bidi("take 5\u202e01 mg"),
            lambda: bidi("take \u2067 5 mg"),
            lambda: beside('<p><img src="x.png" alt="5\u202e01"/></p>'),
        ),
        (lambda: bidi("take \u20675\u2069 mg \u200f!"),),
    ),
    "JPE028": (
        (
            lambda: beside('<p><img src="x.png"/></p>'),
            lambda: beside(f"<p>{SVG.format('<g/>')}</p>"),
        ),
        (
            lambda: beside('<p><img src="x.png" alt=""/></p>'),
            lambda: beside(f"<p>{SVG.format('<title>A line</title>')}</p>"),
        ),
    ),
    "JPE029": (
        (
            lambda: beside('<p id="why">x</p>'),
            lambda: changed(
                CHAPTER, "</head>", '<meta name="journalpress-code" content="x"/></head>',
                (SECOND, 'id="there"', 'id="why"'), (CHAPTER, "#there", "#why"),
            ),
        ),
        (lambda: changed(SECOND, 'id="there"', 'id="why"', (CHAPTER, "#there", "#why")),),
    ),
    "JPE030": (
        (
            lambda: beside('<p><a href="three.xhtml">x</a></p>'),
            lambda: beside('<p><a href="two.xhtml#nowhere">x</a></p>'),
            lambda: beside('<p><a href="#nowhere">x</a></p>'),
            lambda: beside('<p><a href="www.example.org">x</a></p>'),
            lambda: beside('<p><a href="https://example.org/a b">x</a></p>'),
            lambda: beside('<p><a href="">x</a></p>'),
        ),
        (lambda: beside('<p><a href="two%2Exhtml#there">x</a> <a href="#why">y</a></p>'),),
    ),
    "JPE031": (
        (lambda: beside("<h4>x</h4>"),),
        (lambda: beside("<h3>x</h3><h2>y</h2>"),),
    ),
    "JPE032": (
        (
            lambda: changed(CHAPTER, ' lang="en-GB" xml:lang="en-GB"', ""),
            lambda: beside('<p lang="en_GB" xml:lang="en_GB">x</p>'),
            lambda: beside('<p lang="en" xml:lang="fr">x</p>'),
            lambda: changed(OPF, "<dc:language>en-GB", "<dc:language>English"),
            lambda: changed(OPF, ' xml:lang="en-GB"', ""),
        ),
        (lambda: beside('<p lang="fr" xml:lang="fr">x</p>'),),
    ),
    "JPE033": (
        (
            lambda: arabic(""),
            lambda: changed(OPF, "<dc:language>en-GB", "<dc:language>ar"),
        ),
        (
            lambda: arabic('dir="rtl"'),
            lambda: changed(
                OPF, "<dc:language>en-GB", "<dc:language>ar",
                (OPF, "<spine ", '<spine page-progression-direction="rtl" '),
            ),
        ),
    ),
    "JPE034": (
        (lambda: changed(CHAPTER, "<title>One</title>", "<title> </title>"),),
        (ebook,),
    ),
    "JPE035": (
        (lambda: beside("<table><tr><td>1</td></tr></table>"),),
        (lambda: beside('<table role="presentation"><tr><td>1</td></tr></table>'),),
    ),
    "JPE036": (
        (lambda: beside('<p><a href="two.xhtml"> </a></p>'),),
        (lambda: beside('<p><a href="two.xhtml"><img src="x.png" alt="Two"/></a></p>'),),
    ),
    "JPE040": (
        (
            lambda: ebook(BODY.replace('type="noteref"', 'type="biblioref noteref"')),
            lambda: ebook(BODY.replace('epub:type="noteref" role', "role")),
            lambda: ebook(BODY.replace(' role="doc-noteref"', "")),
        ),
        (ebook,),
    ),
    "JPE041": (
        (lambda: ebook(BODY.replace('href="#r-1"', 'href="two.xhtml#there"')),),
        (lambda: ebook(BODY.replace('href="#r-1"', 'href="one.xhtml#r-1"')),),
    ),
    "JPE042": (
        (
            lambda: ebook(BODY.replace('epub:type="footnote"', 'epub:type="endnote"')),
            lambda: ebook(BODY.replace(' role="doc-footnote"', "")),
            lambda: ebook(
                BODY.replace('<div id="r-1"', '<aside id="r-1"').replace("</div>", "</aside>")
            ),
        ),
        (ebook,),
    ),
    "JPE043": (
        (
            lambda: ebook(re.sub(r' <a role="doc-backlink".*?</a>', "", BODY)),
            lambda: ebook(BODY.replace('href="#c-1"', 'href="#why"')),
            lambda: ebook(BODY.replace('role="doc-backlink"', 'role="doc-backlink" epub:type="x"')),
            lambda: ebook(re.sub(r'( <a role="doc-backlink".*?</a>)', r"\1\1", BODY)),
        ),
        (ebook,),
    ),
    "JPE044": (
        (
            lambda: ebook(BODY.replace("Invented A. A study of water.", "Short.")),
            lambda: ebook(BODY.replace("A study of water", "A study " * 700)),
            lambda: ebook(BODY[BODY.index("<section") :] + BODY[: BODY.index("<section")]),
        ),
        (lambda: ebook(BODY.replace("Invented A. A study of water.", "Long enough.")),),
    ),
    "JPE045": (
        (
            lambda: ebook(BODY.replace(">1</a></sup>", ">2</a></sup>")),
            lambda: ebook(BODY.replace("<ol>", '<ol start="7">')),
        ),
        (
            lambda: ebook(BODY.replace(">1</a></sup>", ">[1]</a></sup>")),
            lambda: ebook(
                BODY.replace(">1</a></sup>", ">7</a></sup>").replace("<ol>", '<ol start="7">')
            ),
        ),
    ),
    "JPE050": (
        (lambda: changed(NAV, 'epub:type="toc" role', "role"),),
        (ebook,),
    ),
    "JPE051": (
        (
            lambda: changed(
                NAV, '<li><a href="one.xhtml">One</a></li>', "",
                (NAV, "Two</a></li>", 'Two</a></li><li><a href="one.xhtml">One</a></li>'),
            ),
            lambda: changed(
                NAV, '<a href="one.xhtml">One</a>',
                '<a href="one.xhtml#s">One</a></li><li><a href="one.xhtml#why">Why</a>',
            ),
            lambda: changed(OPF, '<itemref idref="two"/>', ""),
        ),
        (
            lambda: changed(
                NAV, '<a href="one.xhtml">One</a>',
                '<a href="one.xhtml#why">One</a></li><li><a href="one.xhtml#s">Sources</a>',
            ),
        ),
    ),
    "JPE052": ((lambda: nested(3),), (lambda: nested(2),)),
    "JPE053": (
        (
            lambda: changed(NAV, 'epub:type="landmarks"', 'epub:type="x"'),
            lambda: changed(NAV, 'epub:type="bodymatter"', 'epub:type="chapter"'),
        ),
        (ebook,),
    ),
    "JPE054": (
        (
            lambda: changed(NCX, '<content src="two.xhtml"/>', '<content src="one.xhtml"/>'),
            lambda: rebuilt(lambda files: {**files, NCX: b"<ncx"}),
        ),
        (lambda: changed(NCX, "<text>Two</text>", "<text>The second</text>"),),
    ),
    "JPE060": (
        (
            lambda: changed(OPF, "<dc:title>A book</dc:title>", ""),
            lambda: changed(OPF, "<dc:title>A book</dc:title>", "<dc:title/>"),
            lambda: stating("<dc:description/>"),
            lambda: changed(OPF, meta("dcterms:modified", "2026-01-01T00:00:00Z"), ""),
        ),
        (lambda: stating("<dc:description>Words</dc:description>"),),
    ),
    "JPE061": (
        (
            lambda: beside('<p><img src="x.png"/></p>'),
            lambda: ebook(BODY.replace('alt="A glass"', 'alt=""')),
            lambda: stating(meta("schema:accessibilityFeature", "MathML")),
            lambda: stating(meta("schema:accessibilityFeature", "pageNavigation")),
            lambda: stating(meta("schema:accessibilityFeature", "captions")),
            lambda: stating(meta("schema:accessibilityFeature", "none")),
            lambda: stating(meta("schema:accessMode", "auditory")),
            lambda: stating(meta("schema:accessModeSufficient", "textual,auditory")),
            lambda: stating(meta("schema:accessibilityHazard", "flashing")),
            lambda: ebook(BODY.replace('<img src="x.png" alt="A glass"/>', "x")),
        ),
        (
            lambda: stating(meta("schema:accessibilityFeature", "structuralNavigation")),
            lambda: stating(meta("schema:accessModeSufficient", "textual,visual")),
        ),
    ),
    "JPE062": (
        (
            lambda: changed(OPF, meta("schema:accessibilityHazard", "none"), ""),
            lambda: changed(
                OPF, meta("schema:accessibilitySummary", "Text with described pictures."), ""
            ),
            lambda: changed(OPF, meta("schema:accessMode", "visual"), ""),
        ),
        (ebook,),
    ),
    "JPE063": (
        (
            lambda: stating(CLAIM),
            lambda: stating(
                meta("dcterms:conformsTo", "WCAG AA"), meta("a11y:certifiedBy", "Dr A. Invented")
            ),
            lambda: zipped({**unpacked(stating(CLAIM, meta("a11y:certifiedBy", "A"))),
                            CHAPTER: parts(BODY + '<p><img src="x.png"/></p>')[CHAPTER]}),
        ),
        (
            lambda: stating(CLAIM, meta("a11y:certifiedBy", "Dr A. Invented")),
            lambda: stating(meta("dcterms:conformsTo", "https://example.org/our-house-rules")),
        ),
    ),
}  # fmt: skip
"""Each code: books that break the rule, and books that come near and do not."""

TOOLS = frozenset({"JPE090", "JPE091", "JPE092", "JPE093", "JPE094"})
"""What EPUBCheck and Ace say: tests/inspect/book/test_validators.py."""

BROKEN = [(code, make) for code, (broken, _) in CASES.items() for make in broken]
WHOLE = [(code, make) for code, (_, whole) in CASES.items() for make in whole]


def padded(size: int) -> dict[str, bytes]:
    """The files of a book with one of this size."""
    files = parts()
    item = '<item id="pad" href="pad.otf" media-type="font/otf"/></manifest>'
    files[OPF] = files[OPF].decode().replace("</manifest>", item).encode()
    return {**files, "EPUB/pad.otf": b" " * size}


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a book."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {path: book.read(path) for path in book.namelist()}


def codes(data: bytes) -> set[str]:
    """The codes of what a book is told."""
    return {each.code for each in check_book(data)}


@pytest.mark.parametrize(("code", "make"), BROKEN, ids=[code for code, _ in BROKEN])
def test_a_book_that_breaks_a_rule_is_told(code: str, make: Make) -> None:
    """Each way of breaking it, with a line that says what to do."""
    found = [each for each in check_book(make(), name="a.epub") if each.code == code]

    assert found
    assert all(each.file == "a.epub" and each.hint and each.message for each in found)
    assert all("\n" not in str(each) for each in found)


@pytest.mark.parametrize(("code", "make"), WHOLE, ids=[code for code, _ in WHOLE])
def test_a_book_that_comes_near_is_not_told(code: str, make: Make) -> None:
    """What is allowed passes."""
    assert code not in codes(make())


def test_every_rule_has_books_that_break_it_and_books_that_do_not() -> None:
    """A code that nothing raises would be a promise without a keeper."""
    assert set(CASES) | TOOLS == {code for code in CODES if code.startswith("JPE")}


def test_the_book_that_the_others_are_made_of_is_told_nothing() -> None:
    """Else a rule could hide behind another."""
    assert check_book(ebook()) == ()


@pytest.mark.tool
def test_the_validators_have_no_objection_to_it_either(tmp_path: Path) -> None:
    """Our rules ask for nothing that the world would refuse."""
    path = tmp_path / "good.epub"
    path.write_bytes(ebook())

    assert tools.epubcheck(path) == ()


def test_many_findings_of_one_rule_are_counted() -> None:
    """Five are told, then how many more there are."""
    found = [each for each in check_book(beside('<p onclick="x"/>' * 9)) if each.code == "JPE023"]

    assert len(found) == 6
    assert found[-1].message == "and 4 more of the same"


def test_a_finding_names_the_file_and_the_line() -> None:
    """Whoever opens the book finds the place."""
    body = BODY + '\n\n<p onclick="x">x</p>'
    (found,) = [each for each in check_book(ebook(body)) if each.code == "JPE023"]

    assert found.message.startswith(f"{CHAPTER}:3: ")


@pytest.mark.parametrize("cut", range(0, 9000, 450))
def test_a_torn_book_is_one_line_wherever_it_is_torn(cut: int) -> None:
    """No traceback, no half verdict."""
    (found,) = check_book(ebook()[: len(ebook()) * cut // 9000])

    assert found.code == "JPE001"


def test_damaged_bytes_never_stop_the_check() -> None:
    """A member whose bytes were touched is named; whatever else is wrong, there is an answer."""
    data = ebook()
    for place in range(40, len(data), 211):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        check_book(bytes(damaged))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        info = book.getinfo(CHAPTER)
    touched = bytearray(data)
    touched[info.header_offset + 30 + len(info.filename) + 40] ^= 0xFF

    assert "JPE001" in codes(bytes(touched))
