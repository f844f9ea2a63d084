"""The bytes of any PDF → Problems: the fifteen criteria and the facts of its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from journalpress.edition.reading import fold
from journalpress.errors import DisagreementError
from journalpress.inspect.leaflet import layout, typography
from journalpress.inspect.leaflet.facts import DAMAGED, Facts, read_facts
from journalpress.inspect.leaflet.rules import RULES, Rules, in_language, layout_of
from journalpress.inspect.press import press_faults
from journalpress.problems import Problem, problem, problems_of

Criterion: TypeAlias = Callable[[Facts, Rules], Iterator[str]]

FOR_THE_PRESS = ("press", "press-proof")
SHOP = "export it again with --layout press"


def _tagged(facts: Facts, _: Rules) -> Iterator[str]:
    if not facts.tagged:
        yield "the PDF has no tags"


def _named(facts: Facts, _: Rules) -> Iterator[str]:
    if not facts.language:
        yield "the PDF does not say its language"
    if not facts.title or not facts.shows_title:
        yield "the window's title is not the leaflet's"


def _outside_tags(facts: Facts, _: Rules) -> Iterator[str]:
    for number in facts.astray:
        yield f"page {number + 1}: its content does not lead back to its tags"
    if facts.tagged:
        for run in facts.untagged:
            yield f"page {run.page + 1}: {typography.shown(run.text)} stands outside the tags"


def _described(facts: Facts, _: Rules) -> Iterator[str]:
    for text in facts.descriptions:
        if not text.strip():
            yield "a picture has no description"


def _spoken(facts: Facts, _: Rules) -> Iterator[str]:
    for link in facts.links:
        if not link.spoken.strip():
            yield f"page {link.page + 1}: a link does not say where it leads"
    for number, page in enumerate(facts.pages):
        if not page.ordered_by_tags:
            yield f"page {number + 1}: the Tab key does not follow the order of reading"


def _seen(facts: Facts, _: Rules) -> Iterator[str]:
    if facts.layered:
        yield "the file has layers, which may be hidden"
    for number, page in enumerate(facts.pages):
        for run in page.runs:
            if run.fault:
                yield f"page {number + 1}: {typography.shown(fold(run.text))} is {run.fault}"


CRITERIA: Mapping[str, tuple[Criterion, str]] = MappingProxyType(
    {
        "JPP001": (typography.sizes, "set text in 12 points, nothing below 9"),
        "JPP002": (typography.large_print, "set everything in 16 points or more, in one column"),
        "JPP003": (typography.leading, "set lines 1.35 to 1.5 apart, paragraphs half a line more"),
        "JPP004": (typography.measure, "make the column wider or narrower"),
        "JPP005": (typography.setting, "set to one edge, without automatic hyphens"),
        "JPP006": (typography.contrast, "use a darker colour, or a lighter ground"),
        "JPP007": (layout.margins, "leave the margins free"),
        "JPP008": (layout.headings, "keep headings short, in order and with their text"),
        "JPP009": (layout.breaks, "keep together what is read at one glance"),
        "JPP010": (layout.last_page, "fit the text to its pages by leading and spacing"),
        "JPP011": (typography.emphasis, "use bold for emphasis"),
        "JPP012": (layout.sources, "compare citations and sources with the other formats"),
        "JPP013": (layout.furniture, "put disclaimer, date and page number on every page"),
        "JPP014": (layout.code, "make the code 20 mm high with space around it"),
        "JPP015": (layout.file_facts, "export the leaflet again from its article"),
        "JPP020": (_tagged, "ask for a tagged PDF (PDF/UA)"),
        "JPP021": (_named, "set language and title of the document"),
        "JPP022": (_outside_tags, "tag it, or mark it as decoration"),
        "JPP023": (_described, "say in words what it shows"),
        "JPP024": (_spoken, "give each link words of its own"),
        "JPP025": (_seen, "take it out, or show it"),
    }
)
"""Code → the function that finds what does not hold, and what to do about it."""


def check_leaflet(
    data: bytes, layout: str | None = None, *, name: str = ""
) -> tuple[str, tuple[Problem, ...]]:
    """The layout that a PDF was held to, and what does not hold, in the order of the codes.

    `layout` is one of RULES; without it the name (`lupus.a5.pdf`) says which, or the paper and the
    type. Any bytes may be given: what cannot be read is one Problem.
    """
    try:
        facts = read_facts(data)
        if layout is None:
            layout = layout_of(name, _paper_mm(facts), facts.body_size)
        rules = in_language(RULES[layout], facts.language)
        found = tuple(
            each
            for code, (criterion, hint) in CRITERIA.items()
            if rules.holds(code)
            for each in problems_of(code, list(criterion(facts, rules)), hint, file=name)
        )
        if layout in FOR_THE_PRESS:
            found += tuple(problems_of("JP211", list(press_faults(data)), SHOP, file=name))
    except DisagreementError as error:
        return layout or "", (problem("JP207", str(error), file=name),)
    except DAMAGED as error:
        said = fold(str(error))
        return layout or "", (problem("JP207", f"the PDF cannot be read: {said}", file=name),)
    return layout, found


def _paper_mm(facts: Facts) -> tuple[float, float]:
    if not facts.pages:
        raise DisagreementError("the PDF has no pages")
    trim = facts.pages[0].trim
    return (trim.right - trim.left) / 72 * 25.4, (trim.top - trim.bottom) / 72 * 25.4
