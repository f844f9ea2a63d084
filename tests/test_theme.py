"""theme.toml changes what it names, and nothing that would be hard to read gets through."""

from __future__ import annotations

import pytest

from journalpress.colour import contrast
from journalpress.theme import Theme, house_theme, read_theme

PLUM = 'accent = { rgb = "#5a1a5c", cmyk = [60, 100, 20, 30] }'


def theme(text: str) -> Theme:
    """The theme of a good file."""
    made, _, problems = read_theme(text.encode())
    assert made is not None, problems
    return made


def told(text: str) -> list[str]:
    """What is wrong with this file, a line each."""
    return [str(each) for each in read_theme(text.encode())[2]]


def test_an_empty_file_is_the_house_theme() -> None:
    """So is none of the keys."""
    assert theme("") == theme("schema = 1\n[colours]\n") == house_theme()


def test_a_colour_is_changed_alone() -> None:
    """Its inks are those chosen; its tone on a dark screen is made where none is named."""
    made = theme(f"[colours]\n{PLUM}")

    assert made.colours.accent.rgb == "#5a1a5c"
    assert made.colours.inks[(0x5A, 0x1A, 0x5C)] == pytest.approx((0.6, 1, 0.2, 0.3))
    assert contrast(made.colours.accent.dark, "#12181b") >= 7
    assert made.colours.warm == house_theme().colours.warm


def test_a_colour_without_inks_is_left_to_the_print_shop() -> None:
    """The house's inks belong to the house's colour."""
    made = theme('[colours]\naccent = { rgb = "#5A1A5C" }')

    assert (0x5A, 0x1A, 0x5C) not in made.colours.inks
    assert (0x0B, 0x4F, 0x6C) not in made.colours.inks


def test_bom_and_crlf_are_read() -> None:
    """As Windows writes them."""
    text = f"[colours]\n{PLUM}\n"

    assert read_theme(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == read_theme(
        text.encode()
    )


def test_a_logo_is_named_and_not_opened() -> None:
    """Whoever reads the journal opens it."""
    _, logo, problems = read_theme(b'[logo]\nfile = "sign.png"')

    assert problems == []
    assert logo is not None
    assert (logo.name, logo.height_mm) == ("sign.png", 13)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema = 2", "theme.toml:1: JP070 error: schema this journalpress reads schema = 1 only"),
        ("[colours", "theme.toml: JP070 error: is not TOML: "),
        ("[colors]", "theme.toml:1: JP070 error: colors is not a known key  → did you mean “col"),
        ('[colours]\nblue = { rgb = "#0b4f6c" }',
         "theme.toml:2: JP070 error: colours.blue is not a known key"),
        ('[colours]\nink = { rgb = "black" }',
         "theme.toml:2: JP070 error: colours.ink.rgb “black” is no colour  → write it as "),
        ("[colours]\nink = { cmyk = [0, 0, 0, 100] }",
         "theme.toml: JP070 error: colours.ink.rgb is missing"),
        ('[colours]\nink = { rgb = "#000000", cmyk = [0, 0, 100] }',
         "theme.toml:2: JP070 error: colours.ink.cmyk must be a list of 4 numbers from 0 to 100"),
        ('[colours]\naccent = { rgb = "#3b9fbc" }',
         "theme.toml:2: JP070 error: colours.accent.rgb #3b9fbc stands on paper (#ffffff) at 3.1 "
         "to 1, less than 7 to 1  → take a darker tone"),
        ('[colours]\naccent = { rgb = "#0b4f6c", dark = "#0b4f6c" }',
         "theme.toml:2: JP070 error: colours.accent.dark #0b4f6c stands on a dark screen (#12181b)"
         " at 2.0 to 1, less than 7 to 1  → take a lighter tone"),
        ('[colours]\ntint = { rgb = "#8ac0d0" }',
         "theme.toml:2: JP070 error: colours.quiet.rgb #3f4a4f stands on tint (#8ac0d0) at "),
        ("[sizes]\nbody = 11",
         "theme.toml:2: JP070 error: sizes.body must lie between 12 and 14"),
        ("[sizes]\nh2 = 1.7\ntitle = 1.6",
         "theme.toml:2: JP070 error: sizes.h2 must be smaller than title and larger than h3"),
        ('[lines]\nmeasure = "wide"',
         "theme.toml:2: JP070 error: lines.measure must be a number, without quotes"),
        ('[logo]\nfile = "../media/x.png"',
         "theme.toml:2: JP070 error: logo.file must be the name of a file in theme/"),
        ("[logo]\nheight_mm = 12", "theme.toml: JP070 error: logo.file is missing"),
        ('[logo]\nfile = "x.png"\nheight_mm = 200',
         "theme.toml:3: JP070 error: logo.height_mm must lie between 6 and 25"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, line: str) -> None:
    """And where the line cannot be told, with its key."""
    assert any(each.startswith(line) for each in told(text)), told(text)


def test_bytes_that_are_no_text_are_told() -> None:
    """A file saved in an old encoding."""
    assert [str(each) for each in read_theme("[colours] # Grün".encode("latin-1"))[2]] == [
        "theme.toml: JP070 error: is not UTF-8 text  → save it as UTF-8"
    ]
