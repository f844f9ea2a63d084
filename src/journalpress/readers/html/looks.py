"""How characters look inside an element: by its tag, its names, its style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from journalpress.readers.html.elements import names_of

_STRONG = frozenset({"b", "strong"})
_EMPH = frozenset({"i", "em", "cite", "var", "dfn"})
_LOOKS = _STRONG | _EMPH | {"sup", "sub"}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_RAISED_NAMES = re.compile(r" (?:superscript|sup|mso-sup|citation-sup) ")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, and where they lead."""

    strong: bool = False
    emph: bool = False
    script: Literal["", "sub", "sup"] = ""
    lang: str = ""
    expansion: str = ""
    href: str = ""
    keeps_lines: bool = False


PLAIN = Look()


def look_inside(element: HtmlElement, look: Look, own: str, href: str) -> Look:
    """The look inside an element that leads to `href`; `own` is the language of the page."""
    tag = element.tag
    if not element.keys():
        if tag not in _LOOKS:
            return look
        script = tag if tag in ("sup", "sub") else look.script
        strong, emph = look.strong or tag in _STRONG, look.emph or tag in _EMPH
        return Look(strong, emph, script, look.lang, look.expansion, href, look.keeps_lines)
    style = element.get("style", "")
    raised = _RAISED.search(style) if style else None
    strong, emph, script = look.strong, look.emph, look.script
    if tag in _STRONG or (style and _BOLD.search(style)):
        strong = True
    if style and _NOT_BOLD.search(style):
        strong = False
    if tag in _EMPH or (style and _ITALIC.search(style)):
        emph = True
    if tag == "sup" or (raised and raised[1].lower() == "super"):
        script = "sup"
    elif tag == "sub" or raised:
        script = "sub"
    elif tag in ("span", "a") and _RAISED_NAMES.search(names_of(element)):
        script = "sup"
    lang = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    lang = look.lang if lang is None else lang.strip().replace("_", "-")
    if lang.lower() == own:
        lang = ""
    expansion = look.expansion
    if tag in ("abbr", "acronym", "dfn") and element.get("title", "").strip():
        expansion = " ".join(element.get("title", "").split())
    lang = lang if _TAG.fullmatch(lang) else ""
    return Look(strong, emph, script, lang, expansion, href, look.keeps_lines)
