"""An Article and what surrounds it → Problems: the rules of an editor, each with its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from journalpress.edition.calendar import months_after
from journalpress.edition.omissions import omissions
from journalpress.edition.printable import named, unprintable
from journalpress.edition.reading import leaf
from journalpress.edition.references import reference_texts
from journalpress.edition.template import (
    EXAMPLE_CLINIC,
    EXAMPLE_PHONE,
    is_example,
)
from journalpress.edition.types import House, ResolvedInline
from journalpress.edition.wording import base_language, has_wording, wording_for
from journalpress.identifiers import is_identified
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.model import (
    Article,
    Block,
    Cite,
    CrossLink,
    Figure,
    Inline,
    List,
    Missing,
    PersonRole,
    Prose,
    Section,
    Table,
    cited_keys,
    every_block,
    every_prose,
    inner_blocks,
    plain,
    prose_of,
)
from journalpress.problems import MOST, Problem, problem

DOTS = 300
"""Pixels to the inch on paper, as styles/leaflet.css has them."""
SMALL = 600
"""Pixels from side to side, 51 mm: what is narrower can hardly be seen into."""
LONGEST_REVIEW_MONTHS = 36
"""PIF TICK asks for a review at least every three years."""

ROLE_WORDS: Mapping[PersonRole, str] = {
    "author": "author",
    "clinical_reviewer": "clinical reviewer",
    "patient_reviewer": "patient reviewer",
    "translator": "translator",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an article is judged against: its clinic, its journal, its pictures, the day.

    `slugs` and `ids` are those of the whole journal (`ids` also what its history holds);
    `pictures` are the names of those that are there, usable or not, `widths` the
    pixels of those that are usable; `spans` and `file` say where
    a leaf stands.
    """

    house: House
    as_of: date
    required_roles: tuple[PersonRole, ...] = ("clinical_reviewer",)
    slugs: Collection[str] = ()
    ids: Collection[str] = ()
    pictures: Collection[str] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    spans: Mapping[str, int] = field(default_factory=dict)
    file: str = ""
    limits: Limits = DEFAULT_LIMITS


def check_article(article: Article, around: Surroundings) -> tuple[Problem, ...]:
    """Every problem of the article itself, in the order of its text, then of its front matter."""
    return tuple(_Checker(article, around).problems())


def check_links(
    article: Article, around: Surroundings, in_force: Collection[str]
) -> tuple[Problem, ...]:
    """A warning (JP021) for each cross-link to an article that may not be handed out."""
    checker = _Checker(article, around)
    return tuple(
        checker.note(
            "JP021",
            f"“{plain(link.runs)}” leads to “{link.slug}”, which is not in force",
            "it prints as plain words until that article is approved",
            key=prose.key,
        )
        for prose, link in _cross_links(article)
        if link.slug in around.slugs and link.slug not in in_force
    )


