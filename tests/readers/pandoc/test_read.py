"""Markdown files as they lie in repositories → drafts: nothing lost, nothing invented."""

import sys

import pytest

from journalpress.limits import Limits
from journalpress.readers.pandoc import read_pandoc
from tests.editions import png
from tests.readers.pandoc.drafts import (
    SMITH,
    article_of,
    asked,
    body_of,
    decided,
    draft,
    house,
    left_out,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Head\n====\n\nSub\n---\n\nText", "## Head\n\n### Sub\n\nText"),
        ("# One\n\n### Three\n\nText", "## One\n\n### Three\n\nText"),
        ("Term\n:   Means this.", "- **Term** — Means this."),
        ("H~2~O and m^2^", "H<sub>2</sub>O and m<sup>2</sup>"),
        ("| one\n| two", "one<br>two"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("```r\nx <- 1\ny\n```", "x <- 1<br>y"),
        ("| a | b |\n|---|--:|\n| 1 | 2 |", "| a | b |\n| --- | ---: |\n| 1 | 2 |"),
        (
            "| a |\n|---|\n| 1 |\n\n: Words {#t}",
            "| a |\n| --- |\n| 1 |\n\nTable: Words",
        ),
        ("Table: Words\n\n| a |\n|---|\n| 1 |", "| a |\n| --- |\n| 1 |\n\nTable: Words"),
        ("Right Left\n----- ----\n    1 2", "| Right | Left |\n| --- | --- |\n| 1 | 2 |"),
        ("+--+\n|a |\n+==+\n|b |\n+--+", "| a |\n| --- |\n| b |"),
        ("::: {.callout-warning}\nMind.\n:::", "> [!WARNING]\n> Mind."),
        (":::: tip\n\nA\n\n::: danger\nB\n:::\n::::", "> [!TIP]\n> A\n>\n> > [!WARNING]\n> > B"),
        (':::note Title\nText\n:::', "> [!NOTE]\n> **Title**\n>\n> Text"),
        ('!!! danger "Stop"\n    Text', "> [!WARNING]\n> **Stop**\n>\n> Text"),
        ("> [!TIP] Well\n> Text", "> [!TIP]\n> **Well**\n>\n> Text"),
        (":::: {.columns}\n::: {.column}\nText\n:::\n::::", "Text"),
        ("[mot]{lang=fr} [x]{.smallcaps}", "[mot]{lang=fr} x"),
        ('<abbr title="World">W</abbr><br>b', '<abbr title="World">W</abbr><br>b'),
        ("\"Quoted\" -- and... 'so'", "\"Quoted\" -- and... 'so'"),
        ("[x]: https://x.example\n\nSee [x].", "See [x](https://x.example)."),
        ("So ^[Take *care*].", "So (Take *care*)."),
        ("# FAQ\n\n## Why?\n\nSo.", "## FAQ {.questions}\n\n### Why?\n\nSo."),
    ],
)  # fmt: skip
def test_every_construct_becomes_house_markdown(written: str, read: str) -> None:
    """What the house form has of it; the rest of these tests is about what it has not."""
    assert house(written) == read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("It is $x_1^2$ now", "$x_1^2$"),
        ("It is $$\\frac{a*b*c}{2}$$ now", "$$\\frac{a*b*c}{2}$$"),
        ("It is \\(x^2\\) now", "\\(x^2\\)"),
        ("{{< youtube a_b_c >}}", "{{< youtube a_b_c >}}"),
        ("See {{% short *x* %}} here", "{{% short *x* %}}"),
        ("{% include note.html %}", "{% include note.html %}"),
        ("The ~~old~~ dose", "~~old~~"),
        ("A <span>b", "<span>"),
        ('<div class="x">\ntext\n</div>', '<div class="x"> text </div>'),
        ("+---+---+\n| a    |\n+---+---+", "+---+---+ | a | +---+---+"),
        ("aa bb\n-- --\nlong words", "aa bb -- -- long words"),
    ],
)  # fmt: skip
def test_what_no_article_holds_stays_as_typed_and_is_asked(written: str, kept: str) -> None:
    """Mathematics, shortcodes, struck words, raw HTML, drawn tables: text, and a question."""
    found = draft(written)

    assert asked(found) == [kept]
    assert letters(kept) in letters(body_of(found))
    question = found.open[0]
    again = read_pandoc(
        f"---\ntitle: Sample\n---\n\n{written}\n".encode(),
        file="sample.md",
        answers={question.key: "keep"},
    )
    assert again.open == ()
    assert article_of(again).body == article_of(found).body


