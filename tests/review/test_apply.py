"""Accepted findings in the article's file: merged with what the editor did meanwhile."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journalpress.passage import Hunk, Passage, folded, patched, text_of
from journalpress.review.apply import Applied, apply_accepted, take_over
from journalpress.review.change import Change, Style
from journalpress.review.desk import Desk
from journalpress.review.findings import findings_in, left_open
from journalpress.review.rebase import Target
from journalpress.review.record import Decision, Record
from journalpress.review.today import Today
from tests.csl.styles import NUMERIC, style_text
from tests.examples import examples
from tests.review.copies import WORDS, baseline, said, text
from tests.review.desks import (
    accepted,
    came_back,
    desk,
    key_of,
    record,
    rewritten,
    sent,
    source_of,
)
from tests.trees import article

BODY = """## What it is

Lupus is a *long* illness of the
immune system [@a, p. 3].

Take one tablet a day and rest when you are tired [@b; @c].

- Wear a hat in the sun
- Ask your <abbr title="specialist nurse">SN</abbr> about cream

## Treatment

| Dose | When |
| --- | --- |
| One tablet | In the morning |

Ask for help early.
"""


def written(made: Desk, *records: Record) -> tuple[Applied, list[str]]:
    """What comes of accepting everything, and the changed lines of the file."""
    old = source_of(made)
    done = apply_accepted(made, old.encode(), accepted(records, made))
    lines = unified_diff(old.splitlines(), done.data.decode().splitlines(), n=0, lineterm="")
    return done, [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def states(made: Desk, *records: Record) -> list[tuple[str, str]]:
    """Kind and state of each finding."""
    return [
        (each.change.kind if each.change else "comment", each.state)
        for each in findings_in(records, made.today(made.article))
    ]


def test_a_word_is_changed_and_nothing_else(tmp_path: Path) -> None:
    """The author's lines, emphasis and the place in the source stay."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"Lupus is": _with(made, "Lupus is", "illness", "condition")})
    done, lines = written(made, copy)

    assert lines == ["-Lupus is a *long* illness of the", "+Lupus is a *long* condition of the"]
    assert not done.refused


def _with(made: Desk, start: str, old: str, new: str) -> Passage:
    """The block that begins so with other words in it."""
    block = next(each for each in sent(made).blocks if each.text.startswith(start))
    at = block.text.index(old)
    return (*block.passage[:at], *said(new), *block.passage[at + len(old) :])


def test_what_the_article_says_already_is_there(tmp_path: Path) -> None:
    """Applied twice is applied once: the second time nothing is left to do."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"Wear": "Wear a wide hat in the sun", "Ask for": "Ask early."})
    done, _ = written(made, copy)
    made.entry.path.write_bytes(done.data)
    again = rewritten(made, "Take", "Take")

    assert {state for _, state in states(again, copy)} == {"there"}
    assert apply_accepted(again, done.data, accepted([copy], again)).data == done.data


def test_two_reviewers_and_the_editor_change_one_paragraph(tmp_path: Path) -> None:
    """Other words each: all three changes stand."""
    made = desk(tmp_path, BODY)
    left = sent(made)
    one = came_back(left, {"Take": _with(made, "Take", "one tablet", "two tablets")}, "one")
    two = came_back(left, {"Take": _with(made, "Take", "tired", "ill")}, "two")
    edited = rewritten(made, "a day", "each day")
    done, lines = written(edited, two, one)

    assert lines[-1] == "+Take two tablets each day and rest when you are ill [@b; @c]."
    assert not done.refused


def test_equal_changes_are_one(tmp_path: Path) -> None:
    """Two reviewers asked for the same word: it is decided once and written once."""
    made = desk(tmp_path, BODY)
    copies = [
        came_back(sent(made), {"Wear": "Wear a cap in the sun"}, name) for name in ("one", "two")
    ]
    found = findings_in(copies, made.today(made.article))
    done, lines = written(made, *copies)

    assert found[0].same == (found[1].id,)
    assert len(left_open(found)) == 1
    assert lines == ["-- Wear a hat in the sun", "+- Wear a cap in the sun"]
    assert not done.refused


def test_unequal_changes_are_a_conflict_and_never_both_written(tmp_path: Path) -> None:
    """Each knows the other; the second that was accepted is refused."""
    made = desk(tmp_path, BODY)
    one = came_back(sent(made), {"Wear": "Wear a cap in the sun"}, "one")
    two = came_back(sent(made), {"Wear": "Wear a scarf in the sun"}, "two")
    found = findings_in((one, two), made.today(made.article))
    done, lines = written(made, one, two)

    assert found[0].against == (found[1].id,)
    assert lines == ["-- Wear a hat in the sun", "+- Wear a cap in the sun"]
    assert [each.finding.id for each in done.refused] == [found[1].id]


def test_the_editor_changed_the_same_words(tmp_path: Path) -> None:
    """A conflict with what stood there, what stands there and what the reviewer wrote."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"Wear": "Wear a cap in the sun"})
    edited = rewritten(made, "Wear a hat", "Wear a helmet")
    (found,) = findings_in((copy,), edited.today(edited.article))

    assert found.state == "conflict"
    assert found.target
    assert found.change
    texts = [
        text_of(each) for each in (found.change.before, found.target.today, found.target.after)
    ]
    assert texts == ["hat", "helmet", "cap"]


