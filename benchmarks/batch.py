"""An export of many articles: beside pandoc, beside bare WeasyPrint, and beside itself."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from journals import SAMPLES, make_journal
from leaflet import BarePage, warm
from pandoc_files import ENGINES, Opened, Pandoc, one_after_the_other, opened, two_at_a_time
from spent import CommandFailed, Spent, of_call, of_command, run

from journalpress.journal import Journal, load_journal

JOURNALPRESS = str(Path(sys.executable).with_name("journalpress"))
AS_OF = "2026-12-01"
MANY = 1000
FORMATS = ("--to", "pdf", "--to", "docx", "--to", "epub", "--layout", "a4")
LEAST = {"typst": (1.8, 1.0), "weasyprint": (5.0, 3.0)}
"""How much longer pandoc takes at least: one after the other, two at a time."""
WARM_PAIRS = 5
UNCHANGED_RUNS = 5
CHANGED = "lupus-1"


def main() -> None:
    """Measures the parts that are asked for; prints each figure with the one it is held to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100, metavar="N")
    parser.add_argument(
        "--only", metavar="PART,…", default=",".join(PARTS), help=f"of {', '.join(PARTS)}"
    )
    parser.add_argument("--rounds", type=int, default=1, help="of pandoc and workers: the median")
    parser.add_argument(
        "--full", action="store_true", help=f"the part again with {MANY} articles, which takes long"
    )
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in chosen:
        with tempfile.TemporaryDirectory() as name:
            number = MANY if options.full and part == "again" else options.articles
            PARTS[part](Path(name), number, options.rounds)


def tell(words: str) -> None:
    """One line, at once: these runs take minutes."""
    print(words, flush=True)


def export(journal: Path, *more: str) -> tuple[str, ...]:
    """The command that makes the three formats of a journal."""
    common = ("export", "--journal", str(journal), "--as-of", AS_OF, "--quiet")
    return (JOURNALPRESS, *common, *FORMATS, *more)


# --- pandoc ----------------------------------------------------------------------------------


def beside_pandoc(folder: Path, articles: int, rounds: int) -> None:
    """Three formats of the same articles: ours with two workers, pandoc one and two at a time."""
    try:
        import pypandoc
        import typst  # noqa: F401
    except ImportError as error:
        tell(f"pandoc: not asked, {error.name} is not installed")
        return
    journal = make_journal(folder / "journal", articles)
    books = {each.id: each.slugs for each in load_journal(journal).collections}
    pandoc = Pandoc(pypandoc.get_pandoc_path(), journal, books, folder / "pandoc")
    others = [*pandoc.books(), *pandoc.word_files()]
    ways = (("one after the other", one_after_the_other), ("two at a time", two_at_a_time))
    ours: list[Spent] = []
    theirs: dict[tuple[str, str], list[Spent]] = {}
    failed: dict[str, list[str]] = {}
    for number in range(rounds):
        ours.append(of_command(export(journal, "--jobs", "2", "-o", str(folder / f"out{number}"))))
        for way, made in ways:
            rest, why = _timed(lambda made=made: made(others))
            failed["books and Word files"] = why
            start, _ = _timed(lambda made=made: made(pandoc.start_of_typst()))
            for engine in ENGINES:
                pdfs, why = _timed(lambda made=made, engine=engine: made(pandoc.pdfs(engine)))
                failed[engine] = why
                less = start if engine == "typst" else Spent(0, 0)
                theirs.setdefault((engine, way), []).append(
                    Spent(
                        rest.wall + pdfs.wall - less.wall,
                        rest.processor + pdfs.processor - less.processor,
                    )
                )
                if number == 0 and way == ways[0][0]:
                    tell(f"pandoc with {engine} made: {opened(folder / 'pandoc' / 'made')}")
    made = opened(folder / "out0")
    tell(f"journalpress made: {made}")
    if problem := _lacking(made, articles, len(books)):
        tell(f"FAILED: {problem}")
    for what, whys in failed.items():
        if whys:
            tell(f"FAILED: pandoc, {what}: {len(whys)} files were not made; first: {whys[0]}")
    tell(f"journalpress, two workers, all proved: {_seconds(ours)}")
    for engine in ENGINES:
        for (way, _), least in zip(ways, LEAST[engine], strict=True):
            each = theirs[engine, way]
            walls = [their.wall / our.wall for their, our in zip(each, ours, strict=True)]
            processor = [
                their.processor / our.processor for their, our in zip(each, ours, strict=True)
            ]
            tell(
                f"{articles} articles, three formats: pandoc with {engine}, {way} / journalpress: "
                f"{_span(walls)} of the clock (at least {least}), {_span(processor)} of the "
                f"processor; pandoc {_seconds(each)}"
            )


def _timed(made: Callable[[], list[str]]) -> tuple[Spent, list[str]]:
    """What it took, and why some files were not made."""
    whys: list[str] = []
    spent = of_call(lambda: whys.extend(made()))
    return spent, whys


def _lacking(made: Opened, articles: int, books: int) -> str:
    """What ours should have made and did not; "" where nothing lacks."""
    wanted = {"pdf": articles, "docx": articles, "epub": books}
    found = dict(made.files)
    return "" if found == wanted and not made.torn else f"{made}, wanted {wanted}"


