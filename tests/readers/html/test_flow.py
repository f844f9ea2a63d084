"""Tests of journalpress.readers.html.flow: each word of an article once, in its order."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown, page, read
from tests.readers.rich.documents import body


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<div>One<p>Two</div>Three", "One\n\nTwo\n\nThree"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", "漢 (kan)"),
        ("<blockquote>So it is.</blockquote>", "> So it is."),
        ("<pre>a\nb</pre>", "a<br>b"),
        ("<p>x</p><h2>Part</h2><h4>Deep</h4><p>y</p>", "x\n\n## Part\n\n### Deep\n\ny"),
        ("<p>He said <q>no</q>.</p>", "He said “no”."),
        ("<p>10&nbsp;mg &lt; 20&#160;mg &amp; more</p>", "10\u00a0mg < 20\u00a0mg & more"),
        ("<p>soft&shy;hyphen and zero&#8203;width</p>", "softhyphen and zerowidth"),
    ],
)
def test_what_html_says_is_read(html: str, becomes: str) -> None:
    """Each element becomes what the house has for it."""
    assert markdown(html) == becomes


def test_what_is_hidden_struck_out_or_a_film_is_left_out_and_listed() -> None:
    """Nothing that a reader of the page would not see, or paper cannot show, is dropped quietly."""
    made = read(
        page(
            "<p>Seen.</p><p style='display:none'>Hidden words</p><p><del>Old</del> New</p>"
            "<iframe title='A film' src='https://video.example/1'></iframe><nav>More menu</nav>"
        )
    )
    assert body(made) == "Seen.\n\nNew"
    assert {each.words for each in made.dropped} == {
        "Home", "Hidden words", "Old", "A film", "More menu",
    }  # fmt: skip
