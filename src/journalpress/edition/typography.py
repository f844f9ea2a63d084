"""Spaces that printing asks for, set once for every format.

A citation mark stands close to the word before it, however the author typed it.

French: a no-break space before `: ; ! ? »` and after `«` where the author typed a space
(Lexique des règles typographiques en usage à l'Imprimerie nationale). Nothing is inserted where
nothing was typed, and other languages print as typed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from journalpress.edition.types import CiteLabel, ResolvedInline
from journalpress.edition.wording import base_language
from journalpress.model import Text

NO_BREAK_SPACE = "\u00a0"
NARROW_SPACE = "\u202f"
_BEFORE = re.compile(r"[ \u202f](?=[:;!?»])")
_AFTER = re.compile(r"(?<=«)[ \u202f]")


def set_spaces(text: str, lang: str) -> str:
    """The text with the spaces of its language's typography."""
    if base_language(lang) != "fr":
        return text
    return _AFTER.sub(NO_BREAK_SPACE, _BEFORE.sub(NO_BREAK_SPACE, text))


def set_run(run: Text, lang: str) -> Text:
    """The run with the spaces of its own language, which a foreign passage names itself."""
    return replace(run, text=set_spaces(run.text, run.lang or lang))


def close_marks(inlines: tuple[ResolvedInline, ...]) -> tuple[ResolvedInline, ...]:
    """The inlines without the spaces that were typed before citation marks."""
    closed: list[ResolvedInline] = []
    for inline in inlines:
        before = closed[-1] if closed else None
        if isinstance(inline, CiteLabel) and isinstance(before, Text):
            closed.pop()
            if kept := before.text.rstrip():
                # Behind a figure a raised number would read as an exponent: 85 mm², 13.5¹.
                gap = NARROW_SPACE if kept[-1].isdigit() else ""
                closed.append(replace(before, text=kept + gap))
        closed.append(inline)
    return tuple(closed)
