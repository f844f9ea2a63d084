"""Tests of journalpress.readers.rich.typed: lists that were typed line by line."""

from __future__ import annotations

import pytest

from journalpress.readers.rich.tree import Block, Box, Break, Run
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    head,
    para,
    references,
    sup,
    told,
)


@pytest.mark.parametrize(
    ("blocks", "read"),
    [
        ((para("• a letter"), para("•\ta bag")), "- a letter\n- a bag"),
        ((para("- a letter"), para("– a bag")), "- a letter\n- a bag"),
        ((para("• a letter", Break(), "• a bag"),), "- a letter\n- a bag"),
        ((para("1. Sit."), para("2. Rest."), para("3) Call.")), "1. Sit.\n2. Rest.\n3. Call."),
        ((para("(1) Sit.", Break(), "(2) Rest."),), "1. Sit.\n2. Rest."),
        ((para("• ", Run("No", strong=True), " food"), para("• x")), "- **No** food\n- x"),
        ((para("1. Sit", sup("1"), "."), para("2. Rest.")), "1. Sit[@mackensen2022].\n2. Rest."),
        ((Box("note", (para("• a"), para("• b"))),), "> [!NOTE]\n>\n> - a\n> - b"),
        (
            (para("1"), head("Knee", 3), para("Bend."), para("2"), head("Hip", 3), para("Turn.")),
            "### 1. Knee\n\nBend.\n\n### 2. Hip\n\nTurn.",
        ),
    ],
)
def test_lines_typed_as_a_list_are_one(blocks: tuple[Block, ...], read: str) -> None:
    """Bullets and numbers go, the list has its own; all of it is said and no word is lost."""
    made = assembled(document(head("Part"), *blocks, references=references(1)))
    assert body(made) == f"## Part\n\n{read}"
    assert "JP125" not in told(made)
    assert any("typed as a list" in each.what or "on a line of its own" in each.what
               for each in made.decisions)  # fmt: skip


@pytest.mark.parametrize(
    "blocks",
    [
        (para("• a letter"),),
        (para("✓ Drink."), para("✗ Do not smoke.")),
        (para("-5 °C"), para("-7 °C")),
        (para("2. Rest."), para("3. Call.")),
        (para("1. Sit."), para("3. Call.")),
        (para("1.5 mg"), para("2.5 mg")),
        (para("• a letter", Break(), "and more"),),
        (para("7"), head("Knee", 3), para("Bend.")),
    ],
)
def test_other_lines_stay_as_they_are(blocks: tuple[Block, ...]) -> None:
    """One line, signs that say something, numbers that do not count, amounts."""
    made = assembled(document(head("Part"), *blocks))
    assert not any("typed" in each.what for each in made.decisions)
    assert not any("line of its own" in each.what for each in made.decisions)
    assert "JP125" not in told(made)
