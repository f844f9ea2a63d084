"""One line builds a tree: `article(section("Heading", p("Words", cite("a"), ".")))`."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from journalpress.keys import assign_keys
from journalpress.model import (
    Alignment,
    Article,
    Block,
    Callout,
    CalloutKind,
    Citation,
    Cite,
    CrossLink,
    Figure,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Source,
    Table,
    Text,
    cited_keys,
)

Words: TypeAlias = str | Inline
"""A string stands for a Text without marks."""

AnyBlock: TypeAlias = Block[Inline]
Cell: TypeAlias = Words | tuple[Words, ...]

# --- inlines


def strong(text: str) -> Text:
    """Words in bold."""
    return Text(text, strong=True)


def emph(text: str) -> Text:
    """Words in italics."""
    return Text(text, emph=True)


def sub(text: str) -> Text:
    """Words below the line."""
    return Text(text, script="sub")


def sup(text: str) -> Text:
    """Words above the line."""
    return Text(text, script="sup")


def foreign(text: str, lang: str) -> Text:
    """Words in another language."""
    return Text(text, lang=lang)


def abbr(text: str, expansion: str) -> Text:
    """An abbreviation and what it stands for."""
    return Text(text, expansion=expansion)


def br() -> LineBreak:
    """A line break."""
    return LineBreak()


def link(href: str, *runs: str | Text) -> Link:
    """A link out of the journal."""
    return Link(href, _runs(runs))


def cross(slug: str | None, *runs: str | Text) -> CrossLink:
    """A link to another article; None where the target is unknown."""
    return CrossLink(slug, _runs(runs))


def cite(*keys: str | tuple[str, str]) -> Cite:
    """A mark that cites these keys; a pair is a key and its locator."""
    pairs = ((key, "") if isinstance(key, str) else key for key in keys)
    return Cite(tuple(Citation(key, locator) for key, locator in pairs))


def prose(*parts: Words, key: str = "") -> Prose[Inline]:
    """A leaf; the key is left to `article`."""
    return Prose(key, tuple(Text(part) if isinstance(part, str) else part for part in parts))


# --- blocks


def p(*parts: Words) -> Paragraph[Inline]:
    """A paragraph."""
    return Paragraph(prose(*parts))


def item(*parts: Words | AnyBlock) -> ListItem[Inline]:
    """A list item: words of its first paragraph, then blocks."""
    words: list[Words] = []
    blocks: list[AnyBlock] = []
    for part in parts:
        if isinstance(part, str | Text | LineBreak | Link | CrossLink | Cite):
            words.append(part)
        else:
            blocks.append(part)
    return ListItem((p(*words), *blocks) if words else tuple(blocks))


def ul(*items: Words | ListItem[Inline]) -> List[Inline]:
    """A bulleted list."""
    return List(_items(items))


def ol(*items: Words | ListItem[Inline], start: int = 1) -> List[Inline]:
    """A numbered list."""
    return List(_items(items), ordered=True, start=start)


def quote(*blocks: AnyBlock) -> Quote[Inline]:
    """A quotation."""
    return Quote(blocks)


def callout(kind: CalloutKind, *blocks: AnyBlock) -> Callout[Inline]:
    """A box."""
    return Callout(kind, blocks)


def figure(media: str, alt: str = "", *caption: Words) -> Figure[Inline]:
    """A picture; without alt it is decorative."""
    return Figure("", media, alt, not alt, prose(*caption) if caption else None)


def table(
    header: tuple[Cell, ...],
    *rows: tuple[Cell, ...],
    caption: Cell = (),
    align: tuple[Alignment, ...] = (),
    row_headers: bool = False,
) -> Table[Inline]:
    """A table; a cell is a string, an inline, or a tuple of them."""
    plain: tuple[Alignment, ...] = tuple("" for _ in header)
    return Table(
        "",
        tuple(_cell(cell) for cell in header),
        tuple(tuple(_cell(cell) for cell in row) for row in rows),
        align or plain,
        row_headers,
        _cell(caption) if caption else None,
    )


def qa(question: Cell, *answer: AnyBlock) -> Question[Inline]:
    """A question and its answer."""
    return Question(_cell(question), answer)


def section(
    heading: Cell,
    *blocks: AnyBlock,
    role: Literal["", "questions"] = "",
    brief: bool = False,
    anchor: str = "",
) -> Section[Inline]:
    """A section."""
    return Section(_cell(heading), blocks, role, brief, anchor)


def questions(heading: Cell, *pairs: Question[Inline], brief: bool = False) -> Section[Inline]:
    """A section of questions and answers."""
    return Section(_cell(heading), pairs, "questions", brief)


def missing(what: Literal["table", "figure", "text"] = "table", note: str = "") -> Missing:
    """Something that the copy lost."""
    return Missing(what, note)


# --- articles


def source(key: str, **fields: Any) -> Source:
    """A source; without fields it is a thin one whose words name its key."""
    return Source(key, **(fields or {"raw": f"The source {key}."}))


def article(*blocks: AnyBlock, **fields: Any) -> Article:
    """An article with its keys set: slug "sample", in en-GB, titled "A sample title".

    `title`, `standfirst` and the entries of `key_messages` may be strings. Every key that is
    cited and has no source in `sources` gets a thin one.
    """
    slug = fields.pop("slug", "sample")
    fields["title"] = _prose(fields.pop("title", "A sample title"))
    if fields.get("standfirst") is not None:
        fields["standfirst"] = _prose(fields["standfirst"])
    fields["key_messages"] = tuple(_prose(each) for each in fields.get("key_messages", ()))
    given = {"id": slug, "slug": slug, "lang": "en-GB", "body": blocks, **fields}
    made = Article(**given)
    known = {each.key for each in made.sources}
    thin = tuple(source(key) for key in cited_keys(made) if key not in known)
    return assign_keys(Article(**{**given, "sources": (*made.sources, *thin)}))


def _runs(runs: tuple[str | Text, ...]) -> tuple[Text, ...]:
    return tuple(Text(run) if isinstance(run, str) else run for run in runs)


def _items(items: tuple[Words | ListItem[Inline], ...]) -> tuple[ListItem[Inline], ...]:
    return tuple(each if isinstance(each, ListItem) else item(each) for each in items)


def _cell(cell: Cell) -> Prose[Inline]:
    return prose(*cell) if isinstance(cell, tuple) else prose(cell) if cell != "" else prose()


def _prose(words: str | Prose[Inline]) -> Prose[Inline]:
    return prose(words) if isinstance(words, str) else words
