# ruff: noqa: E501, E731 (markup as the systems write it)
"""Pages in the shapes of well-known site systems, each with one of the texts of `texts.py`.

The markup around an article (menus, share bars, cookie notes, comments, lists of other articles)
and that of citations and lists are those of the systems; the words of it are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.readers.html.texts import (
    AMERICAN,
    ARABIC,
    ENGLISH,
    FRENCH,
    GERMAN,
    SPANISH,
    Text,
)

Cite = Callable[[int], str]

MENU = (
    '<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/clinics">Our clinics</a>'
    '</li><li><a href="/contact">Contact us</a></li></ul></nav>'
)
SHARE = (
    '<div class="sharedaddy sd-sharing"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">'
    'Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>'
)
COOKIES = (
    '<div id="cookie-notice" class="cookie-banner"><p>We use cookies to make this site better for'
    " you. By using it you accept them all without a second thought.</p><button>Accept</button></div>"
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h3>Join 20,000 readers</h3><p>Get our best stories in your'
    ' inbox every Friday, free of charge and without obligation.</p><form><input type="email">'
    "<button>Sign up</button></form></div>"
)
RELATED = (
    '<section class="related-posts"><h3>You may also like</h3><ul><li><a href="/a">Ten ways to sleep'
    ' better when it is hot</a></li><li><a href="/b">Why walking is good for you</a></li></ul></section>'
)
COMMENTS = (
    '<div id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list"><li><p>'
    "Great article, thank you so much for writing this, it helped my mother a lot.</p></li><li><p>"
    "I do not agree with the second paragraph at all, my doctor said something else.</p></li></ol></div>"
)
SIDEBAR = (
    '<aside class="sidebar widget-area"><div class="widget"><h3>Popular</h3><ul><li><a href="/c">A'
    ' popular story about tea</a></li></ul></div><div class="widget"><p>This clinic has cared for its'
    " patients since 1924 and is open on every day of the year.</p></div></aside>"
)
FOOTER = (
    '<footer class="site-footer"><p>© 2024 The Invented Clinic. All rights reserved.</p><ul><li>'
    '<a href="/privacy">Privacy</a></li><li><a href="/terms">Terms of use</a></li></ul></footer>'
)
BIO = (
    '<div class="author-box"><h4>About the author</h4><p>Jane has written about health for twenty'
    " years and lives with two cats in a small house by the sea.</p></div>"
)
CRUMBS = (
    '<div class="breadcrumbs"><a href="/">Home</a> › <a href="/health">Health</a> › <span>This'
    " page</span></div>"
)


def numbers_in(mark: str) -> list[int]:
    """The numbers of a mark such as {2,3}."""
    return [int(each) for each in mark.strip("{}").split(",")]


def cited(words: str, cite: Cite, glue: str = ",") -> str:
    """The words with each mark as this site writes it."""
    return re.sub(
        r"\{[\d,]+\}", lambda found: glue.join(cite(n) for n in numbers_in(found[0])), words
    )


def sup_cited(words: str, cite: Cite, before: str = "<sup>", after: str = "</sup>") -> str:
    """The words with all numbers of a mark between these tags."""
    return re.sub(
        r"\{[\d,]+\}",
        lambda found: before + ",".join(cite(n) for n in numbers_in(found[0])) + after,
        words,
    )


def table(text: Text, opening: str = "<table>", *, head: bool = True) -> str:
    """The table; with a head, or with its first row in bold."""
    first, *rest = text.table
    if head:
        top = "<thead><tr>" + "".join(f"<th>{cell}</th>" for cell in first) + "</tr></thead>"
    else:
        top = "<tr>" + "".join(f"<td><b>{cell}</b></td>" for cell in first) + "</tr>"
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rest)
    return f"{opening}{top}<tbody>{rows}</tbody></table>"


def body(
    text: Text,
    mark: Callable[[str], str],
    *,
    p: str = "<p>{}</p>",
    h: str = "<h2>{}</h2>",
    box: str = '<div class="alert alert-info"><p>{}</p></div>',
    ul: str = "<ul>{}</ul>",
    opening: str = "<table>",
    head: bool = True,
) -> str:
    """The text from its lead to its box."""
    parts = [p.format(mark(text.lead))]
    for number, (heading, paragraphs) in enumerate(text.sections):
        parts.append(h.format(heading))
        parts += [p.format(mark(each)) for each in paragraphs]
        if number == 0:
            parts.append(ul.format("".join(f"<li>{mark(each)}</li>" for each in text.items)))
    parts.append(table(text, opening, head=head))
    parts.append(box.format(mark(text.box)))
    return "\n".join(parts)


def listed(text: Text, item: str = "<li>{entry}</li>", around: str = "<ol>{}</ol>") -> str:
    """The list of sources; `{n}` and `{entry}` in each item."""
    return around.format(
        "".join(item.format(n=n, entry=entry) for n, entry in enumerate(text.sources, 1))
    )


def page(
    text: Text, inside: str, *, head: str = "", lang: str | None = None, attributes: str = ""
) -> str:
    """A whole page around this content."""
    lang = text.lang if lang is None else lang
    said = f' lang="{lang}"' if lang else ""
    return (
        f'<!DOCTYPE html>\n<html{said}{attributes}>\n<head><meta charset="utf-8">\n'
        f"<title>{text.title} | The Invented Clinic</title>\n{head}</head>\n"
        f"<body>\n{inside}\n<script>var shown = 1;</script></body></html>\n"
    )


def plain(n: int) -> str:
    """A number alone."""
    return str(n)


def wordpress_classic(text: Text) -> str:
    """A theme of the years before the block editor."""
    mark = lambda words: sup_cited(words, lambda n: f'<a href="#ref{n}">{n}</a>')
    return page(
        text,
        f'<div id="page"><header id="masthead"><h1 class="site-title">The Invented Clinic</h1>{MENU}'
        f'</header><div id="content"><div id="primary"><article class="post hentry"><header'
        f' class="entry-header"><h1 class="entry-title">{text.title}</h1><div class="entry-meta">'
        f'<span class="posted-on">Posted on <time datetime="{text.published}T09:00:00+00:00">'
        f'{text.printed}</time></span> <span class="byline">by <span class="author vcard">'
        f'{text.author}</span></span></div></header><div class="entry-content"><p class="lead">'
        f"{text.standfirst}</p>{body(text, mark)}<h3>{text.sources_heading}</h3>"
        + listed(text, '<li id="ref{n}">{entry}</li>')
        + f'{SHARE}</div><footer class="entry-footer"><span class="cat-links">Posted in <a'
        f' rel="category tag" href="/health">Health</a></span></footer></article>{COMMENTS}</div>'
        f"{SIDEBAR}</div>{FOOTER}</div>{COOKIES}",
        head='<meta property="og:site_name" content="The Invented Clinic">',
    )


def gutenberg(text: Text) -> str:
    """The block editor with its own footnotes."""
    count: dict[int, int] = {}

    def cite(n: int) -> str:
        count[n] = count.get(n, 0) + 1
        return (
            f'<sup data-fn="fn-{n}" class="fn"><a href="#fn-{n}" id="fn-{n}-link-{count[n]}">{n}</a>'
            "</sup>"
        )

    def mark(words: str) -> str:
        return cited(words, cite, "")

    inside = body(
        text,
        mark,
        h='<h2 class="wp-block-heading">{}</h2>',
        ul='<ul class="wp-block-list">{}</ul>',
        opening='<figure class="wp-block-table"><table class="has-fixed-layout">',
        box='</figure><div class="wp-block-group is-style-callout callout has-background"><p>{}</p></div>',
    ).replace("</table>\n</figure>", "</table></figure>")
    notes = listed(
        text,
        '<li id="fn-{n}">{entry} <a href="#fn-{n}-link-1" aria-label="Jump to footnote reference'
        ' {n}">↩︎</a></li>',
        '<ol class="wp-block-footnotes">{}</ol>',
    )
    return page(
        text,
        f'<div class="wp-site-blocks"><header class="wp-block-template-part">{MENU}</header><main'
        f' class="wp-block-group"><h1 class="wp-block-post-title">{text.title}</h1><div'
        f' class="wp-block-post-date"><time datetime="{text.published}T10:00:00+00:00">{text.printed}'
        f'</time></div><div class="entry-content wp-block-post-content"><p'
        f' class="has-large-font-size standfirst">{text.standfirst}</p>{inside}{notes}</div></main>'
        f"<footer>{NEWSLETTER}</footer></div>",
    )


def elementor(text: Text) -> str:
    """A page builder: no article element, every piece in boxes of its own."""
    mark = lambda words: sup_cited(words, plain)
    wrapped = (
        '<div class="elementor-element elementor-widget elementor-widget-text-editor"><div'
        ' class="elementor-widget-container">{}</div></div>'
    )
    sections = "".join(
        '<section class="elementor-section elementor-top-section"><div class="elementor-container">'
        '<div class="elementor-column"><div class="elementor-widget-wrap">'
        + wrapped.format(part)
        + "</div></div></div></section>"
        for part in (
            f"<p>{text.standfirst}</p>",
            body(text, mark),
            f"<h2>{text.sources_heading}</h2>{listed(text)}",
        )
    )
    return page(
        text,
        f'<div class="elementor elementor-location-header">{MENU}</div><div class="elementor'
        f' elementor-12"><section class="elementor-section"><div class="elementor-widget-heading"><h1'
        f' class="elementor-heading-title">{text.title}</h1></div></section>{sections}<section'
        f' class="elementor-section"><div class="elementor-widget elementor-widget-share-buttons'
        f' share"><div>Facebook</div><div>Twitter</div></div></section></div><div class="elementor'
        f' elementor-location-footer footer">{NEWSLETTER}{FOOTER}</div>',
        head=f'<meta property="article:published_time" content="{text.published}T08:00:00+00:00">',
    )


def ghost(text: Text) -> str:
    """Ghost, with cards."""
    mark = lambda words: cited(words, lambda n: f"[{n}]", "")
    return page(
        text,
        f'<div class="viewport"><header class="gh-head outer">{MENU}</header><main class="site-main">'
        f'<article class="article post"><header class="article-header gh-canvas"><div'
        f' class="article-tag post-card-tags"><a href="/tag/health">Health</a></div><h1'
        f' class="article-title">{text.title}</h1><p class="article-excerpt">{text.standfirst}</p>'
        f'<div class="article-byline"><section class="article-byline-content"><h4'
        f' class="author-name"><a href="/author/x">{text.author}</a></h4><div'
        f' class="byline-meta-content"><time class="byline-meta-date" datetime="{text.published}">'
        f'{text.printed}</time><span class="byline-reading-time">— 4 min read</span></div></section>'
        f'</div></header><section class="gh-content gh-canvas">'
        + body(text, mark, box='<div class="kg-card kg-callout-card"><div class="kg-callout-text">'
               "{}</div></div>")
        + f'<h3 id="references">{text.sources_heading}</h3>{listed(text)}</section></article><section'
        f' class="footer-cta outer"><h2>Sign up for more like this.</h2><a class="footer-cta-button">'
        f'Enter your email</a></section><aside class="read-more-wrap outer"><div class="read-more">'
        f'<article class="post-card"><h2>Another story</h2><p>With an excerpt of some length that'
        f" belongs to another page.</p></article></div></aside></main>{FOOTER}</div>",
        head=f'<meta property="article:published_time" content="{text.published}T00:00:00.000Z">'
        f'<meta property="og:title" content="{text.title}">',
    )  # fmt: skip


def drupal(text: Text) -> str:
    """Drupal 10 with its field wrappers."""
    mark = lambda words: sup_cited(words, lambda n: f'<a href="#edn{n}">{n}</a>')
    return page(
        text,
        f'<div class="dialog-off-canvas-main-canvas"><header role="banner">{MENU}</header><div'
        f' class="region region-breadcrumb">{CRUMBS}</div><main role="main"><div class="layout-content">'
        f'<div class="region region-content"><div class="block block-core block-page-title-block">'
        f'<h1 class="page-header"><span class="field field--name-title">{text.title}</span></h1></div>'
        f'<article class="node node--type-article"><footer class="node__meta"><div'
        f' class="node__submitted">Submitted by <span>{text.author}</span> on <span>{text.printed}'
        f'</span></div></footer><div class="node__content"><div class="field field--name-field-summary'
        f' field__item">{text.standfirst}</div><div class="field field--name-body field--type-text-with'
        f'-summary">{body(text, mark)}<h2>{text.sources_heading}</h2>'
        + listed(text, '<p id="edn{n}">{n}. {entry}</p>', '<div class="references">{}</div>')
        + f"</div></div></article></div></div></main>{SIDEBAR}{FOOTER}</div>",
        head=f'<meta name="dcterms.created" content="{text.published}">'
        f'<link rel="canonical" href="https://clinic.example/health/lupus">',
    )


def wikipedia(text: Text) -> str:
    """MediaWiki with its skin of 2022."""
    seen: dict[int, int] = {}

    def cite(n: int) -> str:
        seen[n] = seen.get(n, 0) + 1
        return (
            f'<sup id="cite_ref-{n}_{seen[n]}" class="reference"><a href="#cite_note-{n}"><span'
            f' class="cite-bracket">[</span>{n}<span class="cite-bracket">]</span></a></sup>'
        )

    inside = body(
        text,
        lambda words: cited(words, cite, ""),
        h='<div class="mw-heading mw-heading2"><h2>{}</h2><span class="mw-editsection"><span>[</span>'
        "<a>edit</a><span>]</span></span></div>",
        opening='<table class="wikitable">',
    )
    notes = listed(
        text,
        '<li id="cite_note-{n}"><span class="mw-cite-backlink">^ <a href="#cite_ref-{n}_1">Jump up to:'
        ' <sup><i><b>a</b></i></sup></a> <a href="#cite_ref-{n}_2"><sup><i><b>b</b></i></sup></a></span>'
        ' <span class="reference-text">{entry}</span></li>',
        '<div class="mw-references-wrap"><ol class="references">{}</ol></div>',
    )
    return page(
        text,
        f'<div class="vector-header-container"><header class="vector-header">{MENU}</header></div><div'
        f' class="mw-page-container"><div class="vector-sitenotice-container"></div><nav'
        f' id="mw-panel-toc" class="vector-toc"><h2>Contents</h2><ul><li><a href="#x">Top</a></li></ul>'
        f'</nav><main id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">'
        f'{text.title}</h1><div class="vector-page-toolbar"><a href="#">Read</a> <a href="#">Edit</a>'
        f'</div><div id="bodyContent"><div id="siteSub" class="noprint">From the invented encyclopedia'
        f'</div><div id="mw-content-text" class="mw-body-content"><div class="mw-content-ltr'
        f' mw-parser-output"><div class="shortdescription nomobile noexcerpt noprint" style="display:'
        f'none">Disease</div><p>{text.standfirst}</p>{inside}<div class="mw-heading"><h2>'
        f'{text.sources_heading}</h2></div>{notes}<div class="navbox"><table><tr><th>Diseases</th><td>'
        f'<a>One</a> <a>Two</a></td></tr></table></div></div></div><div id="catlinks" class="catlinks">'
        f'Categories: <a>Diseases</a></div></div></main></div><footer class="mw-footer"><ul><li>This'
        f" page was last edited on 3 May 2024, at 11:02.</li></ul></footer>",
    )


def nhs(text: Text) -> str:
    """A national health service: care cards, review dates, no byline."""
    mark = lambda words: sup_cited(words, plain)
    return page(
        text,
        f'<a class="nhsuk-skip-link" href="#maincontent">Skip to main content</a><header'
        f' class="nhsuk-header" role="banner">{MENU}</header><nav class="nhsuk-breadcrumb"><ol><li><a>'
        f'Home</a></li><li><a>Health A to Z</a></li></ol></nav><div class="nhsuk-width-container"><main'
        f' class="nhsuk-main-wrapper" id="maincontent"><article><div class="nhsuk-grid-row"><div'
        f' class="nhsuk-grid-column-two-thirds"><h1>{text.title}</h1><p class="nhsuk-lede-text">'
        f"{text.standfirst}</p><section>"
        + body(
            text,
            mark,
            box='</section><div class="nhsuk-care-card nhsuk-care-card--urgent"><div class="nhsuk-care-'
            'card__heading-container"><h3 class="nhsuk-care-card__heading"><span role="text"><span'
            ' class="nhsuk-u-visually-hidden">Urgent advice: </span>Call us today</span></h3></div><div'
            ' class="nhsuk-care-card__content"><p>{}</p></div></div><section>',
        )
        + f"<h2>{text.sources_heading}</h2>{listed(text)}</section>"
        f'<div class="nhsuk-review-date"><p class="nhsuk-body-s">Page last reviewed: {text.printed}<br>'
        f"Next review due: 17 March 2027</p></div></div></div></article></main></div>"
        f'<div class="nhsuk-feedback-banner feedback">Help us improve this site</div>{FOOTER}',
    )


def govuk(text: Text) -> str:
    """A government's publishing system."""
    mark = lambda words: cited(words, lambda n: f'<a href="#s{n}">[{n}]</a>', "")
    return page(
        text,
        f'<div class="gem-c-cookie-banner" role="region">{COOKIES}</div><header'
        f' class="gem-c-layout-super-navigation-header">{MENU}</header><div class="govuk-width-container">'
        f'<div class="gem-c-breadcrumbs"><ol><li>Home</li></ol></div><main id="content"'
        f' class="govuk-main-wrapper"><span class="govuk-caption-xl gem-c-title__context">Guidance</span>'
        f'<h1 class="gem-c-heading__text govuk-heading-xl">{text.title}</h1><p'
        f' class="gem-c-lead-paragraph">{text.standfirst}</p><div class="gem-c-metadata"><dl><dt>From:'
        f"</dt><dd><a>The Agency</a></dd><dt>Published</dt><dd>{text.printed}</dd></dl></div><div"
        f' class="gem-c-contents-list contents-list"><h2>Contents</h2><ol><li><a href="#a">One</a></li>'
        f'</ol></div><div class="gem-c-govspeak govuk-govspeak">'
        + body(
            text,
            mark,
            box='<div role="note" aria-label="Warning" class="application-notice help-notice"><p>{}</p>'
            "</div>",
        )
        + f"<h2>{text.sources_heading}</h2>"
        + listed(text, '<li id="s{n}">{entry}</li>')
        + '</div><div class="gem-c-devolved-nations"></div></main></div><div class="gem-c-feedback'
        f' feedback"><h2>Is this page useful?</h2><button>Yes</button></div>{FOOTER}',
        head=f'<meta name="govuk:first-published-at" content="{text.published}T00:00:00+00:00">',
    )


