"""Tests of journalpress.readers.html.tabs: whose dose it is stands above the dose."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body

_PANELS = "## Dose\n\n### Adults\n\nTake 50 mg.\n\n### Children\n\nTake 10 mg."


@pytest.mark.parametrize(
    "tabs",
    [
        '<ul role="tablist"><li role="tab" aria-controls="a">Adults</li><li role="tab"'
        ' aria-controls="b">Children</li></ul><div role="tabpanel" id="a"><p>Take 50 mg.</p></div>'
        '<div role="tabpanel" id="b" hidden><p>Take 10 mg.</p></div>',
        '<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#a">Adults</a></li><li>'
        '<a data-toggle="tab" href="#b">Children</a></li></ul><div class="tab-content">'
        '<div class="tab-pane active" id="a"><p>Take 50 mg.</p></div>'
        '<div class="tab-pane" id="b" style="display:none"><p>Take 10 mg.</p></div></div>',
        '<div role="tablist"><button role="tab" id="ta">Adults</button><button role="tab" id="tb">'
        'Children</button></div><section role="tabpanel" aria-labelledby="ta">Take 50 mg.</section>'
        '<section role="tabpanel" aria-labelledby="tb" aria-hidden="true">Take 10 mg.</section>',
        '<div class="nav-tabs"><button data-bs-target="#a">Adults</button><button'
        ' data-bs-target="#b">Children</button></div><div class="tab-pane" id="a"><h3>Adults</h3>'
        '<p>Take 50 mg.</p></div><div class="tab-pane" id="b"><h3>Children</h3><p>Take 10 mg.</p>'
        "</div>",
    ],
)
def test_each_panel_has_the_name_of_its_tab(tabs: str) -> None:
    """The names of tabs stand above their panels and nowhere else."""
    assert body(read(page(f"<h2>Dose</h2>{tabs}"))) == _PANELS


def test_a_row_that_leads_elsewhere_stays() -> None:
    """A list of links to sections of the page is no row of tabs."""
    html = (
        '<ul class="tabs-nav"><li><a href="#x">Pain</a></li></ul><h2 id="x">Pain</h2><p>It hurts.'
    )
    assert body(read(page(html))).endswith("## Pain\n\nIt hurts.")