def test_the_paragraph_was_divided_meanwhile(tmp_path: Path) -> None:
    """The change lands in the half that holds its words."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"Take": _with(made, "Take", "tired", "ill")})
    edited = rewritten(made, "a day and rest", "a day.\n\nAnd rest")
    done, lines = written(edited, copy)

    assert lines == [
        "-And rest when you are tired [@b; @c].",
        "+And rest when you are ill [@b; @c].",
    ]
    assert not done.refused


def test_paragraphs_were_moved_joined_and_added_meanwhile(tmp_path: Path) -> None:
    """Keys follow the words; a paragraph that is gone leaves its change without a place."""
    made = desk(tmp_path, BODY)
    copy = came_back(
        sent(made),
        {"Ask for": "Ask for help soon.", "Take": _with(made, "Take", "one tablet", "a tablet")},
    )
    edited = rewritten(made, "Ask for help early.\n", "")
    edited = rewritten(
        edited, "## What", "Ask for help early.\n\nNew words of the editor.\n\n## What"
    )
    gone = rewritten(edited, "Take one tablet a day and rest when you are tired [@b; @c].\n\n", "")

    assert states(edited, copy) == [("edit", "open"), ("edit", "open")]
    assert sorted(states(gone, copy)) == [("edit", "lost"), ("edit", "open")]


def test_citations_keep_their_keys_when_the_list_is_renumbered(tmp_path: Path) -> None:
    """Whatever number they had in the copy; locators stay too."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"Lupus is": _with(made, "Lupus is", "illness", "condition")})
    edited = rewritten(made, "references:\n", 'references:\n  - id: new\n    raw: "New. 2026."\n')
    done, lines = written(edited, copy)

    assert not done.refused
    assert "[@a, p. 3]" in done.data.decode()
    assert len(lines) == 2