def letters(text: str) -> str:
    """What a person reads of it, whatever stands between."""
    return "".join(each for each in text.replace("<br>", "") if each.isalnum())


def test_money_is_no_mathematics() -> None:
    """A dollar before a number, twice in a line, is a price."""
    found = draft("It costs $5 or $6, or 7 dollars ($7).")

    assert asked(found) == []


def test_comments_and_settings_are_left_out_by_name() -> None:
    """What prints nowhere is recorded, not forgotten."""
    found = draft(
        "<!-- more -->\n\n[TOC]\n\n* TOC\n{:toc}\n\nText\n{: .lead}\n\n[unused]: https://x.example",
        "layout: post\ntags: [a, b]\n",
    )

    assert body_of(found) == "Text"
    assert left_out(found) == [
        "layout: post",
        "tags: a, b",
        "UNUSED: https://x.example",
        "<!-- more -->",
        "[TOC]",
        "TOC {:toc}",
        "{: .lead}",
    ]


# --- sources


def test_footnotes_that_name_sources_are_cited() -> None:
    """A note with a source is one, a note that speaks stands in the text."""
    found = draft(
        "One.[^1] Two.[^b]\n\n[^1]: Smith A. On joints. J Joints. 2020;3(4):5-6.\n[^b]: At home."
    )

    assert body_of(found) == "One.[@smith2020] Two. (At home.)"


def test_numbered_definitions_are_sources() -> None:
    """`[1]` with `[1]: https://…` is a citation of that page; a person is told."""
    found = draft('So [1].\n\n[1]: https://x.example/a "The title"')

    assert body_of(found) == "So[@source-1]."
    assert article_of(found).sources[0].raw == "The title https://x.example/a"
    assert "[1] is read as a citation of https://x.example/a" in decided(found)


def test_numbers_lead_to_the_written_list() -> None:
    """The list below its heading, with definitions of the same numbers or without."""
    listed = "## References\n\n1. One A. 2020.\n2. Two B. 2021.\n"

    assert house(f"So [1]. Or [1, 2].\n\n{listed}") == "So[@one2020]. Or[@one2020; @two2021]."
    assert house(f"So [2].\n\n{listed}\n[2]: https://x.example") == "So[@two2021]."


def test_the_place_of_the_sources_is_left_out() -> None:
    """pandoc's `refs` division and its heading print nothing of their own."""
    found = draft("So [@smith].\n\n# References\n\n::: {#refs}\n:::", SMITH)

    assert body_of(found) == "So[@smith]."
    assert left_out(found) == ["::: {#refs}", "References"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("refs.bib", b"@article{smith, title={On joints}, author={Smith, A}, year={2020}}\n"),
        ("refs.json", b'[{"id": "smith", "type": "article-journal", "title": "On joints"}]'),
        ("refs.yaml", b"- {id: smith, type: article-journal, title: On joints}\n"),
        ("refs.ris", b"TY  - JOUR\nID  - smith\nTI  - On joints\nER  - \n"),
    ],
)
def test_bibliographies_beside_the_file_are_read(name: str, data: bytes) -> None:
    """In four formats; of them only what is cited becomes a source."""
    found = draft("So [@smith].", f"bibliography: {name}\n", files={name: data})

    assert body_of(found) == "So[@smith]."
    assert [each.title for each in article_of(found).sources] == ["On joints"]


