"""An entry of a content system → a Document: HTML is read as HTML, fields are what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from posixpath import basename
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from journalpress.limits import Limits
from journalpress.readers.html import document_of
from journalpress.readers.imports import Dropped
from journalpress.readers.rich.ends import find_ends
from journalpress.readers.rich.tree import (
    About,
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Plate,
    Question,
    Reference,
    Run,
    Said,
    Words,
    text_of,
)
from journalpress.readers.signposts import is_sources

Beside: TypeAlias = Callable[[str], bytes | None]
Record: TypeAlias = Mapping[str, Any]

SETTING = "a setting of the content system, which no article has"
_CUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?|\[&hellip;\])\s*(?:[\w ]{0,40})$")
_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|<!--")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a content system says of one article; `title`, `body` and the rest may hold HTML.

    `standfirst_is_cut` says that the system may have made the standfirst of the first words of the
    text. `picture` is the address of the one that stands above the text.
    """

    title: str
    body: str
    standfirst: str = ""
    standfirst_is_cut: bool = False
    about: About = field(default_factory=About)
    picture: str = ""
    picture_alt: str = ""
    picture_caption: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    references: tuple[Reference, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def document_from(entry: Entry, *, lang: str, beside: Beside, limits: Limits) -> Document:
    """The Document of this entry. Raises ValueError where its HTML cannot be read."""
    url = entry.about.url.words if entry.about.url else ""
    dropped = list(entry.dropped)
    read = _read_body(entry.body, url=url, lang=lang, beside=beside, limits=limits)
    standfirst = words_from(entry.standfirst)
    if entry.standfirst_is_cut and standfirst:
        said = " ".join(text_of(standfirst).split())
        if _is_beginning(said, read):
            standfirst = ()
        elif _CUT.search(said):
            # Half a sentence about a medicine is worse than none.
            standfirst = ()
            dropped.append(Dropped(0, said, "a summary that breaks off"))
    pictures = dict(read.pictures)
    references = entry.references
    if references:
        # What the page prints as its list counts before what its fields say it cites.
        read = find_ends(read).document
        if read.references:
            why = "a field that names the sources, which the page lists itself"
            dropped += [Dropped(0, words, why) for each in references if (words := _shown(each))]
            references = ()
    top = _picture(entry, pictures, dropped, beside)
    asked = tuple(
        Question(
            words_from(question),
            _read_body(answer, url=url, lang=lang, beside=beside, limits=limits).blocks,
        )
        for question, answer in entry.questions
    )
    return replace(
        read,
        title=words_from(entry.title),
        standfirst=standfirst,
        blocks=(*top, *read.blocks, *asked),
        references=(*read.references, *references),
        about=entry.about,
        pictures=pictures,
        dropped=(*dropped, *read.dropped),
    )


def _shown(reference: Reference) -> str:
    source = reference.source
    return text_of(reference.words) or (
        f"{source.title} {source.doi or source.url}" if source else ""
    )


def words_from(source: str) -> Words:
    """The words of a line that may hold HTML: a title, a summary."""
    if not source.strip():
        return ()
    if not re.search(r"[<&]", source):
        return (Run(" ".join(source.split())),)
    words: list[Any] = []
    for block in document_of(f"<p>{source}</p>" if "<p" not in source else source).blocks:
        if isinstance(block, Paragraph | Heading):
            words += [*([Run(" ")] if words else []), *block.words]
    return tuple(words)


def _read_body(source: str, *, url: str, lang: str, beside: Beside, limits: Limits) -> Document:
    if not _TAG.search(source) and _TAG.search(unescape(source)):
        source = unescape(source)
    if _TAG.search(source):
        return document_of(source, url=url, lang=lang, beside=beside, limits=limits)
    # Without a tag the lines are paragraphs; schema.org calls articleBody plain text.
    return Document(title=(), blocks=tuple(_lines(unescape(source))))


def _lines(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        words = " ".join(line.split())
        if words:
            run = (Run(words),)
            yield Heading(2, run) if is_sources(words) else Paragraph(run)


def _is_beginning(words: str, document: Document) -> bool:
    """Whether these are the first words of the text once more, cut or not."""
    letters = _letters(_CUT.sub("", words))
    text = "".join(
        text_of(block.words) for block in document.blocks if isinstance(block, Paragraph | Heading)
    )
    return bool(letters) and _letters(text).startswith(letters)


def _letters(text: str) -> str:
    """Without numbers: a system takes the marks of notes out of the summary that it makes."""
    return re.sub(r"[\W\d]+", "", text).casefold()


def _picture(
    entry: Entry, pictures: dict[str, bytes], dropped: list[Dropped], beside: Beside
) -> tuple[Block, ...]:
    """The picture above the text, if its file lies beside the JSON; else its words are told."""
    if not entry.picture:
        return ()
    name = unquote(basename(urlsplit(entry.picture).path))
    data = beside(name) if name else None
    if data is None:
        words = " ".join(each for each in (name, entry.picture_alt) if each)
        why = "the picture above the text, whose file does not lie beside this one"
        dropped.append(Dropped(0, words, why))
        if entry.picture_caption:
            caption = text_of(words_from(entry.picture_caption))
            dropped.append(Dropped(0, caption, "the caption of that picture"))
        return ()
    pictures[name] = data
    return (Plate(Picture(name, entry.picture_alt), words_from(entry.picture_caption)),)


# --- fields


def text_in(record: Record, *path: str) -> str:
    """The string at this path of keys, "" where there is none."""
    value: Any = record
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value.strip() if isinstance(value, str) else ""


def said(words: str, where: str) -> Said | None:
    """A saying of the file, None where it says nothing."""
    words = unescape(words)
    return Said(" ".join(words.split()), where) if words.strip() else None


def names_in(value: Any, where: str) -> tuple[Said, ...]:
    """The names of people: strings, or records that have a name."""
    found: list[Said] = []
    for each in value if isinstance(value, list) else [value]:
        name = text_in(each, "name") if isinstance(each, Mapping) else each
        if isinstance(name, str) and (one := said(name, where)):
            found.append(one)
    return tuple(dict.fromkeys(found))


def left_out(record: Record, read: frozenset[str]) -> Iterator[Dropped]:
    """What stands in the fields that nobody reads: words, not numbers, addresses or marks."""
    for key, value in record.items():
        if key in read:
            continue
        words = "; ".join(dict.fromkeys(_sentences(value)))
        if words:
            shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
            yield Dropped(0, f"{key}: {shown}", SETTING)


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        words = " ".join(unescape(re.sub(r"<[^<>]*>", " ", value)).split())
        if " " in words and re.search(r"[^\W\d_]{2}", words):
            yield words
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sentences(inner)
