"""What a reader notes while it reads a page: what was dropped, decided, asked; which marks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from journalpress.problems import Problem, problem
from journalpress.readers.imports import (
    CODE_OF_KIND,
    Datum,
    Decision,
    Dropped,
    MarkFound,
    OpenQuestion,
    QuestionKind,
)

AROUND = 40
"""How many characters on either side show a person where something stands."""


class Notes:
    """Collects what one import has to say, and knows the answers given before."""

    def __init__(self, file: str, answers: Mapping[str, str]) -> None:
        self.dropped: list[Dropped] = []
        self.data: list[Datum] = []
        self.decisions: list[Decision] = []
        self.open: list[OpenQuestion] = []
        self.marks: list[MarkFound] = []
        self.problems: list[Problem] = []
        self._asked: set[str] = set()
        self._file = file
        self._answers = answers

    def decide(self, line: int, what: str) -> None:
        """Notes something that was read in the likely way."""
        self.decisions.append(Decision(line, what))

    def answer(self, key: str) -> str:
        """What a person has answered to this question, in small letters, or ""."""
        return self._answers.get(key, "").strip().lower()

    def ask(
        self,
        kind: QuestionKind,
        key: str,
        line: int,
        words: str,
        question: str,
        *,
        assumed: str,
        confirms: str = "",
        choices: tuple[str, ...],
        address: str = "",
    ) -> None:
        """Notes a question for a person; one whose key stands already is asked once.

        `address` is where a link of the page led.
        """
        if key not in self._asked:
            self._asked.add(key)
            self.open.append(
                OpenQuestion(
                    key, kind, line, words, question, assumed, confirms, choices, address=address
                )
            )

    def report(self, code: str, message: str, hint: str = "", line: int = 0) -> None:
        """Notes a problem that is neither left out, decided nor asked."""
        self.problems.append(problem(code, message, hint, file=self._file, line=line))

    def all_problems(self) -> tuple[Problem, ...]:
        """Every note as a Problem, by line; those about the whole page first."""
        file = self._file
        noted = [
            *self.problems,
            *(
                problem(
                    "JP130",
                    f"left out: “{each.words.strip(' ·|•') or each.words}”: {each.why}",
                    file=file,
                    line=each.line,
                )
                for each in self.dropped
            ),
            *(problem("JP131", each.what, file=file, line=each.line) for each in self.decisions),
            *(
                problem(
                    CODE_OF_KIND[each.kind],
                    f"“{each.words}”: {each.question} For now: {each.assumed}.",
                    f"answer {each.key} in the record of this import: {' or '.join(each.choices)}",
                    file=file,
                    line=each.line,
                )
                for each in self.open
            ),
        ]
        return tuple(sorted(noted, key=lambda each: each.line))


def question_key(kind: QuestionKind, paragraph: str, place: int = 0) -> str:
    """The name of a question: its paragraph's hash and the place in it, the same on every run."""
    digest = hashlib.sha256(paragraph.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{kind}-{digest}-{place}"


def around(text: str, start: int, end: int) -> str:
    """The words about a place in a text, cut between words."""
    left = text[max(0, start - AROUND) : start]
    right = text[end : end + AROUND]
    if start > AROUND:
        left = "…" + left.partition(" ")[2]
    if end + AROUND < len(text):
        right = right.rpartition(" ")[0] + "…"
    return f"{left}{text[start:end]}{right}"
