"""Block tokens → the body of an Article; the key of each leaf is, for now, its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from journalpress.limits import Limits
from journalpress.model import (
    Block,
    Callout,
    CalloutKind,
    Cite,
    Inline,
    List,
    ListItem,
    Missing,
    Paragraph,
    Prose,
    Quote,
    plain,
)
from journalpress.readers.findings import Findings, nearest
from journalpress.readers.markdown.figures import read_figure
from journalpress.readers.markdown.inline import InlineReader
from journalpress.readers.markdown.sections import Heading, Item, read_heading
from journalpress.readers.markdown.tables import TableReader

_ALERT = re.compile(r"\[!(\w+)\][ \t]*(.*)")
_CALLOUTS: dict[str, CalloutKind] = {
    "NOTE": "note",
    "WARNING": "warning",
    "IMPORTANT": "important",
    "TIP": "tip",
}
_MISSING = {"missing table": "table", "missing figure": "figure", "missing text": "text"}
_DEFINITION = re.compile(r"\[(?!@)([^\[\]]+)\]:(?:\s|$)")
_NUMBER_DEFINITION = re.compile(r"^\[\d+\]:\s*\S", re.MULTILINE)
_TABLE_LINE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-*:?[ \t]*)*")
_REFUSED = {
    "hr": ("a horizontal rule", "begin a section instead: ## Heading"),
    "code_block": ("a code block", "take away the four spaces before the words"),
    "fence": ("a code block", "take the fence away"),
}


class BlockReader:
    """Reads the block tokens of one article."""

    def __init__(
        self, inline: InlineReader, findings: Findings, limits: Limits, lines: list[str]
    ) -> None:
        self._inline = inline
        self._findings = findings
        self._limits = limits
        self._tables = TableReader(inline, findings, limits, lines)
        self._pictures = 0

    def body(self, tokens: list[Token]) -> list[Item]:
        """The blocks and headings of the body in their order."""
        return list(self._blocks(tokens, containers=0))

    def _blocks(self, tokens: list[Token], *, containers: int) -> Iterator[Item]:
        """Blocks of these tokens, which stand inside so many lists and quotations."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = position
            if token.nesting == 1:
                closing = token.type.replace("_open", "_close")
                while tokens[end].type != closing or tokens[end].level != token.level:
                    end += 1
            inside = tokens[position + 1 : end]
            line = token.map[0] + 1 if token.map else 0
            position = end + 1
            if token.type == "table_open":
                table, taken = self._tables.read(inside, tokens[position : position + 3], line)
                position += taken
                yield Item(line, table)
            else:
                yield from self._block(token, inside, line, containers)

    def _block(
        self, token: Token, inside: list[Token], line: int, containers: int
    ) -> Iterator[Item]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(inside[0].content, line)
            case "heading_open":
                heading = read_heading(token, inside[0].content, line, self._inline, self._findings)
                if containers:
                    self._note(
                        "JP123",
                        "a heading in a list or a quotation",
                        "begin the line with ##, or use **bold** words",
                        line,
                    )
                else:
                    yield Item(line, heading)
            case "bullet_list_open" | "ordered_list_open":
                yield Item(line, self._list(token, inside, line, containers + 1))
            case "blockquote_open":
                yield from self._quote(inside, line, containers + 1)
            case "html_block":
                yield from self._html(token, line)
            case "fenced":
                yield from self._fenced(token, line)
            case _ if token.type in _REFUSED:
                what, hint = _REFUSED[token.type]
                self._note("JP124", what, hint, line)
            case _:
                raise AssertionError(f"no rule of ours makes the token {token.type}")

    def _note(self, code: str, message: str, hint: str, line: int) -> None:
        self._findings.note(code, message, hint, line=line)

    def _too_deep(self, containers: int, line: int) -> bool:
        if containers <= self._limits.nesting:
            return False
        self._note(
            "JP112",
            f"lists and quotations more than {self._limits.nesting} deep",
            "bring the text nearer to the margin (limit nesting in journal.toml)",
            line,
        )
        return True

    # --- paragraphs

    def _paragraph(self, source: str, line: int) -> Iterator[Item]:
        self._look_for_lost(source, line)
        tokens = self._inline.tokens(source, line=line)
        if tokens and tokens[0].type == "image":
            self._pictures += 1
            if self._pictures == self._limits.pictures + 1:
                most = self._limits.pictures
                self._note("JP112", f"more than {most} pictures", "limit pictures", line)
            figure = read_figure(tokens, line, self._inline, self._findings)
            if figure:
                yield Item(line, figure)
            return
        inlines = self._inline.convert(tokens, line=line)
        if inlines:
            yield Item(line, Paragraph(Prose(str(line), inlines)))

    def _look_for_lost(self, source: str, line: int) -> None:
        """Notes what looks like something that other Markdown has and ours has not."""
        if found := _NUMBER_DEFINITION.search(source):
            at = line + source.count("\n", 0, found.start())
            self._note(
                "JP016",
                f"“{found[0][:-1].strip()}…” is a link definition, not a source",
                "list the source in the front matter under references, and cite it: [@key]",
                at,
            )
        elif found := _DEFINITION.match(source):
            what = "a footnote" if found[1].startswith("^") else "a link definition"
            hint = "write the address where the link stands: [words](https://…)"
            if what == "a footnote":
                hint = "cite sources by key, [@key]; put other remarks into the text"
            self._note("JP124", f"{what}: [{found[1]}]:", hint, line)
        if source.startswith("Table:"):
            self._note(
                "JP126",
                "a table's caption without a table above it",
                "put it directly below the table; write Table\\: to begin a sentence so",
                line,
            )
        for offset, text in enumerate(source.split("\n")):
            if "|" in text and _TABLE_LINE.fullmatch(text.strip()):
                self._note(
                    "JP126",
                    "| --- | without a header of as many cells directly above",
                    "write | --- | as often as the header has cells; \\| for a bar in the text",
                    line + offset,
                )

    # --- containers

    def _list(self, token: Token, inside: list[Token], line: int, containers: int) -> List[Inline]:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1)) if ordered else 1
        items: list[ListItem[Inline]] = []
        numbers: list[int] = []
        position = 0
        while position < len(inside):
            opening = inside[position]
            end = position + 1
            while inside[end].type != "list_item_close" or inside[end].level != opening.level:
                end += 1
            at = opening.map[0] + 1 if opening.map else line
            if ordered:
                numbers.append(int(opening.info))
            if self._too_deep(containers, at):
                break
            before = len(self._findings)
            blocks = self._inner(inside[position + 1 : end], containers)
            if blocks:
                items.append(ListItem(blocks))
            elif len(self._findings) == before:
                self._note("JP124", "an empty list item", "write words, or delete the line", at)
            position = end + 1
        counted = list(range(start, start + len(numbers)))
        if numbers != counted and len(set(numbers)) > 1:
            wrong = next(n for n, c in zip(numbers, counted, strict=True) if n != c)
            self._note(
                "JP124",
                f"the numbers of a list do not count up: {wrong} stands out of order",
                "number the items one by one; they would print so in any case",
                line,
            )
        return List(tuple(items), ordered, start)

    def _inner(self, tokens: list[Token], containers: int) -> tuple[Block[Inline], ...]:
        return tuple(
            item.what
            for item in self._blocks(tokens, containers=containers)
            if not isinstance(item.what, Heading)
        )

    def _quote(self, inside: list[Token], line: int, containers: int) -> Iterator[Item]:
        if self._too_deep(containers, line):
            return
        callout: CalloutKind | None = None
        if inside and inside[0].type == "paragraph_open":
            first, _, rest = inside[1].content.partition("\n")
            found = _ALERT.fullmatch(first)
            if found:
                callout = self._callout(found, line)
                inside = self._without_alert(inside, rest)
        before = len(self._findings)
        blocks = self._inner(inside, containers)
        if not blocks and len(self._findings) > before:
            return  # what stood there is refused and named
        if not blocks:
            self._note("JP124", "an empty quotation", "write words, or delete the >", line)
        elif callout:
            yield Item(line, Callout(callout, blocks))
        else:
            yield Item(line, Quote(blocks))

    def _callout(self, found: re.Match[str], line: int) -> CalloutKind:
        word = found[1].upper()
        if word not in _CALLOUTS:
            like = nearest(word, _CALLOUTS) or ", ".join(_CALLOUTS)
            self._note("JP124", f"no box is called [!{found[1]}]", f"known: {like}", line)
        if found[2]:
            self._note("JP124", f"words behind [!{found[1]}]", "begin them on the next line", line)
        return _CALLOUTS.get(word, "note")

    def _without_alert(self, inside: list[Token], rest: str) -> list[Token]:
        if not rest:
            return inside[3:]
        opening, inline = inside[0].copy(), inside[1].copy(content=rest)
        if opening.map:
            opening.map = [opening.map[0] + 1, opening.map[1]]
        return [opening, inline, *inside[2:]]

    # --- what begins with a sign of its own

    def _html(self, token: Token, line: int) -> Iterator[Item]:
        """A line that begins with a tag: ours are read as words, all others refused."""
        if re.match(r"\s*</?(?:br|sub|sup|abbr)\b", token.content, re.IGNORECASE):
            yield from self._paragraph(token.content.strip(), line)
            return
        first = token.content.strip().split("\n")[0]
        what = "a comment" if first.startswith("<!--") else "raw HTML"
        hint = "delete it; remarks to colleagues go into the front matter behind #"
        if what == "raw HTML":
            hint = "write the words without tags"
        self._note("JP120", f"{what}: {first[:40]}", hint, line)

    def _fenced(self, token: Token, line: int) -> Iterator[Item]:
        what = _MISSING.get(token.info)
        if what is None:
            self._note(
                "JP124",
                f"“::: {token.info}” means nothing here",
                f"known: ::: {', ::: '.join(_MISSING)}",
                line,
            )
            return
        if not token.meta["closed"]:
            self._note("JP124", f"“::: {token.info}” is not closed", "close it with :::", line)
        note = self._inline.read(token.content.strip(), line=line + 1)
        if any(isinstance(inline, Cite) for inline in note):
            self._note("JP018", "a citation mark in a note on what is missing", "", line)
        yield Item(line, Missing(what, plain(note)))  # type: ignore[arg-type]