def nature(text: Text) -> str:
    """A journal publisher: links to services behind every reference."""
    mark = lambda words: sup_cited(
        words,
        lambda n: (
            f'<a data-track="click" href="#ref-CR{n}" id="ref-link-{n}" title="Some title">{n}</a>'
        ),
    )
    references = listed(
        text,
        '<li class="c-article-references__item" data-counter="{n}."><p'
        ' class="c-article-references__text" id="ref-CR{n}">{entry}</p><p'
        ' class="c-article-references__links"><a href="https://doi.org/10.1000/x{n}">Article</a> <a'
        ' href="https://pubmed.ncbi.nlm.nih.gov/3512345{n}">PubMed</a> <a href="https://scholar.example">'
        "Google Scholar</a></p></li>",
        '<div id="Bib1-content"><ol class="c-article-references">{}</ol></div>',
    )
    return page(
        text,
        f'<header class="c-header">{MENU}</header><div class="c-breadcrumbs breadcrumbs">Home</div><main'
        f' class="c-article-main-column"><article><div class="c-article-header"><ul'
        f' class="c-article-identifiers"><li>Published: <time datetime="{text.published}">{text.printed}'
        f'</time></li></ul><h1 class="c-article-title">{text.title}</h1><ul class="c-article-author-list">'
        f'<li class="c-article-author-list__item"><a>{text.author}</a></li></ul><p'
        f' class="c-article-metrics metrics">12k Accesses</p></div><div class="c-article-body"><p'
        f' class="standfirst">{text.standfirst}</p>{body(text, mark)}<section'
        f' aria-labelledby="Bib1"><h2 id="Bib1">{text.sources_heading}</h2>{references}<p><a'
        f' class="download-references">Download references</a></p></section></div></article></main>'
        f'<aside class="sidebar">{NEWSLETTER}</aside>{FOOTER}',
        head=f'<meta name="citation_title" content="{text.title}"><meta name="citation_author"'
        f' content="{text.author}"><meta name="citation_online_date" content="{text.published}">',
    )


