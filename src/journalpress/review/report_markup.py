"""Words of authors and reviewers → HTML in which they are words and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from journalpress.edition.citations import Labeller
from journalpress.model import Citation, Cite
from journalpress.passage import BREAK, LINE, Atom, Passage, cite_text
from journalpress.review.report import Report
from journalpress.review.report_words import Piece, author_words

TONES = 6
"""Colours and kinds of line by which authors are told apart; the seventh has the first again."""
_UNSEEN = frozenset("\u00ad\u200c\u200d\u200e\u200f\u061c\ufeff\u2060")
"""Format characters that languages and fonts need: they are left as they are."""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody whose changes are shown: a letter, and a number from 1 for colour and line."""

    name: str
    sign: str
    tone: int


def authors_of(reports: Sequence[Report]) -> Mapping[str, Author]:
    """Everybody who made a finding, by name, in the order of the reports."""
    names = dict.fromkeys(author_words(each) for report in reports for each in report.findings)
    return {
        name: Author(name, _letters(number), number % TONES + 1)
        for number, name in enumerate(names)
    }


def _letters(number: int) -> str:
    """A, B … Z, AA, AB and so on."""
    ahead = _letters(number // 26 - 1) if number >= 26 else ""
    return f"{ahead}{chr(ord('A') + number % 26)}"


def words_html(text: str) -> str:
    """The text escaped; a character that steers or turns a line is shown by its number."""
    return "".join(
        f'<span class="unseen">U+{ord(each):04X}</span>' if _is_steering(each) else escape(each)
        for each in text
    )


def _is_steering(sign: str) -> bool:
    if sign in "\n\t" or sign in _UNSEEN:
        return False
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs") or ord(sign) & 0xFFFE == 0xFFFE


def visible(text: str) -> str:
    """The text with a sign of its own for each character that steers or turns a line.

    For attributes and a window's title, where no markup can show which one it is.
    """
    return "".join("\ufffd" if _is_steering(each) else each for each in text)


def lines_html(text: str) -> str:
    """The text with its lines."""
    return "<br/>".join(words_html(line) for line in text.split("\n"))


def pieces_html(pieces: Sequence[Piece], author: Author) -> str:
    """A change in one line, as the terminal has it."""
    return "<wbr/>".join(
        changed_html(each.look, words_html(each.words), author)
        if each.look
        else words_html(each.words)
        for each in pieces
    )


def changed_html(look: Literal["ins", "del"], inner: str, author: Author) -> str:
    """Words that came in or went, by whom; a voice says so before and behind them."""
    if not inner:
        return ""
    verb = "inserted" if look == "ins" else "deleted"
    said = f"{_voiced(verb, author)}{inner}{_voice(', end]')}"
    return f'<{look} class="by-{author.tone}">{said}</{look}>'


def looks_html(inner: str, author: Author) -> str:
    """Words that only look otherwise than before, by whom."""
    said = f"{_voiced('look changed', author)}{inner}{_voice(', end]')}"
    return f'<mark class="look by-{author.tone}">{said}</mark>'


def contested_html(inner: str) -> str:
    """Today's words at a place about which changes disagree."""
    shown = inner or f"{_voice('nothing')}‸"
    said = f"{_voice('[in conflict: ')}{shown}{_voice(', end]')}"
    return f'<mark class="contested">{said}</mark>'


def label_html(words: str) -> str:
    """Words of the page among those of the article."""
    return f'<span class="label" lang="en">{escape(words)}</span> '


def _voiced(verb: str, author: Author) -> str:
    return _voice(f"[{verb} by {author.name}: ")


def _voice(words: str) -> str:
    """Words that are heard and not seen."""
    return f'<span class="voice" lang="en">{words_html(words)}</span>'


class PassageMarkup:
    """Renders passages of one article; citations have the numbers that they have there today."""

    def __init__(self, report: Report) -> None:
        self._slug = report.slug
        self._numbers = {key: number for number, key in report.today.numbers.items()}

    def html(self, passage: Passage) -> str:
        """The words with their looks; addresses are shown, never linked."""
        return "".join(self._stretch(tuple(group), look) for look, group in groupby(passage, _look))

    def _stretch(self, atoms: Passage, look: Atom) -> str:
        if look.cites:
            # Two marks of the same sources side by side are two marks.
            return "".join(self._cite(each) for each in atoms)
        text = "".join(atom.text for atom in atoms)
        words = "".join(_piece(part) for part in _lines(text))
        if look.script:
            words = f"<{look.script}>{words}</{look.script}>"
        if look.emph:
            words = f"<em>{words}</em>"
        if look.strong:
            words = f"<strong>{words}</strong>"
        if look.href:
            words = f'<span class="link" title="{escape(visible(look.href))}">{words}</span>'
        return words

    def _cite(self, atom: Atom) -> str:
        keys = words_html(cite_text(atom))
        if not all(key in self._numbers for key in atom.cites):
            return f'<span class="cite">{keys}</span>'
        cite = Cite(tuple(Citation(key, "") for key in atom.cites))
        label = escape(Labeller(self._slug, self._numbers).label_for(cite).text)
        named = escape(visible(cite_text(atom)))
        return f'<span class="cite" title="{named}">[{label}]</span>'


def _look(atom: Atom) -> Atom:
    """The atom without its text: how it looks."""
    return Atom("", atom.strong, atom.emph, atom.script, atom.href, atom.cites)


def _lines(text: str) -> list[str]:
    found: list[str] = [""]
    for each in text:
        if each in (LINE, BREAK):
            found += [each, ""]
        else:
            found[-1] += each
    return found


def _piece(part: str) -> str:
    if part == LINE:
        return "<br/>"
    if part == BREAK:
        return f'<span class="pilcrow">{_voice("new paragraph")}¶</span><br/>'
    return words_html(part)
