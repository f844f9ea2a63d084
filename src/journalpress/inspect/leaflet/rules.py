"""Which criterion a leaflet of each layout is held to, and by which numbers.

Sources: UKAAF G003 (clear and large print), RNIB clear print, the European Commission's
readability guideline (2009), printers' guides. Lengths are points unless a name says millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from journalpress.inspect.lastpage import LEAST_FULL

A4 = (210.0, 297.0)
A5 = (148.0, 210.0)
LETTER = (215.9, 279.4)

CRITERIA = tuple(f"JPP{number:03}" for number in range(1, 16))
TAGS = ("JPP020", "JPP021", "JPP022", "JPP023", "JPP024", "JPP025")


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of one layout; `without` names the codes that are not.

    What has no more than `few_lines` fits on a page and must not be divided. The box with the
    disclaimer stands on one of the `back_pages`: in large type that is more than one.
    """

    paper_mm: tuple[float, float] = A4
    body: float = 12.0
    least: float = 9.0
    sources: float = 9.0
    leading: tuple[float, float] = (1.35, 1.5)
    between: float = 0.5
    measure: tuple[float, float] = (55.0, 70.0)
    longest: float = 80.0
    margin_mm: float = 18.0
    safe_mm: float = 5.0
    bleed_mm: float = 0.0
    last_page: float = LEAST_FULL
    link: float = 10.0
    code_mm: float = 20.0
    dots_an_inch: float = 300.0
    pages: int = 0
    few_lines: int = 25
    back_pages: int = 1
    disclaimer_at_ends: bool = False
    without: frozenset[str] = frozenset()

    def holds(self, code: str) -> bool:
        """Whether this layout is held to the criterion."""
        return code not in self.without


_A4 = Rules(without=frozenset({"JPP002"}))
_LARGE = Rules(
    body=18.0,
    least=16.0,
    sources=16.0,
    measure=(30.0, 70.0),
    link=16.0,
    few_lines=14,
    back_pages=3,
    disclaimer_at_ends=True,
)
# A print shop's file is for plates: without tags nobody hears it, and nothing says what belongs
# together. The same breaks are judged in a4.
_PRESS = replace(_A4, bleed_mm=3.0, without=frozenset({"JPP002", "JPP008", "JPP009", *TAGS}))
_SHEETS = frozenset({*CRITERIA, *TAGS} - {"JPP006", "JPP015"})

RULES: Mapping[str, Rules] = MappingProxyType(
    {
        "a4": _A4,
        "a5": replace(_A4, paper_mm=A5, margin_mm=14.0, few_lines=18, back_pages=2),
        "letter": replace(_A4, paper_mm=LETTER),
        "large-print": _LARGE,
        "brief": replace(_A4, pages=2),
        "brief-large-print": replace(_LARGE, pages=4),
        # The sheets hold two pages each; their A5 parent is what is read, and is held to a5.
        "booklet": replace(_A4, paper_mm=(297.0, 210.0), without=_SHEETS),
        "archive": _A4,
        "press": _PRESS,
        "press-proof": _PRESS,
    }
)


def in_language(rules: Rules, lang: str) -> Rules:
    """The rules for a text in this language: Arabic is set wider apart, its letters are narrow."""
    if lang[:2] not in {"ar", "fa", "ur"}:
        return rules
    least, most = rules.measure
    return replace(
        rules,
        leading=(1.35, 1.7),
        between=0.4,
        measure=(least, most * 1.25),
        longest=rules.longest * 1.25,
    )


def layout_of(name: str, size_mm: tuple[float, float], body: float) -> str:
    """The layout that a file claims by its name (`lupus.a5.pdf`), else by its paper and type."""
    claimed = name.removesuffix(".pdf").rpartition(".")[2] if name.count(".") > 1 else ""
    if claimed in RULES:
        return claimed
    if body >= 15.5:
        return "large-print"
    return min(
        ("a4", "a5", "letter"),
        key=lambda each: sum(
            abs(one - two) for one, two in zip(RULES[each].paper_mm, size_mm, strict=True)
        ),
    )
