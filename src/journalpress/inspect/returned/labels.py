"""The pieces of a paragraph in one view → its atoms: characters, and one for each citation label.

A label is written as `[`, a link for each number, commas or dashes between, `]`, all in a character
style of their own (writers/docx/runs.py). Reviewers delete parts of it, write into it, and write on
behind it in its style: what they typed stays words, what is left of its signs never becomes any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from journalpress.inspect.docx_codes import plain_codes
from journalpress.inspect.returned.pieces import PAGE, Edge, Foreign, Manner, Picture, Piece, Words
from journalpress.inspect.returned.types import NOBODY
from journalpress.passage import Atom

NARROW = "\u202f"
DASH = "–"
NO_WIDTH = "\u200d"
OPENS = "["
CLOSES = "]"
_SIGNS = frozenset(f"{NARROW}{OPENS}{CLOSES}{DASH}{NO_WIDTH}, ")
_NUMBER = "\ue000"
"""Stands for each character of a kept number where a label's form is looked for."""
_LABEL = re.compile(rf"{NARROW}*\[(?:{_NUMBER}[,{DASH}{NO_WIDTH} ]*)*{_NUMBER}\]")
_GAP = re.compile(rf"(?<=\d){NARROW}(?![\w:;!?»%‰°€$£{_NUMBER}{NARROW}\[])")
"""What keeps a raised label off a number, left behind where the label is gone."""
_TYPED_NUMBERS = re.compile(rf"[{DASH}\-,;\s\[\]]*\d[\d{DASH}\-,;\s\[\]]*")

_PLAIN = Manner()
_LONGEST_GAP = 8
"""Signs that may be left of a label in front of its next number."""

_Class: TypeAlias = Literal["number", "sign", "typed", "word"]


@dataclass(frozen=True, slots=True)
class Shown:
    """An atom, what stands for it on the page, and the hand that put it there or took it away."""

    atom: Atom
    text: str
    hand: int = NOBODY


