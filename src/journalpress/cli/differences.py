"""Two versions of some words → one line in which a terminal shows how they differ."""

from __future__ import annotations

from collections.abc import Iterator

from journalpress.passage import Passage, hunks, passage_of, text_of
from journalpress.terminal import clean

CONTEXT = 50
"""How many unchanged characters are shown on either side of a change."""
_GONE, _NEW, _PLAIN = "\x1b[31;9m", "\x1b[32;4m", "\x1b[0m"


def difference(before: str, after: str, *, colour: bool = False) -> str:
    """The words that went in `[-…-]`, those that came in `{+…+}`, and a little around them.

    `colour` colours them as well. Nothing in the words can steer a terminal.
    """
    return "".join(_pieces(_atoms(before), _atoms(after), colour=colour))


def _atoms(words: str) -> Passage:
    return passage_of(" ".join(clean(words.replace("\n", " ¶ ")).split()))


def _pieces(before: Passage, after: Passage, *, colour: bool) -> Iterator[str]:
    at = 0
    for hunk in hunks(before, after):
        yield _kept(text_of(before[at : hunk.start]), first=at == 0)
        gone, new = text_of(before[hunk.start : hunk.end]), text_of(hunk.after)
        if gone:
            yield f"{_GONE}[-{gone}-]{_PLAIN}" if colour else f"[-{gone}-]"
        if new:
            yield f"{_NEW}{{+{new}+}}{_PLAIN}" if colour else f"{{+{new}+}}"
        at = hunk.end
    rest = text_of(before[at:])
    yield rest if len(rest) <= CONTEXT else f"{rest[:CONTEXT].rpartition(' ')[0]} …"


def _kept(words: str, *, first: bool) -> str:
    """What was not changed, without its middle where it is long, or its beginning."""
    if first and len(words) > CONTEXT:
        return f"… {words[-CONTEXT:].partition(' ')[2]}"
    if len(words) > 2 * CONTEXT:
        return f"{words[:CONTEXT].rpartition(' ')[0]} … {words[-CONTEXT:].partition(' ')[2]}"
    return words