def pmc(text: Text) -> str:
    """An archive of articles: labels in elements of their own."""

    def link(n: int) -> str:
        return f'<a href="#B{n}" class="usa-link" aria-describedby="B{n}">{n}</a>'

    def marked(words: str) -> str:
        return sup_cited(words, link, " [", "]")

    return page(
        text,
        f'<header class="ncbi-header">{MENU}</header><main id="main-content"><article><section'
        f' class="front-matter"><div class="ameta"><h1>{text.title}</h1><div class="cg p"><a'
        f' class="name western">{text.author}</a></div></div></section><section class="body'
        f' main-article-body"><section class="abstract"><p>{text.standfirst}</p></section>'
        f'{body(text, marked)}<section id="ref-list1" class="ref-list"><h2>{text.sources_heading}</h2>'
        + listed(
            text,
            '<li id="B{n}"><span class="label">{n}.</span><cite>{entry}</cite> [<a'
            ' href="https://doi.org/10.1000/y{n}">DOI</a>] [<a href="https://scholar.example">Google'
            " Scholar</a>]</li>",
            '<section><ul class="ref-list font-sm">{}</ul></section>',
        )
        + f"</section></section></article></main>{FOOTER}",
    )


def squarespace(text: Text) -> str:
    """A builder of small sites."""
    mark = lambda words: sup_cited(words, plain)
    return page(
        text,
        f'<div id="siteWrapper"><header id="header">{MENU}</header><main id="page" role="main"><article'
        f' class="sections" id="sections"><section class="page-section"><div class="content-wrapper">'
        f'<div class="blog-item-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title">'
        f'<h1 class="entry-title entry-title--large" itemprop="headline">{text.title}</h1></div><div'
        f' class="blog-item-meta-wrapper"><time class="dt-published blog-meta-item blog-meta-item--date"'
        f' datetime="{text.published}"><span>{text.printed}</span></time> <span>Written By <span'
        f' class="blog-author-name">{text.author}</span></span></div></div><div'
        f' class="blog-item-content-wrapper"><div class="sqs-layout"><div class="sqs-block html-block">'
        f'<div class="sqs-block-content"><p class="sqsrte-large">{text.standfirst}</p>'
        f"{body(text, mark)}<h3>{text.sources_heading}</h3>"
        + listed(text, "<p>{n}. {entry}</p>", "{}")
        + f'</div></div></div></div></div></div></section></article></main><footer class="sections">'
        f"{NEWSLETTER}</footer></div>",
        head=f'<meta property="og:title" content="{text.title} — The Invented Clinic">',
    )


