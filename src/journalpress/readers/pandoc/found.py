"""What the leaves of one Markdown file bring up beside their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from journalpress.readers.imports import Dropped
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.rich.tree import Words

_LONGEST = 80


@dataclass(slots=True)
class Found:
    """What the leaves of one file bring up beside their words."""

    notes: Notes
    parser: MarkdownIt
    env: dict[str, Any]
    inline_notes: list[tuple[str, Words, int]] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    pictures: dict[str, None] = field(default_factory=dict)
    citing_notes: dict[str, list[Token]] = field(default_factory=dict)
    codes: int = 0
    first_code: int = 0

    def keep(self, words: str, what: str, line: int) -> None:
        """Asks whether words that no article holds in their own form may stay as they are."""
        key = question_key("shape", words)
        if self.notes.answer(key) == "keep":
            return
        shown = " ".join(words.split())
        self.notes.ask(
            "shape",
            key,
            line,
            shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…",
            f"No article holds {what} in a form of its own: may it print as it is typed?",
            assumed="it stands in the text as it is typed",
            confirms="keep",
            choices=("keep",),
        )

    def drop(self, words: str, why: str, line: int) -> None:
        """Notes words that are left out."""
        if words.strip():
            self.notes.dropped.append(Dropped(line, " ".join(words.split()), why))
