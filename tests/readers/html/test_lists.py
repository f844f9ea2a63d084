"""Tests of journalpress.readers.html.lists: items, terms and meanings."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<ol start=3><li>x<li>y</ol>", "3. x\n4. y"),
        ("<ol><li>x<li><li>y</ol>", "1. x\n\n3) y"),
        ("<ol start=many><li>x<li>y</ol>", "1. x\n2. y"),
        ("<ul>first<li>a</li>stray<li></li></ul>", "- first\n- a\n- stray"),
        ("<dl><dt>Term<dd>Meaning</dl>", "- **Term** — Meaning"),
        ("<dl><div><dt>One<dt>Two<dd>Both</div></dl>", "- **One Two** — Both"),
    ],
)
def test_lists_keep_their_items(html: str, becomes: str) -> None:
    """Also what stands where it must not: a list between items, words outside of any."""
    assert markdown(html) == becomes
