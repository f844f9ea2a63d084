"""Questions of a page with their answers: openers, and the blocks of an FAQ."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from journalpress.readers.html.elements import line_of, names_of
from journalpress.readers.html.inner import Inner
from journalpress.readers.html.looks import Look
from journalpress.readers.html.spans import says_something
from journalpress.readers.rich.tree import Block, Question

_QUESTION = re.compile(r"schema-faq-question|faq-question|rank-math-question|accordion-question")
_QUESTION_ITEM = re.compile(r"schema\.org/Question", re.IGNORECASE)


def opener_of(element: HtmlElement, look: Look, inner: Inner) -> tuple[Block, ...] | None:
    """The summary of this element and what it opens; None where it has no summary."""
    summary = element.find("summary")
    if summary is None:
        return None
    question = inner.words(summary, inner.look(summary, look))
    opened = inner.blocks(element, look, without=summary, named=False)
    if says_something(question):
        return (Question(question, opened, line_of(element)),)
    return opened


def asks(element: HtmlElement, names: str) -> bool:
    """Whether it holds one question of an FAQ and its answer."""
    if _QUESTION_ITEM.search(element.get("itemtype", "")):
        return True
    first = next((child for child in element if isinstance(child.tag, str)), None)
    return (
        first is not None
        and _QUESTION.search(names_of(first)) is not None
        and (_QUESTION.search(names) is None)
    )


def question_of(element: HtmlElement, look: Look, inner: Inner) -> tuple[Block, ...] | None:
    """The question of this element and its answer; None where no element of it asks."""
    asked = element.find(".//*[@itemprop='name']")
    if asked is None:
        asked = next((child for child in element if isinstance(child.tag, str)), None)
    if asked is None:
        return None
    question = inner.words(asked, inner.look(asked))
    asked.drop_tree()
    return (Question(question, inner.blocks(element, look), line_of(element)),)
