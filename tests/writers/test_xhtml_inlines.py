"""Words, marks, links and citations in XHTML."""

from __future__ import annotations

import re

import pytest

from tests.trees import cite, cross, foreign, p, strong
from tests.writers.test_xhtml import PAGED, rendered_body


def test_no_space_is_made_inside_a_word() -> None:
    """`unbreakable` with a bold beginning stays one word."""
    assert "<p><strong>un</strong>breakable</p>" in rendered_body(p(strong("un"), "breakable"))


def test_a_label_links_each_number_and_keeps_the_hidden_ones() -> None:
    """1–3: links for 1 and 3, a target without width for 2."""
    body = rendered_body(p("Words", cite("a", "b", "c"), "."))
    label = re.search(r'<sup class="cite">(.*?)</sup>', body)
    assert label

    assert re.sub(r"<[^>]*>", "", label[1]) == "1–3"
    assert '<span class="inner" id="sample-cite-2-1"></span>' in label[1]
    assert 'href="#sample-ref-3" aria-label="Source 3">3</a>' in label[1]


def test_a_foreign_passage_names_its_language() -> None:
    """A voice says it as its speakers do."""
    assert '<span lang="fr">mot</span>' in rendered_body(p("The ", foreign("mot", "fr")))


def test_a_jump_without_a_target_is_plain_words() -> None:
    """No link that leads nowhere."""
    assert '<span class="unlinked">it</span>' in rendered_body(p(cross(None, "it")))


@pytest.mark.parametrize(
    "whole",
    ["QMW4-M1M4-A", "CAR-T", "2 mmol/L", "20 mg", "27 kg/m²", "1.5 ml", "120/80 mmHg"],
)
def test_what_is_one_stays_on_one_line(whole: str) -> None:
    """Codes, names with a short part, numbers with their units; nothing around them."""
    body = rendered_body(p(f"Words ({whole}), and more."), dialect=PAGED)

    assert re.findall(r'<span class="joined">(.*?)</span>', body)[1:] == [whole]
