"""The fonts in styles/fonts are the ones we chose: whole, licensed, fit for a medical text."""

import hashlib
from itertools import count, groupby
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "styles" / "fonts"
CUTS = sorted(FONTS.glob("source-*/*.ttf"))
ARABIC_CUTS = sorted(FONTS.glob("noto-*/*.ttf"))

MEDICAL = "≤≥µμαβγΔ→✓−½×±°“”‘’–—…•«»"
LETTERS = "éçœàèùâêîôûëïüÿæÉÇŒäöüßÄÖÜñåøšžłčěřőş"
SUPERIORS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SPACES = "\u00a0\u202f\u2009"
ARABIC = (
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيٱپچژگکی"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
    "،؛؟٪٫٬٠١٢٣٤٥٦٧٨٩"
)
"""Letters, among them Persian ones, then the marks of vowels, punctuation and figures."""


def sums() -> dict[str, str]:
    """The recorded SHA-256 of each file, by its path inside styles/fonts."""
    lines = (FONTS / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def test_every_file_has_its_recorded_sum() -> None:
    """Not a byte differs from what was taken from the packages, nothing is missing or new."""
    found = {
        file.relative_to(FONTS).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in FONTS.glob("*/*")
    }

    assert found == sums()


def test_each_family_has_its_five_cuts_and_its_licence() -> None:
    """Regular, italic, semibold, bold and bold italic, beside the licence they come under."""
    for family, name in (("source-serif", "SourceSerif4"), ("source-sans", "SourceSans3")):
        assert {file.name for file in (FONTS / family).iterdir()} == {
            "LICENSE.md",
            *(f"{name}-{cut}.ttf" for cut in ("Regular", "It", "Semibold", "Bold", "BoldIt")),
        }
        assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / family / "LICENSE.md").read_text(
            encoding="utf-8"
        )


@pytest.mark.parametrize("file", CUTS, ids=lambda file: file.stem)
def test_every_character_of_a_medical_text_has_a_glyph(file: Path) -> None:
    """A missing one would come out in another font, or as an empty box."""
    with TTFont(file) as font:
        covered = font.getBestCmap()

    assert [
        sign for sign in MEDICAL + LETTERS + SUPERIORS + SPACES if ord(sign) not in covered
    ] == []


@pytest.mark.parametrize("file", CUTS, ids=lambda file: file.stem)
def test_figures_have_true_superiors(file: Path) -> None:
    """Citation numbers use the font's own superior figures: no line is pushed apart."""
    with TTFont(file) as font:
        records = font["GSUB"].table.FeatureList.FeatureRecord

    assert "sups" in {record.FeatureTag for record in records}


@pytest.mark.parametrize("file", ARABIC_CUTS, ids=lambda file: file.stem)
def test_every_character_of_an_arabic_text_has_a_glyph(file: Path) -> None:
    """Latin letters are not asked for: those are Source's in an Arabic leaflet too."""
    with TTFont(file) as font:
        covered = font.getBestCmap()

    assert [sign for sign in ARABIC if ord(sign) not in covered] == []


def test_each_arabic_family_has_two_cuts_and_its_licence() -> None:
    """Regular and bold, beside the licence they come under."""
    for family, name in (
        ("noto-naskh-arabic", "NotoNaskhArabic"),
        ("noto-sans-arabic", "NotoSansArabic"),
    ):
        assert {file.name for file in (FONTS / family).iterdir()} == {
            "LICENSE.md",
            f"{name}-Regular.ttf",
            f"{name}-Bold.ttf",
        }
        licence = (FONTS / family / "LICENSE.md").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("file", [*CUTS, *ARABIC_CUTS], ids=lambda file: file.stem)
def test_embedding_is_allowed_and_the_font_is_static(file: Path) -> None:
    """Variable fonts make a different PDF each time; embedding must be unrestricted."""
    with TTFont(file) as font:
        assert font["OS/2"].fsType == 0
        assert "fvar" not in font


def test_the_list_of_characters_is_that_of_the_fonts(request: pytest.FixtureRequest) -> None:
    """What an article is checked against without opening a font; --accept records it anew."""
    codes: set[int] = set()
    for file in (*CUTS, *ARABIC_CUTS):
        with TTFont(file, lazy=True) as font:
            codes |= font.getBestCmap().keys()
    place = count()
    runs = [[*run] for _, run in groupby(sorted(codes), lambda code: code - next(place))]
    listed = "".join(
        f"{run[0]:04X}-{run[-1]:04X}\n" if len(run) > 1 else f"{run[0]:04X}\n" for run in runs
    )
    if request.config.getoption("--accept"):
        (FONTS / "CHARACTERS").write_text(listed, encoding="ascii", newline="\n")

    assert (FONTS / "CHARACTERS").read_text(encoding="ascii") == listed
