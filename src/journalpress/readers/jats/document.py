"""A JATS article → a Document: what its metadata says, its text, its notes, its references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from journalpress.readers.fields import is_web_address
from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.jats.blocks import BlockReader
from journalpress.readers.jats.elements import (
    LANG,
    XLINK,
    Element,
    child,
    children,
    inside,
    line_of,
    local,
    words,
)
from journalpress.readers.jats.inlines import Inlines, note_id
from journalpress.readers.jats.proof import words_in_file
from journalpress.readers.jats.references import references_of
from journalpress.readers.rich.tree import (
    About,
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Said,
    Words,
    text_of,
)

_LONGEST_STANDFIRST = 80
"""Words of an abstract that may stand between title and text; a longer one begins the text."""
_KEY_KINDS = ("key-points", "highlights", "key-messages", "executive-summary", "summary-points")
_ORDER = ("plain-language-summary", "teaser", "precis", "web-summary", "short", "")
_BEHIND = ("app-group", "sec", "app", "ack", "notes", "glossary", "def-list", "p")
_THANKS = {
    "en": "Acknowledgements",
    "fr": "Remerciements",
    "de": "Danksagung",
    "es": "Agradecimientos",
    "ar": "شكر وتقدير",
}
"""What the element `ack` is called where the file does not print it."""
_METADATA = "the file's metadata"
_ENDINGS = ("", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff")


def document_of(article: Element, beside: Callable[[str], bytes | None]) -> Document:
    """The article as a Document. `beside` gives the bytes of a file named beside it, or None."""
    meta = child(article, "front", "article-meta")
    if meta is None:
        meta = child(article, "front-stub")
    body, back = child(article, "body"), child(article, "back")
    lists = [
        each
        for each in inside(article, "ref-list")
        if not _under(each, article, "sub-article", "response", "ref-list")
    ]
    references = frozenset(
        each.get("id", "") for listed in lists for each in inside(listed, "ref") if each.get("id")
    )
    notes = list(_notes(article))
    named = frozenset(each.get("id") or note_id(each) for each in notes)
    inlines = Inlines(references, named)
    reader = BlockReader(inlines)
    title = _title(meta, inlines)
    above = _abstracts(meta, inlines, reader)
    blocks = (
        *above.opening,
        *(reader.blocks(body) if body is not None else ()),
        *_behind(back, reader, article.get(LANG, ""), inlines.decisions),
    )
    return Document(
        title=title,
        title_line=_line(child(meta, "title-group", "article-title")),
        standfirst=above.standfirst,
        key_messages=tuple(above.keys),
        blocks=blocks,
        references=tuple(
            each
            for listed in lists
            for each in references_of(listed, inlines.of, inlines.decisions)
        ),
        notes=tuple(
            Note(each.get("id") or note_id(each), reader.note(each), "", line_of(each))
            for each in notes
        ),
        about=_about(article, meta),
        pictures=_pictures(inlines, beside),
        dropped=(*above.dropped, *_dropped(article, meta, back, lists)),
        decisions=tuple(inlines.decisions),
        source_words=words_in_file(meta, body, back, lists, references | named),
    )


def _line(element: Element | None) -> int:
    return 0 if element is None else line_of(element)


def _under(element: Element, top: Element, *names: str) -> bool:
    above = element.getparent()
    while above is not None and above is not top:
        if local(above) in names:
            return True
        above = above.getparent()
    return False


def _notes(article: Element) -> Iterator[Element]:
    """The footnotes of the text; those of tables stay with their table, those on authors go."""
    skipped = ("table-wrap", "author-notes", "sub-article", "response", "front", "front-stub")
    for each in inside(article, "fn"):
        if not _under(each, article, *skipped):
            yield each


def _title(meta: Element | None, inlines: Inlines) -> Words:
    group = child(meta, "title-group")
    title = inlines.of(child(group, "article-title"))
    for each in children(group, "subtitle"):
        ends = text_of(title).rstrip()[-1:] in (":", "?", "!", "—")
        title = (*title, Run(" " if ends else ": "), *inlines.of(each))
    return title


# --- the abstract -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Above:
    """What the abstracts are: `opening` begins the text, `dropped` are titles of the others."""

    standfirst: Words = ()
    keys: list[Words] = field(default_factory=list)
    opening: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def _abstracts(meta: Element | None, inlines: Inlines, reader: BlockReader) -> _Above:
    """Standfirst, key messages, and what of the abstracts begins the text.

    One short paragraph, a plain-language summary before others, is the standfirst; key points
    are key messages; all else stands before the text under the title that it has.
    """
    found = list(children(meta, "abstract"))
    found.sort(key=lambda each: _rank(each.get("abstract-type", "")))
    above = _Above()
    for each in found:
        title = child(each, "title")
        heading = inlines.of(title)
        made = reader.blocks(each, 1 if heading else 0)
        only = made[0] if len(made) == 1 else None
        short = isinstance(only, Paragraph) and len(words(each).split()) <= _LONGEST_STANDFIRST
        if each.get("abstract-type") in _KEY_KINDS and (points := _points(made)):
            above.keys += points
            what = "the key points are read as the key messages"
        elif short and isinstance(only, Paragraph) and not above.standfirst:
            above.standfirst = only.words
            what = "the abstract is read as the standfirst"
        else:
            above.opening += [Heading(1, heading, _line(title))] if heading else []
            above.opening += made
            heading = ()
            what = "the abstract stands before the text"
        inlines.decisions.append(Decision(_line(each), what))
        if heading:
            why = "the title of what stands above the text"
            above.dropped.append(Dropped(_line(title), words(title), why))
    return above


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _points(blocks: tuple[Block, ...]) -> list[Words]:
    """The points of a list, each one paragraph; none where it is anything else."""
    found: list[Words] = []
    for block in blocks:
        items = block.items if isinstance(block, Bullets) else ()
        inner = [item.blocks for item in items] or [(block,)]
        for each in inner:
            if len(each) != 1 or not isinstance(each[0], Paragraph):
                return []
            found.append(each[0].words)
    return found


# --- behind the text --------------------------------------------------------------------------


def _behind(
    back: Element | None, reader: BlockReader, lang: str, decisions: list[Decision]
) -> Iterator[Block]:
    """Thanks, appendices, glossary; the list of references is read elsewhere.

    What has no title of its own would be read as the end of the section before it: thanks get
    the usual one, of anything else it is said.
    """
    for each in back if back is not None else ():
        if local(each) not in _BEHIND:
            continue
        made = tuple(reader.block(each, 0))
        if made and not isinstance(made[0], Heading):
            line = line_of(each)
            if local(each) == "ack":
                usual = _THANKS.get(lang[:2].lower(), _THANKS["en"])
                made = (Heading(1, (Run(usual),), line), *made)
                what = f"the thanks at the end have no title in the file; “{usual}” stands there"
            else:
                shown = " ".join(words(each).split()[:6])
                what = f"“{shown} …” behind the text has no title and ends the section before it"
            decisions.append(Decision(line, what))
        yield from made


def _dropped(
    article: Element, meta: Element | None, back: Element | None, lists: list[Element]
) -> Iterator[Dropped]:
    whys = {
        "title-group": "another title",
        "author-notes": "a note on the authors",
        "aff": "where an author works",
        "permissions": "the licence and the copyright, which belong to the journal",
        "funding-group": "who paid",
        "kwd-group": "key words",
        "trans-abstract": "an abstract in another language",
    }
    for each in meta if meta is not None else ():
        if local(each) == "title-group":
            for other in each:
                if local(other) not in ("article-title", "subtitle") and (said := words(other)):
                    yield Dropped(_line(other), said, whys["title-group"])
        elif local(each) in whys and (said := words(each)):
            yield Dropped(_line(each), said, whys[local(each)])
        elif local(each) == "contrib-group":
            for aff in inside(each, "aff", "bio"):
                if said := words(aff):
                    yield Dropped(_line(aff), said, whys["aff"])
    for each in back if back is not None else ():
        if local(each) == "bio" and (said := words(each)):
            yield Dropped(_line(each), said, "about an author")
    for listed in lists:
        title = child(listed, "title")
        if title is not None and (said := words(title)):
            why = "the heading of the sources, which every format prints in its own words"
            yield Dropped(_line(title), said, why)
        for each in listed:
            if local(each) in ("p", "label") and (said := words(each)):
                yield Dropped(_line(each), said, "a word about the list of sources")
    for each in children(article, "sub-article", "response"):
        shown = words(child(each, "front-stub", "title-group", "article-title")) or "an article"
        yield Dropped(_line(each), shown, "an article in the article, such as a review of it")


# --- about ------------------------------------------------------------------------------------


def _about(article: Element, meta: Element | None) -> About:
    return About(
        category=_category(meta),
        published=_published(meta),
        authors=tuple(_people(meta, "author", None)),
        reviewers=tuple(_people(meta, "reviewer")),
        lang=Said(article.get(LANG, ""), "its xml:lang") if article.get(LANG) else None,
        url=_url(meta),
    )


def _category(meta: Element | None) -> Said | None:
    groups = list(children(child(meta, "article-categories"), "subj-group"))
    groups.sort(key=lambda each: each.get("subj-group-type") != "heading")
    for group in groups:
        if said := words(child(group, "subject")):
            return Said(said, _METADATA, _line(group))
    return None


def _published(meta: Element | None) -> Said | None:
    """The first day in full that it came out, on the web before on paper."""
    order = ("epub", "pub", "electronic", "ppub", "print", "collection")
    found = list(children(meta, "pub-date"))

    def rank(day: Element) -> int:
        kinds = (day.get("pub-type"), day.get("date-type"), day.get("publication-format"))
        return next((at for at, kind in enumerate(order) if kind in kinds), len(order))

    for day in sorted(found, key=rank):
        iso = (day.get("iso-8601-date") or "")[:10]
        parts = [words(child(day, name)) for name in ("year", "month", "day")]
        if all(part.isdecimal() for part in parts):
            iso = f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"
        if len(iso) == 10:
            return Said(iso, _METADATA, _line(day))
    return None


def _people(meta: Element | None, *kinds: str | None) -> Iterator[Said]:
    for group in children(meta, "contrib-group"):
        for each in children(group, "contrib"):
            if each.get("contrib-type") not in kinds:
                continue
            name = next(inside(each, "name", "string-name", "collab"), None)
            given, family = words(child(name, "given-names")), words(child(name, "surname"))
            said = f"{given} {family}".strip() if family else words(name)
            if said:
                yield Said(said, _METADATA, _line(each))


def _url(meta: Element | None) -> Said | None:
    for each in children(meta, "self-uri"):
        address = each.get(XLINK) or words(each)
        if is_web_address(address) and not address.lower().endswith((".pdf", ".xml")):
            return Said(address, _METADATA, _line(each))
    for each in children(meta, "article-id"):
        if each.get("pub-id-type") == "doi" and words(each).startswith("10."):
            return Said(f"https://doi.org/{words(each)}", _METADATA, _line(each))
    return None


# --- pictures ---------------------------------------------------------------------------------


def _pictures(inlines: Inlines, beside: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The pictures beside the file; JATS names them without an ending as often as with one."""
    found: dict[str, bytes] = {}
    for name in dict.fromkeys(inlines.pictures):
        if not name or is_web_address(name):
            continue
        for ending in _ENDINGS:
            data = beside(name + ending)
            if data is not None:
                found[name] = data
                break
    return found
