"""Tests of journalpress.readers.rich.links."""

from __future__ import annotations

from journalpress.readers.rich.tree import (
    Run,
)
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    para,
)


def test_links_lead_to_articles_addresses_or_nowhere() -> None:
    """A known page is a cross-link, an unknown one is asked about, a script keeps its words."""
    made = assembled(
        document(
            para(
                Run("gout", href="../gout.html#top"), ", ",
                Run("home", href="https://clinic.example/x?utm_source=a"), ", ",
                Run("other", href="other.html"), ", ",
                Run("evil", href="javascript:alert(1)"), ", ",
                Run("web", href="https://who.example/a"),
            ),
        ),
        known={"gout.html": "gout", "https://www.clinic.example/x/": "house"},
    )  # fmt: skip
    assert body(made) == (
        "[gout](gout.md), [home](house.md), [other](?), evil, [web](https://who.example/a)"
    )
    assert [each.words for each in made.open] == ["other"]
    again = assembled(
        document(para(Run("other", href="other.html"))), answers={made.open[0].key: "none"}
    )
    assert again.article is not None
