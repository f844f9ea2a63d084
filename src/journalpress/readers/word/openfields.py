"""The fields that are open at a place of a Word file, and what they make of words there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from journalpress.readers.rich.tree import Span
from journalpress.readers.word.citations import FieldKind, kind_of
from journalpress.wordfile.fields import link_of

_TABLES = ("table", "tabelle", "tableau", "tabla")


@dataclass(slots=True)
class Field:
    """A field while it is read; `result` once its instruction is complete.

    `held` are words that stand in its instruction, `href` is where its words lead, `written` what
    a citation prints, `label` what a caption counts, `tag` that of the content control that
    stands in for a field.
    """

    code: str = ""
    data: str = ""
    kind: FieldKind = ""
    result: bool = False
    href: str = ""
    label: str = ""
    tag: str = ""
    written: list[str] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)


class OpenFields:
    """The fields that are open, the outermost first."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def __iter__(self) -> Iterator[Field]:
        """The open fields, the outermost first."""
        return iter(self._open)

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    @property
    def in_code(self) -> bool:
        """Whether what stands here is an instruction and no word."""
        return any(not each.result for each in self._open)

    @property
    def href(self) -> str:
        """Where the words here lead, by the innermost field that says so; "" where none does."""
        return next((each.href for each in reversed(self._open) if each.href), "")

    def clear(self) -> None:
        """Forget fields that never ended."""
        self._open.clear()

    def cut(self, depth: int) -> None:
        """Close all but this many."""
        del self._open[depth:]

    def begin(self, made: Field) -> None:
        """A field begins."""
        self._open.append(made)

    def instruct(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        if self._open and not self._open[-1].result:
            self._open[-1].code += text

    def hold(self, span: Span) -> None:
        """Words in an instruction: none of the text, unless the instruction never ends."""
        next(each for each in reversed(self._open) if not each.result).held.append(span)

    def unended(self) -> list[Span]:
        """The words that fields hold whose instruction did not end in its paragraph.

        Those fields are no more: an instruction that never ends would swallow all that follows.
        """
        torn = [each for each in self._open if not each.result]
        self._open = [each for each in self._open if each.result]
        return [span for each in torn for span in each.held]

    def separate(self) -> Field | None:
        """The instruction of the innermost field is complete: what it is, is known now."""
        if not self._open:
            return None
        made = self._open[-1]
        made.result = True
        made.kind = kind_of(made.code)
        words = made.code.split()
        if made.kind == "link":
            made.href = href_of(*link_of(made.code))
        elif made.kind == "note" and not self.in_code:
            made.href = f"#{words[1]}" if len(words) > 1 else ""
        elif made.kind == "count":
            label = words[1].lower().strip('"') if len(words) > 1 else ""
            made.label = "table" if label in _TABLES else "figure"
        return made

    def end(self) -> Field | None:
        """The innermost field ends; None where none is open."""
        if not self._open:
            return None
        ended = self._open.pop()
        if not ended.result and self._open and ended.data and not self._open[-1].result:
            # EndNote keeps a long instruction as the data of a field inside that of the citation.
            self._open[-1].data = self._open[-1].data or ended.data
        return ended


def href_of(address: str, anchor: str) -> str:
    """Address and bookmark as one address; "" where there is neither."""
    return f"{address}#{anchor}" if anchor else address
