"""A Word copy → the same copy with markup as Word itself writes it, which LibreOffice 7.4 cannot.

Elements, attributes and their order are those of Word's own files (ISO/IEC 29500-1, 17.13, and for
threads of comments [MS-DOCX] 2.5). Blocks are named by their bookmark.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from journalpress.wordfile.parts import DOCUMENT, Element, R, W

AUTHOR = "Dr Okafor"
DATE = "2026-03-01T10:00:00Z"
WHO = f'w:author="{AUTHOR}" w:date="{DATE}"'

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
COMMENTS = "word/comments.xml"
EXTENDED = "word/commentsExtended.xml"
EXTENDED_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
)
EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


class Parts:
    """The parts of a Word file while it is changed."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._bytes = {each: archive.read(each) for each in archive.namelist()}
        self._trees: dict[str, Element] = {}

    @property
    def names(self) -> list[str]:
        """What the file holds."""
        return list(self._bytes)

    def tree(self, name: str = DOCUMENT) -> Element:
        """A part; what is changed in it stands in the file afterwards."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._bytes[name])
        return self._trees[name]

    def know_word_2010(self, name: str) -> None:
        """Lets older readers of a part ignore what is named w14, as Word does."""
        old = self.tree(name)
        new = etree.Element(old.tag, nsmap={"w": W, "w14": W14, "mc": MC})
        new.set(f"{{{MC}}}Ignorable", "w14")
        new.extend(list(old))
        self._trees[name] = new

    def add(self, name: str, tree: Element, content_type: str, relation: str) -> None:
        """Adds a part that the document refers to."""
        self._bytes[name] = b""
        self._trees[name] = tree
        types = self.tree("[Content_Types].xml")
        override = etree.SubElement(types, types.tag.replace("Types", "Override"))
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        relations = self.tree("word/_rels/document.xml.rels")
        related = etree.SubElement(relations, relations.tag.removesuffix("s"))
        related.set("Id", f"rIdMade{len(relations)}")
        related.set("Type", relation)
        related.set("Target", name.removeprefix("word/"))

    def free_id(self) -> int:
        """A w:id that nothing in the document has: bookmarks, changes and comments share them."""
        ids = [each.get(f"{{{W}}}id", "") for each in self.tree().iter()]
        return max(int(each) for each in ids if each.lstrip("-").isdecimal()) + 1

    def paragraph(self, bookmark: str) -> Element:
        """The paragraph in which the bookmark begins."""
        for start in self.tree().iter(f"{{{W}}}bookmarkStart"):
            if start.get(f"{{{W}}}name") == bookmark:
                return next(start.iterancestors(f"{{{W}}}p"))
        raise LookupError(f"no bookmark {bookmark}")

    def data(self) -> bytes:
        """The file."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._bytes.items():
                tree = self._trees.get(name)
                archive.writestr(name, part if tree is None else etree.tostring(tree))
        return file.getvalue()


# --- what offices take away -------------------------------------------------------------------


def without_bookmarks(data: bytes) -> bytes:
    """The copy as it comes back from an office that keeps no bookmark."""
    parts = Parts(data)
    for name in parts.names:
        if name.startswith("word/") and name.endswith(".xml"):
            _drop(parts.tree(name), "bookmarkStart", "bookmarkEnd")
    return parts.data()


def without_persons(data: bytes) -> bytes:
    """The copy as Word's “remove personal information” leaves it: all are Author, at no time."""
    parts = Parts(data)
    for name in (DOCUMENT, COMMENTS):
        for each in parts.tree(name).iter():
            if each.get(f"{{{W}}}author") is not None:
                each.set(f"{{{W}}}author", "Author")
                each.attrib.pop(f"{{{W}}}date", "")
    return parts.data()


# --- changes ----------------------------------------------------------------------------------