def test_only_cited_sources_are_taken_of_a_bibliography() -> None:
    """In order of mention, and those that `nocite` names."""
    data = b"".join(b"- {id: s%d, title: Title %d}\n" % (n, n) for n in range(1, 6))
    found = draft(
        "[@s4] and [@s2].", "bibliography: r.yaml\nnocite: '@s5'\n", files={"r.yaml": data}
    )

    assert [each.key for each in article_of(found).sources] == ["s4", "s2", "s5"]


def test_a_bibliography_that_is_not_there_is_told() -> None:
    """With its name and line; the keys stay as typed."""
    found = draft("So [@smith].", "bibliography: gone.bib\n")

    assert any("gone.bib does not lie beside" in each.message for each in found.problems)
    assert asked(found) == ["So [@smith]."]


@pytest.mark.parametrize(
    ("body", "code"), [("So [@smith].", "JP019"), ("So [@doe99].", "JP131"), ("So.", "JP131")]
)
def test_a_bibliography_that_cannot_be_read_is_the_cause(
    body: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error where the text cites what it may hold, with what to install; else only told."""
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    found = draft(body, f"bibliography: refs.bib\n{SMITH.replace('id: smith', 'id: other')}",
                  files={"refs.bib": b"@book{smith, title={On joints}}\n"})  # fmt: skip

    (told,) = (each for each in found.problems if "refs.bib" in each.message)
    assert told.code == code
    assert str(told).startswith(f"sample.md:3: {code} ")
    assert "needs one more part  → run: pip install 'journalpress[bibtex]'" in str(told)


def test_an_entry_that_cannot_be_read_is_told_with_its_line() -> None:
    """The other entries are read."""
    data = b"- {id: smith, title: On joints}\n- {id: doe, title: On skin, type: bok}\n"
    found = draft("So [@smith; @doe].", "bibliography: r.yaml\n", files={"r.yaml": data})

    assert [each.code for each in found.problems if "r.yaml:2: " in each.message] == ["JP131"]


# --- pictures and links


def test_pictures_beside_the_file_come_along() -> None:
    """By the path that the file names them with, or from the root of the site."""
    files = {"img/a.png": png().data, "b.png": png().data}
    found = draft("![A hand](img/a.png)\n*Where it hurts*\n\n![A foot](/b.png)", files=files)

    assert body_of(found) == (
        "![A hand](../media/sample-1.png)\n*Where it hurts*\n\n![A foot](../media/sample-2.png)"
    )
    assert list(found.pictures) == ["sample-1.png", "sample-2.png"]


def test_a_caption_may_hold_citations() -> None:
    """The words between the brackets describe the picture, their citations stand below it."""
    found = draft("![A hand [@smith]](a.png)", SMITH, files={"a.png": png().data})

    assert body_of(found) == "![A hand](../media/sample-1.png)\n*[@smith]*"


def test_a_picture_with_words_of_its_own_for_those_who_do_not_see_it() -> None:
    """`fig-alt` describes it, and the words in brackets are its caption no longer."""
    found = draft('![A hand](a.png){fig-alt="A hand, palm up"}', files={"a.png": png().data})

    assert body_of(found) == "![A hand, palm up](../media/sample-1.png)\n*A hand*"


def test_hugos_figure_is_a_picture() -> None:
    """With its caption."""
    found = draft(
        '{{< figure src="a.png" alt="A hand" caption="Where *it* hurts" width="300" >}}',
        files={"a.png": png().data},
    )

    assert body_of(found) == "![A hand](../media/sample-1.png)\n*Where _it_ hurts*"
    assert left_out(found) == ["width=300"]


@pytest.mark.parametrize(
    "address",
    [
        "lupus.md",
        "../guides/lupus.md",
        "lupus.md#signs",
        '{{< ref "lupus.md" >}}',
        '{{< relref "lupus" >}}',
        "{% link guides/lupus.md %}",
    ],
)
def test_links_between_files_become_links_between_articles(address: str) -> None:
    """Whatever the generator's way to name another file."""
    source = f"---\ntitle: Sample\n---\n\nSee [lupus]({address}).\n".encode()

    found = read_pandoc(source, file="sample.md", known={"lupus.md": "lupus"})

    assert body_of(found) == "See [lupus](lupus.md)."


# --- the top


def test_front_matter_becomes_fields() -> None:
    """Dates, people, category, address, language, slug, the line below the title."""
    source = b"""---
title: Living with *lupus*
description: What helps.
date: 2024-03-02
last_reviewed: 2025-01-09
author:
  - {name: A. Writer, affiliation: A clinic}
  - B. Writer
reviewed_by: C. Checker
categories: [Immune, Skin]
lang: en_GB
slug: lupus-guide
permalink: https://clinic.example/lupus/
---
Text of it.
"""
    article = article_of(read_pandoc(source, file="x.md"))

    assert (article.slug, article.id, article.lang) == ("lupus-guide", "lupus-guide", "en-GB")
    assert str(article.published) == "2024-03-02"
    assert str(article.reviewed) == "2025-01-09"
    assert [(each.name, each.role) for each in article.people] == [
        ("A. Writer", "author"),
        ("B. Writer", "author"),
        ("C. Checker", "clinical_reviewer"),
    ]
    assert (article.category, article.url) == ("Immune", "https://clinic.example/lupus/")
    assert article.standfirst is not None


@pytest.mark.parametrize(
    "top",
    [
        '+++\ntitle = "Living well"\ndate = 2024-03-02\n[params]\nauthor = "A. Writer"\n+++\n',
        '{\n"title": "Living well",\n"date": "2024-03-02",\n"author": "A. Writer"\n}\n',
        "% Living well\n% A. Writer\n% 2024-03-02\n",
        "Title: Living well\nDate: 2024-03-02\nAuthor: A. Writer\n",
        "---\ntitle: Living well\nauthors: [A. Writer]\ndate: 2024-03-02\n...\n",
    ],
)
def test_every_form_of_front_matter_says_the_same(top: str) -> None:
    """TOML, JSON, pandoc's title block, headers, YAML."""
    found = article_of(read_pandoc(f"{top}\nText.\n".encode(), file="x.md"))

    assert found.slug == "living-well"
    assert str(found.published) == "2024-03-02"
    assert [each.name for each in found.people] == ["A. Writer"]


def test_the_first_heading_is_the_title_where_no_field_says_it() -> None:
    """And a heading that repeats the title is left out."""
    bare = read_pandoc(b"# The title\n\nText.\n", file="x.md")
    twice = read_pandoc(b"---\ntitle: The title\n---\n# The title\n\nText.\n", file="x.md")

    assert article_of(bare).slug == "the-title"
    assert body_of(bare) == body_of(twice) == "Text."


# --- bad input


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"a\x00b", "U+0000"),
        (b"---\ntitle: a: b\n---\ntext\n", "quotes"),
        (b"---\ntitle: &a x\nb: *a\n---\ntext\n", "anchor"),
        (b"---\n- a\n---\ntext\n", "no fields"),
        (b"+++\ntitle = x\n+++\ntext\n", "TOML"),
        (b"---\ntitle: x\n---\n", "no text"),
        (b"---\ntitle: x\n---\n<!-- only this -->\n", "no text"),
        (b"", "no text"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, said: str) -> None:
    """No article, no exception, the reason."""
    found = read_pandoc(data, file="x.md")

    errors = [str(each) for each in found.problems if each.severity == "error"]
    assert found.article is None
    assert len(errors) == 1
    assert said in errors[0]


def test_limits_hold() -> None:
    """A file that is too large is not parsed."""
    found = read_pandoc(b"x" * 2000, file="x.md", limits=Limits(import_bytes=1000))

    assert found.article is None
    assert "import_bytes" in str(found.problems[0])


@pytest.mark.parametrize("source", ["> " * 3000 + "x", "- " * 3000 + "x", "[" * 9000, "*a " * 9000])
def test_depth_ends_in_words_or_a_refusal(source: str) -> None:
    """Neither an exception nor words lost."""
    found = read_pandoc(f"# T\n\n{source}".encode(), file="x.md")

    assert found.article is not None or "JP112" in str(found.problems[0])
