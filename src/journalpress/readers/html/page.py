"""A saved page, or a piece of HTML → Document: what is its article, what is furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml.html import HtmlElement

from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.problems import problem
from journalpress.readers.fields import is_web_address
from journalpress.readers.html.ariatables import set_tables
from journalpress.readers.html.article import find_article
from journalpress.readers.html.byline import Lines, take_lines
from journalpress.readers.html.charset import characters_of
from journalpress.readers.html.elements import elements, line_of, names_of, remove, text_of
from journalpress.readers.html.entries import Entries, clear_entries, detach, find_entries
from journalpress.readers.html.flow import Flow
from journalpress.readers.html.furniture import prune
from journalpress.readers.html.head import Head, read_head
from journalpress.readers.html.images import Images, nothing
from journalpress.readers.html.parse import Tree, tree_of
from journalpress.readers.html.profile import NO_PROFILE, Profile, select
from journalpress.readers.html.selflinks import point_inside
from journalpress.readers.html.sidenotes import gather_sidenotes
from journalpress.readers.html.signs import spell_signs
from journalpress.readers.html.tabs import name_panels
from journalpress.readers.html.titles import find_standfirst, find_title
from journalpress.readers.imports import Decision, Dropped, Import
from journalpress.readers.language import guess_language
from journalpress.readers.rich import assemble
from journalpress.readers.rich.facts import day_of, language_tag
from journalpress.readers.rich.tree import (
    About,
    Document,
    Note,
    Paragraph,
    Reference,
    Run,
    Said,
    Words,
)

IMPORTER = "web page"

NONE: Mapping[str, str] = MappingProxyType({})
"""What is known of other pages where nothing is."""
_MOST_ELEMENTS = 60_000
"""A page of a thousand printed pages has fewer."""
_TIMES_THE_ARTICLE = 20
"""Words on a page, scripts included, for each that its article may have."""
_CATEGORY = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:category|cat-links|post-category|section-label|kicker"
    r"|eyebrow|gh-article-tag|article-category|entry-category|title__context) "
)
_DISCLAIMER = re.compile(r"disclaimer|haftungsausschluss|avertissement-medical|medical-advice-note")


def read_html(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] | None = None,
    taken_slugs: Iterable[str] = (),
    taken_ids: Iterable[str] = (),
    lang: str = "",
    beside: Callable[[str], bytes | None] = nothing,
    profile: Profile | None = None,
    known: Mapping[str, str] = NONE,
    charset: str = "",
    saved_from: str = "",
    enclosed: Callable[[str], bytes | None] = nothing,
) -> Import:
    """The draft of an article from a web page as a browser saves it.

    `beside` gives the bytes of a file below the page's folder by its relative path, None where
    there is none; nothing else is read, and nothing from a network. `profile` says where the
    journal's own site keeps things. `charset`, `saved_from` and `enclosed` are what a file around
    the page says of its encoding and its address, and the bytes that it holds of an address. The
    rest as in `assemble`. The `article` is None where the problems hold an error that leaves
    nothing to read; nothing is raised.
    """
    if len(data) > limits.import_bytes:
        what = f"the file is larger than import_bytes ({limits.import_bytes:,})"
        return refused(file, "JP112", what, "save the page without its scripts, or raise the limit")
    characters = characters_of(data, charset)
    tree = tree_of(characters.text, saved_from)
    if tree.root is None:
        code = "JP112" if "deep" in tree.wrong else "JP105"
        return refused(file, code, tree.wrong, "open the page in a browser and save it again")
    if much := _too_much(tree, tree.root, limits):
        return refused(file, "JP112", much, "save only the article, or raise the limit")
    document = _document(
        tree,
        profile or NO_PROFILE,
        Images(beside, enclosed, most=limits.picture_bytes),
        lang,
        whole=True,
    )
    if _is_empty(document):
        what = "the page holds no text: a script writes it only when the page is shown"
        if not document.dropped and "<script" not in characters.text.lower():
            what = "the page holds no text of an article"
        hint = "open it in a browser, then save it as “complete web page”, or copy its text"
        return refused(file, "JP105", what, hint)
    imported = assemble(
        document,
        file=file,
        importer=IMPORTER,
        limits=limits,
        answers=answers,
        taken_slugs=taken_slugs,
        taken_ids=taken_ids,
        lang=lang,
        known=known,
    )
    return with_remarks(imported, (characters.assumed,) if characters.assumed else (), file=file)


def document_of(
    html: str,
    *,
    title: str = "",
    url: str = "",
    lang: str = "",
    beside: Callable[[str], bytes | None] = nothing,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """What a piece of HTML says that is an article already, as the JSON of content systems has it.

    Nothing is looked for around it, and no line is taken for its date; buttons, forms and the like
    are left out. `title` and `url` are those that the JSON has beside it. Raises ValueError where
    the piece cannot be read, with the reason in words for a person.
    """
    tree = tree_of(html) if html.strip() else Tree(None)
    if tree.root is None:
        if tree.wrong:
            raise ValueError(tree.wrong)
        return Document(title=(Run(title),) if title else ())
    images = Images(beside, most=limits.picture_bytes)
    found = _document(tree, NO_PROFILE, images, lang, whole=False, url=url)
    about = replace(found.about, url=Said(url, "its address") if url else None)
    return replace(found, title=(Run(title),) if title else found.title, about=about)


def _too_much(tree: Tree, root: HtmlElement, limits: Limits) -> str:
    """Why the page is too large to look for its article; "" where it is not."""
    count = len(tree.nodes)
    if count > _MOST_ELEMENTS:
        return f"the page has {count:,} elements, more than {_MOST_ELEMENTS:,}"
    words = sum(len(text.split()) for text in root.itertext() if len(text) > 1)
    most = limits.article_words * _TIMES_THE_ARTICLE
    if words > most:
        return f"the page has {words:,} words; an article has at most {limits.article_words:,}"
    return ""


def refused(file: str, code: str, message: str, hint: str) -> Import:
    """Stands for a page of which there is nothing to read, with the one reason."""
    return Import(article=None, problems=(problem(code, message, hint, file=file),))


def with_remarks(imported: Import, remarks: Iterable[str], *, file: str) -> Import:
    """The same, with what was read in the likely way before the page itself was read."""
    said = tuple(remarks)
    return replace(
        imported,
        decisions=(*(Decision(0, each) for each in said), *imported.decisions),
        problems=(*(problem("JP131", each, file=file) for each in said), *imported.problems),
    )


def _is_empty(document: Document) -> bool:
    return not (document.blocks or document.standfirst or document.references)


def _document(
    tree: Tree,
    profile: Profile,
    images: Images,
    lang: str,
    *,
    whole: bool,
    url: str = "",
) -> Document:
    root = tree.root
    assert root is not None
    head = read_head(root, tree.saved_from if is_web_address(tree.saved_from) else "")
    own = url or head.url
    point_inside(root, (own, tree.saved_from))
    dropped: list[Dropped] = []
    for each in select(root, profile.drop):
        if each.getparent() is not None:
            dropped.append(
                Dropped(line_of(each), text_of(each), "named in the profile of the site")
            )
            remove(each)
    said = _by_profile(root, profile)
    set_tables(root)
    signs = spell_signs(root)
    name_panels(root)
    gather_sidenotes(root)
    category = _category(root) if whole and not profile.category else None
    if category is not None:
        why = "the category of the page"
        dropped.append(Dropped(category[0].line, text_of(category[1]), why))
        remove(category[1])
    chosen = select(root, profile.title)
    title = find_title(root, head) if whole and not chosen else None
    element = chosen[0] if chosen else title.element if title else None
    named = [each for selector in (profile.article, profile.references, profile.disclaimer)
             for each in select(root, selector)]  # fmt: skip
    keep = tuple(each for each in (element, *named) if each is not None)
    dropped += prune(root, keep)
    articles = select(root, profile.article)
    body = articles[0] if articles else find_article(root) if whole else root
    entries = find_entries(root if whole else body, profile.references)
    lang_of_page = language_tag(lang or (head.lang.words if head.lang else ""))
    if not lang_of_page:
        lang_of_page = guess_language(text_of(body)).lang
    clear_entries(entries)
    spelled = tuple(told for sign, told in signs if _is_in(sign, body))
    flow = Flow(images, entries.names, lang_of_page)

    title_words: Words = flow.words(element) if element is not None else ()
    title_line = line_of(element) if element is not None else 0
    if not title_words and title is not None and title.words:
        title_words = (Run(title.words),)
    kept = tuple(each for each in (element, *named) if each is not None)
    names = tuple(each.words for each in head.authors)
    lines = take_lines(_around(body, element), kept, names) if whole else Lines()
    standfirsts = select(root, profile.standfirst)
    standfirst = standfirsts[0] if standfirsts else (
        find_standfirst(_around(body, element), element, head) if whole else None
    )  # fmt: skip
    standfirst_words = flow.words(standfirst) if standfirst is not None else ()
    for each in (element, standfirst):
        if each is not None:
            remove(each)
    dropped += detach(entries)
    outside = _lines_outside(root, body) if whole else Lines()
    disclaimers = select(root, profile.disclaimer) or _disclaimers(body)
    disclaimer = tuple(
        block for each in disclaimers for block in flow.blocks(each) if isinstance(block, Paragraph)
    )
    for each in disclaimers:
        remove(each)
    read = [text_of(body), *(text_of(each) for each in disclaimers)]
    read += [text_of(each) for _, _, each in entries.sources]
    read += [text_of(each) for _, each in entries.notes]
    document = Document(
        title=title_words,
        title_line=title_line,
        standfirst=standfirst_words,
        standfirst_line=line_of(standfirst) if standfirst is not None else 0,
        blocks=flow.blocks(body),
        references=_references(entries, flow),
        notes=_notes(entries, flow),
        numbered=entries.numbered,
        about=_about(head, lines, outside, said, category[0] if category else None, own),
        disclaimer=disclaimer,
        source_words=" ".join(read),
        pictures=images.found,
        decisions=spelled,
    )
    dropped += [*lines.dropped, *flow.dropped]
    return replace(document, dropped=tuple(dropped))


def _is_in(element: HtmlElement, body: HtmlElement) -> bool:
    return element is body or any(above is body for above in element.iterancestors())


def _around(body: HtmlElement, title: HtmlElement | None) -> HtmlElement:
    """The element that holds the text and the title."""
    if title is None or any(each is title for each in elements(body)):
        return body
    for above in body.iterancestors():
        if any(each is title for each in elements(above)):
            return above
    return body


def _lines_outside(root: HtmlElement, body: HtmlElement) -> Lines:
    """What lines outside of the text say of its days and people."""
    return Lines() if root is body else take_lines(root, (body,), without=body)


def _by_profile(root: HtmlElement, profile: Profile) -> dict[str, tuple[Said, ...]]:
    """The fields that the site's profile names, with their elements taken out of the page."""
    found: dict[str, tuple[Said, ...]] = {}
    for name in ("category", "published", "updated", "reviewed", "author", "reviewer"):
        said: list[Said] = []
        for element in select(root, getattr(profile, name)):
            stamp = element.get("datetime", "") or element.get("content", "")
            words = stamp if name in ("published", "updated", "reviewed") and stamp else ""
            words = words or text_of(element)
            if words:
                line = line_of(element)
                said.append(Said(words, f"line {line}" if line else "the page", line))
        for element in select(root, getattr(profile, name)):
            remove(element)
        found[name] = tuple(said)
    return found


