"""Nodes of a string tree → typed values; what does not fit becomes a Problem, never a guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from urllib.parse import urlsplit

from journalpress.readers.characters import check_characters
from journalpress.readers.findings import Findings, nearest
from journalpress.readers.inlines import fold_typed
from journalpress.readers.stringtree import Entry, Mapping, Node, Scalar, Sequence, quoted

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_SOME_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Fields:
    """Reads typed values and notes what does not fit under `code`; lives as long as one file."""

    def __init__(self, findings: Findings, code: str = "JP103") -> None:
        self._findings = findings
        self._code = code

    def wrong(self, what: str, hint: str, node: Node) -> None:
        """Notes a value of the wrong kind."""
        self._findings.note(self._code, what, hint, line=node.line)

    def words(self, name: str, node: Node) -> str:
        """Words on one line, "" where there are none: white space is folded."""
        match node:
            case Scalar(text, line, _, comment):
                if not check_characters(text, self._findings, line=line):
                    return ""
                if comment:
                    self._findings.note(
                        "JP104",
                        f"YAML takes “# {comment}” for a remark, so {name} would lose it",
                        f"write: {name}: {quoted(f'{text} #{comment}')}",
                        line=line,
                    )
                return fold_typed(text)
            case Mapping((Entry(key, Scalar() as value),), line) if not value.quoted:
                self._findings.note(
                    "JP104",
                    f"{name}: a value with a colon needs quotes",
                    f"write: {quoted(f'{key}: {value.text}')}",
                    line=line,
                )
            case _:
                self.wrong(f"{name} must be words", f'write {name}: "…" on one line', node)
        return ""

    def token(self, name: str, node: Node) -> str:
        """One value without any meaning for YAML's remarks: a date, a number, a choice."""
        if isinstance(node, Scalar):
            return node.text.strip() if check_characters(node.text, self._findings) else ""
        self.wrong(f"{name} must be one value", f"write {name}: value", node)
        return ""

    def many_words(self, name: str, node: Node) -> tuple[str, ...]:
        """A list of words; empty entries are left out."""
        found = (self.words(name, item) for item in self.items(name, node))
        return tuple(each for each in found if each)

    def items(self, name: str, node: Node) -> tuple[Node, ...]:
        """The entries of a list; none where the value is empty or no list."""
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and not node.text.strip()):
            self.wrong(f"{name} must be a list", f"write {name}: [first, second]", node)
        return ()

    def entries(self, name: str, node: Node, known: Collection[str]) -> Iterator[Entry]:
        """The known entries of a mapping; JP102 for each unknown one, with the nearest known."""
        if not isinstance(node, Mapping):
            self.wrong(f"{name} must have fields", f"its fields: {', '.join(known)}", node)
            return
        for entry in node.entries:
            if entry.key in known:
                yield entry
                continue
            like = nearest(entry.key, known)
            self._findings.note(
                "JP102",
                f"{name} has no field “{entry.key}”" if name else f"no field “{entry.key}”",
                f"do you mean {like}?" if like else f"known are {', '.join(known)}",
                line=entry.line,
            )

    def day(self, name: str, node: Node) -> date | None:
        """A day; None where the value is empty or not an ISO date."""
        text = self.token(name, node)
        if not text:
            return None
        try:
            if _ISO_DATE.fullmatch(text) and text.isascii():
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong(f"{name}: “{text}” is not a day", "write year-month-day: 2026-06-17", node)
        return None

    def some_date(self, name: str, node: Node) -> str:
        """An ISO date of any precision: a year, a month or a day; "" where it is none."""
        text = self.token(name, node)
        whole = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
        try:
            if not text:
                return text
            if _ISO_SOME_DATE.fullmatch(text) and text.isascii():
                date.fromisoformat(whole)
                return text
        except ValueError:
            pass
        self.wrong(f"{name}: “{text}” is not a date", "write 2024, 2024-02 or 2024-02-17", node)
        return ""

    def whole_number(self, name: str, node: Node) -> int:
        """A whole number from 0; 0 where it is none."""
        text = self.token(name, node)
        if re.fullmatch(r"[0-9]{1,6}", text):
            return int(text)
        if text:
            self.wrong(f"{name}: “{text}” is not a whole number", f"write {name}: 1", node)
        return 0

    def choice(self, name: str, node: Node, known: Collection[str]) -> str:
        """One of the known words; "" where it is none of them."""
        text = self.token(name, node)
        if text in known or not text:
            return text
        like = nearest(text, known)
        hint = f"do you mean {like}?" if like else f"write one of {', '.join(known)}"
        self.wrong(f"{name}: “{text}” is not known", hint, node)
        return ""

    def address(self, name: str, node: Node) -> str:
        """A web address; "" where it is none."""
        text = self.token(name, node)
        if not text or is_web_address(text):
            return text
        self.wrong(f"{name}: “{text}” is not a web address", "write https://…", node)
        return ""


_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:@\[\]]+)(?::\d{1,5})?")
"""A name or number, and a port if it is named: `x.example::` is neither."""


def is_web_address(text: str) -> bool:
    """Whether this is an http or https address with a host, without spaces or sign-in names."""
    if any(each.isspace() or each in '<>"\\' for each in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.netloc))
    except ValueError:
        return False
