"""Other keys for an article's sources, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from journalpress.model import Article, Cite, Inline, Prose, Source, map_prose


def renamed_keys(before: Sequence[Source], now: Sequence[Source]) -> dict[str, str]:
    """The keys of the page's sources that the editor has given other names."""
    known, given = {each.key for each in before}, {each.key for each in now}
    names: dict[str, str] = {}
    for old in before:
        if old.key in given:
            continue
        for new in now:
            same = (old.raw and old.raw == new.raw) or (old.doi and old.doi == new.doi)
            if same and new.key not in known and new.key not in names.values():
                names[old.key] = new.key
                break
    return names


def clashing_keys(
    base: Article, ours: Article, theirs: Article, names: Mapping[str, str]
) -> dict[str, str]:
    """Other keys for new sources of the page whose key the editor gave to another source."""
    old = {each.key for each in base.sources}
    editors = {each.key: each for each in ours.sources}
    taken = old | editors.keys() | {each.key for each in theirs.sources}
    backwards = {new: key for key, new in names.items()}
    found: dict[str, str] = {}
    for each in theirs.sources:
        mine = editors.get(each.key)
        if mine is None or each.key in old or mine.raw == each.raw:
            continue
        number = 2
        while f"{each.key}-{number}" in taken:
            number += 1
        found[backwards.get(each.key, each.key)] = f"{each.key}-{number}"
        taken.add(f"{each.key}-{number}")
    return found


def with_keys(article: Article, names: Mapping[str, str]) -> Article:
    """The article with other keys for some of its sources, wherever they stand."""
    if not names:
        return article

    def renamed(prose: Prose[Inline]) -> Prose[Inline]:
        return replace(prose, inlines=tuple(_recited(each, names) for each in prose.inlines))

    return replace(
        article,
        title=renamed(article.title),
        standfirst=renamed(article.standfirst) if article.standfirst else None,
        key_messages=tuple(map(renamed, article.key_messages)),
        body=tuple(map_prose(each, renamed) for each in article.body),
        sources=tuple(replace(each, key=names.get(each.key, each.key)) for each in article.sources),
    )


def _recited(inline: Inline, names: Mapping[str, str]) -> Inline:
    if not isinstance(inline, Cite):
        return inline
    cited = (replace(each, key=names.get(each.key, each.key)) for each in inline.citations)
    return replace(inline, citations=tuple(cited))


def lines_with_keys(lines: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The same in lines of Markdown: a key stands behind `[@` or `; @`."""
    if not names:
        return list(lines)
    keys = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    mark = re.compile(rf"(?<=[\[ ]@)(?:{keys})(?=[\],;])")
    return [mark.sub(lambda found: names[found[0]], line) for line in lines]
