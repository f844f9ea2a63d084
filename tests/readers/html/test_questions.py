"""Tests of journalpress.readers.html.questions: openers and FAQs."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        (
            "<p>x</p><h2>FAQ</h2><h3><button aria-controls=p1>Safe?</button></h3><div id=p1 hidden>"
            "<p>Yes.</p></div><details><summary>Sure?</summary>Quite.</details>",
            "x\n\n## FAQ {.questions}\n\n### Safe?\n\nYes.\n\n### Sure?\n\nQuite.",
        ),
        (
            "<p>x</p><h2>FAQ</h2><div itemscope itemtype='https://schema.org/Question'>"
            "<div><b itemprop=name>Safe?</b></div><p>Yes.</p></div>",
            "x\n\n## FAQ {.questions}\n\n### Safe?\n\nYes.",
        ),
        ("<p>x</p><details>Only words</details>", "x\n\nOnly words"),
    ],
)
def test_questions_keep_their_answers(html: str, becomes: str) -> None:
    """Also what is closed until a reader opens it."""
    assert markdown(html) == becomes