def _seconds(spent: Sequence[Spent]) -> str:
    wall = statistics.median(each.wall for each in spent)
    processor = statistics.median(each.processor for each in spent)
    return f"{wall:.1f} s, {processor:.1f} s of processors"


def _span(ratios: Sequence[float]) -> str:
    """The median, with the least and the most where there are several."""
    middle = f"{statistics.median(ratios):.2f}"
    return f"{middle} ({min(ratios):.2f}–{max(ratios):.2f})" if len(ratios) > 1 else middle


# --- bare WeasyPrint -------------------------------------------------------------------------


def above_weasyprint(folder: Path, articles: int, rounds: int) -> None:  # noqa: ARG001
    """Every sample drawn, tagged and proved in a warm process, by WeasyPrint alone in another."""
    ours = theirs = 0.0
    for path in sorted((SAMPLES / "articles").glob("*.md")):
        found = warm(BarePage(path.stem, folder / path.stem), WARM_PAIRS)
        own, bare = statistics.median(found.ours), statistics.median(found.theirs)
        tell(f"warm: {path.stem} / bare WeasyPrint: {own / bare:.3f}")
        ours += own
        theirs += bare
    tell(
        f"warm: all samples drawn, tagged, proved / bare WeasyPrint: {ours / theirs:.3f} "
        f"(medians of {WARM_PAIRS} pairs each, processor time; at most 1.15)"
    )


# --- itself ----------------------------------------------------------------------------------


def one_worker_and_two(folder: Path, articles: int, rounds: int) -> None:
    """The same export by one worker and by two, in turn."""
    journal = make_journal(folder / "journal", articles)
    ones: list[Spent] = []
    twos: list[Spent] = []
    for number in range(rounds):
        for workers, found in (("1", ones), ("2", twos)):
            out = folder / f"out{number}-{workers}"
            found.append(of_command(export(journal, "--jobs", workers, "-o", str(out))))
    walls = [one.wall / two.wall for one, two in zip(ones, twos, strict=True)]
    more = [two.processor / one.processor for one, two in zip(ones, twos, strict=True)]
    tell(
        f"{articles} articles, three formats: one worker / two workers: {_span(walls)} of the "
        f"clock (at least 1.8); two take {_span(more)} of the processor time of one; "
        f"one {_seconds(ones)}; two {_seconds(twos)}"
    )


def once_more(folder: Path, articles: int, rounds: int) -> None:  # noqa: ARG001
    """The export again: with nothing changed, then with one article changed and approved."""
    journal = make_journal(folder / "journal", articles)
    # Into the folder of journal.toml, where the history is kept too.
    whole = of_command(export(journal, "--jobs", "2"))
    runs = [of_command(export(journal, "--jobs", "2")) for _ in range(UNCHANGED_RUNS)]
    least = statistics.median(each.processor for each in runs)
    held = "at most 0.30 %" if articles >= MANY else f"at most 0.30 % of {MANY} articles: --full"
    tell(
        f"{articles} articles, three formats, nothing changed / all made: "
        f"{least / whole.processor:.2%} of the processor time ({held}); "
        f"{least:.2f} s (median of {UNCHANGED_RUNS}), {whole.processor:.1f} s"
    )
    path = journal / "articles" / f"{CHANGED}.md"
    path.write_text(path.read_text("utf-8") + "\nBring this leaflet to your next visit.\n", "utf-8")
    signed = ("--by", "Dr Imogen Tallowby", "--role", "clinical_reviewer", "--as-of", AS_OF)
    run((JOURNALPRESS, "approve", CHANGED, "--journal", str(journal), *signed))
    report = folder / "report.json"
    spent = of_command(export(journal, "--jobs", "2", "--report", str(report)))
    lines = json.loads(report.read_text("utf-8"))["files"]
    made = sorted(each["path"] for each in lines if each["status"] == "done")
    wanted = _files_that_show(CHANGED, load_journal(journal))
    tell(
        f"{articles} articles, one changed: {len(made)} of {len(lines)} files made, "
        f"{spent.processor:.2f} s of processors: {', '.join(made)}"
    )
    if made != wanted:
        tell(f"FAILED: to be made were {', '.join(wanted)}")


def _files_that_show(slug: str, journal: Journal) -> list[str]:
    """The files that a new text of this article changes: its own, its books, its linkers'.

    Who links to it prints its code, which is another one now.
    """
    linkers = [
        each.slug
        for each in journal.entries.values()
        if each.slug == slug or (each.facts and slug in each.facts.linked)
    ]
    return sorted(
        [
            *(f"pdf/{each}.pdf" for each in linkers),
            *(f"review/{each}.docx" for each in linkers),
            *(f"epub/{each.id}.epub" for each in journal.collections if slug in each.slugs),
        ]
    )


PARTS: dict[str, Callable[[Path, int, int], None]] = {
    "pandoc": beside_pandoc,
    "pdf": above_weasyprint,
    "workers": one_worker_and_two,
    "again": once_more,
}


if __name__ == "__main__":
    try:
        main()
    except CommandFailed as error:
        sys.exit(f"FAILED: {error}")
