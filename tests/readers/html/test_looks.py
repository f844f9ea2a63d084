"""Tests of journalpress.readers.html.looks: how the characters of an element look."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<p>A <b>bold</b> and <i>thin</i> word.</p>", "A **bold** and *thin* word."),
        (
            '<p><abbr title="blood pressure">BP</abbr> and H<sub>2</sub>O</p>',
            '<abbr title="blood pressure">BP</abbr> and H<sub>2</sub>O',
        ),
        ("<p>Le <i lang=fr>mot</i></p>", "Le [*mot*]{lang=fr}"),
        (
            "<p>One <span lang=en>word</span>, one <i lang='not a tag'>more</i></p>",
            "One word, one *more*",
        ),
        ('<p>a <span style="font-weight:700">b</span> c</p>', "a **b** c"),
        ('<p>a <b>b <span style="font-weight:normal">c</span></b></p>', "a **b** c"),
        ('<p>H<span style="vertical-align:sub">2</span>O</p>', "H<sub>2</sub>O"),
        ('<p>10 cm<span class="mso-sup">x</span></p>', "10 cm<sup>x</sup>"),
    ],
)
def test_looks_come_from_tags_styles_and_names(html: str, becomes: str) -> None:
    """The inner one counts where two speak of the same."""
    assert markdown(html) == becomes
