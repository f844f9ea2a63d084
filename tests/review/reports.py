"""A report with every kind of finding in it, made by comparing copies that two reviewers edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from journalpress.inspect.returned.types import NOBODY, Filled, Hand, Paragraph, Returned
from journalpress.model import Article
from journalpress.passage import Atom, Passage
from journalpress.review.compare import compare
from journalpress.review.findings import findings_in
from journalpress.review.record import Decision, Record, Remark, ReturnedFile
from journalpress.review.report import Report
from journalpress.review.today import Today, numbers_in, today_of
from journalpress.reviewcopy import Baseline, baseline_of, reference_bookmark
from tests.editions import house, png
from tests.review.copies import said, unedited
from tests.trees import AnyBlock, article, cite, figure, item, ol, p, section, source, table, ul

OKAFOR = Hand("Dr Okafor", "2026-03-01T10:00:00Z")
LIND = Hand("Sister Lind", "2026-03-02T16:45:00Z")

Edit = Callable[[list[Paragraph]], None]


def lupus(**fields: object) -> Article:
    """The article as it was sent, or with these fields of its own."""
    given: dict[str, object] = {
        "slug": "lupus",
        "title": "Living with lupus",
        "standfirst": "What helps, and what to watch for.",
        "version": 2,
        "key_messages": ("Lupus can be treated.",),
        "sources": (
            source("dewi2020", raw="Dewi A. Lupus. 2020."),
            source("okoro2021", raw="Okoro B. Tablets. 2021."),
            source("lind2022", raw="Lind C. Rest. 2022."),
        ),
        **fields,
    }
    return article(*body(), **given)


def body(
    *,
    tablets: str = "Take one tablet a day with food, and rest when you are tired.",
    sun: bool = True,
) -> tuple[AnyBlock, ...]:
    """Its body: two sections, lists, a picture, a table."""
    return (
        section(
            "What it is",
            p("Lupus is a long illness of the immune system", cite("dewi2020"), "."),
            p("It comes and goes. Nine in ten people who have it are women."),
            p("Nobody is to blame for it."),
        ),
        section(
            "What you can do",
            p(tablets, cite("okoro2021")),
            ul("Wear a hat in the sun", "Ask your nurse about cream", "Walk every day"),
            *([p("Bright lamps can do harm as well as the sun.")] if sun else []),
            ol("Ring us first.", item(p("Then come to the clinic."))),
            figure("x.png", "A hat with a wide brim", "A good hat"),
            table(
                ("Dose", "When"),
                ("One tablet", "In the morning"),
                ("Half", "At night"),
                caption="When to take it",
            ),
            p("Rest when you need it", cite("lind2022"), "."),
        ),
    )


def today(made: Article) -> Today:
    """The article as it stands."""
    return today_of(made, house=house(), neighbours={}, media={"x.png": png()})


def sent(made: Article, recipient: str) -> Baseline:
    """The baseline of a copy of this article for this reviewer."""
    told = today(made).baseline
    return baseline_of(article=told.article, version=told.version, digest=told.digest,
                       recipient=recipient, blocks=told.blocks)  # fmt: skip


# --- edits ------------------------------------------------------------------------------------


def at(paragraphs: Sequence[Paragraph], words: str) -> int:
    """Where the paragraph stands that begins with these words."""
    return next(
        number
        for number, each in enumerate(paragraphs)
        if "".join(atom.text for atom in each.passage).startswith(words)
    )


def raw(words: str) -> Passage:
    """The passage of these words, citations by the bookmarks of a copy."""
    return tuple(
        replace(atom, cites=tuple(map(reference_bookmark, atom.cites))) for atom in said(words)
    )


def reword(opening: str, words: str, *, hand: int = 0) -> Edit:
    """Makes the paragraph say this; `hand` NOBODY with tracking off."""

    def edit(paragraphs: list[Paragraph]) -> None:
        number = at(paragraphs, opening)
        new = raw(words)
        paragraphs[number] = replace(paragraphs[number], passage=new, hands=(hand,) * len(new))

    return edit


def bold(opening: str, length: int) -> Edit:
    """Makes the first words bold."""

    def edit(paragraphs: list[Paragraph]) -> None:
        number = at(paragraphs, opening)
        old = paragraphs[number].passage
        new = (*(replace(atom, strong=True) for atom in old[:length]), *old[length:])
        paragraphs[number] = replace(paragraphs[number], passage=new, hands=(0,) * len(new))

    return edit


def add(behind: str, words: str, **fields: object) -> Edit:
    """Puts a paragraph behind the one that begins so."""

    def edit(paragraphs: list[Paragraph]) -> None:
        new = raw(words)
        made = Paragraph(passage=new, hands=(0,) * len(new), physical=(900 + len(paragraphs),))
        paragraphs.insert(at(paragraphs, behind) + 1, replace(made, **fields))  # type: ignore[arg-type]

    return edit


def drop(opening: str) -> Edit:
    """Takes the paragraph away."""

    def edit(paragraphs: list[Paragraph]) -> None:
        del paragraphs[at(paragraphs, opening)]

    return edit


def move(opening: str, behind: str) -> Edit:
    """Puts the paragraph behind another one."""

    def edit(paragraphs: list[Paragraph]) -> None:
        moved = paragraphs.pop(at(paragraphs, opening))
        paragraphs.insert(at(paragraphs, behind) + 1, moved)

    return edit


def split(opening: str, first: str) -> Edit:
    """Divides the paragraph behind `first`."""

    def edit(paragraphs: list[Paragraph]) -> None:
        number = at(paragraphs, opening)
        old = paragraphs[number]
        cut = len(first)
        tail = replace(old, names=(), passage=old.passage[cut + 1 :],
                       hands=old.hands[cut + 1 :], physical=(800 + number,))  # fmt: skip
        paragraphs[number] = replace(old, passage=old.passage[:cut], hands=old.hands[:cut])
        paragraphs.insert(number + 1, tail)

    return edit


def merge(opening: str) -> Edit:
    """Joins the next paragraph to this one."""

    def edit(paragraphs: list[Paragraph]) -> None:
        number = at(paragraphs, opening)
        one, other = paragraphs[number], paragraphs.pop(number + 1)
        paragraphs[number] = replace(
            one,
            names=one.names + other.names,
            passage=(*one.passage, Atom(" "), *other.passage),
            hands=(*one.hands, NOBODY, *other.hands),
            physical=one.physical + other.physical,
        )

    return edit


def restyle(opening: str, **fields: object) -> Edit:
    """Makes the paragraph another kind, or of another level."""

    def edit(paragraphs: list[Paragraph]) -> None:
        number = at(paragraphs, opening)
        paragraphs[number] = replace(paragraphs[number], **fields)  # type: ignore[arg-type]

    return edit


def returned_file(
    told: Baseline,
    name: str,
    hand: Hand,
    *edits: Edit,
    silent: Sequence[Edit] = (),
    **fields: object,
) -> ReturnedFile:
    """A copy that came back with these edits, some of them made while nothing was tracked."""
    digests = {each.key: each.digest for each in told.blocks if each.kind == "picture"}
    before = [
        replace(each, pictures=tuple(digests[name] for name in each.names if name in digests))
        for each in unedited(told)
    ]
    for edit in silent:
        edit(before)
    now = list(before)
    for edit in edits:
        edit(now)
    changes = compare(
        Returned(baseline=None, review="", accepted=tuple(now), rejected=tuple(before),
                 hands=(hand,)),
        told,
    )  # fmt: skip
    return ReturnedFile(
        name=name, sha256=f"{name:0<64}", read="2026-11-30", numbers=numbers_in(told),
        changes=changes, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


# --- the whole --------------------------------------------------------------------------------


@cache
def everything() -> Report:
    """Two copies of version 2; version 3 says two tablets, and knows no lamps any more."""
    first, second = (sent(lupus(), each) for each in ("Dr Okafor", "Sister Lind"))
    okafor = returned_file(
        first,
        "lupus.dr-okafor.docx",
        OKAFOR,
        reword("Lupus is a long", "Lupus is a lifelong illness of the immune system[@dewi2020]."),
        reword("Take one tablet", "Take half a tablet a day with food, and sleep when you are "
               "tired.[@okoro2021]"),
        bold("Nobody is to", 6),
        add("Nobody is to", "Ask us for the leaflet on sunlight [3]."),
        add("Ask your nurse", "Wear long sleeves", kind="item", level=1),
        reword("Bright lamps", "Bright lamps can harm you as well as the sun."),
        reword("This leaflet gives", "This leaflet gives medical advice."),
        restyle("Rest when you", kind="heading", level=3),
        reword("Half", "A quarter"),
        silent=[reword("Ring us first", "Ring us at once.", hand=NOBODY)],
        comments=_comments(first),
        filled=(
            Filled("sign_1_0", "Dr Okafor"), Filled("sign_1_1", "Consultant"),
            Filled("sign_1_2", "FRCP"),
            Filled("sign_1_3", "☐ approve\n☒ approve once changed\n☐ do not approve"),
            Filled("sign_1_4", "1 March 2026"),
            Filled("claim_1_3", "p. 4, first table"), Filled("open_1_3", "yes: the cohort of 2019"),
            Filled("", "I will ring on Monday"),
        ),
        notices=("The file was saved by another program: its field of page numbers is gone.",),
    )  # fmt: skip
    lind = returned_file(
        second,
        "lupus.sister-lind.docx",
        LIND,
        reword("Lupus is a long", "Lupus is a chronic illness of the immune system[@dewi2020]."),
        split("It comes and goes.", "It comes and goes."),
        merge("Wear a hat"),
        move("Nobody is to", "Rest when you"),
        drop("Walk every day"),
        reword("Half", "A quarter"),
    )
    new = lupus(version=3)
    new = article(
        *body(tablets="Take two tablets a day with food, and rest when you are tired.", sun=False),
        slug="lupus", title="Living with lupus", standfirst="What helps, and what to watch for.",
        version=3, key_messages=("Lupus can be treated.",),
        sources=(new.sources[0], source("amari2019", raw="Amari D. Sun. 2019."), *new.sources[1:]),
    )  # fmt: skip
    records = [Record(baseline=first, files=(okafor,)), Record(baseline=second, files=(lind,))]
    return report_of(new, *records)


def report_of(made: Article, *records: Record, lang: str = "en-GB") -> Report:
    """The report of these copies against this article."""
    now = today(made)
    title = "".join(atom.text for block in now.baseline.blocks if block.key == "title"
                    for atom in block.passage)  # fmt: skip
    return Report(
        slug=made.slug, title=title, lang=lang, today=now, records=records,
        findings=findings_in(records, now),
    )  # fmt: skip


def decided(report: Report, number: int, decision: Decision) -> Report:
    """The report with a decision on its finding of this number."""
    one = report.findings[number]
    records = tuple(
        replace(each, decisions={**each.decisions, one.id: decision})
        if each.baseline is one.baseline
        else each
        for each in report.records
    )
    return replace(report, records=records, findings=findings_in(records, report.today))


def _comments(told: Baseline) -> tuple[Remark, ...]:
    keys = [each.key for each in told.blocks if each.text.startswith("It comes")]
    return (
        Remark(id="cone1", hand=OKAFOR, words="Is this still so?\nI think it is eight in ten.",
               keys=tuple(keys), quoted="Nine in ten"),
        Remark(id="ctwo2", hand=LIND, words="Yes, see the cohort.", keys=tuple(keys),
               quoted="Nine in ten", parent="cone1"),
        Remark(id="cthr3", hand=OKAFOR, words="Spelling is fine now.", keys=tuple(keys), done=True),
        Remark(id="cfou4", hand=Hand(), words="A remark on the whole."),
    )  # fmt: skip
