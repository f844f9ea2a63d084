"""Articles that nobody thought of: each is written and proved, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.errors import JournalPressError
from journalpress.model import Article, Figure, every_block
from journalpress.verify import Means, compare
from journalpress.writers import WRITERS
from tests.articles import articles
from tests.editions import edition_of, png

FLOWING = tuple(name for name in WRITERS if name != "pdf")
FEW = settings(
    max_examples=40,
    suppress_health_check=list(HealthCheck),
    # Making a failing article smaller can take longer than the whole suite; it is printed whole.
    phases=(Phase.explicit, Phase.generate),
)
LONG = settings(FEW, max_examples=250)
"""One of several parts, each with a seed of its own, so that workers can share them out."""


def edition_with_pictures(made: Article) -> Edition:
    """The Edition of an article, with a picture for every name that it gives."""
    names = {block.media for block in every_block(made.body) if isinstance(block, Figure)}
    return edition_of(made, media={name: png(name) for name in names})


def agree_or_refuse(name: str, made: Article) -> None:
    """Writes, reads back, compares. A refusal must say why in one line."""
    writer = WRITERS[name]
    refusal = ""
    try:
        edition = edition_with_pictures(made)
        found = writer.extract(writer.write(edition))
    except JournalPressError as error:
        refusal = str(error)
    if refusal:
        assert len(refusal.splitlines()) == 1
        return
    means = Means(writer.paged, writer.spaced, writer.linked, writer.returns)
    assert [str(each) for each in compare(expectation(edition), found, means)] == []


@pytest.mark.tool
@pytest.mark.parametrize("name", FLOWING)
@FEW
@given(made=articles())
def test_a_generated_article_agrees_or_is_refused(name: str, made: Article) -> None:
    """A few of them in every run."""
    agree_or_refuse(name, made)


@pytest.mark.tool
@settings(FEW, max_examples=12)
@given(made=articles())
def test_a_generated_leaflet_agrees_or_is_refused(made: Article) -> None:
    """Fewer, because pages take longer to draw."""
    agree_or_refuse("pdf", made)


@pytest.mark.long
@pytest.mark.parametrize("start", range(8))
def test_thousands_of_generated_articles_agree_or_are_refused(start: int) -> None:
    """Every kind of block and inline, in every language, with every sign that has a meaning."""

    @seed(start)
    @LONG
    @given(made=articles())
    def agree(made: Article) -> None:
        for name in FLOWING:
            agree_or_refuse(name, made)

    agree()


@pytest.mark.long
@pytest.mark.parametrize("start", range(4))
def test_hundreds_of_generated_leaflets_agree_or_are_refused(start: int) -> None:
    """The same for pages."""

    @seed(100 + start)
    @settings(LONG, max_examples=100)
    @given(made=articles())
    def agree(made: Article) -> None:
        agree_or_refuse("pdf", made)

    agree()
