"""An Article → its Facts: the little that the other articles, a plan and a person ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journalpress.digests import digest_of
from journalpress.edition.brief import has_brief
from journalpress.model import Article, CrossLink, Figure, every_block, every_prose, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLink:
    """A cross-link in the text: the article that it leads to, its words, the key of its leaf."""

    slug: str
    words: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article without its text.

    `title` is plain words; `names` are all that a person may call it by. `links` are those in the
    text that have a target, `linked` the slugs that it links to or names as related, each once.
    `approved`: whether somebody signed some text of it.
    `brief`: whether it has a short leaflet. `pictures` are names in media/. `content` is the
    digest of the whole article.
    """

    id: str
    slug: str
    title: str
    lang: str
    status: str
    approved: bool
    category: str
    url: str
    translation_of: str
    reviewed: date | None
    next_review: date | None
    names: tuple[str, ...]
    links: tuple[MadeLink, ...]
    linked: tuple[str, ...]
    brief: bool
    pictures: tuple[str, ...]
    content: str


def facts_of(article: Article) -> Facts:
    """The facts of this article."""
    title = plain(article.title.inlines)
    links = tuple(
        MadeLink(slug=inline.slug, words=plain(inline.runs), key=prose.key)
        for prose in every_prose(article)
        for inline in prose.inlines
        if isinstance(inline, CrossLink) and inline.slug
    )
    figures = (each for each in every_block(article.body) if isinstance(each, Figure))
    return Facts(
        id=article.id,
        slug=article.slug,
        title=title,
        lang=article.lang,
        status=article.status,
        approved=article.approved is not None,
        category=article.category,
        url=article.url,
        translation_of=article.translation_of,
        reviewed=article.reviewed,
        next_review=article.next_review,
        names=(title, article.short_title, *article.aliases, article.slug),
        links=links,
        linked=tuple(dict.fromkeys((*article.related, *(link.slug for link in links)))),
        brief=has_brief(article),
        pictures=tuple(dict.fromkeys(each.media for each in figures)),
        content=digest_of(article),
    )
