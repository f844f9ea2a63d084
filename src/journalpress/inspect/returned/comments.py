"""The comments of a file: their words, what they are about, which answer which, which are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from journalpress.errors import LimitExceeded
from journalpress.inspect.returned.hands import Hands, hand_of
from journalpress.inspect.returned.labels import seen
from journalpress.inspect.returned.lookups import Lookups
from journalpress.inspect.returned.pieces import Edge, Words
from journalpress.inspect.returned.runs import ParagraphWalk
from journalpress.inspect.returned.tree import Physical
from journalpress.inspect.returned.types import Comment
from journalpress.wordfile.parts import DocxParts, Element, W

MOST_COMMENTS = 5_000
LONGEST_QUOTE = 1_000
"""Characters that are quoted of what a comment covers."""
MOST_COVERED = 100
"""Paragraphs that are told of what a comment covers."""

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_JOINER = "\u200d"
"""It carries numbers of a citation label, and is seen by nobody."""


@dataclass(slots=True)
class _Text:
    """The words of a file one behind the other."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    whole: str = ""

    def add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)

    def between(self, start: int, end: int) -> str:
        if not self.whole:
            self.whole = "".join(self.words)
        cut = self.whole[start : min(end, start + LONGEST_QUOTE)]
        quoted = " ".join(cut.replace(_JOINER, "").split())
        return f"{quoted}…" if end > start + LONGEST_QUOTE else quoted


@dataclass(slots=True)
class _Range:
    """Where a comment begins and ends: paragraph and place in both texts."""

    paragraphs: tuple[int, int]
    starts: tuple[int, int]
    ends: tuple[int, int]


def comments_in(
    parts: DocxParts, document: str, paragraphs: Sequence[Physical], lookups: Lookups
) -> tuple[Comment, ...]:
    """Every comment of the file, in its own order.

    Raises LimitExceeded for more than MOST_COMMENTS, InputError where a part cannot be read.
    """
    by_kind = {each.kind: each.part for each in parts.relations(document) if each.part}
    root = parts.optional(by_kind.get("comments", ""))
    if root is None:
        return ()
    elements = list(root.iter(f"{{{W}}}comment"))
    if len(elements) > MOST_COMMENTS:
        raise LimitExceeded(
            f"the Word file has more than {MOST_COMMENTS} comments",
            hint="delete those that are done, save it, and try again",
        )
    places = _Places(paragraphs)
    threads = _Threads(parts.optional(by_kind.get("commentsExtended", "")), elements)
    return tuple(
        Comment(
            id=each.get(f"{{{W}}}id", ""),
            hand=hand_of(each),
            words="\n".join(_lines(each, lookups)),
            paragraphs=places.paragraphs(each.get(f"{{{W}}}id", "")),
            quoted=places.quoted(each.get(f"{{{W}}}id", "")),
            parent=threads.parent(each),
            done=threads.done(each),
        )
        for each in elements
    )


def _lines(comment: Element, lookups: Lookups) -> Iterator[str]:
    for paragraph in comment.iter(f"{{{W}}}p"):
        walk = ParagraphWalk(lookups, Hands())
        walk.read(paragraph)
        shown = seen(walk.pieces, accepted=True, printed={}).shown
        yield "".join(each.text for each in shown).strip()


class _Places:
    """Where the comments of a file stand, found in one walk through its paragraphs."""

    def __init__(self, paragraphs: Sequence[Physical]) -> None:
        self._numbers = [each.number for each in paragraphs]
        self._new, self._old = _Text(), _Text()
        self._ranges: dict[str, _Range] = {}
        self._signs: dict[str, int] = {}
        open_: dict[str, tuple[int, int, int]] = {}
        for at, paragraph in enumerate(paragraphs):
            for piece in paragraph.pieces:
                match piece:
                    case Words():
                        if piece.fate.stands(accepted=True):
                            self._new.add(piece.text)
                        if piece.fate.stands(accepted=False):
                            self._old.add(piece.text)
                    case Edge(comment, "start"):
                        open_.setdefault(comment, (at, self._new.length, self._old.length))
                    case Edge(comment, "end") if comment in open_:
                        first, new, old = open_.pop(comment)
                        ends = (self._new.length, self._old.length)
                        self._ranges.setdefault(comment, _Range((first, at), (new, old), ends))
                    case Edge(comment, "sign"):
                        self._signs.setdefault(comment, at)
                    case _:
                        pass
            self._new.add(" ")
            self._old.add(" ")

    def paragraphs(self, comment: str) -> tuple[int, ...]:
        found = self._ranges.get(comment)
        if found is None:
            sign = self._signs.get(comment)
            return () if sign is None else (self._numbers[sign],)
        first, last = found.paragraphs
        return tuple(self._numbers[first : min(last + 1, first + MOST_COVERED)])

    def quoted(self, comment: str) -> str:
        found = self._ranges.get(comment)
        if found is None:
            return ""
        return self._new.between(found.starts[0], found.ends[0]) or self._old.between(
            found.starts[1], found.ends[1]
        )


class _Threads:
    """Which comment answers which, and which are done: told by the id of a last paragraph."""

    def __init__(self, root: Element | None, comments: Sequence[Element]) -> None:
        self._told: dict[str, Element] = {}
        self._comments: dict[str, str] = {}
        if root is not None:
            for each in root.iter(f"{{{_W15}}}commentEx"):
                self._told.setdefault(each.get(f"{{{_W15}}}paraId", "").upper(), each)
        for comment in comments:
            for paragraph in _paragraph_ids(comment):
                self._comments.setdefault(paragraph, comment.get(f"{{{W}}}id", ""))

    def parent(self, comment: Element) -> str:
        told = self._of(comment)
        above = "" if told is None else told.get(f"{{{_W15}}}paraIdParent", "").upper()
        parent = self._comments.get(above, "") if above else ""
        return "" if parent == comment.get(f"{{{W}}}id", "") else parent

    def done(self, comment: Element) -> bool:
        told = self._of(comment)
        return told is not None and told.get(f"{{{_W15}}}done", "0") in ("1", "true", "on")

    def _of(self, comment: Element) -> Element | None:
        for paragraph in reversed(_paragraph_ids(comment)):
            if paragraph in self._told:
                return self._told[paragraph]
        return None


def _paragraph_ids(comment: Element) -> list[str]:
    ids = (each.get(f"{{{_W14}}}paraId", "").upper() for each in comment.iter(f"{{{W}}}p"))
    return [each for each in ids if each]
