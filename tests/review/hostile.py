"""A report whose reviewer wrote markup, terminal escapes and overrides of direction everywhere."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from journalpress.inspect.returned.types import Filled, Hand
from journalpress.passage import passage_of
from journalpress.review.change import Change, Style
from journalpress.review.record import Decision, Record, Remark, ReturnedFile
from journalpress.review.report import Report
from tests.review.reports import lupus, report_of, sent

EVIL = "<script>alert(1)</script>\x1b[31m\u202eevil\u2066&\"'</style>]]>\r\x9b2J {{ 7*7 }}"


@cache
def hostile() -> Report:
    """Every field that comes from a Word file holds EVIL."""
    told = sent(lupus(), EVIL)
    blocks = told.blocks
    hand = Hand(EVIL, EVIL)
    words = passage_of(EVIL)
    linked = tuple(replace(atom, href=f"javascript:{EVIL}") for atom in words)
    key = {block.kind: block.key for block in blocks}
    own = next(each.key for each in blocks if each.text.startswith("It comes"))
    text = Style("text")
    table = key["cell"].rsplit("_", 2)[0]
    changes = (
        Change(id="aaaa1", kind="edit", keys=(own,), start=0, end=2, before=passage_of("It"),
               after=linked, hand=hand),
        Change(id="aaaa2", kind="insert", keys=(own,), place=own, name="+1", after=words,
               styles=(text,), hand=hand),
        Change(id="aaaa3", kind="insert", keys=(own,), place=own, name="+2", cells=(words, words),
               start=2, styles=(Style("cell"),), hand=hand),
        Change(id="aaaa4", kind="object", keys=(own,), after=words, hand=hand),
        Change(id="aaaa5", kind="row-insert", keys=(key["cell"],), place=table, start=0,
               cells=(words, words), hand=hand),
        Change(id="aaaa6", kind="column-insert", keys=(key["cell"],), place=table, start=0,
               cells=(words, words, words), rows=(0, 1, 2), hand=hand),
        Change(id="aaaa7", kind="edit", keys=(key["disclaimer"],), start=0, end=4,
               before=passage_of("This"), after=words, hand=hand),
    )  # fmt: skip
    file = ReturnedFile(
        name=EVIL, sha256="ab", read=EVIL, numbers={}, changes=changes,
        comments=(
            Remark(id="caaa1", hand=hand, words=EVIL, keys=(own,), quoted=EVIL),
            Remark(id="caaa2", hand=hand, words=EVIL, keys=(own,), quoted=EVIL, parent="caaa3"),
            Remark(id="caaa3", hand=hand, words=EVIL, keys=(own,), quoted=EVIL, parent="caaa2"),
        ),
        filled=(Filled("sign_1_0", EVIL), Filled("sign_1_9", EVIL), Filled("claim_1_3", EVIL),
                Filled(EVIL, EVIL), Filled("", EVIL)),
        notices=(EVIL,),
    )  # fmt: skip
    decisions = {"aaaa2": Decision(verdict="accepted", on=EVIL)}
    report = report_of(lupus(version=3), Record(baseline=told, files=(file,), decisions=decisions))
    return replace(report, title=EVIL)