def wix(text: Text) -> str:
    """A builder whose names say nothing and whose bold is a style."""
    mark = lambda words: sup_cited(words, plain, '<span style="vertical-align:super">', "</span>")
    return page(
        text,
        f'<div id="SITE_CONTAINER"><header id="SITE_HEADER"><div class="x1">{MENU}</div></header><main'
        f' id="PAGES_CONTAINER"><div id="comp-k1"><div data-hook="post-page"><article><div><div'
        f' class="pu51Xe"><span data-hook="time-ago" title="{text.printed}">{text.printed}</span> <span>4'
        f' min read</span></div><h1 data-hook="post-title"><span>{text.title}</span></h1><section'
        f' data-hook="post-description"><div class="tCNp8"><p dir="auto"><span>{text.standfirst}</span>'
        f"</p>"
        + body(
            text,
            mark,
            p='<p dir="auto" class="uzMHm"><span>{}</span></p>',
            h='<h2 dir="auto"><span style="font-weight:700">{}</span></h2>',
            box='<div class="callout-box" role="note"><p>{}</p></div>',
        )
        + f"<h3>{text.sources_heading}</h3>{listed(text)}</div></section></div></article></div></div>"
        f'<section class="recent-posts related"><h2>Recent Posts</h2><a href="/p">Another story of this'
        f" clinic about something</a></section></main>{FOOTER}</div>",
    )


