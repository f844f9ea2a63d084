"""The processor time of a leaflet, cold and warm, as ratios to bare WeasyPrint on the same HTML."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.assets import styles_dir
from journalpress.batch.job import make_file, make_job_edition
from journalpress.batch.leaflet import leaflet_name
from journalpress.batch.plan import Job
from journalpress.edition.types import Edition
from journalpress.journal import load_journal
from journalpress.standing import judge_journal
from journalpress.writers import WRITERS, engine
from journalpress.writers.fetcher import picture_address
from journalpress.writers.pdf import leaflet
from journalpress.writers.pdf.code import code_drawing, drawn

JOURNAL = Path(__file__).parents[1] / "samples" / "journal"
AS_OF = "2026-12-01"
SLUGS = ("lupus", "car-t-beyond-cancer")
COLD_PAIRS = 7
WARM_PAIRS = 11
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}
BARE = Path(__file__).with_name("bare_weasyprint.py")
BARE_WARM = Path(__file__).with_name("bare_warm.py")
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Both keep what they compiled of their modules, as pip does where it installs them."""
JOURNALPRESS = Path(sys.executable).with_name("journalpress")


def main() -> None:
    """Prints each figure with the one it is held to."""
    if shutil.which("gcc") is None:
        print("(no gcc on the PATH: bare WeasyPrint starts fewer programs here than elsewhere)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for slug in SLUGS:
            page = BarePage(slug, folder / slug)
            tell(f"cold: journalpress leaflet {slug} / bare script", cold(page), "1.00")
            found = warm(page)
            draws = [ours / theirs for ours, theirs in zip(found.ours, found.theirs, strict=True)]
            shares = [tags / ours for tags, ours in zip(found.tagging, found.ours, strict=True)]
            tell(f"warm: {slug} drawn, tagged, proved / bare WeasyPrint", draws, "1.15")
            tell(f"warm: share of our tagging in the render of {slug}", shares, "0.03")


def tell(what: str, ratios: Sequence[float], most: str) -> None:
    """One line: the median, how many pairs, their span, the figure to reach."""
    print(
        f"{what}: {statistics.median(ratios):.3f} "
        f"(median of {len(ratios)} pairs, {min(ratios):.3f}–{max(ratios):.3f}; at most {most})",
        flush=True,
    )


class BarePage:
    """The HTML, stylesheets and pictures that journalpress gives to WeasyPrint, as plain files."""

    def __init__(self, slug: str, folder: Path) -> None:
        self.slug = slug
        self.folder = folder
        self.edition = _edition(slug)
        given = _what_is_rendered(self.edition)
        (folder / "media").mkdir(parents=True)
        (folder / "fonts").symlink_to(styles_dir() / "fonts")
        html = given["html"]
        codes = [code_drawing(chapter) for chapter in self.edition.chapters if chapter.qr]
        pictures = {each.name: each for each in (*self.edition.media.values(), *codes)}
        if logo := self.edition.theme.logo:
            pictures[leaflet.LOGO_NAME] = logo.media
        for number, (known_as, each) in enumerate(pictures.items()):
            name = f"media/{number}{SUFFIXES[each.media_type]}"
            (folder / name).write_bytes(each.data)
            html = html.replace(f'"{picture_address(known_as)}"', f'"{name}"')
        assert "media:" not in html
        sheets = [(styles_dir() / sheet).read_text("utf-8") for sheet in given["styles"]]
        self.css = "\n".join([given["tokens"], *sheets, given["page_style"]]).replace("pkg:", "")
        head = '<link rel="stylesheet" href="leaflet.css"></head>'
        self.html = html.replace("</head>", head)
        (folder / "leaflet.css").write_text(self.css, "utf-8")
        self.path = folder / "page.html"
        self.path.write_text(self.html, "utf-8")


def cold(page: BarePage) -> list[float]:
    """Whole processes, one of ours and one of theirs in turn."""
    target = page.folder / leaflet_name(page.slug)
    ours = (
        *(str(JOURNALPRESS), "leaflet", page.slug, "--journal", str(JOURNAL)),
        *("--as-of", AS_OF, "-o", str(target)),
    )
    theirs = (sys.executable, str(BARE), str(page.path), str(page.folder / "bare.pdf"))
    for command in (ours, theirs):
        _of_process(command)
    return [_of_process(ours) / _of_process(theirs) for _ in range(COLD_PAIRS)]


@dataclass(frozen=True, slots=True)
class Warm:
    """Processor seconds of leaflets, one of ours and one of theirs in turn."""

    ours: list[float]
    theirs: list[float]
    tagging: list[float]


def warm(page: BarePage, pairs: int = WARM_PAIRS) -> Warm:
    """Everything loaded, in turn: ours, our tagging in it, and theirs.

    Theirs is `bare_warm.py`, a process of its own.
    """
    finished = 0.0
    tagging = leaflet.add_tags

    def timed(*arguments: Any) -> None:
        nonlocal finished
        before = time.process_time()
        tagging(*arguments)
        finished += time.process_time() - before

    def ours() -> None:
        drawn.cache_clear()
        _, problems = make_file(page.edition, WRITERS["pdf"], "leaflet.pdf")
        assert not problems, problems

    found = Warm([], [], [])
    leaflet.add_tags = timed
    try:
        with _bare_warm(page) as theirs:
            ours()
            ours()
            # The journal that stays in memory is no part of a leaflet: no search for garbage there.
            gc.collect()
            gc.freeze()
            for _ in range(pairs):
                finished = 0.0
                found.ours.append(_of_call(ours))
                found.tagging.append(finished)
                found.theirs.append(theirs())
    finally:
        gc.unfreeze()
        leaflet.add_tags = tagging
    return found


@contextlib.contextmanager
def _bare_warm(page: BarePage) -> Iterator[Callable[[], float]]:
    """What draws the page once more with WeasyPrint alone and gives its processor seconds."""
    command = (sys.executable, str(BARE_WARM), str(page.path), str(page.folder / "leaflet.css"))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        lines, answers = process.stdin, process.stdout

        def draw() -> float:
            print(file=lines, flush=True)
            return float(answers.readline())

        yield draw
        lines.close()


def _edition(slug: str) -> Edition:
    journal = load_journal(JOURNAL)
    judged = judge_journal(journal, date.fromisoformat(AS_OF))
    job = Job(format="pdf", path=leaflet_name(slug), kind="final", slugs=(slug,), draft=False)
    return make_job_edition(job, journal, judged)


def _what_is_rendered(edition: Edition) -> dict[str, Any]:
    """What the writer hands to the engine: html, tokens, styles, page_style."""
    seen: dict[str, Any] = {}

    def listen(html: str, **given: Any) -> bytes:
        seen.update(given, html=html)
        return engine.render_pdf(html, **given)

    leaflet.render_pdf = listen
    try:
        WRITERS["pdf"].write(edition)
    finally:
        leaflet.render_pdf = engine.render_pdf
    return seen


def _of_process(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=ENVIRONMENT
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def _of_call(call: Callable[[], None]) -> float:
    before = time.process_time()
    call()
    return time.process_time() - before


if __name__ == "__main__":
    main()
