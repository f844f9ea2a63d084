"""The only place where numbers and labels are decided.

Arabic numerals, one number per source and article, after ICMJE/NLM; whether they follow the
author's list or first mention is the clinic's policy. In a mark the numbers are sorted, each once,
joined by commas; runs of three or more become `1–3`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from journalpress.edition.types import Backlink, CiteLabel, CiteMark, Numbering
from journalpress.edition.wording import Wording
from journalpress.errors import UnknownSource
from journalpress.model import Article, Cite, Source, cited_keys

COMMA = ","
RUN = "–"
BACK = "↩\ufe0e"
"""The way back; U+FE0E keeps reading systems from drawing it as an emoji."""


def number_sources(article: Article, numbering: Numbering) -> Mapping[str, int]:
    """Key → number, from 1, in the order in which the references print.

    as-listed: the order of the list; a source never cited keeps its number. as-cited: order of
    first mention; a source never cited is left out. Raises UnknownSource.
    """
    listed = tuple(source.key for source in article.sources)
    cited = cited_keys(article)
    for key in cited:
        if key not in listed:
            raise UnknownSource(f"{article.slug}: [@{key}] has no source", hint="add the source")
    order = listed if numbering == "as-listed" else cited
    return MappingProxyType({key: number for number, key in enumerate(order, 1)})


def listed_sources(article: Article, numbers: Mapping[str, int]) -> tuple[Source, ...]:
    """The sources that print, in the order of their numbers."""
    by_key = {source.key: source for source in article.sources}
    return tuple(by_key[key] for key in sorted(numbers, key=numbers.__getitem__))


def reference_anchor(slug: str, number: int) -> str:
    """The id of a reference: where each of its marks leads."""
    return f"{slug}-ref-{number}"


def back_sign(time: int, times: int) -> str:
    """What prints for the way back to this mark of so many: an arrow, numbered if not alone."""
    return BACK if times == 1 else f"{BACK}{time}"


class Labeller:
    """Gives each mark of one article its label, in reading order, and remembers the ways back."""

    def __init__(self, slug: str, numbers: Mapping[str, int]) -> None:
        self._slug = slug
        self._numbers = numbers
        self._times: Counter[int] = Counter()

    def label_for(self, cite: Cite) -> CiteLabel:
        """Label for these sources: sorted, each once, runs of three or more joined (1–3).

        Raises UnknownSource.
        """
        try:
            keys = {self._numbers[each.key]: each.key for each in cite.citations}
        except KeyError as error:
            raise UnknownSource(f"{self._slug}: [@{error.args[0]}] has no source") from error
        locators = {
            key: "; ".join(
                dict.fromkeys(e.locator for e in cite.citations if e.key == key and e.locator)
            )
            for key in keys.values()
        }
        numbers = sorted(keys)
        marks: list[CiteMark] = []
        for position, number in enumerate(numbers):
            inner = number - 1 in keys and number + 1 in keys
            closes_run = number - 1 in keys and number - 2 in keys and not inner
            self._times[number] += 1
            marks.append(
                CiteMark(
                    number=number,
                    key=keys[number],
                    target=reference_anchor(self._slug, number),
                    id=self._mark_id(number, self._times[number]),
                    separator="" if inner or not position else RUN if closes_run else COMMA,
                    shown=not inner,
                    locator=locators[keys[number]],
                )
            )
        return CiteLabel(tuple(marks))

    def backlinks(self, number: int, wording: Wording) -> tuple[Backlink, ...]:
        """The ways back from this reference, one for each mark labelled so far."""
        times = self._times[number]
        return tuple(
            Backlink(
                target=self._mark_id(number, time),
                sign=back_sign(time, times),
                label=wording.back_to_citation.format(citation=time, source=number),
            )
            for time in range(1, times + 1)
        )

    def _mark_id(self, number: int, time: int) -> str:
        return f"{self._slug}-cite-{number}-{time}"