def amp(text: Text) -> str:
    """An accelerated page."""
    mark = lambda words: sup_cited(words, lambda n: f'<a href="#r{n}">{n}</a>')
    return page(
        text,
        f'<amp-sidebar id="sidebar" class="sidebar">{MENU}</amp-sidebar><header class="amp-header"><a'
        f' href="/">The Invented Clinic</a></header><article class="amp-wp-article"><header'
        f' class="amp-wp-article-header"><h1 class="amp-wp-title">{text.title}</h1><div'
        f' class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{text.author}'
        f'</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{text.published}">'
        f'{text.printed}</time></div></header><div class="amp-wp-article-content"><p class="excerpt">'
        f"{text.standfirst}</p>{body(text, mark)}<h4>{text.sources_heading}</h4>"
        + listed(text, '<li id="r{n}">{entry}</li>')
        + '</div><footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-category">'
        f"Categories: <a>Health</a></div></footer></article>{FOOTER}",
        attributes=" amp",
    )


def tables_1998(text: Text) -> str:
    """Fonts, tables that place things, no headings."""
    mark = lambda words: sup_cited(words, plain, "<SUP><FONT SIZE=1>", "</FONT></SUP>")
    inside = body(
        text,
        mark,
        p="<P><FONT FACE=Arial>{}</FONT>",
        h="<P><FONT SIZE=+1><B>{}</B></FONT>",
        box="<BLOCKQUOTE><I>{}</I></BLOCKQUOTE>",
        opening="<TABLE BORDER=1>",
        head=False,
    )
    entries = "<BR>".join(f"{n}. {entry}" for n, entry in enumerate(text.sources, 1))
    entries = "".join(f"<P>{n}. {entry}" for n, entry in enumerate(text.sources, 1))
    return (
        f"<HTML>\n<HEAD><TITLE>{text.title}</TITLE></HEAD>\n<BODY BGCOLOR=#FFFFFF>\n<TABLE WIDTH=700>"
        f'<TR><TD COLSPAN=2><IMG SRC="banner.gif" ALT="Banner"></TD></TR><TR><TD WIDTH=120 VALIGN=top>'
        f'<A HREF="index.html">Home</A><BR><A HREF="map.html">Where we are</A><BR><A HREF="mail.html">'
        f"Write to us</A></TD><TD><CENTER><FONT SIZE=+3><B>{text.title}</B></FONT></CENTER>\n"
        f"<P>{text.standfirst}\n{inside}\n<P><B>{text.sources_heading}</B>\n{entries}\n</TD></TR>"
        f"<TR><TD COLSPAN=2 ALIGN=center><FONT SIZE=1>Copyright 1998 The Invented Clinic</FONT></TD></TR>"
        f"</TABLE></BODY></HTML>"
    )


