"""An article with every kind of container, and edits of every kind in each of them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from journalpress.model import Article, Citation, Cite, Inline, Source, Text
from journalpress.readers import Reading
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteColumn,
    DeleteRow,
    DeleteSource,
    Insert,
    InsertColumn,
    InsertRow,
    Merge,
    Move,
    NewLeaf,
    Rewrite,
    SetAlt,
    SetLevel,
    SetSource,
    SourceEdit,
    Split,
)
from journalpress.readers.markdown.outline import Row, rows_of
from journalpress.readers.markdown.read import read_markdown
from tests.trees import Words, prose

RICH = (Path(__file__).parent / "rich.md").read_bytes()
SHARED = {"shared": Source("shared", raw="Shared by all.")}


@cache
def read(data: bytes) -> Reading:
    """The reading of a file, in a journal that shares one source."""
    return read_markdown(data, file="rich.md", slug="rich", shared=SHARED)


def article_of(data: bytes) -> Article:
    """The article in a file without a fault."""
    reading = read(data)
    assert reading.article is not None
    assert reading.problems == ()
    return reading.article


ROWS = rows_of(article_of(RICH))


def words(*parts: Words) -> tuple[Inline, ...]:
    """The inlines of a leaf."""
    return prose(*parts).inlines


def says(inlines: tuple[Inline, ...]) -> str:
    """The words of a leaf, for finding it."""
    return "".join(each.text for each in inlines if isinstance(each, Text))


def row(start: str, rows: Sequence[Row] = ROWS) -> Row:
    """The leaf that says just these words, or the only one that begins with them."""
    exact = [each for each in rows if says(each.inlines) == start]
    (found,) = exact or [each for each in rows if says(each.inlines).startswith(start)]
    return found


def key(start: str) -> str:
    """Its key."""
    return row(start).key


def swapped(start: str, old: str, new: str) -> Rewrite:
    """The leaf that begins so, with some of its words changed and all else as it was."""
    leaf = row(start)
    made = tuple(
        Text(each.text.replace(old, new), each.strong, each.emph)
        if isinstance(each, Text)
        else each
        for each in leaf.inlines
    )
    assert made != leaf.inlines
    return Rewrite(leaf.key, made)


TABLE = next(each for each in ROWS if each.kind == "table")
FIGURE = next(each for each in ROWS if each.kind == "figure")


def item(*parts: Words, level: int = 1) -> NewLeaf:
    """A new item."""
    return NewLeaf("item", level, words(*parts))


def text(*parts: Words, level: int = 0) -> NewLeaf:
    """A new paragraph."""
    return NewLeaf("text", level, words(*parts))


def heading(level: int, *parts: Words) -> NewLeaf:
    """A new heading."""
    return NewLeaf("heading", level, words(*parts))


CASES: dict[str, dict[str, Sequence[SourceEdit]]] = {
    "words": {
        "a word in the second of several lines": [swapped("Your", "slowly", "very slowly")],
        "words at the end of a line go": [swapped("Your", "They work ", "They ")],
        "words beside marks of other spelling": [swapped("Your", "to stop", "to ever stop them")],
        "a citation comes": [
            Rewrite(key("A second"), words("A second paragraph", Cite((Citation("two"),)), "."))
        ],
        "a paragraph is written anew": [Rewrite(key("A second"), words("1. It has changed"))],
        "an item over two lines": [swapped("Morning", "breakfast", "lunch")],
        "a paragraph inside of an item": [swapped("Use a", "pencil", "pen")],
        "an item of a wide list": [swapped("Count", "tablets", "packs")],
        "a paragraph of a box": [swapped("Never take", "faint", "very faint")],
        "an item in a box": [swapped("Sit", "Sit", "Lie")],
        "a lazy line of a quotation": [swapped("A quotation", "lazily", "and on, lazily")],
        "a heading with attributes": [swapped("How to", "take", "use")],
        "a heading with signs behind": [swapped("When", "not to", "to wait")],
        "a question": [swapped("May I drink", "drink", "drink wine")],
        "a cell with a bar": [Rewrite(f"{TABLE.key}_1_2", words("a | bc"))],
        "a cell becomes empty, another longer": [
            Rewrite(f"{TABLE.key}_1_2", ()),
            Rewrite(f"{TABLE.key}_2_0", words("the second")),
        ],
        "a caption of a table": [Rewrite(TABLE.caption_key, words("Doses in the last days"))],
        "a caption of a picture": [
            Rewrite(FIGURE.caption_key, words("The new box", Cite((Citation("two"),)), "."))
        ],
        "a description": [SetAlt(FIGURE.key, "A [small] box of tablets")],
    },
    "front": {
        "a title before a remark": [Rewrite("title", words("Taking your new tablets"))],
        "a title that needs quotes": [Rewrite("title", words("Tablets: how to"))],
        "a word of a folded standfirst": [
            Rewrite(
                "standfirst", words("What the tablets do, when to take it, and what to watch for.")
            )
        ],
        "no standfirst": [Delete(("standfirst",))],
        "messages in their own quotes": [
            Rewrite(key("Don't stop"), words("Don't stop it on your own.")),
            Rewrite(key("Take one"), words('Take “one” "tablet" a day.')),
            Rewrite(key("Call us if"), words("Call us if you feel very faint.")),
        ],
        "messages come and go": [
            Insert(key("Don't stop"), (item("A new one: here."),)),
            Delete((key("Take one"),)),
        ],
        "a message becomes two": [Split(key("Take one"), (words("Take one."), words("Each day.")))],
        "messages become one": [
            Merge((key("Don't stop"), key("Take one")), words("Don't stop: take one."))
        ],
        "a message moves": [Move((key("Call us if"),), key("Don't stop"))],
        "all messages go": [Delete((key("Don't stop"), key("Take one"), key("Call us if")))],
    },
    "insert": {
        "at the start of the body": [Insert("", (text("First of all."),))],
        "behind a paragraph": [Insert(key("A second"), (text("# no heading"), heading(2, "Next")))],
        "items in a list": [Insert(key("Evening"), (item("Night — none"),))],
        "an item below an item": [Insert(key("Travelling"), (item("in your bag", level=2),))],
        "an item in a list below": [Insert(key("unless"), (item("or your nurse", level=2),))],
        "the first item of the list that follows": [Insert(key("Take the tablet"), (item("Go"),))],
        "an item of a numbered list": [Insert(key("Count"), (item("Count them again."),))],
        "an item behind a paragraph in an item": [Insert(key("Use a"), (item("Sign it."),))],
        "a paragraph in an item": [Insert(key("Come back"), (text("Bring the list.", level=1),))],
        "a paragraph that parts a list": [Insert(key("Use a"), (text("Have a rest."),))],
        "a new list": [Insert(key("A second"), (item("this"), item("that", level=2), item("end")))],
        "in a box": [Insert(key("Never take"), (text("Not even once."),))],
        "in a list in a box": [Insert(key("Sit"), (item("Wait"),))],
        "behind a table": [Insert(TABLE.key, (text("Table: no caption"),))],
        "behind a picture": [Insert(FIGURE.key, (text("It is red."),))],
        "a question": [Insert(key("A little"), (heading(3, "May I fly?"), text("Yes.")))],
        "one after the other in one place": [
            Insert(key("A second"), (text("One."),)),
            Insert(key("A second"), (text("Two."),)),
        ],
    },
    "delete": {
        "a paragraph": [Delete((key("A second"),))],
        "the first paragraph": [Delete((key("Your"),))],
        "a heading": [Delete((key("When"),))],
        "the first item": [Delete((key("Morning"),))],
        "an item with the items below it": [Delete((key("Evening"), key("unless"), key("or you")))],
        "the items below an item": [Delete((key("unless"), key("or you")))],
        "a numbered item": [Delete((key("Count"),))],
        "the first words of an item": [Delete((key("Write"),))],
        "a list": [Delete((key("Count"), key("Write"), key("Use a"), key("Come back")))],
        "a list in a box": [Delete((key("Sit"), key("Call us")))],
        "a box": [Delete((key("Never take"), key("Sit"), key("Call us")))],
        "a quotation": [Delete((key("A quotation"),))],
        "a caption of a table": [Delete((TABLE.caption_key,))],
        "a caption of a picture": [Delete((FIGURE.caption_key,))],
        "a picture": [Delete((FIGURE.key,))],
        "a table by its cells": [
            Delete(tuple(f"{TABLE.key}_{r}_{c}" for r in range(3) for c in range(3)))
        ],
        "a paragraph while another comes in its place": [
            Delete((key("A second"),)),
            Insert(key("A second"), (text("Instead."),)),
        ],
    },
    "split and merge": {
        "a paragraph of several lines": [
            Split(
                key("Your"),
                (
                    words("Your tablets lower blood pressure."),
                    (*words("They work slowly, so most people feel "), *row("Your").inlines[1:]),
                ),
            )
        ],
        "an item": [Split(key("Evening"), (words("Evening — none"), words("Night")))],
        "a numbered item with a paragraph": [Split(key("Write"), (words("Write."), words("Go.")))],
        "a heading": [Split(key("When"), (words("When"), words("not to")))],
        "in a box": [Split(key("Never"), (words("Never take two at once."), words("It can.")))],
        "two paragraphs": [
            Merge((key("Your"), key("A second")), (*row("Your").inlines, Text(" A second line.")))
        ],
        "two items": [Merge((key("unless"), key("or you")), words("unless you forgot"))],
        "a heading and a paragraph": [Merge((key("May I drive"), key("Yes")), words("May I? Yes"))],
    },
    "levels": {
        "a heading higher": [SetLevel(key("When"), "heading", 2)],
        "a heading becomes a paragraph": [SetLevel(key("When"), "text", 0)],
        "a heading above its text becomes a paragraph": [
            SetLevel(key("How to"), "text", 0),
            SetLevel(key("When"), "heading", 2),
        ],
        "a paragraph becomes a heading": [SetLevel(key("Your"), "heading", 2)],
        "a paragraph becomes an item": [SetLevel(key("A second"), "item", 1)],
        "two paragraphs become a list": [
            SetLevel(key("Your"), "item", 1),
            SetLevel(key("A second"), "item", 1),
        ],
        "a paragraph joins the list before it": [SetLevel(key("Then"), "item", 1)],
        "an item becomes a paragraph": [SetLevel(key("Count"), "text", 0)],
        "an item in the midst becomes a heading": [SetLevel(key("Come back"), "heading", 3)],
        "an item goes one level deeper": [SetLevel(key("Travelling"), "item", 2)],
        "an item comes one level higher": [SetLevel(key("or you"), "item", 1)],
        "with new words": [
            Rewrite(key("Then"), words("Some words then")),
            SetLevel(key("Then"), "heading", 3),
        ],
    },
    "move": {
        "a paragraph of several lines": [Move((key("Your"),), key("A second"))],
        "a paragraph into a box": [Move((key("Your"),), key("Never take"))],
        "an item": [Move((key("Travelling"),), key("Morning"))],
        "an item into a numbered list": [Move((key("Morning"),), key("Count"))],
        "an item with the items below it": [
            Move((key("Evening"), key("unless"), key("or you")), key("Travelling"))
        ],
        "a box": [Move((key("Never take"), key("Sit"), key("Call us")), key("A second"))],
        "a lazy quotation": [Move((key("A quotation"),), key("A second"))],
        "a picture and a table": [Move((FIGURE.key, TABLE.key), key("A little"))],
        "a section": [Move((key("May I drink"), key("A little")), key("Yes"))],
        "with new words": [
            Move((key("Then"),), key("A second")),
            swapped("Then", "some", "a few"),
        ],
    },
    "tables": {
        "a row comes": [InsertRow(TABLE.key, 1, (words("1 b"), words("7 mg"), ()))],
        "the first row comes": [InsertRow(TABLE.key, 0, (words("0"), words("0 mg"), words("-")))],
        "a row goes": [DeleteRow(TABLE.key, 2)],
        "a column comes": [InsertColumn(TABLE.key, 0, (words("Hour"), words("8"), words("9 | 0")))],
        "the first column comes": [InsertColumn(TABLE.key, -1, (words("Week"), words("1"), ()))],
        "a column goes": [DeleteColumn(TABLE.key, 1)],
        "all at once": [
            Rewrite(f"{TABLE.key}_0_0", words("Days")),
            InsertRow(TABLE.key, 2, (words("3"), words("20 mg"), words("end"))),
            DeleteRow(TABLE.key, 1),
            InsertColumn(TABLE.key, 2, (words("Who"), words("x"), words("y"))),
            DeleteColumn(TABLE.key, 1),
            Rewrite(TABLE.caption_key, words("Other doses")),
        ],
    },
    "sources": {
        "one comes at the end": [AddSource("new2024", 'New A. "Words". 2024.', "shared")],
        "one comes in front": [AddSource("new2024", "New A. Words. 2024.", "")],
        "one comes behind the first": [AddSource("a:b/c", "New A. Words. 2024.", "one")],
        "a folded title": [SetSource("one", "title", "A trial of two tablets a day")],
        "a field before a remark": [SetSource("one", "DOI", "10.1056/NEJMoa1")],
        "a field that needs quotes": [SetSource("one", "container", "The Journal: B")],
        "fields that were not there": [
            SetSource("one", "volume", "390"),
            SetSource("two", "url", "https://x.example/"),
        ],
        "a field goes": [SetSource("one", "issued", "")],
        "words as printed": [SetSource("two", "raw", "Two A. Words as reprinted. 2023.")],
        "one goes with its citation": [
            DeleteSource("two"),
            Rewrite(FIGURE.caption_key, words("The box.")),
        ],
    },
}
