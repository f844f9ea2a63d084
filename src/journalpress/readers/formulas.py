"""A formula in MathML or in Word's own elements → its signs on one line, with the strokes between.

Only a stroke tells a half from twelve: what stands above, below, raised or lowered in a formula is
set apart from what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_CAN_RISE = re.compile(r"[0-9+\-−=()n]+")
_CAN_SINK = re.compile(r"[0-9+\-−=()]+")
_SIMPLE = re.compile(r"[\d.,]+\s?%?|[^\W\d_]+|[^\W\d_]\d*")
_SIGNS_APART = re.compile(r"\s*([=<>≤≥≈×·÷±])\s*")
_UNSEEN = frozenset({
    "annotation", "annotation-xml", "mspace", "mphantom", "maction-hidden", "fPr", "radPr",
    "sSupPr", "sSubPr", "sSubSupPr", "dPr", "rPr", "ctrlPr", "naryPr", "mPr", "eqArrPr", "accPr",
    "barPr", "funcPr", "limLowPr", "limUppPr", "groupChrPr", "boxPr", "borderBoxPr",
})  # fmt: skip

PARTED = frozenset({
    "num", "den", "sup", "sub", "deg", "mfrac", "msup", "msub", "msubsup", "mroot", "msqrt", "mtd",
    "mtr", "mover", "munder", "munderover", "mmultiscripts",
})  # fmt: skip
"""Elements in which, or between whose children, one word ends and another begins."""


def formula_line(formula: etree._Element) -> str:
    """Its signs on one line: `1/2`, `(a + b)/2`, `10⁹`, `√(2)`; "" where it holds none."""
    return " ".join(_SIGNS_APART.sub(r" \1 ", _said(formula)).split())


def _said(element: etree._Element) -> str:
    name = _local(element)
    if not name or name in _UNSEEN:
        return ""
    if name in _FORMS:
        return _FORMS[name](element)
    words = element.text or "" if name in ("mi", "mn", "mo", "mtext", "ms", "t") else ""
    words = words.strip() if name in ("mi", "mn", "mo") else words
    apart = " " if name in ("mtr", "mr", "mtable", "eqArr") else ""
    for each in element:
        words = beside(words + apart, _said(each)) if words else _said(each)
    return words


def beside(before: str, said: str) -> str:
    """These signs behind those words: two and a half is `2 1/2`, never `21/2`."""
    apart = before[-1:].isdigit() and said[:1].isdigit() and "/" in said
    return f"{before} {said}" if apart else before + said


def _children(element: etree._Element) -> list[etree._Element]:
    return [each for each in element if _local(each) and _local(each) not in _UNSEEN]


def _part(element: etree._Element, at: int, *names: str) -> str:
    """The part of Word's element with one of these names, of MathML's that at this place."""
    children = _children(element)
    named = [each for each in children if _local(each) in names]
    if named:
        return "".join(_said(each) for each in named)
    if any(_local(each) in ("e", "num", "den", "sup", "sub", "deg") for each in children):
        return ""
    return _said(children[at]) if at < len(children) else ""


def _fraction(element: etree._Element) -> str:
    return f"{_whole(_part(element, 0, 'num'))}/{_whole(_part(element, 1, 'den'))}"


def _raised(element: etree._Element) -> str:
    return _part(element, 0, "e") + _script(_part(element, 1, "sup"), "^")


def _lowered(element: etree._Element) -> str:
    return _part(element, 0, "e") + _script(_part(element, 1, "sub"), "_")


def _both(element: etree._Element) -> str:
    low, high = _part(element, 1, "sub"), _part(element, 2, "sup")
    return _part(element, 0, "e") + _script(low, "_") + _script(high, "^")


def _root(element: etree._Element) -> str:
    if _local(element) == "msqrt":
        return f"√({''.join(_said(each) for each in _children(element))})"
    degree = _part(element, 1, "deg").strip()
    return f"{_script(degree, '^') if degree else ''}√({_part(element, 0, 'e')})"


def _fenced(element: etree._Element) -> str:
    """What stands in brackets: MathML names them in attributes, Word in properties."""
    opens, closes = element.get("open", "("), element.get("close", ")")
    for each in element.iter():
        sign = next((value for key, value in each.attrib.items() if str(key).endswith("val")), "")
        if _local(each) == "begChr":
            opens = str(sign)
        elif _local(each) == "endChr":
            closes = str(sign)
    return f"{opens}{', '.join(_said(each) for each in _children(element))}{closes}"


def _script(words: str, sign: str) -> str:
    words = words.strip()
    if not words:
        return ""
    if sign == "^" and _CAN_RISE.fullmatch(words):
        return words.translate(_RAISED)
    if sign == "_" and _CAN_SINK.fullmatch(words):
        return words.translate(_LOWERED)
    return f"{sign}{_whole(words)}"


def _whole(words: str) -> str:
    """These words as one thing: in brackets where a stroke would cut through them."""
    words = " ".join(_SIGNS_APART.sub(r" \1 ", words).split())
    bracketed = words[:1] == "(" and words[-1:] == ")" and words.count("(") == 1
    return words if bracketed or _SIMPLE.fullmatch(words) else f"({words})"


def _local(element: etree._Element) -> str:
    tag: object = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


_FORMS: dict[str, Callable[[etree._Element], str]] = {
    "mfrac": _fraction,
    "f": _fraction,
    "msup": _raised,
    "sSup": _raised,
    "msub": _lowered,
    "sSub": _lowered,
    "msubsup": _both,
    "sSubSup": _both,
    "msqrt": _root,
    "mroot": _root,
    "rad": _root,
    "mfenced": _fenced,
    "d": _fenced,
}
