"""The words that `init` and `new` lay down for somebody to write over: no patient may read them."""

from __future__ import annotations

from journalpress.edition.author_words import words_to_write_over

EXAMPLE_CLINIC = "The Example Clinic"
EXAMPLE_PHONE = "000 000 000"
EXAMPLE_PERSON = "Your name"

EXAMPLE_WORDS = frozenset(
    {
        "Write the first paragraph here.",
        "Write a heading here",
        "Write on here.",
        "This paragraph is the beginning of the article. An empty line begins the next one.",
        "A box like this one stands out on the page.",
        "Two marks that are used most",
        "How do I see it as a leaflet?",
    }
)
"""Whole paragraphs and headings of the two articles to start from."""

_FOR_AUTHORS = frozenset(words_to_write_over())


def is_example(words: str) -> bool:
    """Whether these words of a paragraph, heading or name were never written over."""
    return " ".join(words.split()) in EXAMPLE_WORDS | _FOR_AUTHORS
