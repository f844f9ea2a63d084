"""Tests of journalpress.readers.html.laidopen, and of the lists that entries takes in parts."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body

_FIRST, _SECOND = "Smith J, et al. Iron. BMJ 2003;1:2.", "Doe J, et al. Tea. BMJ 2004;1:2."


@pytest.mark.parametrize(
    "listed",
    [
        "<h2>References</h2><table><tr><td>1</td><td>{0}</td></tr><tr><td>2.</td><td>{1}</td></tr>"
        "</table>",
        "<h2>References</h2><dl><dt>[1]</dt><dd>{0}</dd><dt>[2]</dt><dd>{1}</dd></dl>",
        "<details><summary>References</summary><ol><li>{0}</li><li>{1}</li></ol></details>",
        "<h2>References</h2><h3>Studies</h3><ol><li>{0}</li></ol><h3>Guidance</h3><ol start=2>"
        "<li>{1}</li></ol>",
        "<h2>References</h2><h3>Studies</h3><ol><li>{0}</li></ol><h3>Guidance</h3><ol><li>{1}</li>"
        "</ol>",
        "<h2>References</h2><ol start=5><li value=1>{0}</li><li>{1}</li></ol>",
    ],
)
def test_a_list_in_another_dress_is_the_list(listed: str) -> None:
    """A table, terms, an opener, parts with headings: each entry has the number that is shown."""
    made = read(page("<p>It helps [1], with tea [2].</p>" + listed.format(_FIRST, _SECOND)))
    assert body(made) == "It helps[@smith2003], with tea[@doe2004]."
    assert not made.open
    assert not [each for each in made.problems if each.severity == "error"]


def test_a_table_below_another_heading_stays_one() -> None:
    """Numbers in the first column alone make no list of sources."""
    rows = "<table><tr><th>1</th><td>Sit.</td></tr><tr><th>2</th><td>Rest.</td></tr></table>"
    assert "| 1 | Sit. |" in body(read(page(f"<h2>Steps</h2>{rows}")))


def test_a_list_behind_that_of_the_sources_stays_text() -> None:
    """What stands below a heading of its own level is for further reading."""
    html = f"<p>It helps [1].</p><h2>References</h2><ol><li>{_FIRST}</li></ol>"
    made = read(page(f"{html}<h2>Further reading</h2><ol><li>{_SECOND}</li></ol>"))
    assert body(made).startswith("It helps[@smith2003].\n\n## Further reading\n\n1. Doe J")