def bare(text: Text) -> str:
    """A page written by hand: no names at all."""
    mark = lambda words: cited(words, lambda n: f"[{n}]", "")
    return page(
        text,
        f"<h1>{text.title}</h1><p>{text.standfirst}</p>{body(text, mark)}<h2>{text.sources_heading}</h2>"
        f"{listed(text)}",
        lang="",
    )


def easy_footnotes(text: Text) -> str:
    """A plug-in that gives each mark a box to hover over."""
    mark = lambda words: cited(
        words,
        lambda n: (
            f'<span id="easy-footnote-{n}-77" class="easy-footnote-margin-adjust"></span><span'
            f' class="easy-footnote"><a href="#easy-footnote-bottom-{n}-77" title="{text.sources[n - 1]}">'
            f"<sup>{n}</sup></a></span>"
        ),
        "",
    )
    notes = listed(
        text,
        '<li class="easy-footnote-single"><span id="easy-footnote-bottom-{n}-77"'
        ' class="easy-footnote-margin-adjust"></span>{entry}<a class="easy-footnote-to-top"'
        ' href="#easy-footnote-{n}-77"></a></li>',
        '<div class="easy-footnote-title"><h4>Notes</h4></div><ol class="easy-footnotes-wrapper">{}</ol>',
    )
    return page(
        text,
        f'<header class="header">{MENU}</header><div class="content-area"><main class="site-main"><article'
        f' class="post"><h1 class="entry-title">{text.title}</h1><div class="entry-content"><p'
        f' class="intro">{text.standfirst}</p>{body(text, mark)}{notes}</div>{BIO}</article>'
        f"{RELATED}</main></div>{FOOTER}",
    )


def zotero_list(text: Text) -> str:
    """A list made by a citation manager; marks in round brackets that lead to it."""
    mark = lambda words: re.sub(
        r"\{[\d,]+\}",
        lambda f: " (" + ", ".join(f'<a href="#zot-{n}">{n}</a>' for n in numbers_in(f[0])) + ")",
        words,
    )
    entries = listed(
        text,
        '<div class="csl-entry" id="zot-{n}"><div class="csl-left-margin">{n}.</div><div'
        ' class="csl-right-inline">{entry}</div></div>',
        '<div class="csl-bib-body">{}</div>',
    )
    return page(
        text,
        f'<header class="top">{MENU}</header><main><h1>{text.title}</h1><p class="lead">{text.standfirst}'
        f"</p>{body(text, mark)}<h2>{text.sources_heading}</h2>{entries}</main>{FOOTER}",
    )


def hugo(text: Text) -> str:
    """A static site with Markdown's footnotes."""
    mark = lambda words: cited(
        words,
        lambda n: (
            f'<sup id="fnref:{n}"><a href="#fn:{n}" class="footnote-ref" role="doc-noteref">{n}</a>'
            "</sup>"
        ),
        "",
    )
    notes = listed(
        text,
        '<li id="fn:{n}"><p>{entry}&#160;<a href="#fnref:{n}" class="footnote-backref"'
        ' role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li>',
        '<div class="footnotes" role="doc-endnotes"><hr><ol>{}</ol></div>',
    )
    return page(
        text,
        f'<header>{MENU}</header><main><article><header><h1>{text.title}</h1><p class="meta">'
        f"{text.printed} · 5 min</p></header><p>{text.standfirst}</p>{body(text, mark)}{notes}"
        f"</article></main>{FOOTER}",
    )


def author_year(text: Text) -> str:
    """Marks that name their author, each a link to the list."""
    names = [re.split(r"[,(]", entry)[0].strip() for entry in text.sources]
    mark = lambda words: re.sub(
        r"\{[\d,]+\}",
        lambda f: (
            " ("
            + "; ".join(f'<a href="#src-{n}">{names[n - 1]} 2020</a>' for n in numbers_in(f[0]))
            + ")"
        ),
        words,
    )
    return page(
        text,
        f"<main><article><h1>{text.title}</h1><p>{text.standfirst}</p>{body(text, mark)}<h2>"
        f"{text.sources_heading}</h2>"
        + listed(text, '<li id="src-{n}">{entry}</li>', '<ul class="references">{}</ul>')
        + f"</article></main>{FOOTER}",
    )


def typo3(text: Text) -> str:
    """TYPO3: frames around everything."""
    mark = lambda words: sup_cited(words, lambda n: f"[{n}]")
    return page(
        text,
        f'<div class="body-bg"><header class="page-header" id="page-header">{MENU}</header><nav'
        f' class="breadcrumb-section">{CRUMBS}</nav><div id="page-content" class="bp-page-content'
        f' main-section"><div class="section section-default"><div id="c100" class="frame frame-default'
        f' frame-type-header"><div class="frame-container"><h1>{text.title}</h1></div></div><div'
        f' id="c101" class="frame frame-type-text"><div class="frame-container"><div'
        f' class="frame-inner"><p>{text.standfirst}</p>{body(text, mark)}</div></div></div><div'
        f' id="c102" class="frame frame-type-text"><h2>{text.sources_heading}</h2>{listed(text)}</div>'
        f'</div></div><footer id="page-footer" class="bp-page-footer">Impressum</footer></div>',
        head='<meta name="generator" content="TYPO3 CMS"><meta name="date"'
        f' content="{text.published}">',
    )


