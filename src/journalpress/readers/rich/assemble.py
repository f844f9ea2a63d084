"""A Document → Import: the Article, and all that had to be decided or must be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from journalpress.keys import assign_keys
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.model import (
    Article,
    FoundDisclaimer,
    Inline,
    Prose,
    Table,
    cited_keys,
    every_block,
    every_prose,
    plain,
)
from journalpress.problems import Problem, problem
from journalpress.readers.counts import report_of
from journalpress.readers.fields import is_web_address
from journalpress.readers.imports import Dropped, Import
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.rich.addresses import Addresses, Outward
from journalpress.readers.rich.blocks import BlockMaker
from journalpress.readers.rich.ends import Ends, find_ends
from journalpress.readers.rich.facts import Facts, facts_of
from journalpress.readers.rich.leaves import LeafMaker
from journalpress.readers.rich.lettered import number_letters
from journalpress.readers.rich.linked import cite_links
from journalpress.readers.rich.links import LinkMaker
from journalpress.readers.rich.listed import Listed, list_sources
from journalpress.readers.rich.media import Album
from journalpress.readers.rich.named import NameReader
from journalpress.readers.rich.places import PlaceFinder, writes_marks
from journalpress.readers.rich.proof import lost_words
from journalpress.readers.rich.tree import (
    Block,
    Document,
    Heading,
    Paragraph,
    Run,
    Said,
    Words,
    text_of,
    words_in,
)
from journalpress.readers.rich.typed import list_typed
from journalpress.readers.slugs import propose_slug, transliterate

_NONE: Mapping[str, str] = MappingProxyType({})
_LATIN = re.compile("[a-z]")
_MOST_LOST_CHARACTERS = 20
_ENOUGH_FOR_A_LANGUAGE = 20_000


def assemble(
    document: Document,
    *,
    file: str,
    importer: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] | None = None,
    taken_slugs: Iterable[str] = (),
    taken_ids: Iterable[str] = (),
    lang: str = "",
    known: Mapping[str, str] = _NONE,
) -> Import:
    """The draft of an article, with a proof that each word of the document is in it or is told of.

    `file` is the name that problems give the file, `importer` what kind of file it is ("web page").
    `answers` are those to the questions of an earlier import, by key. The slug is proposed from
    the one that the file states, else from the title, unlike the taken ones; so is the id. `lang`
    wins over what the file says. `known` leads from the address (whole, or from the root of its
    site) or file name of another page to the slug of its article: links to it become links
    between articles. `article` is None where the problems hold an error that leaves nothing to
    read; nothing is raised.
    """
    notes = Notes(file, answers or {})
    ends = find_ends(_titled(document, file, notes), notes)
    document = list_typed(number_letters(cite_links(ends.document)))
    ends = replace(ends, document=document)
    refused = _too_large(document, limits)
    if refused:
        found = problem("JP112", refused, "split the file, or raise the limit", file=file)
        return Import(article=None, problems=(found,))
    if not _says_anything(document):
        what = f"the {importer} holds no text of an article"
        found = problem("JP105", what, "look whether it is the right file", file=file)
        return Import(article=None, problems=(found,))
    notes.dropped += document.dropped
    notes.decisions += document.decisions
    imported = _assembled(
        ends, notes, file, limits, tuple(taken_slugs), tuple(taken_ids), lang, known
    )
    if wide := _too_wide(imported, limits, file):
        return Import(article=None, problems=(wide,))
    lost = lost_words(ends.document, imported, file=file)
    return replace(imported, problems=(*lost, *imported.problems))


def _titled(document: Document, file: str, notes: Notes) -> Document:
    """The document with a title: its own, else its first heading, else the name of its file."""
    blocks = document.blocks
    first = blocks[0] if blocks else None
    if text_of(document.title).strip():
        said = " ".join(text_of(document.title).split()).casefold()
        if isinstance(first, Heading) and " ".join(text_of(first.words).split()).casefold() == said:
            again = Dropped(first.line, text_of(first.words), "the title once more")
            return replace(document, blocks=blocks[1:], dropped=(*document.dropped, again))
        return document
    at = next((i for i, block in enumerate(blocks[:3]) if _is_titling(block)), None)
    if at is not None:
        head = blocks[at]
        assert isinstance(head, Heading)
        words = " ".join(text_of(head.words).split())
        notes.decide(head.line, f"the first heading, “{words}”, is read as the title")
        rest = (*blocks[:at], *blocks[at + 1 :])
        return replace(document, title=head.words, title_line=head.line, blocks=rest)
    name = PurePath(file).stem.replace("-", " ").replace("_", " ").strip() or "untitled"
    key = question_key("title", name)
    if notes.answer(key) != "title" and _says_anything(document):
        notes.ask(
            "title",
            key,
            0,
            name,
            "The file names no title. Is the name of the file one?",
            assumed="the name of the file",
            confirms="title",
            choices=("title",),
        )
    return replace(document, title=(Run(name),))


def _is_titling(block: Block) -> bool:
    return isinstance(block, Heading) and bool(text_of(block.words).strip())


def _too_large(document: Document, limits: Limits) -> str:
    texts = [text_of(words) for words in words_in(document)]
    words = sum(len(text.split()) for text in texts)
    if words > limits.article_words:
        return f"{words:,} words are more than article_words ({limits.article_words:,})"
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    if size > limits.article_bytes:
        return f"{size:,} bytes are more than article_bytes ({limits.article_bytes:,})"
    return ""


def _too_wide(imported: Import, limits: Limits, file: str) -> Problem | None:
    """The first table that no article may hold."""
    article = imported.article
    for block in every_block(article.body) if article else ():
        if not isinstance(block, Table):
            continue
        line = imported.spans.get(block.key, 0)
        columns, rows = len(block.header), len(block.rows) + 1
        if columns > limits.table_columns:
            what = f"a table of {columns} columns, more than table_columns ({limits.table_columns})"
        elif rows > limits.table_rows:
            what = f"a table of {rows} rows, more than table_rows ({limits.table_rows})"
        else:
            continue
        return problem("JP112", what, "divide the table, or raise the limit", file=file, line=line)
    return None


def _says_anything(document: Document) -> bool:
    return bool(document.standfirst or document.blocks or document.references)


def _assembled(
    ends: Ends,
    notes: Notes,
    file: str,
    limits: Limits,
    taken_slugs: tuple[str, ...],
    taken_ids: tuple[str, ...],
    lang: str,
    known: Mapping[str, str],
) -> Import:
    document = ends.document
    facts = facts_of(document.about, _sample(document), lang, notes)
    listed = list_sources(document.references, document.notes, document.numbered, notes)
    named = document.about.slug.words if document.about.slug else text_of(document.title)
    slug = propose_slug(_latin(named, facts.url, file), taken_slugs)
    addresses = Addresses(facts.url, known)
    targets = frozenset((*listed.keys, *listed.speaking))
    names = NameReader(listed, _texts(document), notes, keyed=document.keyed)
    writes = any(writes_marks(words, targets) for words in words_in(document))
    places = PlaceFinder(
        listed,
        addresses,
        names,
        notes,
        only_written=writes or (names.expected and not document.numbered),
        keyed=document.keyed,
    )
    links = LinkMaker(addresses, notes)
    leaves = LeafMaker(places, links, notes, facts.lang)
    album = Album(document.pictures, slug, limits, notes)
    maker = BlockMaker(leaves, album, limits, notes)
    title = leaves.make(_unlinked(document.title), document.title_line, "heading")
    standfirst = _leaf(document.standfirst, document.standfirst_line, leaves)
    messages = tuple(prose for words in document.key_messages if (prose := _leaf(words, 0, leaves)))
    body = maker.body(document.blocks, tuple(listed.speaking.values()))
    disclaimer = _disclaimer(document, addresses, notes)
    draft = Article(
        id=propose_slug(slug, taken_ids),
        slug=slug,
        title=title,
        lang=facts.lang,
        body=body,
        aliases=facts.aliases,
        category=facts.category,
        standfirst=standfirst,
        key_messages=messages,
        published=facts.published,
        reviewed=facts.reviewed,
        people=facts.people,
        url=facts.url if is_web_address(facts.url) else "",
        sources=listed.sources,
        disclaimer_found=disclaimer,
    )
    article = assign_keys(draft)
    spans = {
        after.key: leaves.lines.get(before.key, 0)
        for before, after in zip(every_prose(draft), every_prose(article), strict=True)
    }
    tables = [block.key for block in every_block(article.body) if isinstance(block, Table)]
    spans.update(zip(tables, maker.lines_of_tables, strict=True))
    spans.update(_front(document, ends, facts))
    spans.update({f"source:{key}": line for key, line in listed.lines.items()})
    _say_more(article, listed, leaves, places, links, notes)
    _look_for_lost_characters(article, spans, notes)
    return Import(
        article=article,
        spans=spans,
        problems=notes.all_problems(),
        dropped=tuple(notes.dropped),
        data=tuple(notes.data),
        decisions=tuple(notes.decisions),
        open=tuple(notes.open),
        marks=tuple(notes.marks),
        numbers=dict(listed.numbers),
        report=report_of(
            article,
            maker.counts,
            notes.marks,
            words=sum(len(text_of(words).split()) for words in words_in(document)),
            bylines=_bylines(document),
            citations=places.citations,
            cross_references=links.cross_references,
            sources_headed=bool(document.references),
        ),
        pictures=dict(album.taken),
    )


def _latin(named: str, url: str, file: str) -> str:
    """The words for the slug: an Arabic title has no letters for one, its address often has."""
    said = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0]
    choices = (" ".join(named.split()), said, PurePath(file).stem)
    return next((each for each in choices if _LATIN.search(transliterate(each))), choices[0])


def _unlinked(words: Words) -> Words:
    """A title leads nowhere: on its own page it often leads to itself."""
    return tuple(
        replace(span, href="") if isinstance(span, Run) and not span.href.startswith("#") else span
        for span in words
    )


def _leaf(words: Words, line: int, leaves: LeafMaker) -> Prose[Inline] | None:
    prose = leaves.make(words, line) if words else None
    return prose if prose is not None and prose.inlines else None


def _texts(document: Document) -> list[str]:
    """The leaves of the text, not those of its sources."""
    bare = replace(document, references=(), notes=())
    return [text_of(words) for words in words_in(bare)]


def _sample(document: Document) -> str:
    """The words by which the language is guessed."""
    return " ".join(_texts(document))[:_ENOUGH_FOR_A_LANGUAGE]


def _disclaimer(document: Document, addresses: Addresses, notes: Notes) -> FoundDisclaimer | None:
    text = " ".join(
        " ".join(text_of(paragraph.words).split()) for paragraph in document.disclaimer
    ).strip()
    if not text:
        return None
    notes.report(
        "JP008",
        "a disclaimer was found in the file; it is proposed, not approved",
        "put the approved one in journal.toml and remove disclaimer_found",
        document.disclaimer[0].line,
    )
    url = document.disclaimer_url or next(_links_of(document.disclaimer), "")
    leads = addresses.leads(url) if url else None
    kept = leads.href if isinstance(leads, Outward) and is_web_address(leads.href) else ""
    return FoundDisclaimer(text, kept)


def _links_of(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        for span in paragraph.words:
            if isinstance(span, Run) and span.href and not span.href.startswith("#"):
                yield span.href


def _front(document: Document, ends: Ends, facts: Facts) -> dict[str, int]:
    about = document.about
    said: dict[str, Said | None] = {
        "front:category": about.category,
        "front:published": about.published if facts.published else None,
        "front:reviewed": about.reviewed if facts.reviewed else None,
    }
    lines = {name: each.line for name, each in said.items() if each is not None}
    lines["front:title"] = document.title_line
    if document.standfirst:
        lines["front:standfirst"] = document.standfirst_line
    if document.references:
        lines["front:references"] = ends.sources_line
    if document.disclaimer:
        lines["front:disclaimer_found"] = document.disclaimer[0].line
    return lines


def _say_more(
    article: Article,
    listed: Listed,
    leaves: LeafMaker,
    places: PlaceFinder,
    links: LinkMaker,
    notes: Notes,
) -> None:
    """What is said once of the whole file."""
    if leaves.invisible:
        count = leaves.invisible
        notes.decide(0, f"invisible characters, such as soft hyphens, are gone ({count})")
    if links.within:
        what = "links to another place on the same page: their words stay without the link"
        notes.decide(0, f"{what} ({links.within})")
    if places.behind:
        what = "words that lead to a source stay, its mark stands behind them"
        notes.decide(0, f"{what} ({places.behind})")
    cited = cited_keys(article)
    for source in article.sources:
        if source.key not in cited:
            shown = source.raw or source.title
            notes.report(
                "JP011",
                f"no mark names source {listed.numbers.get(source.key, '–')}: “{shown}”",
                "look for its mark in the file",
                listed.lines.get(source.key, 0),
            )
    if places.unsourced and not article.sources:
        line, text, shown = places.unsourced
        key = question_key("sources", text)
        if notes.answer(key) != "numbers":
            notes.ask(
                "sources",
                key,
                line,
                shown,
                "This looks like a citation, but the file has no list of sources.",
                assumed="a plain number",
                confirms="numbers",
                choices=("numbers",),
            )


def _look_for_lost_characters(article: Article, spans: Mapping[str, int], notes: Notes) -> None:
    told = 0
    for prose in every_prose(article):
        text = plain(prose.inlines)
        at = text.find("\ufffd")
        if at >= 0 and told < _MOST_LOST_CHARACTERS:
            told += 1
            notes.report(
                "JP111",
                f"U+FFFD stands where a character was lost: “{around(text, at, at + 1)}”",
                "save the file again as UTF-8, or type the character that was meant",
                spans.get(prose.key, 0),
            )


def _bylines(document: Document) -> int:
    """How many lines the file prints about who wrote the article, and when."""
    about = document.about
    said = (*about.authors, *about.reviewers, about.published, about.updated)
    return len({each.line for each in said if each is not None and each.printed})
