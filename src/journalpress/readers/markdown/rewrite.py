"""New words for one leaf of the body, in the lines in which it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from journalpress.readers.findings import Findings
from journalpress.readers.markdown.attributes import split_attributes
from journalpress.readers.markdown.figures import is_emphasis
from journalpress.readers.markdown.inline import Cited, InlineReader
from journalpress.readers.markdown.outline import Words
from journalpress.readers.markdown.ranges import Node, SourceLines, prefix_end
from journalpress.readers.markdown.respell import Spelled, begins_a_block, respelled, spelled
from journalpress.readers.markdown.tables import CAPTION
from journalpress.readers.markdown.tokens import make_parser
from journalpress.readers.markdown.write_inline import Place, write_inlines, write_words

HEADING = re.compile(r"(?P<lead> {0,3}#{1,6}[ \t]+)(?P<words>.*?)(?P<trail>(?:[ \t]+#+)?[ \t]*)")
FRESH = -1
"""The number of a line that has no place in the source; its text has no signs before it."""

_NUMBER = re.compile(r"\x00(\d+)\x00")
_BREAK = re.compile(r"\n\x00\d+\x00.*", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}\n]*)\}[ \t]*")


@dataclass(frozen=True, slots=True)
class Part:
    """The words of a leaf among its lines: `lead` before them in the first, `trail` at the end."""

    first: int
    last: int
    lead: str = ""
    trail: str = ""


class LeafReader:
    """Says what a source of one leaf means."""

    def __init__(self, listed: Sequence[str], known: Collection[str]) -> None:
        self._parser = make_parser()
        self._cited = Cited(tuple(listed), frozenset(known))

    def says(self, source: str, words: Words, place: Place) -> bool:
        """Whether the source of a leaf in this place says these words, and nothing is wrong."""
        source = unicodedata.normalize("NFC", source)
        findings = Findings("")
        inline = InlineReader(self._parser, findings, self._cited)
        if place == "heading" and split_attributes(source)[1] is not None:
            return False
        if place == "caption":
            tokens = inline.tokens(f"*{source}*", line=0)
            if not is_emphasis(tokens):
                return False
            found = inline.convert(tokens[1:-1], line=0)
        else:
            plain = source.replace("\\|", "|") if place == "cell" else source
            found = inline.read(plain, line=0)
        # A source that stands elsewhere is known to the proof and not here.
        errors = [each for each in findings.problems if each.severity == "error"]
        return found == words and all(each.code == "JP010" for each in errors)

    def image_ends(self, source: str) -> tuple[int, int] | None:
        """Where the description of the picture ends that this source begins with, and the picture.

        None where there is none. The second is the end of `![…](…)`.
        """
        tokens = self._parser.inline.parse(source, self._parser, {"keys": ()}, [])
        if not tokens or tokens[0].type != "image":
            return None
        for found in re.finditer(r"\)", source):
            head = self._parser.inline.parse(source[: found.end()], self._parser, {"keys": ()}, [])
            if len(head) == 1 and head[0].type == "image":
                alt_end = 2 + len(head[0].content)
                if source[2:alt_end] == head[0].content and source.startswith("](", alt_end):
                    return alt_end, found.end()
        return None


class Rewriter:
    """Writes new words into the leaves of one file.

    `closely` keeps the author's spelling and lines as far as they go; else a leaf that changes is
    written anew.
    """

    def __init__(self, source: SourceLines, reader: LeafReader, *, closely: bool) -> None:
        self._source = source
        self.reader = reader
        self.closely = closely

    # --- lines

    def lines(self, node: Node) -> list[tuple[str, int]]:
        """The lines of a leaf as they stand now, with the numbers that they have in the source."""
        if node.text is not None:
            return node.text
        return [(self._source.lines[number], number) for number in range(node.start, node.end)]

    def cut(self, line: tuple[str, int], node: Node) -> tuple[str, str]:
        """What a line begins with before the leaf's own words, and these."""
        text, number = line
        at = 0
        if number != FRESH:
            at, _ = prefix_end(self._source.lines[number], number, node.chain)
        content = text[at:].lstrip(" \t")
        return text[: len(text) - len(content)], content

    def content(self, node: Node) -> list[str]:
        """The lines of a leaf without what stands before them."""
        return [self.cut(line, node)[1] for line in self.lines(node)]

    # --- words

    def rewrite(self, node: Node, part: Part, old: Words, new: Words, place: Place) -> None:
        """Makes the part of a leaf that says `old` say `new`."""
        lines = self.lines(node)
        start, pieces = self._pieces(node, part)
        made = self._closely(spelled(pieces), write_inlines(old, place), new, place)
        written = self._written(start + part.lead, lines[part.first][1], made, new, place)
        written[-1] = (written[-1][0] + part.trail, written[-1][1])
        node.text = [*lines[: part.first], *written, *lines[part.last + 1 :]]

    def join(self, nodes: Sequence[tuple[Node, Words]], new: Words) -> None:
        """Makes the first of these neighbouring paragraphs say `new`, in the spelling of all."""
        first, _ = nodes[0]
        start, joined = self._pieces(first, self.text_part(first))
        wrapped = any(len(self.lines(node)) > 1 for node, _ in nodes)
        for node, _ in nodes[1:]:
            _, pieces = self._pieces(node, self.text_part(node))
            before, _ = self.cut(self.lines(node)[0], node)
            together = wrapped and node.parent is first.parent
            number = self.lines(node)[0][1]
            between = f"\n\x00{number}\x00{before}" if together else " "
            inner = pieces if together else [("" if not at else " ", each[1]) for at, each in
                                             enumerate(pieces)]  # fmt: skip
            joined += [(between, inner[0][1]), *inner[1:]]
        old = " ".join(write_inlines(words, "line") for _, words in nodes)
        made = self._closely(spelled(joined), old, new, "line")
        first.text = self._written(start, self.lines(first)[0][1], made, new, "line")

    def _pieces(self, node: Node, part: Part) -> tuple[str, list[tuple[str, str]]]:
        """What stands before a part, and its lines: what parts each from the last, its words."""
        chosen = self.lines(node)[part.first : part.last + 1]
        pieces: list[tuple[str, str]] = []
        start = ""
        for at, line in enumerate(chosen):
            before, content = self.cut(line, node)
            if at == 0:
                start = before
                content = content[len(part.lead) :]
            if at == len(chosen) - 1 and part.trail:
                content = content[: -len(part.trail)]
            pieces.append((f"\n\x00{line[1]}\x00{before}" if at else "", content))
        return start, pieces

    def _written(
        self, start: str, number: int, made: Spelled | None, new: Words, place: Place
    ) -> list[tuple[str, int]]:
        """The new lines with their numbers."""
        text = made.text if made else write_inlines(new, place)
        first, *others = text.split("\n")
        written = [(start + first, number)]
        for piece in others:
            found = _NUMBER.match(piece)
            assert found
            written.append((piece[found.end() :], int(found[1])))
        return written

    def _closely(self, source: Spelled, before: str, new: Words, place: Place) -> Spelled | None:
        """The source, which canonically is `before`, with the new words; None where they differ."""
        after = write_inlines(new, place)
        if not (self.closely and before and after):
            return None
        made = respelled(source, before, after)
        read = "".join(
            _BREAK.sub("\n", gap) + word for gap, word in zip(made.gaps, made.words, strict=True)
        )
        return made if self.reader.says(read, new, place) else None

    def respell(self, source: str, old: Words, new: Words, place: Place) -> str:
        """The new source of a leaf that stands on one line."""
        made = self._closely(spelled([("", source)]), write_inlines(old, place), new, place)
        return made.text if made else write_inlines(new, place)

    # --- parts of leaves

    def text_part(self, node: Node) -> Part:
        """The words of a paragraph: all of it but spaces at its end."""
        last = self.content(node)[-1]
        return Part(0, len(self.lines(node)) - 1, "", last[len(last.rstrip()) :])

    def heading_part(self, node: Node) -> Part:
        """The words of a heading: without its # and without its attributes."""
        line = self.lines(node)[0][0]
        found = HEADING.fullmatch(line)
        if not found:
            return Part(0, 0)
        words, _ = split_attributes(found["words"])
        trail = found["words"][len(words) :] + found["trail"]
        return Part(0, 0, found["lead"].lstrip(), trail)

    def caption_part(self, node: Node) -> Part | None:
        """The words of a caption below a picture or a table; None where none is found."""
        content = self.content(node)
        if node.kind == "table":
            first = node.caption_at - node.start
            while content[first : first + 1] and not content[first].startswith(CAPTION):
                first += 1
            last = first
            while last + 1 < len(content) and content[last + 1].strip():
                last += 1
            lead = re.match(rf"{CAPTION}[ \t]*", content[first])
            trail = re.search(r"[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", content[last])
            whole = "\n".join(content[first : last + 1])
            if split_attributes(whole)[1] is None:
                trail = re.search(r"[ \t]*$", content[last])
            return Part(first, last, lead[0] if lead else "", trail[0] if trail else "")
        for first in range(1, len(content)):
            head = "\n".join(content[:first])
            ends = self.reader.image_ends(head)
            if ends and not _ATTRIBUTES.sub("", head[ends[1] :]).strip():
                trail = re.search(r"[*_][ \t]*$", content[-1])
                sign = content[first][:1]
                if trail and sign in ("*", "_") and trail[0].strip() == sign:
                    return Part(first, len(content) - 1, sign, trail[0])
        return None

    def set_alt(self, node: Node, alt: str) -> bool:
        """Describes a picture so; False where its description is not found."""
        lines = self.lines(node)
        contents = self.content(node)
        whole = "\n".join(contents)
        ends = self.reader.image_ends(whole)
        if ends is None:
            return False
        behind = whole[ends[1] :]
        if found := re.match(r"[ \t]*\{[ \t]*\.decorative[ \t]*\}", behind):
            behind = behind[found.end() :]
        made = f"![{write_words(alt, 'value')}{whole[ends[0] : ends[1]]}{behind}".split("\n")
        spare = len(contents) - len(made)
        start, _ = self.cut(lines[0], node)
        node.text = [(start + made[0], lines[0][1])]
        for content, line in zip(made[1:], lines[1 + spare :], strict=True):
            before, _ = self.cut(line, node)
            node.text.append((before + content, line[1]))
        return True

    # --- kinds

    def as_heading(self, node: Node, words: Words, level: int) -> None:
        """A paragraph or a heading becomes a heading of this level."""
        if node.kind == "heading":
            line, number = self.lines(node)[0]
            found = HEADING.fullmatch(line)
            if found:
                lead = found["lead"].replace("#" * node.level, "#" * level)
                node.text = [(lead + line[found.end("lead") :], number)]
        else:
            source = " ".join(" ".join(self.content(node)).split())
            fits = self.reader.says(source, words, "heading") and not source.endswith("#")
            if not (self.closely and fits):
                source = write_inlines(words, "heading")
            node.text = [(f"{'#' * level} {source}", FRESH)]
        node.kind, node.level, node.changed = "heading", level, True

    def as_text(self, node: Node, words: Words) -> None:
        """A heading becomes a paragraph."""
        if node.kind == "heading":
            found = HEADING.fullmatch(self.lines(node)[0][0])
            source = split_attributes(found["words"])[0] if found else ""
            fits = self.reader.says(source, words, "line") and not begins_a_block(source)
            if not (self.closely and fits):
                source = write_inlines(words, "line")
            node.text = [(source, FRESH)]
        node.kind, node.changed = "text", True
