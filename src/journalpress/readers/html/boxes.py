"""Boxes of a page: what stands out, of what kind it is, and under which title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from journalpress.model import CalloutKind
from journalpress.readers.html.elements import line_of, names_of
from journalpress.readers.html.inner import Inner
from journalpress.readers.html.looks import Look
from journalpress.readers.rich.tree import Block, Box, Heading, Paragraph, Words

_BOX = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:alert|callout|notice|notebox|note-box|note|admonition|info-?box"
    r"|infobox-text|warning|caution|danger|tip|important|highlight-box"
    r"|key-?points?|keypoint|key-?facts?"
    r"|panel|inset-text|warning-callout|warning-text|care-card|action-link-box|pullout|fact-?box"
    r"|takeaways?|box|hinweis|hinweisbox|encadre|encadré|aviso|kasten|message-box)"
    r"(?:[-_]{1,2}[^\W_]+)* "
)
_NO_BOX = re.compile(
    r"(?:^| )(?:search|content|text|main|article|image|img|media|video|table|flex|grid|layout"
    r"|light)-?box|box-(?:layout|sizing|content|shadow)|(?:panel|box)-(?:body|group|heading|title|content)"
    r"|__(?:title|label|heading|body|content|text|icon|header)|-(?:title|label|icon|heading|body) "
    r"|elementor|accordion|tab-panel|faq|(?:cite|foot|end|ref)[-_]?note"
)
_KINDS: tuple[tuple[CalloutKind, re.Pattern[str]], ...] = (
    (
        "warning",
        re.compile(r"warning|danger|caution|urgent|emergency|error|immediate|red-flag|warn"),
    ),
    ("important", re.compile(r"important|key|takeaway|attention|wichtig")),
    ("tip", re.compile(r"\btips?\b|hint|success|advice|tipp|astuce|consejo")),
)
_BOX_TITLE = re.compile(r"[-_ ](?:title|heading|header|label|caption) ")


def is_box(element: HtmlElement, names: str) -> bool:
    """Whether an element stands out of the text, by its role, its tag or its names."""
    if element.get("role") in ("note", "alert", "doc-tip", "doc-notice"):
        return True
    if element.tag == "aside":
        return True
    if element.tag not in ("div", "section", "p", "article", "fieldset"):
        return False
    return bool(_BOX.search(names)) and not _NO_BOX.search(names)


def box_of(element: HtmlElement, names: str, look: Look, inner: Inner) -> tuple[Block, ...]:
    """The box that this element is; its blocks where it is a part of the page."""
    blocks = inner.blocks(element, look)
    if not blocks:
        return ()
    title: Words = ()
    first = blocks[0]
    if isinstance(first, Heading) or (
        isinstance(first, Paragraph) and len(blocks) > 1 and _titles(element)
    ):
        title, blocks = first.words, blocks[1:]
    if sum(isinstance(block, Heading) for block in blocks) > 1:
        # a part of the page with headings of its own is no box
        return (*([first] if title else []), *blocks)
    said = f"{names} {element.get('role', '')} {' '.join(_names_inside(element))}"
    kind: CalloutKind = next((kind for kind, pattern in _KINDS if pattern.search(said)), "note")
    if not blocks:
        blocks, title = (Paragraph(title, line_of(element)),), ()
    if len(blocks) == 1 and isinstance(blocks[0], Box) and not title:
        return blocks
    return (Box(kind, blocks, title, line_of(element)),)


def _titles(element: HtmlElement) -> bool:
    """Whether the first words of a box are its title, by their name."""
    first = next((child for child in element if isinstance(child.tag, str)), None)
    while first is not None:
        if _BOX_TITLE.search(names_of(first)):
            return True
        first = next((child for child in first if isinstance(child.tag, str)), None)
    return False


def _names_inside(element: HtmlElement) -> Iterator[str]:
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is not None:
        yield names_of(first)
