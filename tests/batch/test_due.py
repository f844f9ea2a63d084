"""Only what changed is made again: the article, its books, and who shows something of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from journalpress.batch.contentkey import PARTS, why_made
from journalpress.batch.plan import plan_jobs
from journalpress.batch.reviews import SetAside
from journalpress.batch.run import Report, run_plan
from journalpress.journal import Journal
from journalpress.model import Article, CrossLink, Text
from journalpress.theme import house_theme
from tests.csl.styles import NUMERIC, style_of
from tests.editions import approved, house
from tests.journals import AS_OF, book, in_force, journal_of, judged_of, leaflet
from tests.trees import p

BOOKS = (book("lungs", "asthma", "copd"), book("others", "gout"))


def linking(slug: str, target: str) -> Article:
    """An article in force that links to another."""
    each = leaflet(slug)
    return approved(replace(each, body=(*each.body, p(CrossLink(target, (Text("see"),))))))


def journal(folder: Path, *changed: Article, **given: object) -> Journal:
    """Four articles in two books, one of which links to asthma; some of them changed."""
    articles = {
        each.slug: each
        for each in (
            in_force("asthma"), in_force("copd"), in_force("gout"), linking("tea", "asthma"),
            *changed,
        )
    }  # fmt: skip
    return journal_of(folder, *articles.values(), collections=BOOKS, **given)


def export(
    each: Journal, *, formats: Sequence[str] = ("text", "epub"), force: bool = False
) -> Report:
    """Plan and run."""
    judged = judged_of(each)
    plan = plan_jobs(each, judged, formats=formats)
    return run_plan(plan, each, judged, each.folder / "out", as_of=AS_OF, force=force)


def test_what_did_not_change_is_kept(tmp_path: Path) -> None:
    """Nothing is written; each file is told."""
    first = export(journal(tmp_path))

    report = export(journal(tmp_path))

    assert report.written == ()
    assert report.kept == first.written
    assert {line.ending for line in report.lines} == {"cached"}


def test_a_new_text_costs_its_article_and_its_book(tmp_path: Path) -> None:
    """Who links to it shows its code, so that one is made too; no other."""
    export(journal(tmp_path))

    report = export(journal(tmp_path, in_force("asthma", standfirst="New words.")))

    assert report.written == ("text/asthma.txt", "text/tea.txt", "epub/lungs.epub")
    why = {line.path: line.why for line in report.lines}
    assert why["text/asthma.txt"] == "it was not made before"
    assert why["text/tea.txt"] == PARTS["linked"]


def test_what_others_do_not_show_costs_them_nothing(tmp_path: Path) -> None:
    """The names of people are neither signed nor shown elsewhere."""
    export(journal(tmp_path))
    people = tuple(replace(each, name="Dr New") for each in in_force("asthma").people)

    report = export(journal(tmp_path, replace(in_force("asthma"), people=people)))

    assert report.written == ("text/asthma.txt", "epub/lungs.epub")
    assert report.lines[0].why == PARTS["text"]


def test_a_new_address_or_standing_costs_the_linkers(tmp_path: Path) -> None:
    """Their link leads elsewhere, or nowhere."""
    export(journal(tmp_path))

    moved = export(journal(tmp_path, replace(in_force("asthma"), url="https://example.org/a")))
    out_of_force = export(journal(tmp_path, leaflet("asthma")))

    assert "text/tea.txt" in moved.written
    assert out_of_force.written == ("text/tea.txt", "epub/lungs.epub")


def test_a_new_theme_costs_everything(tmp_path: Path) -> None:
    """A colour is in every file."""
    first = export(journal(tmp_path))
    theme = house_theme()
    theme = replace(theme, lines=replace(theme.lines, leading=1.5))

    report = export(journal(tmp_path, house=house(theme=theme)))

    assert report.written == first.written
    assert {line.why for line in report.lines} == {PARTS["theme"]}


def test_the_disclaimer_is_in_every_file(tmp_path: Path) -> None:
    """A changed telephone number costs all as well."""
    first = export(journal(tmp_path))
    other = house()

    report = export(
        journal(tmp_path, house=replace(other, clinic=replace(other.clinic, phone="020 1")))
    )

    assert report.written == first.written
    assert {line.why for line in report.lines} == {PARTS["clinic"]}


def test_force_makes_all_again_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    """The ledger is ignored; no error ever is."""
    first = export(journal(tmp_path))
    before = {path: (tmp_path / "out" / path).read_bytes() for path in first.written}

    report = export(journal(tmp_path), force=True)

    assert report.written == first.written
    assert {path: (tmp_path / "out" / path).read_bytes() for path in first.written} == before
    assert report.set_aside == ()


def test_a_lost_file_is_made_again(tmp_path: Path) -> None:
    """That one alone."""
    export(journal(tmp_path))
    (tmp_path / "out/text/copd.txt").unlink()

    assert export(journal(tmp_path)).written == ("text/copd.txt",)


def test_a_leaflet_that_somebody_changed_is_set_aside(tmp_path: Path) -> None:
    """Never overwritten, and never left where staff would hand it out."""
    export(journal(tmp_path))
    leaflet_file = tmp_path / "out/text/copd.txt"
    sound = leaflet_file.read_bytes()
    leaflet_file.write_bytes(sound + b"by hand")

    report = export(journal(tmp_path))

    now = "retired/text/copd.edited.txt"
    assert report.set_aside == (SetAside("text/copd.txt", now),)
    assert (tmp_path / "out" / now).read_bytes() == sound + b"by hand"
    assert leaflet_file.read_bytes() == sound


@pytest.mark.parametrize("changed", [False, True])
def test_a_lost_ledger_costs_no_file(tmp_path: Path, changed: bool) -> None:
    """The manifest still tells which leaflets are ours, also where the text is another by now."""
    export(journal(tmp_path))
    (tmp_path / "out/.journalpress/ledger.sqlite").unlink()
    leaflet_file = tmp_path / "out/text/copd.txt"
    leaflet_file.write_bytes(leaflet_file.read_bytes() + b"by hand")
    after = [in_force("gout", standfirst="New words.")] if changed else []

    report = export(journal(tmp_path, *after))

    assert [each.path for each in report.set_aside] == ["text/copd.txt"]
    assert len(report.written) == 6


@pytest.mark.parametrize("kept", ["", "{", "[]", "{}"])
def test_a_key_that_was_not_kept_is_another(kept: str) -> None:
    """An older ledger's files are made again."""
    assert why_made(kept, '{"text": "a"}') == PARTS["text"]


@pytest.mark.tool
def test_another_style_of_references_costs_everything(tmp_path: Path) -> None:
    """Every byte of the .csl file counts, and it is told what changed."""
    with_style = house(style=style_of(NUMERIC))
    export(journal(tmp_path, house=with_style))
    assert export(journal(tmp_path, house=with_style)).written == ()

    other = house(style=style_of(NUMERIC, rest="<!-- a new edition of it -->"))
    report = export(journal(tmp_path, house=other))

    assert len(report.written) == 6
    assert {line.why for line in report.lines} == {PARTS["style"]}
