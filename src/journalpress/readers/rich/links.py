"""The words of a link → the inlines that they become, by where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journalpress.model import CrossLink, Inline, Link, Text
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.rich.addresses import (
    Addresses,
    Outward,
    Refused,
    ToArticle,
    Unknown,
    Within,
)
from journalpress.readers.rich.pieces import THING

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,62}")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|webp|svg|zip|mp[34])(?:$|[?#])", re.I)


class LinkMaker:
    """Makes the links of one article; counts those within the page and those to other articles."""

    def __init__(self, addresses: Addresses, notes: Notes) -> None:
        self.cross_references = 0
        self.within = 0
        self._addresses = addresses
        self._notes = notes

    def link(self, href: str, runs: tuple[Text, ...], text: str, line: int) -> Iterator[Inline]:
        """What these runs become that stand in a link of the leaf `text`."""
        words = " ".join("".join(run.text for run in runs).split())
        leads = self._addresses.leads(href)
        if not words:
            yield from runs
            return
        match leads:
            case Outward(address):
                yield Link(address, runs)
            case ToArticle(slug):
                self.cross_references += 1
                yield CrossLink(slug, runs)
            case Within():
                self.within += 1
                yield from runs
            case Refused(_, why):
                self._notes.decide(line, f"the words “{words}” stay without their link: {why}")
                yield from runs
            case Unknown(address):
                yield from self._to_unknown(address, words, runs, text, line)

    def _to_unknown(
        self, href: str, words: str, runs: tuple[Text, ...], text: str, line: int
    ) -> Iterator[Inline]:
        if not href or _FILE.search(href):
            shown = href if len(href) < 80 else f"{href[:77]}…"
            why = f"“{shown}” is a file of the site" if href else "it has no address"
            self._notes.decide(line, f"the words “{words}” stay without their link: {why}")
            yield from runs
            return
        key = question_key("link", text.replace(THING, " "), text.find(runs[0].text))
        answer = self._notes.answer(key)
        self.cross_references += 1
        if answer == "none":
            yield from runs
        elif _SLUG.fullmatch(answer):
            yield CrossLink(answer, runs)
        else:
            self._notes.ask(
                "link",
                key,
                line,
                words,
                f"Which article does this lead to? The page has the address {href[:80]}.",
                assumed="a link without a target",
                choices=("the article's slug", "none"),
                address=href,
            )
            yield CrossLink(None, runs)
