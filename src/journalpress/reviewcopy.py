"""What a review copy carries so that a reviewer's file can be brought home: names and a baseline.

The writer sets a range bookmark around the words of every paragraph; a reader finds the paragraph
again by the bookmark that begins in it. Word knows names by letters, digits and `_`, at most 40
characters, without regard to case; a name that begins with `_` is hidden in its dialogues.

The baseline says what stood in the copy when it left, block by block. It lies in the file itself
and, where a reviewer is named, in the journal.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from lxml import etree

from journalpress.errors import InputError
from journalpress.passage import Mark, Passage, cites_of, passage_of

LONGEST_NAME = 40
"""Characters that Word keeps of a bookmark's name."""

BOOKMARK = "_jp_"
"""What each of our bookmarks begins with."""

REFERENCE_MARK = re.compile(rf"{BOOKMARK}(?:c\d+_)?ref_[a-z2-7]+")
"""What the bookmark of a reference looks like (`reference_bookmark`)."""

DIGITS = 12
"""Hexadecimal digits of a block's digest: its text stands beside it, and every byte is mailed."""

NAMESPACE = "urn:journalpress:review:1"

REVIEW_PROPERTY = "jp.review"
"""Custom property of a copy, with the id of its review."""

SCHEMA = 1

_LEGAL = re.compile(r"[A-Za-z0-9_]+")


# --- who gets a copy, and what is said in it --------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """How a copy is made.

    `recipient` is the reviewer by name or "". `protect` lets nobody switch tracking off by
    mistake; `apparatus` are the pages for reviewers.
    """

    recipient: str = ""
    protect: bool = True
    apparatus: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """What reviewers are told about the words in a bookmark."""

    bookmark: str
    words: str


# --- names ------------------------------------------------------------------------------------


def bookmark_name(key: str, chapter: int = 1) -> str:
    """The bookmark of the leaf with this key: `_jp_<key>`, `_jp_c2_<key>` from chapter 2 on.

    A key that Word could not hold is hashed; keys.py makes none.
    """
    name = f"{_prefix(chapter)}{key}"
    if len(name) <= LONGEST_NAME and _LEGAL.fullmatch(key):
        return name
    return f"{_prefix(chapter)}x{_hash(key)}"


def reference_bookmark(source: str, chapter: int = 1) -> str:
    """The bookmark of the reference to the source with this key: `_jp_ref_<hash of the key>`.

    The name follows the source and not its number, so that a citation still leads to its source
    after the list has been renumbered.
    """
    return f"{_prefix(chapter)}ref_{_hash(source)}"


def is_printed(key: str) -> bool:
    """Whether a block of this key is words that the program prints around an article."""
    return key.startswith(("fixed_", "see_", "term_", "fact_"))


def _prefix(chapter: int) -> str:
    return BOOKMARK if chapter == 1 else f"{BOOKMARK}c{chapter}_"


def _hash(text: str) -> str:
    """16 characters of base 32, in one case because Word tells none apart."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:16].decode().lower()


# --- the baseline -----------------------------------------------------------------------------

BlockKind: TypeAlias = Literal[
    "heading", "text", "item", "cell", "caption", "picture", "reference", "disclaimer", "fact"
]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the copy: key of its leaf (of a reference: the source's), kind, words.

    `text` is as it stands, citation numbers in their brackets; of a picture its description.
    `digest` are the first DIGITS of the SHA-256 of the text, of a picture of its file. `marks` are
    bold and italic words, links, citations. `level` is a heading's (the title's is 1), how deep an
    item lies in lists (from 1), the printed number of a reference, else 0.
    """

    key: str
    kind: BlockKind
    text: str
    digest: str
    marks: tuple[Mark, ...] = ()
    level: int = 0

    @property
    def passage(self) -> Passage:
        """What it says, its citations by their keys."""
        return _passage_of(self.text, self.marks)

    @property
    def cites(self) -> tuple[str, ...]:
        """The keys of its citations, in order."""
        return cites_of(self.passage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a copy said when it left, under the review's id; `digest` is that of the article."""

    review: str
    article: str
    version: int
    digest: str
    recipient: str
    blocks: tuple[Block, ...]


_passage_of = lru_cache(maxsize=4096)(passage_of)
"""A comparison asks for the same passage again and again."""


