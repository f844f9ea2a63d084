"""Where marks and links inside a Word file lead: to entries of its list, to notes, to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.rich.tree import Mark, Run, Span, Target, Words, text_of
from journalpress.readers.word.lines import Part, lines_in


def without_citing_notes(
    notes: list[tuple[str, list[Part]]], dropped: list[Dropped]
) -> tuple[dict[str, tuple[Target, ...]], list[tuple[str, list[Part]]]]:
    """What notes cite that do nothing else, and the notes that speak.

    Styles that cite in notes put a field of the reference manager into each: its mark in the text
    then stands for the sources themselves.
    """
    citing: dict[str, tuple[Target, ...]] = {}
    speaking: list[tuple[str, list[Part]]] = []
    for name, parts in notes:
        lines = list(lines_in(parts))
        spans = [span for line in lines for span in line.spans]
        targets = [t for span in spans if isinstance(span, Mark) for t in span.targets]
        words = "".join(text_of(tuple(line.spans)) for line in lines)
        if targets and not any(each.isalnum() for each in words):
            citing[name] = tuple(targets)
            shown = "".join(span.written for span in spans if isinstance(span, Mark))
            why = "a note that only names sources, which the list has"
            dropped.append(Dropped(0, " ".join(shown.split()), why))
        else:
            speaking.append((name, parts))
    return citing, speaking


class Leads:
    """Puts each mark and each link inside the file in its last form."""

    def __init__(
        self,
        names: Mapping[str, str],
        listed: set[str],
        citing: Mapping[str, tuple[Target, ...]],
        lang: str,
        decisions: list[Decision],
    ) -> None:
        self._lang = lang
        self._names = names
        self._listed = listed
        self._citing = citing
        self._decisions = decisions

    def words(self, words: Words) -> Words:
        """The words with links to entries and notes as marks, and no mark that leads nowhere."""
        return tuple(each for span in words for each in self._span(span))

    def _span(self, span: Span) -> Iterator[Span]:
        if isinstance(span, Run) and span.lang and not self._is_foreign(span):
            span = replace(span, lang="")
        match span:
            case Run(text, href=href) if href.startswith("#"):
                name = self._names.get(href[1:], "")
                if name in self._listed or name.startswith(("footnote-", "endnote-")):
                    yield Mark(self._citing.get(name, (Target(name),)), text)
                else:
                    yield span
            case Mark(targets, written):
                known = tuple(
                    each for target in targets for each in self._citing.get(target.id, (target,))
                )
                lost = [
                    each
                    for each in known
                    if each.id not in self._listed
                    and not each.id.startswith(("footnote-", "endnote-"))
                ]
                if lost:
                    what = (
                        f"“{written}” cites a source of which the file says nothing; its words stay"
                    )
                    self._decisions.append(Decision(0, what))
                    yield Run(written)
                else:
                    yield Mark(known, written)
            case _:
                yield span

    def _is_foreign(self, run: Run) -> bool:
        """Whether a passage is in another language than the text, and not in another spelling."""
        main, own = self._lang[:2].lower(), run.lang[:2].lower()
        return bool(main) and own not in (main, "x-") and any(map(str.isalpha, run.text))
