"""One or many Articles → an Edition, where everything that a reader will see is decided once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from journalpress.edition.citations import (
    Labeller,
    listed_sources,
    number_sources,
    reference_anchor,
)
from journalpress.edition.contact import contact_of
from journalpress.edition.contents import contents_of
from journalpress.edition.digest import leaflet_code, text_digest
from journalpress.edition.links import chapter_anchor, jump_to
from journalpress.edition.mentions import SEPARATOR
from journalpress.edition.references import reference_texts
from journalpress.edition.types import (
    Chapter,
    ClinicDisclaimer,
    Disclaimer,
    Edition,
    Fact,
    House,
    Identity,
    Jump,
    LeftOut,
    Neighbour,
    Page,
    Part,
    Reference,
    ResolvedInline,
)
from journalpress.edition.typography import close_marks, set_run, set_spaces
from journalpress.edition.wording import (
    UNKNOWN,
    Wording,
    base_language,
    direction,
    wording_for,
)
from journalpress.errors import InputError
from journalpress.model import (
    Article,
    Cite,
    CrossLink,
    Figure,
    Inline,
    LineBreak,
    Link,
    Media,
    Person,
    PersonRole,
    Prose,
    Term,
    Text,
    every_block,
    every_prose,
    map_prose,
)

__all__ = ["EARLIEST", "disclaimer_for", "make_edition"]

EARLIEST = date(1980, 1, 1)
"""The date inside files of an article without dates: the earliest that a zip can hold."""


def make_edition(
    articles: Sequence[Article],
    *,
    house: House,
    neighbours: Mapping[str, Neighbour],
    media: Mapping[str, Media],
    draft: bool,
    name: str = "",
    title: str = "",
    lang: str = "",
    parts: Sequence[Part] = (),
    left_out: Sequence[LeftOut] = (),
    cover: Media | None = None,
) -> Edition:
    """The Edition of these articles, in the order of `parts` (without parts: as they come).

    With one article and no `name`, `title` or `lang`, the Edition is named after it. `neighbours`
    tells of every article of the journal, by slug. With `parts` it is a book, which has pages of
    its own behind its chapters; they tell what was `left_out`. `cover` is the
    clinic's own for this book.

    Raises UnknownSource for a citation without a source, InputError for a language without a
    catalogue or a picture that is not in `media`.
    """
    first = articles[0]
    inside = {article.slug for article in articles}
    chapters = tuple(
        _Maker(article, house, neighbours, media, draft, inside).chapter() for article in articles
    )
    used = {
        block.media
        for article in articles
        for block in every_block(article.body)
        if isinstance(block, Figure)
    }
    for name in sorted(used - set(media)):
        raise InputError(f"the picture {name} is missing", hint="put it into media/")
    lang = lang or first.lang
    wording = wording_for(lang)
    edition = Edition(
        id=name or first.slug,
        title=set_spaces(title, lang) or chapters[0].short_title,
        lang=lang,
        dir=direction(lang),
        publisher=house.clinic.name,
        draft=draft,
        stamps=_stamps(house, wording, draft=draft),
        parts=tuple(parts) or (Part("", tuple(article.slug for article in articles)),),
        chapters=chapters,
        media={name: media[name] for name in sorted(used)},
        modified=max(chapter.identity.modified for chapter in chapters),
        wording=wording,
        articles=tuple(articles),
        cover=cover,
        press=house.press,
        theme=house.theme,
        book_fonts=house.book_fonts,
    )
    if parts:
        # A leaflet never needs them.
        from journalpress.edition.backmatter import back_pages

        edition = replace(edition, back=back_pages(edition, house, left_out))
    return replace(edition, contents=contents_of(edition))


def disclaimer_for(house: House, lang: str) -> ClinicDisclaimer | None:
    """The clinic's disclaimer in this language or its base; None where there is none."""
    return house.disclaimers.get(lang) or house.disclaimers.get(base_language(lang))


def _stamps(house: House, wording: Wording, *, draft: bool) -> tuple[str, ...]:
    return (wording.draft,) * draft + (wording.sample,) * house.sample