@dataclass(frozen=True, slots=True)
class Seen:
    """What a paragraph holds in one view; `described` where it is a picture and no words."""

    shown: tuple[Shown, ...] = ()
    pictures: tuple[Picture, ...] = ()
    objects: tuple[Foreign, ...] = ()
    described: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it but white space."""
        return not (
            self.pictures
            or self.objects
            or any(each.atom.cites or each.atom.text.strip() for each in self.shown)
        )


@dataclass(slots=True)
class _Character:
    text: str
    manner: Manner
    hand: int
    typed: bool
    alike: dict[str, Shown]
    """What the characters of its stretch are as words: a letter comes again and again."""
    kind: _Class = "word"


def seen(
    pieces: Sequence[Piece], *, accepted: bool, printed: Mapping[str, str], described: bool = False
) -> Seen:
    """What these pieces hold, tracked changes accepted or rejected.

    `printed` is the number that the copy printed for each reference's bookmark, as far as known:
    a link with another number in it was typed over. The description of a picture stands in its
    place where there are no words, or where `described` asks for it: so it is in a baseline.
    """
    standing = [
        each
        for each in pieces
        if not isinstance(each, Edge) and each.fate.stands(accepted=accepted)
    ]
    words = [each for each in standing if isinstance(each, Words)]
    pictures = tuple(each for each in standing if isinstance(each, Picture))
    described = described or not any(each.text.strip() for each in words)
    characters: list[_Character] = []
    objects: list[Foreign] = []
    for piece in standing:
        match piece:
            case Words():
                characters += _characters(piece, accepted=accepted)
                objects += _marked(piece, accepted=accepted)
            case Picture() if described:
                hand = piece.fate.added if accepted else piece.fate.removed
                characters += (
                    _Character(each, _PLAIN, hand, False, {}) for each in piece.description
                )
            case Foreign():
                objects.append(piece)
            case _:
                pass
    shown = tuple(_shown(_without_pages(characters), printed))
    return Seen(shown, pictures, tuple(objects), described=bool(pictures) and described)


def _without_pages(characters: list[_Character]) -> list[_Character]:
    """The characters with a space for a new page that parts two words, and nothing for others."""
    kept: list[_Character] = []
    for at, each in enumerate(characters):
        if each.text == PAGE:
            following = characters[at + 1].text if at + 1 < len(characters) else " "
            if not kept or kept[-1].text.isspace() or following.isspace():
                continue
            each.text = " "
        kept.append(each)
    return kept


def _characters(piece: Words, *, accepted: bool) -> Iterator[_Character]:
    manner = piece.new if accepted else piece.old
    if manner.look.hidden:
        return
    hand = piece.fate.added if accepted else piece.fate.removed
    if not accepted and hand == NOBODY and _atom("", piece.new) != _atom("", piece.old):
        hand = piece.changed
    typed = piece.fate.added != NOBODY
    alike: dict[str, Shown] = {}
    for text in piece.text:
        yield _Character(text, manner, hand, typed, alike)


def _marked(piece: Words, *, accepted: bool) -> Iterator[Foreign]:
    """Words that somebody struck out or highlighted by hand, instead of tracking a change."""
    look = (piece.new if accepted else piece.old).look
    for marked, kind in ((look.struck, "struck words"), (look.highlighted, "highlighted words")):
        if marked and piece.text.strip():
            yield Foreign(kind, piece.text, piece.fate)


def _shown(characters: Sequence[_Character], printed: Mapping[str, str]) -> Iterator[Shown]:
    text = "".join(each.text for each in characters)
    if (plain := plain_codes(text)) != text:
        for character, sign in zip(characters, plain, strict=True):
            character.text = sign
    _classify(characters, printed)
    for in_label, group in groupby(characters, lambda each: each.kind != "word"):
        if in_label:
            yield from _labels(list(group))
        else:
            yield from map(_word, group)


def _word(character: _Character) -> Shown:
    text = character.text
    found = character.alike.get(text)
    if found is None:
        found = Shown(_atom(text, character.manner), text, character.hand)
        character.alike[text] = found
    return found


def _atom(text: str, manner: Manner) -> Atom:
    look = manner.look
    return Atom(text, look.strong, look.emph, look.script, manner.href)


# --- labels -----------------------------------------------------------------------------------


def _classify(characters: Sequence[_Character], printed: Mapping[str, str]) -> None:
    for cites, group in groupby(characters, lambda each: each.manner.cites):
        members = list(group)
        if cites:
            kept = _kept(members, printed.get(cites))
            for each in members:
                each.kind = "typed"
            for each in kept:
                each.kind = "number"
            continue
        for each in members:
            if each.manner.look.citation:
                each.kind = "sign" if each.text in _SIGNS and not each.typed else "typed"
    # Without their style the signs of a label are known by its form.
    form = "".join(_NUMBER if each.kind == "number" else each.text for each in characters)
    for label in _LABEL.finditer(form) if _NUMBER in form else ():
        for each in characters[label.start() : label.end()]:
            each.kind = each.kind if each.kind == "number" else "sign"
    for gap in _GAP.finditer(form):
        characters[gap.start()].kind = "sign"


def _kept(link: Sequence[_Character], number: str | None) -> Sequence[_Character]:
    """What of a link to a reference still shows the number that the copy printed there."""
    if _is_kept(link, number):
        return link
    # Somebody typed behind a number and into its link: `1,5`, where `15` is another number.
    own = [each for each in link if not each.typed]
    words = "".join(each.text for each in own)
    apart = words in re.findall(r"\d+", "".join(each.text for each in link))
    return own if apart and _is_kept(own, number) else ()


def _is_kept(link: Sequence[_Character], number: str | None) -> bool:
    words = [each.text for each in link]
    digits = "".join(each for each in words if each.isdecimal())
    if not all(each.isdecimal() or each in f"{DASH}-{NO_WIDTH}" for each in words):
        return False
    return not digits or number is None or digits == number


def _labels(cluster: Sequence[_Character]) -> Iterator[Shown]:
    """The atoms of neighbouring characters that are in a label, or in its style."""
    label: list[_Character] = []
    begun = closed = False
    for at, each in enumerate(cluster):
        opens = each.kind == "sign" and each.text in (NARROW, OPENS)
        if closed or (opens and begun):
            yield from _label(label)
            label, begun = [], False
            if closed and not opens and not _goes_on(cluster, at):
                yield _word(each)
                continue
        label.append(each)
        begun = begun or each.text != NARROW
        closed = each.text == CLOSES
    yield from _label(label)


def _goes_on(cluster: Sequence[_Character], at: int) -> bool:
    """Whether a label that lost its beginning follows: a number comes before other words."""
    for each in cluster[at : at + _LONGEST_GAP]:
        if each.kind == "number":
            return True
        if each.kind != "sign" or each.text in (OPENS, CLOSES, NARROW):
            return False
    return False


def _label(label: Sequence[_Character]) -> Iterator[Shown]:
    numbers = [each for each in label if each.kind == "number"]
    typed = [each for each in label if each.kind == "typed"]
    if not numbers:
        if typed:
            yield from map(_word, label)
        return
    cites = tuple(name for name, _ in groupby(numbers, lambda each: each.manner.cites))
    hand = next((each.hand for each in numbers if each.hand != NOBODY), NOBODY)
    words = "".join(each.text for each in label if each.kind != "typed")
    yield Shown(Atom(cites=cites), words, hand)
    if _TYPED_NUMBERS.fullmatch("".join(each.text for each in typed)):
        # A number written into a label stands behind it, as a label in plain words.
        kept = [each for each in typed if each.text not in f"{OPENS}{CLOSES}"]
        while kept and not kept[0].text.isdecimal():
            kept.pop(0)
        while kept and not kept[-1].text.isdecimal():
            kept.pop()
        first, last = kept[0], kept[-1]
        yield Shown(_atom(OPENS, first.manner), OPENS, first.hand)
        yield from map(_word, kept)
        yield Shown(_atom(CLOSES, last.manner), CLOSES, last.hand)
        return
    yield from map(_word, typed)
