"""What stands under a heading such as "Common questions" → the questions with their answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from journalpress.readers.rich import tree
from journalpress.readers.rich.parts import Part, flat
from journalpress.readers.rich.tree import Run, Words, text_of

_QUESTION_MARKS = ("?", "؟", "？")
_SPLIT = re.compile(r"^(?P<question>[^.!?؟]{8,200}[?؟])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of a part, the blocks before the first; how many were cut from their answer."""

    intro: tuple[tree.Block, ...]
    questions: tuple[tree.Question, ...]
    cut: int


def asked_in(part: Part) -> Asked | None:
    """The questions under such a heading, what stands before the first as it is.

    A question is a heading below it, one that opens, a paragraph all in bold or one that
    begins with it, or a term with its meaning. None where nothing below it asks.
    """
    asked: list[tree.Question] = []
    intro: list[tree.Block] = []
    cut = 0
    for block in part.blocks:
        found = _questions_of(block)
        if found is not None:
            cut += isinstance(block, tree.Paragraph) and bool(found[0].answer)
            asked += found
        elif asked:
            last = asked[-1]
            asked[-1] = replace(last, answer=(*last.answer, block))
        else:
            intro.append(block)
    for below in part.parts:
        assert below.heading is not None
        asked.append(tree.Question(below.heading.words, (), below.heading.line))
        for block in (*below.blocks, *(each for part_ in below.parts for each in flat(part_))):
            if isinstance(block, tree.Question):
                asked.append(block)
            else:
                asked[-1] = replace(asked[-1], answer=(*asked[-1].answer, block))
    if not asked:
        return None
    return Asked(tuple(intro), tuple(asked), cut) if asked else None


def ends_with_questions(blocks: list[tree.Block]) -> bool:
    """Whether two questions or more stand at the end, and nothing but questions behind the first.

    One alone counts where it asks: "Read more" only opens.
    """
    asked = [block for block in blocks if isinstance(block, tree.Question)]
    if not asked or blocks[-len(asked) :] != asked:
        return False
    asking = [each for each in asked if text_of(each.question).strip().endswith(_QUESTION_MARKS)]
    return len(asking) == len(asked) or (len(asked) > 2 and len(asking) > len(asked) / 2)


def _questions_of(block: tree.Block) -> list[tree.Question] | None:
    """The questions that a block under such a heading is, None where it is none."""
    match block:
        case tree.Question(question) if text_of(question).strip():
            return [block]
        case tree.Definitions(entries) if entries and all(map(_has_term, entries)):
            found: list[tree.Question] = []
            for entry in entries:
                terms = [span for number, term in enumerate(entry.terms) for span in
                         (*((Run(" "),) if number else ()), *term)]  # fmt: skip
                found.append(tree.Question(tuple(terms), entry.meaning, entry.line))
            return found
        case tree.Paragraph(words, line):
            text = text_of(words).strip()
            if not any(isinstance(span, tree.Mark | tree.Picture) for span in words):
                if text.endswith(_QUESTION_MARKS) and len(text) < 250:
                    return [tree.Question(words, (), line)]
                return _run_in(words, line)
    return None


def _has_term(entry: tree.Definition) -> bool:
    return any(text_of(term).strip() for term in entry.terms)


def _run_in(words: Words, line: int) -> list[tree.Question] | None:
    """A paragraph that begins with a question and goes on with its answer."""
    whole = text_of(words)
    found = _SPLIT.match(whole.lstrip())
    if found is None:
        return None
    at = len(whole) - len(whole.lstrip()) + found.end("question")
    question: list[tree.Span] = []
    answer: list[tree.Span] = []
    for span in words:
        length = (
            len(span.text) if isinstance(span, Run) else 1 if isinstance(span, tree.Break) else 0
        )
        if isinstance(span, Run) and 0 < at < length:
            question.append(replace(span, text=span.text[:at]))
            answer.append(replace(span, text=span.text[at:]))
        elif at > 0:
            question.append(span)
        else:
            answer.append(span)
        at -= length
    return [tree.Question(tuple(question), (tree.Paragraph(tuple(answer), line),), line)]
