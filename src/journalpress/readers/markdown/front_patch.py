"""Edits of an article's front matter → its text with these edits, in the author's style of YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from journalpress.csl.item import WORDS
from journalpress.model import Article
from journalpress.readers.inlines import fold_typed
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteSource,
    Insert,
    Merge,
    Move,
    Rewrite,
    SetSource,
    SourceEdit,
    Split,
    Unpatchable,
)
from journalpress.readers.markdown.front_marks import Marked, Place, read_marks
from journalpress.readers.markdown.outline import Words
from journalpress.readers.markdown.ranges import SourceLines
from journalpress.readers.markdown.respell import respelled, spelled
from journalpress.readers.markdown.rewrite import LeafReader
from journalpress.readers.markdown.write_front import yaml_value
from journalpress.readers.markdown.write_inline import write_inlines
from journalpress.readers.stringtree import quoted

FIELD_NAMES = {
    **{name.casefold(): name for name in WORDS},
    **{attribute: name for name, attribute in WORDS.items()},
    **{"type": "type", "issued": "issued", "accessed": "accessed", "url": "URL"},
}
"""Names of a source's fields in small letters → the name under which YAML has them."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BEHIND_REFERENCES = ("related", "disclaimer_found")
_PHASES = (Rewrite, Split, Insert, Move, Delete, Merge)


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands from one place to another is replaced."""

    start: Place
    end: Place
    text: str


@dataclass(slots=True)
class _Messages:
    """What becomes of the key messages, by their places: new words, or places that come behind."""

    gone: set[int] = field(default_factory=set)
    behind: dict[int, list[str | int]] = field(default_factory=dict)


class FrontPatch:
    """The front matter of one file, to be changed; `reader` says what a value means."""

    def __init__(self, source: SourceLines, article: Article, reader: LeafReader) -> None:
        last = source.front - 1
        self._raw = source.lines[1:last]
        self._ends = source.ends[1:last]
        self._line_end = source.line_end
        self._lines = [unicodedata.normalize("NFC", line) for line in self._raw]
        self._article = article
        self._reader = reader
        self._closely = True
        root = read_marks("\n".join(self._lines) + "\n")
        self._root = root if root and root.kind == "mapping" and not root.flow else None
        self._changes: list[_Change] = []
        self._edit: SourceEdit | None = None

    @property
    def text(self) -> str:
        """The lines between the fences as they are on disk."""
        return "".join(f"{line}{end}" for line, end in zip(self._raw, self._ends, strict=True))

    def listed(self) -> tuple[str, ...]:
        """The keys of the article's own list of sources, in its order."""
        known = {source.key for source in self._article.sources}
        keys = (_id(entry) for entry in self._entries())
        return tuple(dict.fromkeys(key for key in keys if key in known))

    def patched(self, edits: Sequence[SourceEdit], *, closely: bool) -> str:
        """The text after these edits, all of which are of the front matter. Raises Unpatchable."""
        self._closely = closely
        self._changes = []
        if edits and self._root is None:
            raise Unpatchable(edits[0], "the front matter is not written line by line")
        self._prose(edits)
        self._sources(edits)
        return self._applied(self._changes)

    def _refuse(self, message: str, hint: str = "") -> Unpatchable:
        return Unpatchable(self._edit, message, hint=hint)

    # --- places

    def _offset(self, place: Place) -> int:
        """Where a place of the YAML stands in the text on disk, which need not be in NFC."""
        line, column = place
        before = sum(
            len(raw) + len(end)
            for raw, end in zip(self._raw[:line], self._ends[:line], strict=True)
        )
        if line >= len(self._raw) or self._raw[line] == self._lines[line]:
            return before + column
        raw, wanted = self._raw[line], self._lines[line][:column]
        at = next(
            at for at in range(len(raw), -1, -1) if unicodedata.normalize("NFC", raw[:at]) == wanted
        )
        return before + at

    def _applied(self, changes: Iterable[_Change]) -> str:
        """The text with these changes, which do not overlap."""
        text = self.text
        found = sorted(
            ((self._offset(each.start), self._offset(each.end), each.text) for each in changes),
            key=lambda each: each[:2],
        )
        made: list[str] = []
        at = 0
        for start, end, new in found:
            if start < at:
                raise self._refuse("two changes of the front matter touch one another")
            if start and start == len(text) and not text.endswith(("\n", "\r")):
                made.append(self._line_end)
            made += [text[at:start], new.replace("\n", self._line_end)]
            at = end
        return "".join([*made, text[at:]])

    def _change(self, start: Place, end: Place, text: str) -> None:
        self._changes.append(_Change(start, end, text))

    def _last(self, node: Marked) -> int:
        return node.last_line(self._lines)

    # --- scalars

    def _write(
        self, path: tuple[str | int, ...], before: str, after: str, good: Callable[[str], bool]
    ) -> None:
        """Makes the scalar at this path say `after` instead of `before`, in its own style."""
        node = _at(self._root, path)
        if node is None or node.kind != "scalar":
            raise self._refuse("the value is not written as words")
        for change in self._candidates(node, before, after):
            made = unicodedata.normalize("NFC", self._applied([change]).replace("\r\n", "\n"))
            written = _at(read_marks(made.replace("\r", "\n")), path)
            if written and written.kind == "scalar" and good(fold_typed(written.value)):
                self._changes.append(change)
                return
        raise self._refuse("the words cannot be written as a value of YAML")

    def _candidates(self, node: Marked, before: str, after: str) -> Iterator[_Change]:
        start, end = node.start, node.end
        whole = end
        if node.style in (">", "|"):
            last = self._last(node)
            whole = end = (last, len(self._lines[last]))
            first = self._lines[start[0] + 1] if start[0] < last else ""
            start = (start[0] + 1, len(first) - len(first.lstrip(" ")))
        elif node.style:
            start, end = (start[0], start[1] + 1), (end[0], end[1] - 1)
        if start < end:
            old, new = _encoded(before, node.style), _encoded(after, node.style)
            if self._closely and old and new:
                pieces = [
                    ("\n" if at else "", line) for at, line in enumerate(self._cut(start, end))
                ]
                yield _Change(start, end, respelled(spelled(pieces), old, new).text)
            yield _Change(start, end, new)
        yield _Change(node.start, whole, quoted(after))

    def _cut(self, start: Place, end: Place) -> list[str]:
        """The lines from one place to another as they are on disk."""
        return _LINE_END.split(self.text[self._offset(start) : self._offset(end)])

    # --- title, standfirst, key messages

    def _prose(self, edits: Sequence[SourceEdit]) -> None:
        keys = {message.key: at for at, message in enumerate(self._article.key_messages)}
        messages = _Messages()
        for phase in _PHASES:
            for edit in edits:
                if isinstance(edit, phase):
                    self._edit = edit
                    self._make(edit, keys, messages)
        if messages.gone or messages.behind:
            self._change_messages(messages)

    def _make(self, edit: SourceEdit, keys: dict[str, int], messages: _Messages) -> None:
        match edit:
            case Rewrite(key, inlines):
                self._rewrite(key, keys, inlines)
            case Split(key, (first, *others)):
                self._rewrite(key, keys, first)
                self._behind(messages, keys[key]).extend(map(_message, others))
            case Insert(after, leaves):
                self._behind(messages, keys[after]).extend(
                    _message(each.inlines) for each in leaves
                )
            case Move(moved, after):
                for at in sorted(keys[key] for key in moved):
                    self._behind(messages, keys[after]).append(at)
                    messages.gone.add(at)
            case Delete(gone):
                for key in gone:
                    if key in keys:
                        messages.gone.add(keys[key])
                    elif key == "standfirst":
                        self._remove_entry(_at(self._root, ("standfirst",)))
            case Merge((first_key, *gone_keys), inlines):
                self._rewrite(first_key, keys, inlines)
                messages.gone.update(keys[key] for key in gone_keys)
            case _:
                raise self._refuse("this cannot be done in the front matter")

    def _behind(self, messages: _Messages, at: int) -> list[str | int]:
        return messages.behind.setdefault(at, [])

    def _rewrite(self, key: str, keys: dict[str, int], inlines: Words) -> None:
        if key in keys:
            path: tuple[str | int, ...] = ("key_messages", self._message_items()[keys[key]])
            old = self._article.key_messages[keys[key]].inlines
        else:
            path = (key,)
            prose = self._article.title if key == "title" else self._article.standfirst
            old = prose.inlines if prose else ()
        before, after = write_inlines(old, "value"), write_inlines(inlines, "value")
        self._write(path, before, after, lambda value: self._reader.says(value, inlines, "value"))

    def _message_items(self) -> list[int]:
        """Which entries of the YAML list the key messages are."""
        node = _at(self._root, ("key_messages",))
        items = node.items if node else []
        found = [at for at, item in enumerate(items) if fold_typed(item.value)]
        if len(found) != len(self._article.key_messages):
            raise self._refuse("the key messages are not found in the front matter")
        return found

    def _change_messages(self, messages: _Messages) -> None:
        node = _at(self._root, ("key_messages",))
        places = self._message_items()
        assert node is not None
        gone = {places[at] for at in messages.gone}
        behind = {
            places[at]: [self._entry(node, places[each]) if isinstance(each, int) else each
                         for each in new]
            for at, new in messages.behind.items()
        }  # fmt: skip
        self._change_list(node, gone, behind)

    # --- lists

    def _entry(self, node: Marked, at: int) -> str:
        """The source of an entry of a list, without the sign before it."""
        item = node.items[at]
        if node.flow:
            return "\n".join(self._cut(item.start, item.end))
        line = self._dash(node, item)
        last = self._last(item)
        cut = self._cut((line, node.start[1]), (last, len(self._lines[last])))
        return "\n".join([cut[0][1:].lstrip(" "), *cut[1:]])

    def _dash(self, node: Marked, item: Marked) -> int:
        """The line on which an entry of a list begins."""
        line = item.start[0]
        while line > node.start[0] and self._lines[line][node.start[1] : node.start[1] + 1] != "-":
            line -= 1
        return line

    def _change_list(self, node: Marked, gone: set[int], behind: dict[int, list[str]]) -> None:
        """Takes entries out of a list and puts others behind some; -1 stands for its start."""
        if len(gone) == len(node.items) and not behind:
            self._remove_entry(node)
        elif node.flow:
            self._change_flow(node, gone, behind)
        else:
            indent = " " * node.start[1]
            for at, new in behind.items():
                line = self._last(node.items[at]) + 1 if at >= 0 else node.start[0]
                text = "".join(f"{indent}- {each}\n" for each in new)
                self._change((line, 0), (line, 0), text)
            for at in gone:
                first = self._dash(node, node.items[at])
                self._change((first, 0), (self._last(node.items[at]) + 1, 0), "")

    def _change_flow(self, node: Marked, gone: set[int], behind: dict[int, list[str]]) -> None:
        items = node.items
        if gone & set(behind):
            raise self._refuse("the list is written in one line, and changes around one entry")
        for at, new in behind.items():
            if at >= 0:
                self._change(items[at].end, items[at].end, "".join(f", {each}" for each in new))
            else:
                place = (node.start[0], node.start[1] + 1)
                comma = ", " if items else ""
                self._change(place, place, ", ".join(new) + comma)
        at = 0
        while at < len(items):
            end = at
            while end in gone:
                end += 1
            if end > at and end < len(items):
                self._change(items[at].start, items[end].start, "")
            elif end > at:
                start = items[at - 1].end if at else items[at].start
                self._change(start, items[end - 1].end, "")
            at = max(end, at + 1)

    def _remove_entry(self, node: Marked | None) -> None:
        """Takes a key and its value out of a mapping that is written line by line."""
        if node is None:
            raise self._refuse("the value is not found in the front matter")
        self._change((node.name_start[0], 0), (self._last(node) + 1, 0), "")

    # --- sources

    def _entries(self) -> list[Marked]:
        node = _at(self._root, ("references",))
        return node.items if node and node.kind == "sequence" else []

    def _sources(self, edits: Sequence[SourceEdit]) -> None:
        places = {_id(entry): at for at, entry in reversed([*enumerate(self._entries())])}
        gone: set[int] = set()
        new: dict[int, list[tuple[str, str]]] = {}
        listed = self.listed()
        last = places[listed[-1]] if listed else -1
        for edit in edits:
            match edit:
                case SetSource(key, name, value):
                    self._edit = edit
                    self._set_source(places.get(key), key, name, value)
                case AddSource(key, raw, after):
                    self._edit = edit
                    at = places.get(after, last) if after else -1
                    new.setdefault(at, []).append((key, raw))
                case DeleteSource(key):
                    self._edit = edit
                    if key not in places:
                        raise self._refuse(f"the article's list has no {key}")
                    gone.add(places[key])
                case _:
                    pass
        node = _at(self._root, ("references",))
        if new and (node is None or not node.items):
            self._begin_list(node, [each for added in new.values() for each in added])
        elif node is not None and (new or gone):
            indent = " " * (node.start[1] + 2)
            behind: dict[int, list[str]] = {}
            for at, added in new.items():
                for key, raw in added:
                    words = f"id: {yaml_value(key)}", f"raw: {quoted(raw)}"
                    entry = f"{{{', '.join(words)}}}" if node.flow else f"\n{indent}".join(words)
                    behind.setdefault(at, []).append(entry)
            self._change_list(node, gone, behind)

    def _begin_list(self, node: Marked | None, added: list[tuple[str, str]]) -> None:
        """Writes a list of references where there was none, or an empty one."""
        text = "references:\n" + "".join(
            f"  - id: {yaml_value(key)}\n    raw: {quoted(raw)}\n" for key, raw in added
        )
        if node is not None:
            self._change((node.name_start[0], 0), (self._last(node) + 1, 0), text)
            return
        below = (_at(self._root, (name,)) for name in _BEHIND_REFERENCES)
        line = min((each.name_start[0] for each in below if each), default=len(self._lines))
        self._change((line, 0), (line, 0), text)

    def _set_source(self, at: int | None, key: str, field_name: str, value: str) -> None:
        entry = self._entries()[at] if at is not None else None
        name = FIELD_NAMES.get(field_name.casefold())
        if entry is None or name is None:
            raise self._refuse(f"the article's list has no {field_name} of {key}")
        if entry.kind != "mapping":
            raise self._refuse(
                f"the source {key} stands in another file", "change it in references.yaml"
            )
        node = entry.get(name)
        assert at is not None
        if node is not None and node.kind != "scalar":
            raise self._refuse(f"{name} of {key} is no single value")
        if node is not None and node.value:
            self._set_value(("references", at, name), entry, node, value)
            return
        if not value:
            return
        written = f"{name}: {quoted(value) if name in ('raw', 'title') else yaml_value(value)}"
        if name in ("issued", "accessed"):
            written = f'{name}: "{value}"'
        if node is not None:
            line = node.name_start[0]
            self._change(node.name_start, (line, len(self._lines[line])), written)
        elif entry.flow:
            end = entry.items[-1].end
            self._change(end, end, f", {written}")
        else:
            line = self._last(entry) + 1
            self._change((line, 0), (line, 0), f"{' ' * entry.start[1]}{written}\n")

    def _set_value(
        self, path: tuple[str | int, ...], entry: Marked, node: Marked, value: str
    ) -> None:
        line = node.name_start[0]
        alone = not entry.flow and not self._lines[line][: node.name_start[1]].strip()
        if not value and alone:
            self._change((line, 0), (self._last(node) + 1, 0), "")
            return
        self._write(path, fold_typed(node.value), value, lambda written: written == value)


def _message(inlines: Words) -> str:
    return quoted(write_inlines(inlines, "value"))


def _id(entry: Marked) -> str:
    """The id of an entry of the list of references, which may be nothing else."""
    if entry.kind == "mapping":
        found = entry.get("id")
        return found.value.strip() if found else ""
    return entry.value


def _at(node: Marked | None, path: Sequence[str | int]) -> Marked | None:
    """The node that this path of keys and places leads to."""
    for step in path:
        if node is None:
            return None
        if isinstance(step, str):
            node = node.get(step) if node.kind == "mapping" else None
        else:
            node = node.items[step] if step < len(node.items) else None
    return node


def _encoded(words: str, style: str) -> str:
    """The words as they stand in a scalar of this style."""
    if style == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words.replace("'", "''") if style == "'" else words
