"""Finished pages and books, altered after they were written: each alteration must be caught.

They are made for the article of `tests.editions.everything`; each fails loudly if the page does not
hold what it is to change.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

Alteration = Callable[[str], str]


def replaced(page: str, old: str, new: str) -> str:
    """The page with the first `old` replaced; fails if there is none."""
    assert old in page, f"{old} is not in the page"
    return page.replace(old, new, 1)


def cut(page: str, pattern: str) -> str:
    """The page without the first match of the pattern; fails if there is none."""
    shorter = re.sub(pattern, "", page, count=1, flags=re.DOTALL)
    assert shorter != page, f"{pattern} matches nothing"
    return shorter


def exchange_two_paragraphs(page: str) -> str:
    """Two neighbours change places."""
    first, second = "<p>Call for help.</p>", "<p>Drink water.</p>"
    return replaced(page, first, "\0").replace(second, first).replace("\0", second)


def swap_two_numbers(page: str) -> str:
    """The label 1,4 reads 4,1; its links stay."""
    swapped = re.sub(
        r'(<sup class="cite"><a [^>]*>)1(</a>,<a [^>]*>)4(</a>)', r"\g<1>4\g<2>1\g<3>", page
    )
    assert swapped != page
    return swapped


ALTERATIONS: Mapping[str, Alteration] = MappingProxyType(
    {
        "drop a paragraph": lambda page: cut(page, r"<p>A first paragraph.*?</p>"),
        "drop one not": lambda page: replaced(page, "<strong>not</strong> ", ""),
        "exchange two paragraphs": exchange_two_paragraphs,
        "swap two numbers of a label": swap_two_numbers,
        "swap two numbers of the text": lambda page: replaced(page, "12 | 3", "13 | 2"),
        "lead a number elsewhere": lambda page: replaced(
            page, 'href="#everything-ref-4"', 'href="#everything-ref-3"'
        ),
        "lead a number nowhere": lambda page: page.replace(
            'id="everything-ref-4"', 'id="everything-ref-40"'
        ),
        "lose the inner number of a run": lambda page: cut(
            page, r'<span class="inner"[^>]*></span>'
        ),
        "cut the last reference": lambda page: cut(
            page, r'<li><div id="everything-ref-6".*?</div></li>'
        ),
        "cut a reference that others follow": lambda page: cut(
            page, r'<li><div id="everything-ref-5".*?</div></li>'
        ),
        "count references from 2": lambda page: re.sub(
            r'(class="sources".*?)<ol>', r'\1<ol start="2">', page, flags=re.DOTALL
        ),
        "cut a way back": lambda page: cut(page, r'<a class="back".*?</a>'),
        "lead a way back nowhere": lambda page: replaced(
            page, 'id="everything-cite-4-1"', 'id="everything-cite-4-9"'
        ),
        "alter the disclaimer": lambda page: replaced(
            page, "gives general information", "gives medical advice"
        ),
        "drop the disclaimer": lambda page: cut(page, r'<aside class="disclaimer".*?</aside>'),
        "clip a table cell": lambda page: replaced(page, ">5 %<", "><"),
        "cut a table row": lambda page: cut(page, r"<tr><th scope=\"row\".*?</tr>"),
        "cut an empty cell": lambda page: cut(page, r'<td class="right"></td>'),
        "cut a heading": lambda page: cut(page, r"<h3[^>]*>A heading below</h3>"),
        "make a heading a paragraph": lambda page: re.sub(
            r"<h3([^>]*)>A heading below</h3>", r"<p\1>A heading below</p>", page
        ),
        "cut a list item": lambda page: cut(page, r"<li><p>three</p></li>"),
        "lead a link elsewhere": lambda page: replaced(
            page, "https://www.example.org/a?b=1", "https://www.example.org/a?b=3"
        ),
        "alter what a picture shows": lambda page: replaced(page, "A teal", "A red"),
        "drop the stamp": lambda page: cut(page, r'<p class="stamp">Sample.*?</p>'),
        "hide a paragraph": lambda page: replaced(page, "<p>Not today.", "<p hidden=''>Not today."),
        "hide a paragraph by its looks": lambda page: replaced(
            page, "<p>Not today.", '<p style="display: none">Not today.'
        ),
        "hide a paragraph from listeners": lambda page: replaced(
            page, "<p>Not today.", '<p aria-hidden="true">Not today.'
        ),
        "add words outside any paragraph": lambda page: replaced(
            page, '<div class="question">', '<div class="question">Take it twice.'
        ),
    }
)


def altered_page(page: bytes, name: str) -> bytes:
    """The HTML page with this alteration made."""
    changed = ALTERATIONS[name](page.decode())
    assert changed.encode() != page
    return changed.encode()


def altered_book(book: bytes, name: str) -> bytes:
    """The EPUB with this alteration made in its chapter."""
    return with_member(
        book, "EPUB/articles/everything.xhtml", lambda page: altered_page(page, name)
    )


def with_member(book: bytes, path: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The EPUB with one of its files changed, or left out where the change says None."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w") as new:
        assert path in old.namelist(), f"{path} is not in the book"
        for member in old.namelist():
            data: bytes | None = old.read(member)
            if member == path and data is not None:
                data = change(data)
            if data is not None:
                new.writestr(member, data)
    return packed.getvalue()
