"""Problems that `check` finds in an article → remarks at the paragraphs that they are about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journalpress.keys import STANDFIRST_KEY, TITLE_KEY
from journalpress.model import Article, every_prose
from journalpress.problems import Problem
from journalpress.reviewcopy import Remark, bookmark_name, reference_bookmark
from journalpress.standing import Judged

_FRONT = "front:"
_FIELDS: Mapping[str, str] = MappingProxyType(
    {"standfirst": STANDFIRST_KEY, "disclaimer_found": "disclaimer"}
)
"""Fields of the front matter whose words stand in the copy under a key of their own."""


def remarks_of(judged: Judged) -> tuple[Remark, ...]:
    """Each open problem of the article, in the order in which `check` tells them.

    A problem of a source stands at its reference, one of the list at the first of them, one that
    has no paragraph at the title.
    """
    article = judged.article
    if article is None:
        return ()
    spans = judged.entry.reading.spans
    return tuple(Remark(_bookmark(each, article, spans), _words(each)) for each in judged.problems)


def _words(each: Problem) -> str:
    todo = f" → {each.hint}" if each.hint else ""
    return f"{each.code}: {each.message}{todo}"


def _bookmark(each: Problem, article: Article, spans: Mapping[str, int]) -> str:
    for source in article.sources:
        if f"“{source.key}”" in each.message:
            return reference_bookmark(source.key)
    leaves = {prose.key: spans.get(prose.key, 0) for prose in every_prose(article)}
    exact = [key for key, line in leaves.items() if line and line == each.line]
    if exact:
        return bookmark_name(exact[0])
    fields = {name: line for name, line in spans.items() if name.startswith(_FRONT)}
    if not each.line or each.line <= max(fields.values(), default=0):
        named = [name for name, line in fields.items() if line == each.line]
        field = named[0].removeprefix(_FRONT) if named else ""
        if field == "references" and article.sources:
            return reference_bookmark(article.sources[0].key)
        return bookmark_name(_FIELDS.get(field, TITLE_KEY))
    before = [key for key, line in leaves.items() if line and line < each.line]
    return bookmark_name(max(before, key=leaves.__getitem__) if before else TITLE_KEY)