class _Checker:
    """The checks of one article; lives as long as they take."""

    def __init__(self, article: Article, around: Surroundings) -> None:
        self._article = article
        self._around = around

    def note(self, code: str, message: str, hint: str = "", *, key: str = "") -> Problem:
        """A Problem of this article, at the line of the leaf or field with this key."""
        line = self._around.spans.get(key, 0)
        return problem(
            code, message, hint, file=self._around.file, line=line, article=self._article.slug
        )

    def problems(self) -> Iterator[Problem]:
        """Every problem."""
        yield from self._language()
        yield from self._citations()
        yield from self._links()
        yield from self._blocks()
        yield from self._template()
        yield from self._anchors()
        yield from self._lengths()
        yield from self._characters()
        yield from self._sources()
        yield from self._style()
        yield from self._people()
        yield from self._dates()
        yield from self._disclaimer()

    def _language(self) -> Iterator[Problem]:
        lang = self._article.lang
        if not has_wording(lang):
            yield self.note(
                "JP060",
                f"no catalogue of printed words for the language “{lang}”",
                "write the language as en, en-GB, fr, de, es or ar",
                key="front:lang",
            )

    # --- citations and sources

    def _citations(self) -> Iterator[Problem]:
        known = {source.key for source in self._article.sources}
        for prose in every_prose(self._article):
            for inline in prose.inlines:
                if isinstance(inline, Cite):
                    for citation in inline.citations:
                        if citation.key not in known:
                            yield self.note(
                                "JP010",
                                f"[@{citation.key}] has no source",
                                "add it to references, or correct the key",
                                key=prose.key,
                            )

    def _sources(self) -> Iterator[Problem]:
        cited = cited_keys(self._article)
        for source in self._article.sources:
            if source.key not in cited:
                yield self.note(
                    "JP011",
                    f"the source “{source.key}” is never cited",
                    "cite it where it belongs, or take it out",
                    key="front:references",
                )
            if not is_identified(source):
                yield self.note(
                    "JP013",
                    f"the source “{source.key}” has no DOI, PMID or address",
                    "add DOI, PMID or URL, so that a reader can find it",
                    key="front:references",
                )
        listed = [source.key for source in self._article.sources if source.key in cited]
        mentioned = [key for key in cited if key in listed]
        if self._around.house.numbering == "as-listed" and listed != mentioned:
            yield self.note(
                "JP012",
                "the sources are not listed in the order of their first mention",
                "numbers follow the list; reorder it, or set references.numbering = "
                '"as-cited" in journal.toml',
                key="front:references",
            )

    def _references(self) -> tuple[tuple[ResolvedInline, ...], ...]:
        """The printed words of each source, in the order of the list."""
        article = self._article
        style = self._around.house.style
        return reference_texts(article.sources, wording_for(article.lang), style, article.lang)

    def _style(self) -> Iterator[Problem]:
        """What the journal's own style leaves out of the entries that print."""
        style = self._around.house.style
        if style is None or not has_wording(self._article.lang):
            return
        printing = cited_keys(self._article)
        left_out: list[str] = []
        for source, words in zip(self._article.sources, self._references(), strict=True):
            if self._around.house.numbering == "as-cited" and source.key not in printing:
                continue
            if not words:
                yield self.note(
                    "JP026",
                    f"the style “{style.name}” prints nothing of the source “{source.key}”",
                    "give the source a title, or choose another style",
                    key="front:references",
                )
            elif missing := omissions(source, words):
                left_out.append(f"{' and '.join(missing)} of “{source.key}”")
        if left_out:
            more = len(left_out) - MOST
            yield self.note(
                "JP025",
                f"the style “{style.name}” leaves out the {', the '.join(left_out[:MOST])}"
                f"{f', and so for {more} more' if more > 0 else ''}",
                "readers find a source by these words; choose another style if they need them",
                key="front:references",
            )

    # --- links between articles

    def _links(self) -> Iterator[Problem]:
        around, article = self._around, self._article
        for prose, link in _cross_links(article):
            words = plain(link.runs)
            if link.slug is None:
                yield self.note(
                    "JP020",
                    f"the cross-link “{words}” has no target",
                    f"write the article's file name: [{words}](slug.md)",
                    key=prose.key,
                )
            elif link.slug not in around.slugs:
                yield self.note(
                    "JP022",
                    f"“{words}” leads to “{link.slug}.md”, which is not in this journal",
                    self._near(link.slug)
                    or "correct the file name, or write [words](?) while the target is unknown",
                    key=prose.key,
                )
        for slug in article.related:
            if slug not in around.slugs:
                yield self.note(
                    "JP022",
                    f"related names “{slug}”, which is not in this journal",
                    self._near(slug) or "use the file name of an article, without .md",
                    key="front:related",
                )
        if article.translation_of and article.translation_of not in around.ids:
            yield self.note(
                "JP053",
                f"translation_of names “{article.translation_of}”, which no article has as id",
                "use the id of the article that was translated",
                key="front:translation_of",
            )

    def _near(self, slug: str) -> str:
        """A hint that names the article whose name is most like this one; "" where none is."""
        near = get_close_matches(slug, list(self._around.slugs), n=1, cutoff=0.7)
        return f"do you mean “{near[0]}”?" if near else ""

    # --- the body

    def _blocks(self) -> Iterator[Problem]:
        line = 0
        for block in every_block(self._article.body):
            line = self._line(block) or line
            match block:
                case Figure(key, media, alt, decorative):
                    if not alt.strip() and not decorative:
                        yield self.note(
                            "JP043",
                            f"the picture “{media}” has no description",
                            "write ![what it shows](…), or add {.decorative}",
                            key=key,
                        )
                    if media not in self._around.pictures:
                        yield self.note(
                            "JP044",
                            f"the picture “{media}” is not in media/",
                            "put the file there, or correct its name",
                            key=key,
                        )
                    width = self._around.widths.get(media, SMALL)
                    if width < SMALL:
                        yield self.note(
                            "JP046",
                            f"the picture “{media}” is {width} pixels wide and prints "
                            f"{width / DOTS * 25.4:.0f} mm wide",
                            "take the original, in more pixels",
                            key=key,
                        )
                case Missing(what, note):
                    words = f"a {what} of the original is missing" + (f": {note}" if note else "")
                    yield problem(
                        "JP006",
                        words,
                        "put it in, or take the ::: missing block out",
                        file=self._around.file,
                        line=line,
                        article=self._article.slug,
                    )
                case _:
                    pass

    def _line(self, block: Block[Inline]) -> int:
        """The line of the block's first leaf; 0 where it has none."""
        if isinstance(block, Section):
            return self._around.spans.get(block.heading.key, 0)
        if isinstance(block, Figure | Table):
            return self._around.spans.get(block.key, 0)
        if isinstance(block, List) or inner_blocks(block):
            return 0
        leaves = list(prose_of((block,)))
        return self._around.spans.get(leaves[0].key, 0) if leaves else 0

    def _template(self) -> Iterator[Problem]:
        """What nobody has written yet: no text at all, or the words that the template came with."""
        article = self._article
        if all(isinstance(block, Section) for block in every_block(article.body)):
            yield self.note("JP023", "the article has no text", "write it below the second ---")
        for prose in every_prose(article):
            words = plain(prose.inlines)
            if is_example(words):
                yield self.note(
                    "JP023",
                    f"words of the template are still there: “{words}”",
                    "write your own over them, or take them out",
                    key=prose.key,
                )
        for block in every_block(article.body):
            if isinstance(block, Figure) and is_example(block.alt):
                yield self.note(
                    "JP023",
                    f"a description of the template is still there: “{block.alt}”",
                    "say what the picture shows, or take the picture out",
                    key=block.key,
                )
        for source in article.sources:
            if is_example(source.raw):
                yield self.note(
                    "JP023",
                    f"a source of the template is still there: “{source.raw}”",
                    "write your own over it, or take it out",
                    key=f"source:{source.key}",
                )
        for person in article.people:
            if is_example(person.name):
                yield self.note(
                    "JP023",
                    f"words of the template are still there: “{person.name}”",
                    "write who it is, or take the line out",
                    key="front:people",
                )

    def _anchors(self) -> Iterator[Problem]:
        sections = [each for each in every_block(self._article.body) if isinstance(each, Section)]
        times = Counter(section.anchor for section in sections if section.anchor)
        for section in sections:
            if times[section.anchor] > 1:
                yield self.note(
                    "JP127",
                    f"the anchor “{section.anchor}” stands more than once",
                    "give each heading its own {#anchor}, or none",
                    key=section.heading.key,
                )

    # --- what the page has room for

    def _lengths(self) -> Iterator[Problem]:
        """Titles that are too long, each at its field; else the line at the head of each page."""
        article, limits = self._article, self._around.limits
        title = plain(article.title.inlines)
        fields = {"title": title, "short_title": article.short_title, "category": article.category}
        long = {
            name: words for name, words in fields.items() if len(words) > limits.title_characters
        }
        for name, words in long.items():
            yield self.note(
                "JP112",
                f"{name} has {len(words):,} characters, more than {limits.title_characters}",
                "write it shorter (limit title_characters in journal.toml)",
                key=f"front:{name}",
            )
        clinic = self._around.house.clinic.name
        head = " · ".join(filter(None, (clinic, article.short_title or title)))
        if not long and len(head) > limits.head_characters:
            yield self.note(
                "JP112",
                f"the head of each page would hold {len(head):,} characters (the clinic's name and "
                f"this title), more than {limits.head_characters}",
                "write a shorter short_title (limit head_characters in journal.toml)",
                key="front:short_title" if article.short_title else "front:title",
            )

    # --- what the fonts have

    def _characters(self) -> Iterator[Problem]:
        """What would print as a box, wherever it is printed (JP054)."""
        article = self._article
        printed = [(prose.key, plain(prose.inlines)) for prose in every_prose(article)]
        printed += [
            ("front:category", article.category),
            ("front:short_title", article.short_title),
            ("front:url", article.url),
            *(("front:people", person.name) for person in article.people),
            *(("front:terms", f"{each.term} {each.definition}") for each in article.terms),
        ]
        if has_wording(article.lang):
            printed += [
                ("front:references", leaf("item", Prose("", words)).text)
                for words in self._references()
            ]
        for key, words in printed:
            if missing := unprintable(words):
                yield self.note(
                    "JP054",
                    f"our fonts have no {named(missing)}",
                    "write it in words or with another character",
                    key=key,
                )

    # --- the right to be out

    def _people(self) -> Iterator[Problem]:
        named = {person.role for person in self._article.people}
        for role in self._around.required_roles:
            if role not in named:
                yield self.note(
                    "JP001",
                    f"no {ROLE_WORDS[role]} is named",
                    f'add to people: {{name: "…", role: {role}}}',
                    key="front:people",
                )

    def _dates(self) -> Iterator[Problem]:
        article, as_of = self._article, self._around.as_of
        if article.reviewed is None:
            yield self.note(
                "JP002",
                "the review date is missing",
                "approve the article, which sets it",
                key="front:reviewed",
            )
        elif article.reviewed > as_of:
            yield self.note(
                "JP002",
                f"the review date {article.reviewed} lies in the future",
                "correct it, or approve the article again",
                key="front:reviewed",
            )
        if article.next_review is None:
            return
        if article.next_review < as_of:
            yield self.note(
                "JP003",
                f"its review was due on {article.next_review}",
                "have it reviewed and approve it again",
                key="front:next_review",
            )
        reviewed = article.reviewed
        if reviewed and article.next_review > months_after(reviewed, LONGEST_REVIEW_MONTHS):
            yield self.note(
                "JP004",
                f"the next review ({article.next_review}) is more than "
                f"{LONGEST_REVIEW_MONTHS} months after the last",
                "choose an earlier date",
                key="front:next_review",
            )

    def _disclaimer(self) -> Iterator[Problem]:
        house, lang = self._around.house, self._article.lang
        # Named as the table that has it, so that en and en-GB do not seem to lack one each.
        table = lang if lang in house.disclaimers else base_language(lang)
        own = house.disclaimers.get(table)
        if own is None or not own.is_approved:
            yield self.note(
                "JP005",
                f"no approved disclaimer for the language “{table}”",
                f"fill in [disclaimer.{table}] of journal.toml, with approved_by and approved_on",
            )
        elif own.approved_on and own.approved_on > self._around.as_of:
            yield self.note(
                "JP005",
                f"the disclaimer for “{table}” is approved on {own.approved_on}, which lies in the "
                "future",
                "correct approved_on in journal.toml, or wait until that day",
            )
        if self._article.disclaimer_found is not None:
            yield self.note(
                "JP008",
                "the disclaimer of the original page still stands in the article",
                "have it approved in journal.toml, then take disclaimer_found out",
                key="front:disclaimer_found",
            )
        clinic = house.clinic
        contact = clinic.phone or clinic.email or clinic.website or "".join(clinic.address)
        if not (clinic.name.strip() and contact.strip()):
            yield self.note(
                "JP009",
                "the clinic's name or contact is empty",
                "fill in [clinic] of journal.toml: name, and phone, email, website or address",
            )
        for words in sorted({clinic.name, clinic.phone} & {EXAMPLE_CLINIC, EXAMPLE_PHONE}):
            yield self.note(
                "JP009",
                f"the clinic's “{words}” is that of the example",
                "fill in [clinic] of journal.toml with your own name and number",
            )


def _cross_links(article: Article) -> Iterator[tuple[Prose[Inline], CrossLink]]:
    for prose in every_prose(article):
        for inline in prose.inlines:
            if isinstance(inline, CrossLink):
                yield prose, inline