def test_a_typed_citation_is_proposed_with_both_readings(tmp_path: Path) -> None:
    """By the list as it left, and by today's; plain digits never reach the article."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"Wear": "Wear a hat in the sun [2]"})
    edited = rewritten(made, "references:\n", 'references:\n  - id: new\n    raw: "New. 2026."\n')
    (found,) = findings_in((copy,), edited.today(edited.article))
    done, lines = written(edited, copy)
    strange = came_back(sent(made), {"Wear": "Wear a hat in the sun [9]"})

    assert [text_of(each.change.after) for each in found.readings] == [" [@b]", " [@a]"]
    assert lines[-1] == "+- Wear a hat in the sun [@b]"
    assert not done.refused
    assert states(made, strange) == [("edit", "hand")]
    assert written(made, strange)[1] == []


def test_sources_are_added_changed_and_kept_while_they_are_cited(tmp_path: Path) -> None:
    """A new entry is a raw source; a field is changed where it stands; no cited source goes."""
    made = desk(tmp_path, BODY)
    left = sent(made)
    block = {each.key: each for each in left.blocks}
    new = Change(
        kind="insert", id="new", keys=("c",), place="c", name="+1",
        after=said("Okoro N. Sun. London; 2025."), styles=(Style("reference"),),
    )  # fmt: skip
    gone = Change(kind="delete", id="gone", keys=("a",), before=block["a"].passage,
                  styles=(Style("reference", 1),))  # fmt: skip
    at = block["b"].text.index("2021")
    year = Change(
        kind="edit", id="year", keys=("b",), start=at, end=at + 4, before=said("2021"),
        after=said("2022"),
    )  # fmt: skip
    done, lines = written(made, record(left, [new, gone, year]))

    assert '+    issued: "2022"' in lines
    assert "+  - id: okoro2025" in lines
    assert [(each.finding.id, "still cited" in each.why) for each in done.refused] == [
        ("gone", True)
    ]


def test_the_disclaimer_is_never_written(tmp_path: Path) -> None:
    """It is a finding for a person."""
    made = desk(tmp_path, BODY)
    copy = came_back(sent(made), {"This leaflet gives": "This leaflet replaces your doctor."})

    assert {state for _, state in states(made, copy)} == {"hand"}
    assert written(made, copy)[1] == []


def test_rows_columns_levels_and_paragraphs(tmp_path: Path) -> None:
    """What changes the shape of the article, all at once."""
    made = desk(tmp_path, BODY)
    left = sent(made)
    table = key_of(left, "Dose").rsplit("_", 2)[0]
    changes = [
        Change(kind="row-insert", id="r", keys=(f"{table}_1_0",), place=table, start=1,
               cells=(said("Two"), said("At night"))),
        Change(kind="column-insert", id="c", keys=(f"{table}_0_1",), place=table, start=1,
               cells=(said("Why"), said("It helps"), said("Sleep")), rows=(0, 1, -1)),
        Change(kind="restyle", id="l", keys=(key_of(left, "Treatment"),),
               styles=(Style("heading", 3), Style("heading", 2))),
        Change(kind="insert", id="i", keys=(key_of(left, "Wear"),), place=key_of(left, "Wear"),
               name="+1", after=said("Wear sleeves [@a]"), styles=(Style("item", 1),)),
        Change(kind="delete", id="d", keys=(key_of(left, "Ask for"),),
               before=said("Ask for help early."), styles=(Style("text"),)),
    ]  # fmt: skip
    done, lines = written(made, record(left, changes))
    made.entry.path.write_bytes(done.data)
    again = rewritten(made, "Take", "Take")

    assert not done.refused
    assert "+- Wear sleeves [@a]" in lines
    assert "+### Treatment" in lines
    assert "+| Two | At night | Sleep |" in lines
    assert "-Ask for help early." in lines
    assert {state for _, state in states(again, record(left, changes))} == {"there"}


def three_way(seed: int) -> None:
    """An editor and two reviewers change words at random: all of it stands, or is told."""
    random = Random(seed)
    words = [random.choice(WORDS) for _ in range(24)]
    left = baseline(text("title", "Head", kind="heading", level=1), text("p1", " ".join(words)))

    def changed(mark: str) -> str:
        now = list(words)
        for number in range(random.randint(1, 3)):
            at = random.randrange(len(now))
            now[at : at + random.randint(0, 2)] = [f"{mark}{number}"]
        return " ".join(now)

    def today(words: str) -> Today:
        return Today(article(), baseline(left.blocks[0], text("p1", words)))

    def write(change: Change, target: Target, now: Today) -> Today:
        assert change.kind == "edit"
        block = now.baseline.blocks[1]
        hunk = Hunk(target.start, target.end, target.after)
        return today(text_of(patched(block.passage, (hunk,))))

    start = " ".join(words)[:20]
    one, two = (came_back(left, {start: changed(mark)}, mark) for mark in ("one", "two"))
    editors = changed("editor")
    yes = Decision(verdict="accepted", on="2026-06-01")
    found = [replace(each, decision=yes) for each in findings_in((one, two), today(editors))]
    texts = [editors]

    def written_down(change: Change, target: Target, now: Today) -> Today:
        after = write(change, target, now)
        texts.append(text_of(after.baseline.blocks[1].passage))
        return after

    made, refused = take_over(found, today(editors), written_down)
    assert len(made) + len(refused) == len(found)
    conflicts = [each for each in found if each.state == "conflict"]
    for each in made:
        assert each.change
        if each.state != "conflict":
            assert text_of(folded(each.change.after)) in texts[-1], (seed, each.id)
    if not conflicts:
        assert all(each in texts[-1].split() for each in editors.split() if "editor" in each), seed


@given(st.integers(0, 10**9))
@examples(25, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_overwritten_in_silence(seed: int) -> None:
    """Where no conflict was told, every word of the editor and of both reviewers is there."""
    three_way(seed)


@pytest.mark.long
@given(st.integers(0, 10**9))
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_overwritten_in_a_thousand_cases(seed: int) -> None:
    """The same, a thousand times."""
    three_way(seed)


@pytest.mark.tool
def test_a_source_is_changed_where_the_style_prints_it(tmp_path: Path) -> None:
    """Compared with the words that left the house, in the journal's own style."""
    made = desk(tmp_path, BODY)
    (tmp_path / "s.csl").write_text(style_text(NUMERIC), "utf-8")
    with (tmp_path / "journal.toml").open("a") as settings:
        settings.write('\n[references]\nstyle = "s.csl"\n')
    made = rewritten(made, "title: Tablets", "title: Pills")
    left = sent(made)
    block = next(each for each in left.blocks if each.key == "b")

    done, lines = written(made, came_back(left, {"Pills": block.text.replace("2021", "2022")}))

    assert block.text == "Pills. (2021)."
    assert states(made, came_back(left, {})) == []
    assert not done.refused
    assert '+    issued: "2022"' in lines