def joomla(text: Text) -> str:
    """Joomla with microdata."""
    mark = lambda words: sup_cited(words, plain)
    return page(
        text,
        f'<div class="site-grid"><header class="header container-header">{MENU}</header><main><div'
        f' class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta'
        f' itemprop="inLanguage" content="{text.lang}"><div class="page-header"><h1 itemprop="headline">'
        f'{text.title}</h1></div><dl class="article-info text-muted"><dd class="published"><time'
        f' datetime="{text.published}T12:00:00+00:00" itemprop="datePublished">{text.printed}</time></dd>'
        f'</dl><div itemprop="articleBody" class="com-content-article__body"><p><strong>'
        f"{text.standfirst}</strong></p>{body(text, mark)}<h3>{text.sources_heading}</h3>{listed(text)}"
        f'</div><nav class="pagenavigation"><a>Prev</a><a>Next</a></nav></div></main>{SIDEBAR}{FOOTER}'
        f"</div>",
    )


def hubspot(text: Text) -> str:
    """A marketing system: forms and calls to act."""
    mark = lambda words: sup_cited(words, plain)
    return page(
        text,
        f'<div class="body-wrapper hs-blog-post"><div data-global-resource-path="x" class="header__wrapper">'
        f'<header class="header">{MENU}</header></div><main class="body-container-wrapper"><div'
        f' class="content-wrapper"><article class="blog-post"><h1 class="blog-post__title"><span'
        f' id="hs_cos_wrapper_name">{text.title}</span></h1><div class="blog-post__meta"><a'
        f' href="/author">{text.author}</a> <div class="blog-post__timestamp">{text.printed}</div></div>'
        f'<div class="blog-post__body"><span id="hs_cos_wrapper_post_body"><p>{text.standfirst}</p>'
        f"<!--more-->{body(text, mark)}<h2>{text.sources_heading}</h2>{listed(text)}</span></div><div"
        f' class="blog-post__tags">Tags: <a>Health</a></div></article><div class="blog-related-posts'
        f' related-posts"><h2>Read On</h2><p>Another article of this clinic that nobody asked for, with'
        f" a summary.</p></div></div></main></div>{COOKIES}",
        head='<script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting",'
        f'"headline":"{text.title}","datePublished":"{text.published}T11:00:00.000Z","author":'
        f'{{"@type":"Person","name":"{text.author}"}},"publisher":{{"@type":"Organization","name":"The'
        f' Invented Clinic"}}}}</script>',
    )


def medical_web_page(text: Text) -> str:
    """A health publisher: reviewed by, JSON-LD, questions that open."""
    mark = lambda words: sup_cited(words, lambda n: f'<a href="#citation{n}">{n}</a>')
    return page(
        text,
        f'<header id="site-head" class="site-header">{MENU}</header><div class="layout"><article'
        f' id="article-root"><h1>{text.title}</h1><div class="byline"><p>Medically reviewed by <a'
        f' href="/dr">Dr Peter Pruefer</a> on {text.printed}</p><p>Written by {text.author}</p></div><p'
        f' class="article-dek">{text.standfirst}</p><div class="ad-slot"><p>Advertisement for something'
        f' that you do not need at all</p></div>{body(text, mark)}<section class="citations-list"><h2>'
        f'{text.sources_heading}</h2><p class="visually-hidden">We only use good sources.</p>'
        + listed(text, '<li id="citation{n}">{entry}</li>')
        + f'</section><div class="feedback-widget">Was this page helpful? <button>Yes</button></div>'
        f"</article>{SIDEBAR}</div>{NEWSLETTER}{FOOTER}",
        head='<script type="application/ld+json">[{"@context":"https://schema.org","@type":'
        f'"MedicalWebPage","headline":"{text.title}","datePublished":"{text.published}","lastReviewed":'
        f'"{text.published}"}}]</script>',
    )


def hospital_aspx(text: Text) -> str:
    """A hospital's intranet: one form around everything."""
    mark = lambda words: sup_cited(words, plain)
    return page(
        text,
        f'<form method="post" action="./page.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE"'
        f' value="dDwtM"><div id="s4-workspace"><div id="topNav" class="nav">{MENU}</div><div'
        f' id="DeltaPlaceHolderMain"><div class="pageTitle"><h1>{text.title}</h1></div><div'
        f' class="ms-rtestate-field"><p>{text.standfirst}</p>{body(text, mark)}<h2>'
        f"{text.sources_heading}</h2>{listed(text)}</div></div><div class='footer'>{FOOTER}</div></div>"
        f"</form>",
    )


def google_docs(text: Text) -> str:
    """A document that was published to the web: looks are styles."""
    mark = lambda words: sup_cited(
        words, lambda n: f'<a href="#ftnt{n}">[{n}]</a>', '<sup class="c3">', "</sup>"
    )
    notes = listed(
        text,
        '<div><p class="c2"><a href="#ftnt_ref{n}" id="ftnt{n}">[{n}]</a><span class="c4"> {entry}</span>'
        "</p></div>",
        '<hr class="c9">{}',
    )
    return page(
        text,
        f'<div id="contents" class="doc-content"><p class="c1 title" id="h.1"><span class="c8">{text.title}'
        f'</span></p><p class="c2 subtitle"><span>{text.standfirst}</span></p>'
        + body(
            text,
            mark,
            p='<p class="c2"><span class="c4">{}</span></p>',
            h='<h2 class="c5"><span class="c6" style="font-weight:700">{}</span></h2>',
        )
        + f"<h2>{text.sources_heading}</h2>{notes}</div>",
    ).replace(" | The Invented Clinic", "")