def _category(root: HtmlElement) -> tuple[Said, HtmlElement] | None:
    """The category as the page prints it, and where."""
    for each in elements(root):
        linked = each.tag == "a" and "category" in each.get("rel", "").split()
        if linked or ((names := names_of(each)) != "  " and _CATEGORY.search(names)):
            link = each.find(".//a")
            words = text_of(each if link is None else link)
            if 0 < len(words) <= 40 and len(words.split()) <= 5:
                line = line_of(each)
                return Said(words, f"line {line}", line), each
    return None


def _disclaimers(body: HtmlElement) -> list[HtmlElement]:
    found = [
        each
        for each in elements(body)
        if (names := names_of(each)) != "  " and _DISCLAIMER.search(names) and each is not body
    ]
    outer = [each for each in found if not any(up in found for up in each.iterancestors())]
    return [each for each in outer if 5 < len(text_of(each).split()) <= 200]


def _references(entries: Entries, flow: Flow) -> tuple[Reference, ...]:
    return tuple(
        Reference(name, flow.words(element), number, line=line_of(element))
        for name, number, element in entries.sources
    )


def _notes(entries: Entries, flow: Flow) -> tuple[Note, ...]:
    return tuple(
        Note(name, flow.blocks(element), line=line_of(element)) for name, element in entries.notes
    )


def _about(
    head: Head,
    lines: Lines,
    outside: Lines,
    said: dict[str, tuple[Said, ...]],
    category: Said | None,
    url: str,
) -> About:
    """What the profile's elements say, else what the page prints, else what its head says."""

    def day(name: str) -> Said | None:
        given = said[name][0] if said[name] else None
        printed: Said | None = getattr(lines, name) or getattr(outside, name)
        meant: Said | None = getattr(head, name)
        if given is not None or printed is None:
            return given or meant
        clear = day_of(printed.words) is not None
        return printed if clear or meant is None else meant

    authors = said["author"] or tuple(lines.authors) or tuple(outside.authors) or head.authors
    reviewers = said["reviewer"] or tuple(lines.reviewers) or tuple(outside.reviewers)
    return About(
        category=said["category"][0] if said["category"] else category or head.category,
        published=day("published"),
        updated=day("updated"),
        reviewed=day("reviewed"),
        authors=authors,
        reviewers=reviewers or head.reviewers,
        lang=head.lang,
        url=Said(url, "its head") if url else None,
    )
