"""What may be handed out → OUT/index.html: one page, found by any word, opened on any computer.

The page needs no network and no other file but those that it links to; without its script it is
the whole list. It is drawn anew only where something on it changed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from journalpress.assets import styles_dir, templates_dir
from journalpress.batch.holdings import Holding, TakenBack, Text
from journalpress.batch.manifest import read_manifest
from journalpress.batch.records import read_file
from journalpress.digests import sha256
from journalpress.files import write_whole
from journalpress.theme import Theme

PAGE = "index.html"
KEY = "journalpress-key"
"""The name under which the page says what it was made of."""

TEMPLATE = "frontdesk/index.html.j2"
SCRIPT = "frontdesk/search.js"
STYLE = "frontdesk.css"

LAYOUTS = (
    "a4", "large-print", "brief", "brief-large-print", "a5", "letter", "booklet", "press",
    "press-proof", "archive",
)  # fmt: skip
FORMATS = ("pdf", "html", "epub", "text")
"""In the order in which links stand: what is asked for most comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the journal says of an article today; `code` is "" unless its text is approved."""

    title: str
    lang: str
    category: str
    aliases: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose page it is, and in which language; `sample` is stamped on it.

    `books` has the title and the language of each collection by its id.
    """

    lang: str
    journal: str
    clinic: str
    theme: Theme
    sample: bool
    books: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Link:
    href: str
    words: str
    on_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A leaflet or a book. `find` are words that find it and are not seen."""

    anchor: str
    title: str
    lang: str
    tongue: str
    aliases: tuple[str, ...]
    find: str
    links: tuple[_Link, ...]
    until: str
    version: int = 0
    code: str = ""
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Retired:
    title: str
    lang: str
    version: int
    code: str
    why: str
    on: str
    instead: _Entry | None
    still_here: tuple[str, ...]


def write_page(
    out: Path,
    desk: Desk,
    holdings: Sequence[Holding],
    about: Mapping[str, About],
    taken: Sequence[TakenBack],
) -> str:
    """Put the page into the output folder where it is not there yet; returns its SHA-256.

    `about` tells of articles by id. Raises EnvironmentFailure.
    """
    key = _key(desk, holdings, about, taken)
    there = read_file(out / PAGE)
    known = (read_manifest(out) or {}).get(PAGE)
    if there is not None and sha256(there) == known and f'{KEY}" content="{key}"'.encode() in there:
        return known
    page = frontdesk_page(desk, holdings, about, taken, key=key)
    if page != there:
        write_whole(out / PAGE, page)
    return sha256(page)


def frontdesk_page(
    desk: Desk,
    holdings: Sequence[Holding],
    about: Mapping[str, About],
    taken: Sequence[TakenBack],
    *,
    key: str = "",
) -> bytes:
    """The page as UTF-8; the same data give the same bytes."""
    from journalpress.edition.frontdesk_words import frontdesk_words
    from journalpress.edition.wording import direction, wording_for
    from journalpress.writers.pages import render
    from journalpress.writers.tokens import night_css, tokens_css

    words, wording = frontdesk_words(desk.lang), wording_for(desk.lang)
    maker = _Maker(desk, about)
    leaflets = maker.leaflets(holdings)
    script = (templates_dir() / SCRIPT).read_text("utf-8").strip()
    page = render(
        TEMPLATE,
        body="",
        words=words,
        wording=wording,
        lang=desk.lang,
        dir=direction(desk.lang),
        direction=direction,
        journal=desk.journal,
        clinic=desk.clinic,
        stamp=wording.sample if desk.sample else "",
        logo=_address(desk.theme),
        good_until=maker.day(min((each.until for each in holdings if each.until), default=None)),
        categories=maker.by_category(leaflets),
        books=maker.books(holdings),
        retired=[maker.retired(each, leaflets) for each in reversed(taken)],
        script=script,
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style="\n".join(
            (
                tokens_css(desk.theme),
                night_css(desk.theme),
                (styles_dir() / STYLE).read_text("utf-8"),
            )
        ),
        key=key,
    )
    return page.encode()


class _Maker:
    """Holdings → what stands on the page, in the words of its language."""

    def __init__(self, desk: Desk, about: Mapping[str, About]) -> None:
        from journalpress.edition.frontdesk_words import frontdesk_words
        from journalpress.edition.wording import wording_for

        self._desk, self._about = desk, about
        self._words, self._wording = frontdesk_words(desk.lang), wording_for(desk.lang)

    def day(self, day: date | None) -> str:
        return self._wording.day(day) if day else ""

    def leaflets(self, holdings: Iterable[Holding]) -> Mapping[str, _Entry]:
        """The entry of each article with a file of its own, by id, in the order of titles."""
        files: dict[str, list[Holding]] = defaultdict(list)
        for each in holdings:
            if not each.book:
                files[each.texts[0].id].append(each)
        entries = {name: self._leaflet(name, each) for name, each in files.items()}
        return dict(sorted(entries.items(), key=lambda pair: (_folded(pair[1].title), pair[0])))

    def by_category(self, leaflets: Mapping[str, _Entry]) -> list[tuple[str, list[_Entry]]]:
        """The leaflets under the title of their category.

        Those in the page's own language come first, those without a category last.
        """
        groups: dict[str, list[_Entry]] = defaultdict(list)
        for name, entry in leaflets.items():
            about = self._about.get(name)
            groups[about.category if about else ""].append(entry)

        def place(group: tuple[str, list[_Entry]]) -> tuple[bool, bool, str]:
            title, entries = group
            return not title, all(each.tongue for each in entries), _folded(title)

        ordered = sorted(groups.items(), key=place)
        return [(title or self._words.other, entries) for title, entries in ordered]

    def books(self, holdings: Iterable[Holding]) -> list[_Entry]:
        """The entries of books, in the order of titles."""
        entries = [self._book(each) for each in holdings if each.book]
        return sorted(entries, key=lambda each: (_folded(each.title), each.anchor))

    def retired(self, taken: TakenBack, leaflets: Mapping[str, _Entry]) -> _Retired:
        """What was taken back, and what is handed out in its place."""
        about = self._about.get(taken.id)
        reason = self._words.reasons.get(taken.reason, taken.why)
        until = re.search(r"\d{4}-\d{2}-\d{2}", taken.why)
        if taken.reason == "expired" and until:
            reason = f"{reason}, {self.day(date.fromisoformat(until[0]))}"
        return _Retired(
            title=taken.title or (about.title if about else taken.slug),
            lang=about.lang if about else "",
            version=taken.version,
            code=taken.code,
            why=reason,
            on=self.day(taken.on),
            instead=leaflets.get(taken.id),
            still_here=taken.still_here,
        )

    def _leaflet(self, name: str, files: Sequence[Holding]) -> _Entry:
        text = files[0].texts[0]
        about = self._about.get(name)
        lang = about.lang if about else ""
        own, here = _tongues(lang, self._desk.lang)
        return _Entry(
            anchor=f"leaflet-{text.slug}",
            title=_title(text, about),
            lang=lang,
            tongue=own if own != _tongues(self._desk.lang, self._desk.lang)[0] else "",
            aliases=about.aliases if about else (),
            find=" ".join(filter(None, (own, here, lang, text.slug))),
            links=tuple(self._link(each) for each in sorted(files, key=_place)),
            until=self.day(min((each.until for each in files if each.until), default=None)),
            version=text.version,
            code=text.code,
        )

    def _book(self, file: Holding) -> _Entry:
        title, lang = self._desk.books.get(file.book, (file.book, ""))
        own, here = _tongues(lang, self._desk.lang)
        return _Entry(
            anchor=f"book-{file.book}",
            title=title,
            lang=lang,
            tongue=own if own != _tongues(self._desk.lang, self._desk.lang)[0] else "",
            aliases=(),
            find=" ".join(filter(None, (own, here, lang, file.book))),
            links=(self._link(file),),
            until=self.day(file.until),
            articles=len(file.texts),
        )

    def _link(self, file: Holding) -> _Link:
        words = self._words
        if file.format == "pdf":
            named = words.layouts.get(file.layout or LAYOUTS[0], file.layout)
            return _Link(quote(file.path), named, True)
        return _Link(quote(file.path), words.formats.get(file.format, file.format), False)


def _title(text: Text, about: About | None) -> str:
    """The title in full where the journal still has this text; else the one that was recorded."""
    return about.title if about and about.code == text.code else text.title


def _place(file: Holding) -> tuple[int, int, str]:
    """Where a file's link stands among those of its leaflet."""
    layout = LAYOUTS.index(file.layout) if file.layout in LAYOUTS else 0
    known = file.format in FORMATS
    return (FORMATS.index(file.format) if known else len(FORMATS), layout, file.path)


