"""Chapters → the sources of their book, each once, however often it is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from journalpress.csl.types import ReferenceStyle
from journalpress.edition.collation import sort_key
from journalpress.edition.duplicates import fullness, same_sources
from journalpress.edition.mentions import mention
from journalpress.edition.reading import leaf
from journalpress.edition.references import reference_texts
from journalpress.edition.types import Chapter, CollectedSource, Reference, ResolvedInline
from journalpress.edition.wording import Wording
from journalpress.model import Prose


def collected_sources(
    chapters: Sequence[Chapter],
    wording: Wording,
    lang: str,
    style: ReferenceStyle | None = None,
) -> tuple[CollectedSource, ...]:
    """Every source that a chapter lists, in the order of this language.

    Of entries that are one source the fullest prints, in the words of the book.
    """
    listed = [(each, chapter) for chapter in chapters for each in chapter.references]
    groups: dict[int, list[tuple[Reference, Chapter]]] = defaultdict(list)
    for group, entry in zip(same_sources([each.source for each, _ in listed]), listed, strict=True):
        groups[group].append(entry)
    fullest = [
        max((each.source for each, _ in entries), key=fullness) for entries in groups.values()
    ]
    printed = dict(zip(groups, reference_texts(fullest, wording, style, lang), strict=True))
    ordered = sorted(
        printed, key=lambda group: sort_key(leaf("item", Prose("", printed[group])).text, lang)
    )
    return tuple(
        CollectedSource(
            Prose(f"source_{position}", printed[group]),
            _where(f"cited_{position}", groups[group], wording, lang),
        )
        for position, group in enumerate(ordered, 1)
    )


def _where(
    key: str, entries: Sequence[tuple[Reference, Chapter]], wording: Wording, lang: str
) -> Prose[ResolvedInline]:
    """The articles that cite the source; where none does, those that list it all the same."""
    citing = [chapter for reference, chapter in entries if reference.backlinks]
    label = wording.cited_in if citing else wording.listed_in
    chapters = {each.slug: each for each in citing or (chapter for _, chapter in entries)}
    return mention(key, label, chapters.values(), lang)