def block_of(
    key: str,
    kind: BlockKind,
    text: str,
    marks: tuple[Mark, ...] = (),
    *,
    level: int = 0,
    picture: bytes | None = None,
) -> Block:
    """A block with the digest of its text, or of its `picture`."""
    digest = _text_digest(text) if picture is None else digest_of(picture)
    return Block(key, kind, text, digest, marks, level)


def _text_digest(text: str) -> str:
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """The first DIGITS of the SHA-256 of these bytes."""
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def baseline_of(
    *, article: str, version: int, digest: str, recipient: str, blocks: tuple[Block, ...]
) -> Baseline:
    """The baseline of these blocks under the id that follows from all of it.

    The id is of article, version, digest, recipient, and the blocks with their looks and links:
    those tell of the disclaimer and the fixed words too, which the article's digest does not hold.
    So one id never stands for two texts.
    """
    told = [article, str(version), digest, recipient]
    told += [f"{each.key}={each.digest}{_looks(each)}" for each in blocks]
    return Baseline(
        review=_hash("\x1f".join(told)),
        article=article,
        version=version,
        digest=digest,
        recipient=recipient,
        blocks=blocks,
    )


def _looks(block: Block) -> str:
    marks = (f"{each.start}-{each.end}{each.kind}{each.value}" for each in block.marks)
    return " ".join((str(block.level), *marks))


def to_json(baseline: Baseline) -> bytes:
    """The baseline as JSON for a person to read, with a line's end at its end."""
    content = {"schema": SCHEMA, **asdict(baseline)}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def from_json(data: bytes) -> Baseline:
    """The baseline in this JSON. Raises InputError where there is none of this schema."""
    try:
        content = json.loads(data)
        if content.pop("schema") != SCHEMA:
            raise InputError("a baseline of another schema", hint="use a newer journalpress")
        blocks = tuple(
            Block(**{**each, "marks": tuple(Mark(**mark) for mark in each["marks"])})
            for each in content.pop("blocks")
        )
        for each in blocks:
            passage_of(each.text, each.marks)
        return Baseline(**content, blocks=blocks)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"this is no baseline: {error}") from error


def to_xml(baseline: Baseline) -> bytes:
    """The baseline as the custom XML part of a Word file."""
    root = etree.Element(f"{{{NAMESPACE}}}review", nsmap={"jp": NAMESPACE})
    root.set("schema", str(SCHEMA))
    for name in _ATTRIBUTES:
        root.set(name, str(getattr(baseline, name)))
    for block in baseline.blocks:
        each = etree.SubElement(root, f"{{{NAMESPACE}}}block", key=block.key, kind=block.kind)
        # Every byte is mailed: a text's digest follows from it, a picture's does not.
        if block.digest != _text_digest(block.text):
            each.set("digest", block.digest)
        if block.level:
            each.set("level", str(block.level))
        etree.SubElement(each, f"{{{NAMESPACE}}}text").text = block.text
        for mark in block.marks:
            made = etree.SubElement(
                each, f"{{{NAMESPACE}}}{mark.kind}", at=f"{mark.start}-{mark.end}"
            )
            if mark.value:
                made.set("value", mark.value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def from_xml(data: bytes) -> Baseline:
    """The baseline in this custom XML part. Raises InputError where there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
        if root.tag != f"{{{NAMESPACE}}}review" or root.get("schema") != str(SCHEMA):
            raise InputError("this part of the Word file is no baseline of ours")
        told = {name: str(root.attrib[name]) for name in _ATTRIBUTES}
        version = int(told.pop("version"))
        blocks = tuple(_block(each) for each in root)
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise InputError(f"this is no baseline: {error}") from error
    return Baseline(**told, version=version, blocks=blocks)


_ATTRIBUTES = ("review", "article", "version", "digest", "recipient")


def _block(element: etree._Element) -> Block:
    told: dict[str, Any] = {name: element.attrib[name] for name in ("key", "kind")}
    text = element.findtext(f"{{{NAMESPACE}}}text") or ""
    marks = tuple(_mark(each) for each in element if each.tag != f"{{{NAMESPACE}}}text")
    passage_of(text, marks)
    digest = element.get("digest") or _text_digest(text)
    return Block(
        **told, text=text, digest=digest, marks=marks, level=int(element.get("level", "0"))
    )


def _mark(element: etree._Element) -> Mark:
    start, _, end = str(element.attrib["at"]).partition("-")
    kind: Any = etree.QName(element).localname
    return Mark(int(start), int(end), kind, element.get("value", ""))
