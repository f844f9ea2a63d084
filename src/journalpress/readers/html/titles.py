"""Which words of a page are its title, and which the line below it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from journalpress.readers.html.elements import (
    elements,
    is_heading,
    names_of,
    text_lengths,
    text_of,
)
from journalpress.readers.html.head import Head, without_site

_NAMED = re.compile(
    r" (?:entry-title|post-title|article-title|page-title|headline|gh-article-title|c-article-title"
    r"|firstheading|content-title|article__title|post__title) "
)
_STANDFIRST = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:standfirst|deck|dek|lede|lede-text|lead|lead-paragraph|lead-text"
    r"|subtitle|sub-title|subheading|subhead|excerpt|intro|intro-text|introduction|summary|teaser-text"
    r"|article-summary|chapo|vorspann|entradilla)(?:[-_]{1,2}(?:text|paragraph|wrapper))? "
)
_LONGEST = 300
_MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Title:
    """The title: the element that prints it, None where only the head has it; its words then."""

    element: HtmlElement | None = None
    words: str = ""


def find_title(root: HtmlElement, head: Head) -> Title:
    """The heading that says what the head says; else the only one; else what the head says."""
    said = [
        *(_key(each) for each in head.titles),
        *(_key(without_site(each, head.site)) for each in (*head.titles, head.window_title)),
    ]
    said = [each for each in dict.fromkeys(said) if each]
    heads = [each for each in elements(root) if is_heading(each) or _is_named(each)]
    heads = [each for each in heads if 0 < len(text_of(each)) <= _LONGEST]
    for key in said:
        for each in sorted(heads, key=_rank):
            if _key(text_of(each)) == key:
                return Title(each)
    firsts = [each for each in heads if each.tag == "h1" or _is_named(each)]
    firsts = [each for each in firsts if _key(text_of(each)) != _key(head.site)]
    window = _key(head.window_title)
    for each in firsts:
        key = _key(text_of(each))
        if key in window or any(key in other or other in key for other in said):
            return Title(each)
    if firsts:
        return Title(firsts[0])
    lengths = text_lengths(root)
    small = [each for each in elements(root) if lengths[each] <= 2 * _LONGEST]
    for key in said:
        for each in small:
            if each.tag in ("p", "div", "center", "font", "b", "strong", "td", "span") and (
                _key(text_of(each)) == key
            ):
                return Title(_deepest(each, key))
    words = next((each for each in head.titles if each), "")
    words = words or without_site(head.window_title, head.site)
    return Title(None, without_site(words, head.site) if head.site else words)


def find_standfirst(root: HtmlElement, title: HtmlElement | None, head: Head) -> HtmlElement | None:
    """The paragraph between the title and the text that is called so; None where there is none."""
    behind = title is None or not any(each is title for each in elements(root))
    described = _key(head.description)
    for each in elements(root):
        if each is title:
            behind = True
            continue
        if not behind or (title is not None and any(up is title for up in each.iterancestors())):
            continue
        words = text_of(each)
        if not words:
            continue
        if each.tag in ("p", "div", "h2", "h3", "h4") and _STANDFIRST.search(names_of(each)):
            single = sum(len(text_of(p)) > 0 for p in each.iter("p", "h2", "h3", "li")) <= 1
            if single and len(words.split()) <= _MOST_WORDS:
                return each
        if is_heading(each):
            return None
        if each.tag == "p":
            opens_text = (
                described and _key(words) == described and len(words.split()) <= _MOST_WORDS
            )
            return each if opens_text and head.description else None
    return None


def _rank(element: HtmlElement) -> int:
    return 0 if element.tag == "h1" else 1 if _is_named(element) else 2


def _is_named(element: HtmlElement) -> bool:
    names = names_of(element)
    return names != "  " and _NAMED.search(names) is not None


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _deepest(element: HtmlElement, key: str) -> HtmlElement:
    """The innermost element with just these words."""
    for child in element:
        if isinstance(child.tag, str) and _key(text_of(child)) == key:
            return _deepest(child, key)
    return element