def moved(data: bytes, at: str, before: str) -> bytes:
    """The paragraph moved before another: both places in ranges of one name, as Word ties them.

    The bookmark stays where the paragraph was.
    """
    parts = Parts(data)
    old, target = parts.paragraph(at), parts.paragraph(before)
    new = deepcopy(old)
    _drop(new, "bookmarkStart", "bookmarkEnd")
    free = parts.free_id()
    for paragraph, where, number in ((old, "From", free), (new, "To", free + 10)):
        _mark(paragraph, f'<w:move{where} w:id="{number}" {WHO}/>')
        _surround(_runs(paragraph), f'<w:move{where} w:id="{number + 1}" {WHO}/>')
        start = _element(
            f'<w:move{where}RangeStart w:id="{number + 2}" {WHO} w:name="move{free}"/>'
        )
        _properties(paragraph).addnext(start)
    target.addprevious(new)
    # Word lets a range begin in the moved paragraph and end in front of the next.
    old.addnext(_element(f'<w:moveFromRangeEnd w:id="{free + 2}"/>'))
    new.addnext(_element(f'<w:moveToRangeEnd w:id="{free + 12}"/>'))
    _number_anew(parts.tree(), free + 20, ("moveFrom", "moveTo"))
    return parts.data()


def row_inserted(data: bytes, at: str, words: Sequence[str]) -> bytes:
    """A row below the one of the cell: a record at the row, at each mark and at its words."""
    parts = Parts(data)
    row = next(parts.paragraph(at).iterancestors(f"{{{W}}}tr"))
    new = deepcopy(row)
    _drop(new, "bookmarkStart", "bookmarkEnd")
    number = parts.free_id()
    _row_record(new, f'<w:ins w:id="{number}" {WHO}/>')
    for cell, text in zip(new.iter(f"{{{W}}}tc"), words, strict=True):
        (paragraph,) = cell.iterchildren(f"{{{W}}}p")
        for each in _content(paragraph):
            paragraph.remove(each)
        _mark(paragraph, f'<w:ins w:id="{number}" {WHO}/>')
        made = _element(f'<w:ins w:id="{number}" {WHO}><w:r><w:t/></w:r></w:ins>')
        made[0][0].text = text
        paragraph.append(made)
    row.addnext(new)
    _number_anew(new, number)
    return parts.data()


def row_deleted(data: bytes, at: str) -> bytes:
    """The cell's row deleted: a record at the row, at each mark and at its words."""
    parts = Parts(data)
    row = next(parts.paragraph(at).iterancestors(f"{{{W}}}tr"))
    number = parts.free_id()
    _row_record(row, f'<w:del w:id="{number}" {WHO}/>')
    for paragraph in row.iter(f"{{{W}}}p"):
        _mark(paragraph, f'<w:del w:id="{number}" {WHO}/>')
        _surround(_runs(paragraph), f'<w:del w:id="{number}" {WHO}/>')
    _number_anew(row, number)
    return parts.data()


def restyled(data: bytes, at: str, style: str) -> bytes:
    """The paragraph with the style of this id; its old properties are kept in the record."""
    parts = Parts(data)
    properties = _properties(parts.paragraph(at))
    record = _element(f'<w:pPrChange w:id="{parts.free_id()}" {WHO}><w:pPr/></w:pPrChange>')
    record[0].extend(deepcopy(each) for each in properties if each.tag != f"{{{W}}}rPr")
    name = properties.find(f"{{{W}}}pStyle")
    assert name is not None
    name.set(f"{{{W}}}val", style)
    properties.append(record)
    return parts.data()


def retyped_in_link(data: bytes, at: str, old: str, new: str) -> bytes:
    """A citation's number typed over inside its link: the link still leads to the old source."""
    parts = Parts(data)
    for link in parts.paragraph(at).iter(f"{{{W}}}hyperlink"):
        (run,) = link.iterchildren(f"{{{W}}}r")
        if run.findtext(f"{{{W}}}t") == old:
            made = deepcopy(run)
            for each in made.iter(f"{{{W}}}t"):
                each.text = new
            number = parts.free_id()
            _surround([run], f'<w:del w:id="{number}" {WHO}/>')
            inserted = _element(f'<w:ins w:id="{number + 1}" {WHO}/>')
            inserted.append(made)
            link.append(inserted)
            return parts.data()
    raise LookupError(f"{at} has no link {old}")


# --- comments ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """A comment in a thread, and who says it."""

    words: str
    author: str = AUTHOR