def _tongues(lang: str, here: str) -> tuple[str, str]:
    """What a language is called by those who speak it, and what it is called here."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang.replace("-", "_"))
        return (
            locale.get_language_name() or lang,
            locale.get_language_name(here.partition("-")[0].lower()) or lang,
        )
    except (UnknownLocaleError, ValueError):
        return lang, lang


def _folded(text: str) -> str:
    """The text as it is sorted: case and accents aside, the same on every computer."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in spread if not unicodedata.combining(each))


def _address(theme: Theme) -> str:
    """The clinic's sign as a data address; "" where there is none."""
    if theme.logo is None:
        return ""
    media = theme.logo.media
    return f"data:{media.media_type};base64,{base64.b64encode(media.data).decode()}"


def _key(
    desk: Desk,
    holdings: Sequence[Holding],
    about: Mapping[str, About],
    taken: Sequence[TakenBack],
) -> str:
    """A digest of all that the page is made of, this program's own files included."""
    from importlib.metadata import version

    logo = desk.theme.logo
    said = {
        "program": version("journalpress"),
        "assets": [
            sha256((folder / name).read_bytes())
            for folder, name in (
                (templates_dir(), TEMPLATE),
                (templates_dir(), SCRIPT),
                (styles_dir(), STYLE),
            )
        ],
        "desk": [desk.lang, desk.journal, desk.clinic, desk.sample, dict(desk.books)],
        "theme": [repr(desk.theme.colours), repr(desk.theme.sizes), repr(desk.theme.lines)],
        "logo": logo.media.sha256 if logo else "",
        "holdings": [repr(each) for each in holdings],
        "about": {name: repr(each) for name, each in about.items()},
        "taken": [repr(each) for each in taken],
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
