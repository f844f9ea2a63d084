"""The proof that every word of the source reached the article catches a reader that loses some."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import pytest

from journalpress.model import (
    Article,
    Block,
    Callout,
    Figure,
    Inline,
    Missing,
    Prose,
    Section,
    Table,
    Text,
    map_prose,
    prose_of,
)
from journalpress.readers.findings import Findings
from journalpress.readers.markdown.proof import note_lost_words
from journalpress.readers.markdown.read import read_markdown

Change: TypeAlias = Callable[[Block[Inline]], Block[Inline]]

RICH = """\
---
id: rich
title: Rich
lang: en
references:
  - {id: a, raw: "A."}
  - {id: b, raw: "B."}
---
First **bold *both* x** and H<sub>2</sub>O &amp; p < 0.05 [@a; @b, p. 3]. It takes
2. of them, or 1,182 [1, 2]; see <https://x.example/a> and [lupus](lupus.md).

## Section {.brief}

- **Lead** — body
- two
  1. numbered
  2. again

> [!WARNING]
> Words of warning.

![A picture](../media/a.png)
*Its caption [@a]*

| A | B |
| :-- | --: |
| a \\| b | **c** |
| | 5 mg |

Table: The caption of the table {.row-headers}

::: missing table
A note.
:::

## Questions {.questions}

### Why?

Because<br>so.
"""


def read(source: str = RICH) -> Article:
    """The article of a source without problems that would keep the proof from running."""
    reading = read_markdown(source.encode(), file="rich.md", slug="rich")
    assert not [each for each in reading.problems if each.severity == "error"], reading.problems
    assert reading.article is not None
    return reading.article


def found_in(body: tuple[Block[Inline], ...]) -> list[str]:
    """What the proof says of this body, against the source of RICH."""
    findings = Findings("rich.md")
    note_lost_words(RICH.split("\n"), 8, body, findings)
    return [str(each) for each in findings.problems]


def test_nothing_is_lost_from_a_rich_article() -> None:
    """Marks, citations, addresses, attributes and numbers of lists are no words."""
    assert found_in(read().body) == []


@pytest.mark.parametrize("position", range(len(list(prose_of(read().body)))))
def test_a_reader_that_loses_a_leaf_is_caught(position: int) -> None:
    """Whichever leaf a reader would lose, or leave half of, the proof names its words."""
    seen = iter(range(1_000))

    def lose(prose: Prose[Inline]) -> Prose[Inline]:
        return replace(prose, inlines=()) if next(seen) == position else prose

    lost = next(prose for at, prose in enumerate(prose_of(read().body)) if at == position)
    if not any(not isinstance(inline, Text) or inline.text.strip() for inline in lost.inlines):
        assert found_in(read().body) == []  # an empty cell
        return
    problems = found_in(tuple(map_prose(block, lose) for block in read().body))
    assert len(problems) == 1
    assert "JP125 error" in problems[0]
    assert "did not reach the article" in problems[0]


def change(body: tuple[Block[Inline], ...], how: Change) -> tuple[Block[Inline], ...]:
    """The same blocks, those in sections too, with `how` done to each."""
    changed = []
    for block in body:
        after = how(block)
        if isinstance(after, Section):
            after = replace(after, blocks=change(after.blocks, how))
        changed.append(after)
    return tuple(changed)


def test_a_sentence_is_named_with_its_line() -> None:
    """The message shows the first words that are lost, and where they stand."""

    def lose(block: Block[Inline]) -> Block[Inline]:
        return replace(block, blocks=()) if isinstance(block, Callout) else block

    (problem,) = found_in(change(read().body, lose))
    assert problem.startswith("rich.md:20: JP125 error: “Words of warning.” did not reach")


def test_lost_descriptions_and_notes_are_caught() -> None:
    """A picture's description and a note on what is missing are words too."""

    def lose_alt(block: Block[Inline]) -> Block[Inline]:
        return replace(block, alt="") if isinstance(block, Figure) else block

    def lose_note(block: Block[Inline]) -> Block[Inline]:
        return replace(block, note="") if isinstance(block, Missing) else block

    assert "“![A picture](../media/a.png)”" in found_in(change(read().body, lose_alt))[0]
    assert "“A note.”" in found_in(change(read().body, lose_note))[0]


def test_words_of_the_reader_s_own_are_caught() -> None:
    """A reader that adds or doubles words is caught as well."""
    body = read().body
    assert "stands only in the article" in found_in((*body, body[0]))[0]


def test_tables_keep_their_order() -> None:
    """A cell that moved is a word that did not arrive where it stands in the source."""

    def swap(block: Block[Inline]) -> Block[Inline]:
        return replace(block, header=block.header[::-1]) if isinstance(block, Table) else block

    assert "“A | B |”" in found_in(change(read().body, swap))[0]


def test_every_leaf_with_one_letter_changed_is_caught() -> None:
    """One letter added at the end of a run, or another for its last: a dose is a letter or two."""
    body = read().body
    places = [
        (leaf.key, at, inline.text)
        for leaf in prose_of(body)
        for at, inline in enumerate(leaf.inlines)
        if isinstance(inline, Text) and inline.text.strip()
    ]

    def with_words(key: str, at: int, words: str) -> tuple[Block[Inline], ...]:
        def change(prose: Prose[Inline]) -> Prose[Inline]:
            if prose.key != key:
                return prose
            inlines = (*prose.inlines[:at], Text(words), *prose.inlines[at + 1 :])
            return replace(prose, inlines=inlines)

        return tuple(map_prose(block, change) for block in body)

    assert len(places) > 25
    for key, at, text in places:
        for words in (f"{text}ö", f"{text.rstrip()[:-1]}ö"):
            (problem,) = found_in(with_words(key, at, words))
            assert "JP125" in problem, words