def headerless_divs(text: Text) -> str:
    """Headings that are none but bold lines in boxes; columns beside the text."""
    mark = lambda words: sup_cited(words, plain)
    return page(
        text,
        f'<div class="wrap"><div class="col-left menu">{MENU}</div><div class="col-mid"><div class="hd">'
        f"<h1>{text.title}</h1></div><div class='txt'>{text.standfirst}</div>"
        + body(
            text,
            mark,
            p="<div class='txt'>{}</div>",
            h='<div role="heading" aria-level="2">{}</div>',
        )
        + f'<h2>{text.sources_heading}</h2>{listed(text)}</div><div class="col-right promo-box"><p>Buy our'
        f" book about everything that you ever wanted to know.</p></div></div>",
        head=f'<meta name="DC.date" content="{text.published}">',
    )


def substack(text: Text) -> str:
    """A newsletter's page."""
    mark = lambda words: cited(
        words,
        lambda n: (
            f'<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM"'
            f' id="footnote-anchor-{n}" href="#footnote-{n}" target="_self">{n}</a>'
        ),
        "",
    )
    notes = listed(
        text,
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{n}"'
        ' href="#footnote-anchor-{n}" class="footnote-number" contenteditable="false">{n}</a><div'
        ' class="footnote-content"><p>{entry}</p></div></div>',
        "{}",
    )
    return page(
        text,
        f'<div class="main-menu">{MENU}</div><div class="single-post-container"><article class="post"><div'
        f' class="post-header"><h1 class="post-title">{text.title}</h1><h3 class="subtitle">'
        f'{text.standfirst}</h3><div class="byline-wrapper"><div class="meta">{text.author}</div><div'
        f' class="meta">{text.printed}</div></div></div><div class="available-content"><div'
        f' class="body markup">{body(text, mark)}{notes}</div></div><div class="post-footer'
        f' share-buttons">Share</div></article></div><div class="subscribe-prompt">{NEWSLETTER}</div>',
    )


def medium(text: Text) -> str:
    """A site whose names are made by a machine."""
    mark = lambda words: cited(words, lambda n: f"[{n}]", "")
    return page(
        text,
        f'<div id="root"><div class="a b"><div class="c">{MENU}</div><div class="d e"><article><div'
        f' class="f g"><section><div class="h"><h1 class="pw-post-title i j" data-testid="storyTitle">'
        f'{text.title}</h1><div class="k"><div class="l"><span class="m"><a rel="author">{text.author}</a>'
        f'</span> <span>4 min read</span> · <span data-testid="storyPublishDate">{text.printed}</span></div>'
        f'</div><p class="pw-post-body-paragraph n">{text.standfirst}</p>'
        + body(
            text,
            mark,
            p='<p class="pw-post-body-paragraph n o">{}</p>',
            h='<h1 class="p q">{}</h1>',
        )
        + f'<h1 class="p q">{text.sources_heading}</h1>'
        + listed(text, '<p class="pw-post-body-paragraph">{n}. {entry}</p>', "{}")
        + f"</div></section></div></article></div>{RELATED}</div></div>",
        head=f'<meta property="article:published_time" content="{text.published}T10:10:10Z">',
    )


def wp_caption_faq(text: Text) -> str:
    """A WordPress page with an FAQ block, a picture with caption and a share bar in the text."""
    mark = lambda words: sup_cited(words, lambda n: f'<a href="#r{n}">{n}</a>')
    return page(
        text,
        f'<header class="site-header">{MENU}</header><main class="site-main"><article class="page"><h1'
        f' class="entry-title">{text.title}</h1><div class="entry-content">{SHARE}<p>{text.standfirst}</p>'
        f"{body(text, mark)}<h2>{text.sources_heading}</h2>"
        + listed(text, '<li id="r{n}">{entry}</li>')
        + f'</div>{RELATED}</article></main><div class="wp-block-group footer">{FOOTER}</div>',
    )


SITES: tuple[tuple[str, Text, Callable[[Text], str]], ...] = (
    ("wordpress-classic", ENGLISH, wordpress_classic),
    ("wordpress-classic-de", GERMAN, wordpress_classic),
    ("gutenberg", ENGLISH, gutenberg),
    ("gutenberg-fr", FRENCH, gutenberg),
    ("elementor", AMERICAN, elementor),
    ("elementor-es", SPANISH, elementor),
    ("ghost", AMERICAN, ghost),
    ("ghost-de", GERMAN, ghost),
    ("drupal", ENGLISH, drupal),
    ("drupal-ar", ARABIC, drupal),
    ("wikipedia", ENGLISH, wikipedia),
    ("wikipedia-fr", FRENCH, wikipedia),
    ("nhs", ENGLISH, nhs),
    ("govuk", ENGLISH, govuk),
    ("nature", AMERICAN, nature),
    ("pmc", ENGLISH, pmc),
    ("squarespace", AMERICAN, squarespace),
    ("wix", SPANISH, wix),
    ("amp", FRENCH, amp),
    ("amp-ar", ARABIC, amp),
    ("tables-1998", AMERICAN, tables_1998),
    ("bare", ENGLISH, bare),
    ("bare-ar", ARABIC, bare),
    ("easy-footnotes", ENGLISH, easy_footnotes),
    ("zotero", ENGLISH, zotero_list),
    ("hugo", GERMAN, hugo),
    ("author-year", ENGLISH, author_year),
    ("typo3", GERMAN, typo3),
    ("joomla", SPANISH, joomla),
    ("hubspot", AMERICAN, hubspot),
    ("medical-web-page", ENGLISH, medical_web_page),
    ("hospital-aspx", FRENCH, hospital_aspx),
    ("google-docs", GERMAN, google_docs),
    ("headerless-divs", ENGLISH, headerless_divs),
    ("substack", AMERICAN, substack),
    ("medium", AMERICAN, medium),
    ("wordpress-faq", ENGLISH, wp_caption_faq),
)
"""A name, a text, and the page that this system makes of it."""