def discussed(data: bytes, at: str, *thread: Said, done: bool = False) -> bytes:
    """A thread of comments on the whole paragraph: the first, its replies, and whether resolved."""
    parts = Parts(data)
    parts.know_word_2010(COMMENTS)
    paragraph, comments = parts.paragraph(at), parts.tree(COMMENTS)
    if EXTENDED not in parts.names:
        extended = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15, "mc": MC})
        extended.set(f"{{{MC}}}Ignorable", "w15")
        parts.add(EXTENDED, extended, EXTENDED_TYPE, EXTENDED_RELATION)
    extended = parts.tree(EXTENDED)
    content = _content(paragraph)
    first = ""
    for offset, each in enumerate(thread):
        number = parts.free_id()
        name = f"{0x1A2B3C00 + number:08X}"
        comments.append(_comment(number, name, each))
        content[0].addprevious(_element(f'<w:commentRangeStart w:id="{number}"/>'))
        paragraph.append(_element(f'<w:commentRangeEnd w:id="{number}"/>'))
        paragraph.append(_element(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
        entry = etree.SubElement(extended, f"{{{W15}}}commentEx")
        entry.set(f"{{{W15}}}paraId", name)
        if offset:
            entry.set(f"{{{W15}}}paraIdParent", first)
        entry.set(f"{{{W15}}}done", str(int(done)))
        first = first or name
    return parts.data()


def _comment(number: int, name: str, said: Said) -> Element:
    comment = _element(
        f'<w:comment w:id="{number}" w:date="{DATE}" w:initials="X"><w:p><w:pPr>'
        '<w:pStyle w:val="CommentText"/></w:pPr><w:r><w:annotationRef/></w:r>'
        "<w:r><w:t/></w:r></w:p></w:comment>"
    )
    comment.set(f"{{{W}}}author", said.author)
    (paragraph,) = comment
    paragraph.set(f"{{{W14}}}paraId", name)
    paragraph[-1][0].text = said.words
    return comment


# --- the parts of a paragraph -----------------------------------------------------------------


def _element(xml: str) -> Element:
    root = etree.fromstring(f'<x xmlns:w="{W}" xmlns:r="{R}">{xml}</x>')
    return root[0]


def _drop(tree: Element, *tags: str) -> None:
    for tag in tags:
        for each in list(tree.iter(f"{{{W}}}{tag}")):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)


def _properties(paragraph: Element) -> Element:
    found = paragraph.find(f"{{{W}}}pPr")
    assert found is not None
    return found


def _content(paragraph: Element) -> list[Element]:
    return [each for each in paragraph if each.tag != f"{{{W}}}pPr"]


def _runs(paragraph: Element) -> list[Element]:
    return list(paragraph.iter(f"{{{W}}}r"))


def _mark(paragraph: Element, record: str) -> None:
    """Records a change of the paragraph's mark, which lies first among the mark's looks."""
    properties = _properties(paragraph)
    looks = properties.find(f"{{{W}}}rPr")
    if looks is None:
        looks = _element("<w:rPr/>")
        after = properties.find(f"{{{W}}}pPrChange")
        if after is None:
            properties.append(looks)
        else:
            after.addprevious(looks)
    looks.insert(0, _element(record))


def _surround(runs: Sequence[Element], record: str) -> None:
    """Puts each run into a record of its own; what is deleted becomes deleted text."""
    for run in runs:
        holder = _element(record)
        run.addprevious(holder)
        holder.append(run)
        if holder.tag == f"{{{W}}}del":
            for text in run.iter(f"{{{W}}}t"):
                text.tag = f"{{{W}}}delText"


def _row_record(row: Element, record: str) -> None:
    properties = row.find(f"{{{W}}}trPr")
    if properties is None:
        properties = _element("<w:trPr/>")
        row.insert(0, properties)
    properties.append(_element(record))


def _number_anew(tree: Element, number: int, tags: Sequence[str] = ("ins", "del")) -> None:
    """Gives each such record an id of its own, from `number` on."""
    for offset, each in enumerate(tree.iter(*(f"{{{W}}}{tag}" for tag in tags))):
        each.set(f"{{{W}}}id", str(number + offset))
