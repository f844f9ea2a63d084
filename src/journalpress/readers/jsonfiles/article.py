"""An Article as JSON, by our own schema → Import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, replace
from pathlib import PurePosixPath

from journalpress.errors import InputError
from journalpress.keys import assign_keys
from journalpress.limits import Limits
from journalpress.model import (
    Article,
    Block,
    Callout,
    Figure,
    Inline,
    List,
    ListItem,
    Prose,
    Question,
    Quote,
    Section,
    every_block,
    every_prose,
    inner_blocks,
    map_prose,
    plain,
    prose_of,
)
from journalpress.problems import Problem, problem
from journalpress.readers.imports import Decision, Import, Report
from journalpress.readers.inlines import normal
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.slugs import propose_slug
from journalpress.schema import article_from_json

_HINT = "see: journalpress schema"
_SHOWN = 60


def read_article(
    data: bytes,
    *,
    file: str,
    limits: Limits,
    taken_slugs: Collection[str],
    taken_ids: Collection[str],
    beside: Callable[[str], bytes | None],
) -> Import:
    """The article that this JSON holds, as a draft: an approval was of another journal.

    Leaves are brought into normal form and get their keys anew. What house Markdown cannot say, or
    what no article may hold, is an error: then there is no article. Pictures are read from beside
    the file, by their name or in `media/`.
    """
    try:
        found = article_from_json(data)
    except InputError as error:
        code = "JP102" if "is no key" in str(error) else "JP103"
        return _refused(file, (problem(code, str(error), error.hint or _HINT, file=file),))
    if empty := next(_empty(found.body), ""):
        return _refused(file, (problem("JP103", empty, _HINT, file=file),))
    decisions = list(_forgotten(found))
    slug = propose_slug(found.slug or plain(found.title.inlines), taken_slugs)
    draft = replace(
        _settled(found),
        slug=slug,
        id=propose_slug(found.id or slug, taken_ids),
        version=0,
        status="draft",
        approved=None,
    )
    article, pictures = _with_pictures(draft, beside)
    article = assign_keys(article)
    if wrong := tuple(_cannot_be_said(article, file, limits)):
        return _refused(file, wrong)
    return Import(
        article=article,
        problems=tuple(problem("JP131", each.what, file=file) for each in decisions),
        decisions=tuple(decisions),
        numbers={source.key: number for number, source in enumerate(article.sources, 1)},
        report=_report(article),
        pictures=pictures,
    )


def _refused(file: str, problems: tuple[Problem, ...]) -> Import:
    return Import(article=None, problems=tuple(replace(each, file=file) for each in problems))


def _empty(blocks: tuple[Block[Inline], ...]) -> Iterator[str]:
    """What is a container and holds nothing."""
    for block in every_block(blocks):
        match block:
            case Quote(()) | Callout(_, ()) | List(()):
                yield f"a {block.kind} holds no blocks"
            case List(items) if any(not item.blocks for item in items):
                yield "an item of a list holds no blocks"
            case _:
                pass


def _forgotten(article: Article) -> Iterator[Decision]:
    """What an import does not take over."""
    if article.status != "draft" or article.approved or article.version:
        what = f"status {article.status}, version {article.version}"
        yield Decision(0, f"{what} and the approval are not taken over: this is a draft again")


def _settled(article: Article) -> Article:
    """The same article with every leaf in normal form."""

    def settle(prose: Prose[Inline]) -> Prose[Inline]:
        return Prose(prose.key, normal(prose.inlines))

    standfirst = settle(article.standfirst) if article.standfirst else None
    return replace(
        article,
        title=settle(article.title),
        standfirst=standfirst if standfirst and standfirst.inlines else None,
        key_messages=tuple(settle(each) for each in article.key_messages),
        body=tuple(map_prose(block, settle) for block in article.body),
    )


def _with_pictures(
    article: Article, beside: Callable[[str], bytes | None]
) -> tuple[Article, dict[str, bytes]]:
    """The article, and the pictures that lie beside the file under names of its own."""
    names: dict[str, str] = {}
    found: dict[str, bytes] = {}
    for block in every_block(article.body):
        if not isinstance(block, Figure) or block.media in names:
            continue
        data = beside(f"media/{block.media}") or beside(block.media)
        if data is not None:
            ending = PurePosixPath(block.media).suffix.lower()
            names[block.media] = f"{article.slug}-{len(found) + 1}{ending}"
            found[names[block.media]] = data
    if not found:
        return article, found
    return replace(article, body=tuple(_renamed(each, names) for each in article.body)), found


def _renamed(block: Block[Inline], names: dict[str, str]) -> Block[Inline]:
    def inside(blocks: tuple[Block[Inline], ...]) -> tuple[Block[Inline], ...]:
        return tuple(_renamed(each, names) for each in blocks)

    match block:
        case Figure(media=media):
            return replace(block, media=names.get(media, media))
        case Quote(blocks) | Callout(_, blocks) | Section(_, blocks):
            return replace(block, blocks=inside(blocks))
        case Question(_, answer):
            return replace(block, answer=inside(answer))
        case List(items):
            return replace(block, items=tuple(ListItem(inside(item.blocks)) for item in items))
        case _:
            return block


def _cannot_be_said(article: Article, file: str, limits: Limits) -> Iterator[Problem]:
    """What keeps the article from being the same once it is written as house Markdown and read."""
    source = write_markdown(article)
    reading = read_markdown(source.encode(), file=file, slug=article.slug, limits=limits)
    errors = [each for each in reading.problems if each.severity == "error"]
    yield from (replace(each, line=0) for each in errors)
    if errors or reading.article == article:
        return
    where = _difference(article, reading.article)
    yield problem(
        "JP124",
        f"house Markdown has no way to say this: {where}",
        "sections stand in the body or in sections, questions in sections of that role",
        file=file,
    )


def _difference(one: Article, other: Article | None) -> str:
    """Where two articles part, in words for a person."""
    if other is None:
        return "the article as a whole"
    if one.body != other.body:
        return _where(one.body, other.body)
    return next(
        each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)
    )


def _where(one: tuple[Block[Inline], ...], other: tuple[Block[Inline], ...]) -> str:
    """The first block of one that the other has not, by its kind and first words."""
    for position, block in enumerate(one):
        twin = other[position] if position < len(other) else None
        if twin == block:
            continue
        inner = inner_blocks(block)
        if twin is not None and twin.kind == block.kind and inner:
            missing = [each for each in inner if each not in inner_blocks(twin)]
            if missing and len(missing) < len(inner):
                return _where(inner, inner_blocks(twin))
        words = next((plain(each.inlines) for each in prose_of((block,))), "")
        return f"the {block.kind} “{words[:_SHOWN]}”"
    return "the end of the body"


def _report(article: Article) -> Report:
    blocks = list(every_block(article.body))
    lists = [each for each in blocks if isinstance(each, List)]

    def count(kind: str) -> int:
        return sum(each.kind == kind for each in blocks)

    return Report(
        words=sum(len(plain(prose.inlines).split()) for prose in every_prose(article)),
        categories=int(bool(article.category)),
        headings=count("section"),
        paragraphs=count("paragraph"),
        lists=len(lists),
        list_items=sum(len(each.items) for each in lists),
        tables=count("table"),
        questions=count("question"),
        references=len(article.sources),
        missing=count("missing"),
        disclaimers=int(article.disclaimer_found is not None),
    )
