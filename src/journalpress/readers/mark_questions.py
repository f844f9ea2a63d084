"""A mark that may be a plain number → the question for a person, and what an answer makes of it."""

from __future__ import annotations

import re

from journalpress.readers.marks import Mark
from journalpress.readers.notes import Notes, around

_NUMBERS = re.compile(r"\d+(?:\s*,\s*\d+)*")


def ask_about(mark: Mark, key: str, line: int, words: str, notes: Notes) -> None:
    """Asks a person what a mark is; `words` are those that its places count in."""
    spelled = [",".join(str(each) for each in reading) for reading in mark.readings]
    if not spelled:
        question = f"No source has the number that {mark.written} names. Is it a plain number?"
        choices: tuple[str, ...] = ("number",)
    elif len(spelled) > 1:
        question = f"Which sources does {mark.written} name, or is it a plain number?"
        choices = (*spelled, "number")
    else:
        question = f"Is {mark.written} a citation or a plain number?"
        choices = ("mark", "number")
    of = f" of {spelled[0]}" if len(spelled) > 1 else ""
    assumed = f"a citation{of}" if mark.assumed == "mark" else "a plain number"
    notes.ask(
        "mark",
        key,
        line,
        around(words, mark.start, mark.end),
        question,
        assumed=assumed,
        confirms=choices[0] if mark.assumed == "mark" else "number",
        choices=choices,
    )


def settled(mark: Mark, answer: str) -> tuple[tuple[int, ...], bool]:
    """The numbers that a mark cites (none: it is a number), and whether a person said so.

    What a person said of a mark stands, also where a longer list of sources has made it certain.
    """
    if answer == "number":
        return (), True
    if answer == "mark" and mark.readings:
        return mark.readings[0], True
    if _NUMBERS.fullmatch(answer):
        numbers = tuple(int(each) for each in answer.split(","))
        if numbers in mark.readings:
            return numbers, True
    return (mark.readings[0] if mark.assumed == "mark" and mark.readings else ()), False
