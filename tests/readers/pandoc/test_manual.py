"""What pandoc's manual shows: every word of pandoc's arrives or is asked about."""

from __future__ import annotations

from collections import Counter

import pytest

from journalpress.model import every_prose, plain
from tests.readers.pandoc.drafts import article_of, asked, body_of, decided, draft, left_out
from tests.readers.pandoc.manual_sources import FRONT, SOURCES
from tests.readers.pandoc.oracle import pandoc_words, words


@pytest.mark.parametrize("name", SOURCES)
def test_a_construct_is_read(name: str) -> None:
    """Its words in house Markdown, and what somebody is asked about."""
    source, body, questions = SOURCES[name]
    found = draft(source, _front(source))

    assert body_of(found) == body
    assert [each.strip() for each in asked(found)] == questions


@pytest.mark.tool
def test_every_word_of_pandoc_arrives() -> None:
    """In the article, in a question, or among what is told to be left out."""
    lost: dict[str, Counter[str]] = {}
    for name, (source, _, _) in SOURCES.items():
        found = draft(source, _front(source))
        told = " ".join((*asked(found), *left_out(found), decided(found)))
        printed = " ".join(plain(leaf.inlines) for leaf in every_prose(article_of(found)))
        ours = Counter(words(printed)) | Counter(words(body_of(found)))

        lost[name] = Counter(pandoc_words(source)) - ours - Counter(words(told))
    assert {name: each for name, each in lost.items() if each} == {}


def _front(source: str) -> str:
    return FRONT if "@" in source else ""