class _Maker:
    """Decides one chapter; lives as long as that, because labels are counted in reading order."""

    def __init__(
        self,
        article: Article,
        house: House,
        neighbours: Mapping[str, Neighbour],
        media: Mapping[str, Media],
        draft: bool,
        inside: Collection[str],
    ) -> None:
        self._article = article
        self._house = house
        self._neighbours = neighbours
        self._draft = draft
        self._inside = inside
        self._wording = wording_for(article.lang)
        self._numbers = number_sources(article, house.numbering)
        self._labeller = Labeller(article.slug, self._numbers)
        self._digest = text_digest(article, media)

    def chapter(self) -> Chapter:
        """The chapter; prose is resolved in reading order."""
        article = self._article
        disclaimer = self._disclaimer()
        code = self._code()
        title = self._prose(article.title)
        standfirst = self._prose(article.standfirst) if article.standfirst else None
        messages = tuple(self._prose(message) for message in article.key_messages)
        body = tuple(map_prose(block, self._prose) for block in article.body)
        return Chapter(
            slug=article.slug,
            anchor=chapter_anchor(article.slug),
            lang=article.lang,
            dir=direction(article.lang),
            identity=self._identity(code),
            page=self._page(disclaimer, code),
            wording=self._wording,
            category=set_spaces(article.category, article.lang),
            title=title,
            short_title=self._set(article.short_title) or _words(title),
            standfirst=standfirst,
            key_messages=messages,
            body=body,
            see_also=self._see_also(),
            terms=tuple(
                self._term(f"term_{position}", term)
                for position, term in enumerate(article.terms, 1)
            ),
            references=self._references(),
            disclaimer=disclaimer,
            facts=self._facts(code),
            url=article.url,
            qr=f"{article.url}#leaflet={code.replace('-', '')}" if article.url and code else "",
        )

    # --- words

    def _set(self, text: str) -> str:
        return set_spaces(text, self._article.lang)

    def _fixed(self, key: str, *words: str) -> Prose[ResolvedInline]:
        return Prose(key, tuple(Text(self._set(word)) for word in words if word))

    def _term(self, key: str, term: Term) -> Prose[ResolvedInline]:
        meaning = f"{self._wording.term_dash}{self._set(term.definition)}"
        return Prose(key, (Text(self._set(term.term), strong=True), Text(meaning)))

    def _prose(self, prose: Prose[Inline]) -> Prose[ResolvedInline]:
        return Prose(prose.key, close_marks(tuple(self._inline(each) for each in prose.inlines)))

    def _inline(self, inline: Inline) -> ResolvedInline:
        lang = self._article.lang
        match inline:
            case Text():
                return set_run(inline, lang)
            case LineBreak():
                return inline
            case Link(href, runs):
                return Link(href, tuple(set_run(run, lang) for run in runs))
            case CrossLink(slug, runs):
                href = jump_to(slug, self._inside, self._neighbours)
                return Jump(href, tuple(set_run(run, lang) for run in runs))
            case Cite():
                return self._labeller.label_for(inline)
            case _:
                assert_never(inline)

    # --- sources and neighbours

    def _references(self) -> tuple[Reference, ...]:
        style, lang = self._house.style, self._article.lang
        sources = listed_sources(self._article, self._numbers)
        printed = reference_texts(sources, self._wording, style, lang)
        for source, words in zip(sources, printed, strict=True):
            if style and not words:
                raise InputError(
                    f"the style “{style.name}” prints nothing of the source “{source.key}”",
                    hint="give the source a title, or choose another style",
                )
        return tuple(
            Reference(
                number=number,
                anchor=reference_anchor(self._article.slug, number),
                source=source,
                text=Prose(f"ref_{number}", words),
                backlinks=self._labeller.backlinks(number, self._wording),
            )
            for source, words in zip(sources, printed, strict=True)
            for number in (self._numbers[source.key],)
        )

    def _see_also(self) -> tuple[Prose[ResolvedInline], ...]:
        """Related and cross-linked articles that may be handed out, each once, with its code."""
        slugs = dict.fromkeys(self._article.related)
        for prose in every_prose(self._article):
            for inline in prose.inlines:
                if isinstance(inline, CrossLink) and inline.slug:
                    slugs[inline.slug] = None
        shown: list[Prose[ResolvedInline]] = []
        for slug in slugs:
            neighbour = self._neighbours.get(slug)
            if neighbour is None or slug == self._article.slug:
                continue
            if not neighbour.in_force and slug not in self._inside:
                continue
            href = jump_to(slug, self._inside, self._neighbours)
            code = f" ({neighbour.code})" if neighbour.code else ""
            link = Jump(href, (Text(self._set(neighbour.title)),))
            inlines = (link, Text(code)) if code else (link,)
            shown.append(Prose(f"see_{len(shown) + 1}", inlines))
        return tuple(shown)

    # --- the right to be out, as printed

    def _code(self) -> str:
        """The leaflet code, or "" while nobody has approved this very text."""
        approved = self._article.approved
        disclaimer = disclaimer_for(self._house, self._article.lang)
        if approved is None or approved.digest != self._digest:
            return ""
        if disclaimer is None or not disclaimer.is_approved:
            return ""
        return leaflet_code(self._digest, disclaimer)

    def _identity(self, code: str) -> Identity:
        article = self._article
        on = article.approved.on if article.approved else None
        return Identity(
            id=article.id,
            version=article.version,
            digest=self._digest,
            code=code,
            reviewed=article.reviewed,
            next_review=article.next_review,
            authors=self._named("author"),
            modified=on or article.reviewed or EARLIEST,
        )

    def _named(self, role: PersonRole) -> tuple[str, ...]:
        return tuple(person.name for person in self._article.people if person.role == role)

    def _disclaimer(self) -> Disclaimer:
        """The clinic's; else what the page carried, said to be proposed; else a placeholder."""
        wording = self._wording
        own = disclaimer_for(self._house, self._article.lang)
        found = self._article.disclaimer_found
        if own and own.is_approved:
            inlines: list[ResolvedInline] = [Text(self._set(own.full))]
            if own.url:
                label = Text(f" {wording.full_disclaimer} ")
                inlines += [label, Link(own.url, (Text(own.url),))]
            return Disclaimer(self._set(own.short), Prose("disclaimer", tuple(inlines)), True)
        proposed = own.full if own and own.full else found.text if found else ""
        short = own.short if own and own.short else proposed
        if not proposed:
            words = self._fixed("disclaimer", wording.no_disclaimer)
            return Disclaimer(wording.no_disclaimer, words, False)
        words = self._fixed("disclaimer", proposed, f" {wording.not_approved}")
        return Disclaimer(self._set(short), words, False)

    def _page(self, disclaimer: Disclaimer, code: str) -> Page:
        wording, article = self._wording, self._article
        version = str(article.version) if article.version else UNKNOWN
        status = SEPARATOR.join(
            (
                f"{wording.version} {version}",
                f"{wording.reviewed} {wording.day(article.reviewed)}",
                f"{wording.expires} {wording.day(article.next_review)}",
                code or UNKNOWN,
            )
        )
        return Page(
            stamps=_stamps(self._house, wording, draft=self._draft),
            disclaimer=disclaimer.short,
            status=status,
            page_of=wording.page_of,
        )

    def _facts(self, code: str) -> tuple[Fact, ...]:
        """The back panel's lines: dates, code, people, clinic, other formats."""
        wording, article = self._wording, self._article
        version = str(article.version) if article.version else UNKNOWN
        lines: list[tuple[str, tuple[ResolvedInline, ...]]] = [
            (wording.version, (Text(version),)),
        ]
        if article.published:
            lines.append((wording.published, (Text(wording.day(article.published)),)))
        lines += [
            (wording.reviewed, (Text(wording.day(article.reviewed)),)),
            (wording.expires, (Text(wording.day(article.next_review)),)),
            (wording.code, (Text(code or UNKNOWN),)),
        ]
        people = sorted(article.people, key=lambda person: _ROLES.index(person.role))
        lines += [(self._role(person), (Text(person.name),)) for person in people]
        if article.url:
            lines.append((wording.read_online, (Link(article.url, (Text(article.url),)),)))
        if contact := contact_of(self._house.clinic):
            lines.append((wording.contact, contact))
        lines.append(("", (Text(wording.other_formats),)))
        return tuple(
            Fact(label, Prose(f"fact_{position}", inlines))
            for position, (label, inlines) in enumerate(lines, 1)
        )

    def _role(self, person: Person) -> str:
        match person.role:
            case "author":
                return self._wording.written_by
            case "clinical_reviewer":
                return self._wording.clinically_reviewed_by
            case "patient_reviewer":
                return self._wording.patient_reviewed_by
            case "translator":
                return self._wording.translated_by
            case _:
                assert_never(person.role)


_ROLES: tuple[PersonRole, ...] = ("author", "clinical_reviewer", "patient_reviewer", "translator")


def _words(prose: Prose[ResolvedInline]) -> str:
    return "".join(inline.text for inline in prose.inlines if isinstance(inline, Text))
