"""A paragraph and what follows it → whether the copy lost a table or a picture between them.

A pasted page loses its tables without a trace, save that the text around them still speaks of
them. Three signs are looked for between two paragraphs with nothing else between them:

1. the first announces a display: "it helps to be concrete", "side by side", "at a glance";
2. it names the two sides that the display would set against each other: between "A" and "B";
3. the next opens by pointing back at such a contrast: "The distinction …", "These differences …".

Any one of them is ordinary prose. All three together are read as a lost table, and asked about.
The first with one of the others is only asked about. A paragraph that names the thing and its
place ("the table below") needs no other sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

What: TypeAlias = Literal["table", "figure", "text"]

_ANNOUNCES = re.compile(
    r"\b(?:(?:it )?helps? to (?:be (?:more )?(?:concrete|specific|precise|exact)|see|compare|set"
    r"|put|lay|look)|to be (?:concrete|specific|precise)|side by side"
    r"|next to (?:each |one an)other"
    r"|at a glance|in a nutshell|point by point|line by line|here is how (?:they|the two)"
    r"|compar(?:e|es|ing) (?:the|these|them|both|how)"
    r"|worth (?:comparing|setting out|laying out))\b",
    re.IGNORECASE,
)
_QUOTED = r"[\"“‘'«][^\"”’'»]{2,60}[\"”’'»]"
_TWO_SIDES = re.compile(
    rf"\bbetween {_QUOTED} and {_QUOTED}|{_QUOTED} (?:from|versus|vs\.?|and not|against) {_QUOTED}",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"(?:The|This|That|These|Those|Such|Each|Both) (?:two )?"
    r"(?:distinctions?|differences?|contrasts?|comparisons?|gap|divide|columns?|rows?|lists?"
    r"|line between)\b"
)
_NAMED = re.compile(
    r"\b(?:(?:the )?(?P<after>table|chart|graph|figure|diagram|picture|image|photo) below"
    r"|(?:the )?following (?P<before>table|chart|graph|figure|diagram|picture|image|photo))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Loss:
    """What was probably lost behind a paragraph; `sure` enough to be marked in the draft?"""

    what: What
    sure: bool
    why: str


def loss_after(paragraph: str, following: str | None) -> Loss | None:
    """What is missing behind `paragraph`, judged by it and the paragraph that follows it.

    `following` is None where a heading or the end of the text follows. Lists, tables and
    questions behind a paragraph are what it announces, so it is not asked about them.
    """
    if named := _NAMED.search(paragraph):
        thing = (named["after"] or named["before"]).lower()
        return Loss(
            "table" if thing == "table" else "figure",
            True,
            f"“{named[0]}” is announced and does not follow",
        )
    announced = _ANNOUNCES.search(paragraph)
    signs = (
        _TWO_SIDES.search(paragraph) is not None,
        following is not None and _POINTS_BACK.match(following) is not None,
    )
    if announced and all(signs):
        why = f"“{announced[0]}” announces a comparison, and the next paragraph points back at one"
        return Loss("table", True, why)
    if announced and any(signs):
        return Loss("table", False, f"“{announced[0]}” may announce a table that does not follow")
    if paragraph.endswith(":"):
        return Loss(
            "text", following is None, "the paragraph ends with a colon, nothing follows it"
        )
    return None
