"""A paragraph that begins with a picture → a Figure with the caption directly below it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it.token import Token

from journalpress.model import Figure, Inline, Prose
from journalpress.readers.findings import Findings
from journalpress.readers.markdown.attributes import Attributes, read_attributes
from journalpress.readers.markdown.inline import InlineReader

_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}\s*")
_HOW = "write ![what it shows](../media/name.png) and, directly below, *its caption*"


def read_figure(
    tokens: list[Token], line: int, inline: InlineReader, findings: Findings
) -> Figure[Inline] | None:
    """The figure of these inline tokens, the first of which is a picture; None without a file."""
    image, rest = tokens[0], tokens[1:]
    if image.attrs.get("title"):
        findings.note(
            "JP124",
            f"title text on a picture: “{image.attrs['title']}”",
            "it prints nowhere; put the words into the caption below",
            line=line,
        )
    attributes = Attributes()
    if rest and rest[0].type == "text" and (found := _ATTRIBUTES.match(rest[0].content)):
        attributes = read_attributes(found[1], (".decorative",), findings, line=line)
        remains = rest[0].content[found.end() :]
        rest = [rest[0].copy(content=remains), *rest[1:]] if remains else rest[1:]
    decorative = "decorative" in attributes.classes
    alt = inline.alt(image, line=line)
    if bool(alt) == decorative:
        findings.note(
            "JP043",
            "a decorative picture has a description" if alt else "a picture has no description",
            "write ![what it shows](…) or, if it only decorates, ![](…){.decorative}",
            line=line,
        )
    caption = _caption(rest, line, inline, findings)
    media = _media(str(image.attrs.get("src", "")), line, findings)
    if not media:
        return None
    return Figure(str(line), media, alt, decorative and not alt, caption)


def _caption(
    rest: list[Token], line: int, inline: InlineReader, findings: Findings
) -> Prose[Inline] | None:
    """What stands on the next line between single asterisks."""
    if not rest:
        return None
    if rest[0].type in ("softbreak", "hardbreak") and is_emphasis(rest[1:]):
        inlines = inline.convert(rest[2:-1], line=line + 1)
        if inlines:
            return Prose(str(line + 1), inlines)
    if any(token.type == "image" for token in rest):
        findings.note("JP124", "two pictures in one paragraph", "leave an empty line", line=line)
    else:
        findings.note("JP126", "words beside or below a picture are no caption", _HOW, line=line)
    return None


def is_emphasis(tokens: list[Token]) -> bool:
    """Whether one pair of asterisks holds all of it."""
    if len(tokens) < 3 or tokens[0].type != "em_open":
        return False
    depth = 0
    for position, token in enumerate(tokens):
        if token.type in ("em_open", "em_close"):
            depth += token.nesting
        if depth == 0:
            return position == len(tokens) - 1
    return False


def _media(address: str, line: int, findings: Findings) -> str:
    """The picture's name in media/, or "" and a Problem."""
    path = unquote(address)
    name = path.removeprefix("../media/")
    parts = name.split("/")
    inside = name != path and not any(part in ("", ".", "..") for part in parts)
    if not inside or re.search(r"[\\:*?\"<>|\x00-\x1f\x7f]", name):
        findings.note(
            "JP045",
            f"the picture “{path}” does not stand in the journal's folder media",
            "put the file there and write ../media/name.png",
            line=line,
        )
        return ""
    if not name.lower().endswith((".png", ".jpg", ".jpeg")):
        findings.note(
            "JP045", f"the picture “{name}” is not PNG or JPEG", "save it as PNG", line=line
        )
    return name
