"""A font file of ours → the text that each of its glyphs stands for, whoever meets it first.

WeasyPrint lets a glyph stand for the first words that it drew: a bracket that was turned over in
an Arabic line for the other bracket, a letter with a vowel sign for both. Here the font decides:
its character map, and the substitutions that shape and join letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from journalpress.assets import fonts_dir

_BOLD, _SEMIBOLD = 700, 600
_UPRIGHT = 0


def glyph_texts(family: str, weight: int, style: int) -> Mapping[int, str]:
    """The text of each glyph, by its number; nothing for a face that is none of ours.

    `style` is 0 for upright letters, as Pango counts.
    """
    match family:
        case "JP Serif Arabic":
            name = f"noto-naskh-arabic/NotoNaskhArabic-{_cut(weight, _UPRIGHT, '')}"
        case "JP Sans Arabic":
            name = f"noto-sans-arabic/NotoSansArabic-{_cut(weight, _UPRIGHT, '')}"
        case "JP Serif":
            name = f"source-serif/SourceSerif4-{_cut(weight, style, 'Semibold')}"
        case "JP Sans":
            name = f"source-sans/SourceSans3-{_cut(weight, style, 'Semibold')}"
        case _:
            return {}
    return _texts_of(f"{name}.ttf")


def _cut(weight: int, style: int, semibold: str) -> str:
    if weight >= (_BOLD if semibold else _SEMIBOLD):
        cut = "Bold"
    else:
        cut = semibold if weight >= _SEMIBOLD else "Regular"
    if style == _UPRIGHT:
        return cut
    return {"Regular": "It", "Bold": "BoldIt"}.get(cut, cut)


@cache
def _texts_of(file: str) -> Mapping[int, str]:
    from fontTools.ttLib import TTFont

    with TTFont(fonts_dir() / file, lazy=True) as font:
        texts: dict[str, str] = {}
        # The plain letter before its joined forms, which have characters of their own.
        for code, name in sorted(font.getBestCmap().items()):
            texts.setdefault(name, unicodedata.normalize("NFKC", chr(code)) or chr(code))
        own = frozenset(texts)
        has_changed = True
        while has_changed:
            has_changed = False
            for made, parts in _substitutions(font):
                if made in own or not all(part in texts for part in parts):
                    continue
                text = "".join(texts[part] for part in parts)
                # Of letters that are joined into one shape the commoner ones come first.
                if made not in texts or text < texts[made]:
                    texts[made] = text
                    has_changed = True
        return {font.getGlyphID(name): text for name, text in texts.items()}


def _substitutions(font: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each glyph that takes the place of others, and those (OpenType, GSUB types 1 and 4)."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for outer in lookup.SubTable:
            table = getattr(outer, "ExtSubTable", outer)
            if table.LookupType == 1:
                yield from ((made, (name,)) for name, made in table.mapping.items())
            elif table.LookupType == 4:
                for first, ligatures in table.ligatures.items():
                    for ligature in ligatures:
                        yield ligature.LigGlyph, (first, *ligature.Component)
