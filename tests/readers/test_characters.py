"""Which characters may stand in a text."""

import sys

from journalpress.readers.characters import UNFIT, check_characters
from journalpress.readers.findings import Findings

DIRECTIONS = {chr(each) for each in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def codes(text: str) -> list[str]:
    """The codes of what is noted about this text."""
    findings = Findings("x.md")
    check_characters(text, findings, line=1)
    return [each.code for each in findings.problems]


def test_every_character_that_is_noted_is_noted_in_the_midst_of_others() -> None:
    """Each unfit character and each hidden turn, and no other character there is."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    unfit = set(UNFIT.findall(everything))
    noted = unfit | DIRECTIONS
    assert all(codes(f"a{each}b") == ["JP111"] for each in unfit)
    assert all(codes(f"a{each}b") == ["JP113"] for each in DIRECTIONS)
    assert not codes("".join(each for each in everything if each not in noted))


def test_a_lost_character_is_named_as_such() -> None:
    """U+FFFD prints like any other, and stands for one that an earlier program lost."""
    findings = Findings("x.md")
    assert not check_characters("5 \ufffdg", findings, line=7)
    assert [(each.code, each.line) for each in findings.problems] == [("JP111", 7)]
    assert "lost" in findings.problems[0].message
