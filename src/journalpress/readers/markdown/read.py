"""House Markdown → Reading: the whole of an article's file, checked before it is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from journalpress.keys import assign_keys
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.model import (
    Article,
    Figure,
    Inline,
    Paragraph,
    Prose,
    Source,
    Table,
    cited_keys,
    every_block,
    every_prose,
)
from journalpress.readers import Reading
from journalpress.readers.characters import check_characters, decode
from journalpress.readers.findings import Findings
from journalpress.readers.markdown.blocks import BlockReader
from journalpress.readers.markdown.frontmatter import FrontMatter, read_front_matter, split
from journalpress.readers.markdown.inline import Cited, InlineReader
from journalpress.readers.markdown.proof import note_lost_words
from journalpress.readers.markdown.references import Known, read_references
from journalpress.readers.markdown.sections import nest
from journalpress.readers.markdown.tokens import block_tokens, make_parser

_NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


def no_bibliography(_name: str) -> bytes | None:
    """Finds no file: what `read_markdown` takes where an article may not name one."""
    return None


def read_markdown(
    data: bytes,
    *,
    file: str,
    slug: str,
    shared: Mapping[str, Source] = _NO_SOURCES,
    bibliography: Callable[[str], bytes | None] = no_bibliography,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """What the bytes of an article's file say; never raises for what an author may write.

    Args:
        data: the file as it lies on the disk.
        file: its path as a person knows it, for the Problems.
        slug: its name without `.md`.
        shared: the journal's sources by key.
        bibliography: gives the bytes of the file that `bibliography:` names, None where there is
            none; a mapping's `get` will do.
        limits: those of the journal.
    """
    findings = Findings(file, slug)
    text = _text(data, findings, limits)
    if text is None:
        return Reading(None, {}, findings.problems)
    parts = split(text)
    if parts is None:
        findings.note(
            "JP100",
            "the front matter is missing or not closed",
            "begin the file with a line ---, then the fields, then a line ---",
            line=1,
        )
        return Reading(None, {}, findings.problems)
    front = read_front_matter(parts[0], findings)
    if front is None:
        return Reading(None, {}, findings.problems)
    known = read_references(front, shared, bibliography, findings)
    return _article(text, parts[1], front, known, slug, findings, limits)


def _text(data: bytes, findings: Findings, limits: Limits) -> str | None:
    """The text, if it is one and within the limits."""
    if len(data) > limits.article_bytes:
        findings.note(
            "JP112",
            f"the file has {len(data):,} bytes, more than {limits.article_bytes:,}",
            "split it into several articles (limit article_bytes in journal.toml)",
        )
        return None
    text = decode(data, findings)
    if text is None or not check_characters(text, findings):
        return None
    words = len(text.split())
    if words > limits.article_words:
        findings.note(
            "JP112",
            f"the file has {words:,} words, more than {limits.article_words:,}",
            "split it into several articles (limit article_words in journal.toml)",
        )
        return None
    return text


def _article(
    text: str,
    first: int,
    front: FrontMatter,
    known: Known,
    slug: str,
    findings: Findings,
    limits: Limits,
) -> Reading:
    """The article whose body begins behind `first` lines."""
    lines = text.split("\n")
    parser = make_parser()
    inline = InlineReader(parser, findings, Cited(known.listed_keys, known.by_key))
    blocks = BlockReader(inline, findings, limits, lines)
    # Empty lines in place of the front matter keep the parser's lines those of the file.
    source = "\n" * first + "\n".join(lines[first:])
    try:
        body = nest(blocks.body(block_tokens(parser, source)), findings)
    except RecursionError:
        findings.note(
            "JP112",
            "lists, quotations or brackets are too deep inside one another",
            "look for a line with many >, - or [",
            line=inline.line,
        )
        return Reading(None, {}, findings.problems)
    if not findings.has_error:
        note_lost_words(lines, first, body, findings)

    def prose(name: str, words: str, line: int = 0) -> Prose[Inline]:
        line = line or front.lines.get(name, 0)
        read = Prose(str(line), inline.read(words, line=line))
        if not findings.has_error:
            note_lost_words([words], 0, (Paragraph(read),), findings, at_line=line)
        return read

    title = prose("title", front.title)
    standfirst = prose("standfirst", front.standfirst) if front.standfirst else None
    messages = tuple(prose("key_messages", words, line) for words, line in front.key_messages)
    if not (front.lang and title.inlines):
        return Reading(None, {}, findings.problems)
    article = Article(
        id=front.id or slug,
        slug=slug,
        title=title,
        lang=front.lang,
        body=body,
        short_title=front.short_title,
        aliases=front.aliases,
        category=front.category,
        standfirst=standfirst if standfirst and standfirst.inlines else None,
        key_messages=tuple(message for message in messages if message.inlines),
        published=front.published,
        reviewed=front.reviewed,
        next_review=front.next_review,
        version=front.version,
        status=front.status,
        approved=front.approved,
        people=front.people,
        url=front.url,
        translation_of=front.translation_of,
        terms=front.terms,
        related=front.related,
        disclaimer_found=front.disclaimer_found,
    )
    article = replace(article, sources=known.sources_for(cited_keys(article)))
    keyed = assign_keys(article)
    return Reading(keyed, _spans(article, keyed, front), findings.problems)


def _spans(read: Article, keyed: Article, front: FrontMatter) -> Mapping[str, int]:
    """Key → line: until keys were assigned, the key of each leaf was its line."""
    spans = {f"front:{name}": line for name, line in front.lines.items()}
    for before, after in zip(every_prose(read), every_prose(keyed), strict=True):
        spans[after.key] = int(before.key)
    pairs = zip(every_block(read.body), every_block(keyed.body), strict=True)
    for old, new in pairs:
        if isinstance(old, Figure | Table) and isinstance(new, Figure | Table):
            spans[new.key] = int(old.key)
    return MappingProxyType(spans)
