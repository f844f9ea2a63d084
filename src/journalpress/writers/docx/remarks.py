"""Remarks → Word's comments at the paragraphs that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journalpress.reviewcopy import Remark
from journalpress.writers.docx.ooxml import (
    Element,
    Look,
    RunLook,
    W,
    add,
    add_paragraph,
    add_run,
    add_text,
    new,
)
from journalpress.writers.docx.package import Package
from journalpress.writers.docx.paragraphs import Ids

AUTHOR = "journalpress check"
INITIALS = "JP"
LANGUAGE = "en-GB"
"""What `journalpress check` speaks."""
TEXT = "CommentText"
SIGN = "CommentReference"


def add_remarks(
    package: Package, ids: Ids, remarks: Sequence[Remark], *, day: date, otherwise: str
) -> None:
    """Each remark as a comment on the words in its bookmark; dated, because Word wants a date.

    One whose bookmark is not in the file stands at the bookmark `otherwise`: none is dropped.
    """
    if not remarks:
        return
    starts = {
        each.get(f"{{{W}}}name", ""): each for each in package.body.iter(f"{{{W}}}bookmarkStart")
    }
    ends = {each.get(f"{{{W}}}id", ""): each for each in package.body.iter(f"{{{W}}}bookmarkEnd")}
    comments = new("comments")
    for remark in remarks:
        start = starts.get(remark.bookmark, starts[otherwise])
        number = ids.next()
        _surround(start, ends[start.get(f"{{{W}}}id", "")], number)
        comment = add(comments, "comment", id=number, author=AUTHOR, initials=INITIALS)
        comment.set(f"{{{W}}}date", f"{day.isoformat()}T00:00:00Z")
        add_text(add_paragraph(comment, Look(TEXT)), remark.words, RunLook(lang=LANGUAGE))
    package.comments(comments)


def _surround(start: Element, end: Element, number: int) -> None:
    """Let the comment begin behind `start` and end before `end`, which lie in one paragraph."""
    holder = new("p")
    add(holder, "commentRangeStart", id=number)
    add(holder, "commentRangeEnd", id=number)
    add(add_run(holder, RunLook(SIGN)), "commentReference", id=number)
    opened, closed, sign = holder
    start.addnext(opened)
    end.addprevious(closed)
    end.addprevious(sign)
