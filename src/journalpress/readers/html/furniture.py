"""What stands on a page and belongs to the site: found by its tag, its role, its names, its links.

A name is a hint, not a proof: what holds much of the page's text, or its title, is never furniture
whatever it is called.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from journalpress.readers.html.elements import (
    elements,
    is_heading,
    is_hidden,
    line_of,
    names_of,
    remove,
    text_lengths,
    text_of,
)
from journalpress.readers.imports import Dropped
from journalpress.readers.signposts import is_furniture, is_more

_BY_TAG = {
    "nav": "the menu of the site",
    "script": "",
    "button": "a button of the page",
    "select": "a form of the page",
    "input": "",
    "textarea": "",
    "form": "a form of the page",
    "dialog": "a window over the page",
}
_TAGS = frozenset((*_BY_TAG, "noscript", "a", "p", "div", "header", "footer"))
"""Those of which something may be told without a name."""
_BY_ROLE = {
    "navigation": "the menu of the site",
    "search": "a form of the page",
    "dialog": "a window over the page",
    "alertdialog": "a window over the page",
    "contentinfo": "the foot of the site",
    "banner": "the head of the site",
    "menu": "the menu of the site",
    "menubar": "the menu of the site",
    "tooltip": "a window over the page",
}
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "buttons to share the page",
        r"shar(?:e|ing|ers?|edaddy|e-?buttons?)|socials?|addtoany|a2a_kit|jp-post-flair|heateor"
        r"|ssba|sociable|tweet|follow-us|teilen|partage[rz]?|compartir",
    ),
    (
        "the way through the site",
        r"breadcrumbs?|crumbs|yoast-breadcrumb|navbar|nav|navigation|menus?|pagination|pager"
        r"|nav-links|post-nav(?:igation)?|prev-next|skip-?(?:link|to-content|nav)|toc|ez-toc\w*"
        r"|table-of-contents|toc_container|lwptoc|contents-list|on-this-page|jump-links?|site-header"
        r"|masthead|topbar|top-bar|language-switcher|lang-switcher|wpml-ls|hamburger|mega-menu"
        r"|previous-next|series-nav|ariane|migas",
    ),
    ("a note on cookies", r"cookies?|consent|gdpr|onetrust|cmplz|cky|iubenda|cookiebot|ccpa"),
    (
        "an invitation to subscribe",
        r"(?:[^\W_]+[-_]{1,2})*newsletter(?:[-_]{1,2}[^\W_]+)*|subscribe|subscription|sign-?up|mc4wp|mailchimp|optin|opt-in|email-signup"
        r"|gh-subscribe|kg-signup-card|members?-only|paywall|donate|donation|appeal",
    ),
    (
        "other pages",
        r"related|related(?:posts?|-posts?|-articles?|-content|-links)|jp-relatedposts|yarpp"
        r"|recommend(?:ed|ations?)|you-may(?:-also)?-like|read-?next|read-?more|more-(?:articles|posts)"
        r"|further-articles|post-feed|latest(?:-posts)?|popular(?:-posts)?|trending|taboola|outbrain"
        r"|teasers?|post-card|card-grid|more-from|also-read|up-next|explore-more",
    ),
    (
        "comments of readers",
        r"comments?|comment-list|comments-area|respond|disqus\w*|commentlist|replies|kommentare",
    ),
    (
        "who wrote it, and what else",
        r"author-(?:bio|box|info|card|description|profile|details|block)|about-(?:the-)?author"
        r"|bio-box|post-author-bio|saboxplugin\S*|author-bio-wrap|vcard-full",
    ),
    (
        "advertising",
        r"ads?|advert\w*|adsbygoogle|sponsor\w*|promo\w*|promotion|banner-ad|dfp|gpt-ad|affiliate",
    ),
    (
        "a part beside the article",
        r"sidebar|widget|widget-area|widgets|secondary|site-footer|colophon|footer-widgets|page-footer"
        r"|global-footer|footer|bottom-bar|legal-links|copyright|site-info|rail|right-rail|left-rail"
        r"|side-?bar-?(?:left|right)?|sidecolumn|nhsuk-footer|govuk-footer",
    ),
    (
        "a window over the page",
        r"popup|pop-up|modal|overlay|lightbox|toast|chat-widget|chatbot|intercom|offcanvas",
    ),
    (
        "a question of the site to its readers",
        r"feedback|helpful|was-this(?:-page)?(?:-helpful)?|rating|ratings|star-rating|survey"
        r"|page-rating|kksr\S*|votes?|gem-c-feedback",
    ),
    (
        "what the page does not show",
        r"screen-reader-text|sr-only|visually-?hidden|nhsuk-u-visually-hidden|element-invisible"
        r"|govuk-visually-hidden|hidden-text|u-hidden|assistive-text|visuallyhidden|skip",
    ),
    (
        "a button of the page",
        r"print-?(?:button|link|page|this)|toolbar|tool-bar|edit-?section|mw-editsection|btn"
        r"|wp-block-buttons?|back-to-top|scroll-to-top|to-top|font-size|text-size|listen|readspeaker\S*"
        r"|rs_skip|audio-player|bookmark|actions|article-actions|page-tools|copy-link|cite-this|citethis"
        r"|export-citation|download-citation|article-tools|metrics|altmetric\S*",
    ),
    ("how the page is filed", r"tags?|tags?-links?|post-tags|entry-tags|tag-list|cat-links|tagcloud"
     r"|post-categories|keywords|kwd-group|schlagworte"),
    (
        "the frame of an encyclopedia's page",
        r"navbox\S*|catlinks|noprint|mw-jump-link|mw-indicators?|printfooter|ambox|hatnote"
        r"|authority-control|mw-hidden-catlinks|sistersitebox|portalbox|vector-\S+|mw-portlet\S*"
        r"|siteNotice|sitesub|contentsub|mw-head|mw-panel|shortdescription|mw-authority-control",
    ),
)  # fmt: skip
_EXACT = tuple((why, re.compile(rf" (?:[^\W_]+__)?(?:{pattern}) ", re.IGNORECASE))
               for why, pattern in _WORDS)  # fmt: skip
_PREFIX = re.compile(
    r" (?:article|post|entry|page|site|block|wp-block|c|l|o|m|js|is|content|gh|nhsuk|govuk|app|main"
    r"|blog|single|global|header|footer|mobile|desktop|top|bottom|inline|section|component|module"
    r"|custom|region|area|social|sticky|floating|email|view|elementor-widget|et_pb|sqs-block|id)"
    r"[-_]{1,2}"
)
_SUFFIX = re.compile(
    r"[-_]{1,2}(?:container|wrapper|wrap|block|box|section|area|list|items?|bar|module|content|inner"
    r"|outer|widget|component|panel|row|group|holder|main|form|cta"
    r"|slot|unit|zone|space|frame|image|text|link|desktop|mobile|card|top|bottom|header|left|right"
    r"|\d+|links?|icons?|buttons?|title|heading) "
)
_KEEPS = re.compile(
    r"reference|footnote|citation|bibliograph|endnote|reflist|csl-|sources|faq|accordion|disclaimer"
    r"|has-|no-|with-|without-|hfeed"
)
_PANELS = re.compile(
    r"accordion|collapse|panel|answer|tab-?(?:content|pane)|toggle|faq|expander|details"
    r"|dropdown-text|more-?(?:content|text)|(?:read|show)-?more"
)
_LOADS = re.compile(
    r"(?:download|show|hide|view|see|load|expand)(?: all| more)?"
    r" (?:references|citations?|comments)",
    re.IGNORECASE,
)
_INLINE = re.compile(r" (?:noprint|template-fact|inline-template) ")
"""What an encyclopedia sets among the words for those who write it: [citation needed]."""
_OF_THE_TEXT = frozenset({"p", "li", "sup", "em", "strong", "td", "h1"})
_NO_PROSE = frozenset({"a", "script", "style", "button", "nav", "option", "noscript"})
_LEAST_PROSE = 20
_MOST_SHARE = 0.35
_SHOWN = 160


def prune(root: HtmlElement, keep: tuple[HtmlElement, ...] = ()) -> tuple[Dropped, ...]:
    """What was taken out of the tree, and why; `keep` and what holds them is never taken."""
    pruner = _Pruner(root, keep)
    for element in list(elements(root)):
        pruner.look(element)
    pruner.end_with_more()
    pruner.end_headings()
    return tuple(pruner.dropped)


class _Pruner:
    """Walks a tree once; knows which elements hold most of its text."""

    def __init__(self, root: HtmlElement, keep: tuple[HtmlElement, ...]) -> None:
        self.dropped: list[Dropped] = []
        self._root = root
        self._gone: set[HtmlElement] = set()
        self._above_forms: dict[HtmlElement, str] = {}
        self._kept = {above for each in keep for above in (each, *each.iterancestors())}
        self._sizes = prose_sizes(root)
        self._lengths = text_lengths(root)
        self._whole = max(1, self._sizes.get(root, 1))
        self._panels = {
            name
            for each in elements(root)
            for name in (each.get("aria-controls") or each.get("data-target") or "").split()
        }

    def look(self, element: HtmlElement) -> None:
        """Takes this element out if it is furniture."""
        parent = element.getparent()
        if element is self._root or parent is None:
            return
        if parent in self._gone:
            self._gone.add(element)
            return
        why = self._reason(element)
        if why is None:
            return
        self._drop(element, why)

    def _drop(self, element: HtmlElement, why: str) -> None:
        words = text_of(element) if why else ""
        if words:
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]}…"
            self.dropped.append(Dropped(line_of(element), shown, why))
        self._gone.add(element)
        if element.tag == "form":
            for before in element.itersiblings(preceding=True):
                if isinstance(before.tag, str) and is_heading(before):
                    self._above_forms.setdefault(before, why)
                    break
        remove(element)

    def end_headings(self) -> None:
        """Takes out headings that announced a form and nothing else: "Get our newsletter"."""
        for heading, why in reversed(self._above_forms.items()):
            below = list(heading.itersiblings())
            kept = heading in self._kept or heading.getparent() is None
            if (
                not kept
                and not any(text_of(each) or _shows(each) for each in below)
                and not any((each.tail or "").strip() for each in (heading, *below))
            ):
                self._drop(heading, why)

    def _reason(self, element: HtmlElement) -> str | None:
        """Why it is left out, "" where nobody misses it, None where it stays."""
        tag = element.tag
        if element in self._kept or (tag not in _TAGS and not element.keys()):
            return None
        if tag == "noscript":
            return None if element.find(".//img") is not None else ""
        if tag in ("script", "input", "textarea"):
            return ""
        if tag == "button" and _in_heading(element):
            return None
        if tag == "form" and self._is_much(element):
            return None
        few = self._lengths.get(element, 0) <= _SHOWN
        if few and tag in ("a", "p", "div") and _LOADS.fullmatch(text_of(element)):
            return "a button of the page"
        if tag in _BY_TAG:
            return _BY_TAG[tag]
        if is_hidden(element) and not self._is_panel(element):
            return "hidden on the page"
        if self._is_much(element):
            return None
        if (role := element.get("role")) in _BY_ROLE:
            return _BY_ROLE[role]
        if element.get("aria-hidden") == "true" and not self._is_panel(element):
            return "" if len(text_of(element)) < 3 else "hidden on the page"
        parts = ("article", "main", "blockquote")
        if tag in ("header", "footer") and not _inside(element, parts):
            return "the head of the site" if tag == "header" else "the foot of the site"
        if tag == "footer" and not (_has_sources(element) or _inside(element, ("blockquote",))):
            return "the foot of the page"
        return self._by_name(element)

    def _by_name(self, element: HtmlElement) -> str | None:
        names = names_of(element)
        if names == "  ":
            return None
        if element.tag in ("sup", "span") and _INLINE.search(names) and not _cites(element):
            return "a remark of the page's editors to each other"
        if _keeps(names) and (element.tag in ("a", "html", "body") or not is_hidden(element)):
            return None
        why = _why_of(names)
        if not why or why == "what the page does not show":
            return why or None
        if why == "other pages" and element.find(".//a") is None and element.tag != "a":
            # A list of other pages leads to them: words that lead nowhere are the text's.
            return None
        if element.tag in _OF_THE_TEXT:
            words = text_of(element)
            few = len(words.split()) <= 8 and words[-1:] not in (".", "!", "?", ":")
            return why if is_furniture(words) or (few and element.tag == "p") else None
        return why

    def _is_much(self, element: HtmlElement) -> bool:
        return self._sizes.get(element, 0) > self._whole * _MOST_SHARE

    def _is_panel(self, element: HtmlElement) -> bool:
        """Whether it is hidden until a reader opens it: the answer to a question."""
        if element.get("id", "") in self._panels and element.get("id"):
            return True
        near = (element, *list(element.iterancestors())[:3])
        return any(_PANELS.search(names_of(each)) for each in near)

    def end_with_more(self) -> None:
        """Takes out headings that announce other pages, with the links below them."""
        for heading in [each for each in elements(self._root) if is_heading(each)]:
            if heading.getparent() is None or heading in self._gone or heading in self._kept:
                continue
            if not is_more(text_of(heading)):
                continue
            below = _siblings_below(heading)
            links = sum(len(text_of(a)) for each in below for a in each.iter("a"))
            whole = sum(len(text_of(each)) for each in below)
            if links * 2 >= whole:
                for each in (heading, *below):
                    self._drop(each, "other pages")


@lru_cache(maxsize=4096)
def _why_of(names: str) -> str:
    """What these names say that an element is, "" where they say nothing of the kind."""
    bare = _SUFFIX.sub(" ", _SUFFIX.sub(" ", _PREFIX.sub(" ", _PREFIX.sub(" ", names))))
    return next(
        (why for why, pattern in _EXACT if pattern.search(names) or pattern.search(bare)), ""
    )


@lru_cache(maxsize=4096)
def _keeps(names: str) -> bool:
    return _KEEPS.search(names) is not None


def _siblings_below(heading: HtmlElement) -> list[HtmlElement]:
    below: list[HtmlElement] = []
    for each in heading.itersiblings():
        if not isinstance(each.tag, str):
            continue
        if is_heading(each):
            break
        below.append(each)
    return below


def _in_heading(element: HtmlElement) -> bool:
    """Whether a button is what a heading or a question consists of."""
    near = list(element.iterancestors())[:2]
    says = text_of(element)
    return any(
        (is_heading(each) and text_of(each) == says) or each.tag in ("summary", "dt")
        for each in near
    ) or bool(_PANELS.search(names_of(element)) and element.get("aria-controls"))


def _cites(element: HtmlElement) -> bool:
    return any("#" in link.get("href", "") for link in element.iter("a"))


def _inside(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _shows(element: HtmlElement) -> bool:
    return any(each.tag in ("img", "svg", "math", "object") for each in elements(element))


def _has_sources(element: HtmlElement) -> bool:
    return any(_keeps(names_of(each)) for each in elements(element))


def prose_sizes(root: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters of prose each element holds: outside links, in longer stretches."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(elements(root))):
        size = 0
        if element.tag not in _NO_PROSE:
            size = _stretch(element.text)
            for child in element:
                size += _stretch(child.tail) + sizes.get(child, 0)
        sizes[element] = size
    return sizes


def _stretch(text: str | None) -> int:
    """How many characters it has, if they are enough for prose."""
    if not text or len(text) <= _LEAST_PROSE:
        return 0
    length = len(text.strip())
    return length if length > _LEAST_PROSE else 0
