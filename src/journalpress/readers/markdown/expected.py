"""An Article and edits → what the article must say afterwards, without a look at its source.

`patch` is believed only where the article read from the new source says exactly this. The rules
stand here once more, over a flat run of leaves, so that a mistake in the splicing cannot agree
with itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from journalpress.csl.item import WORDS
from journalpress.model import Article, Source
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteColumn,
    DeleteRow,
    DeleteSource,
    Insert,
    InsertColumn,
    InsertRow,
    Merge,
    Move,
    Rewrite,
    SetAlt,
    SetLevel,
    SetSource,
    SourceEdit,
    Split,
    Unpatchable,
    refuse_disputed,
)
from journalpress.readers.markdown.flat_run import FlatRun
from journalpress.readers.markdown.outline import (
    Leaf,
    leaves_of,
)
from journalpress.readers.markdown.settled import settled

FIELDS = {
    **{name.casefold(): attribute for name, attribute in WORDS.items()},
    **{attribute: attribute for attribute in WORDS.values()},
    **{name: name for name in ("type", "issued", "accessed", "url")},
}
"""Names of a source's fields, in CSL and in Source, in small letters → the field of Source."""

_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an article must say.

    `origins` holds for each leaf the edits (their places in the sequence) that it comes from or
    stands beside. `sources` are keys with what is known of each: the own list in its order, then
    what is cited beyond it.
    """

    leaves: tuple[Leaf, ...]
    origins: tuple[frozenset[int], ...]
    sources: tuple[tuple[str, Source | None], ...]


def expected(
    article: Article, edits: Sequence[SourceEdit], *, listed: Sequence[str] | None = None
) -> Expectation:
    """What the article says when these edits are made.

    Args:
        article: as it is now, with its keys.
        edits: all of them, each of which speaks of the article as it is now.
        listed: the keys of the article's own list of sources; all of its sources by default.

    Raises:
        Unpatchable: an edit that names nothing, disputes another one, or has no sense.
    """
    settled_edits = settled(edits)
    refuse_disputed(settled_edits)
    run = FlatRun(article)
    for phase in _PHASES:
        chosen = [(at, edit) for at, edit in enumerate(settled_edits) if isinstance(edit, phase)]
        if phase is SetLevel:
            chosen.sort(key=lambda each: run.place(each[1]))
        for at, edit in chosen:
            run.make(at, edit)
    run.remove_marked()
    known = {source.key: source for source in article.sources}
    own = _sources(known, settled_edits, [*known] if listed is None else listed)
    keys = {key for key, _ in own}
    others = tuple((key, known.get(key)) for key in run.cited() if key not in keys)
    return Expectation(tuple(leaves_of(run.rows)), run.origins(), (*own, *others))


_PHASES: tuple[type[Any], ...] = (
    Rewrite, SetAlt, InsertRow, InsertColumn, Split, SetLevel, Insert, Move, DeleteRow,
    DeleteColumn, Delete, Merge,
)  # fmt: skip


# --- sources


def _sources(
    known: Mapping[str, Source], edits: Sequence[SourceEdit], listed: Sequence[str]
) -> tuple[tuple[str, Source | None], ...]:
    """The own list after the edits."""
    order = [key for key in listed if key in known]
    kept: dict[str, Source] = {key: known[key] for key in order}
    behind: dict[str, list[str]] = {}
    for edit in edits:
        match edit:
            case SetSource(key, name, value):
                attribute = FIELDS.get(name.casefold())
                if key not in kept or attribute is None:
                    raise Unpatchable(edit, f"the article's list has no {name} of {key}")
                if attribute == "doi":
                    value = _DOI_ADDRESS.sub("", value, count=1)
                if attribute == "type" and not value:
                    value = "document"
                kept[key] = replace(kept[key], **cast(dict[str, Any], {attribute: value}))
            case AddSource(key, raw, after):
                if key in kept or not raw:
                    raise Unpatchable(edit, f"the list has {key} already, or it says nothing")
                behind.setdefault(after if after in order or not after else order[-1] if order
                                  else "", []).append(key)  # fmt: skip
                kept[key] = Source(key, raw=raw)
            case DeleteSource(key):
                if key not in order:
                    raise Unpatchable(edit, f"the article's list has no {key}")
            case _:
                pass
    gone = {edit.key for edit in edits if isinstance(edit, DeleteSource)}
    made = [*behind.get("", [])]
    for key in order:
        if key not in gone:
            made.append(key)
        made += behind.get(key, [])
    return tuple((key, kept[key]) for key in made)
