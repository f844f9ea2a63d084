"""The cost of a book above rendering its chapters, its memory, and how both grow; beside pandoc."""

from __future__ import annotations

import argparse
import gc
import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from journalpress.edition import make_edition
from journalpress.edition.types import Edition, Part
from journalpress.journal import load_journal
from journalpress.journal.pictures import read_pictures
from journalpress.model import Media
from journalpress.standing import Judged, judge_journal, neighbours
from journalpress.writers.epub import book, write_epub

JOURNAL = Path(__file__).parents[1] / "samples" / "journal"
AS_OF = date(2026, 12, 1)
SIZES = (100, 500, 1000, 2000)
PANDOC_SIZES = (100, 1000)
LANG = "en-GB"


def main() -> None:
    """Prints each figure with the one it is held to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", type=int, help="measure a book of so many articles, as JSON")
    parser.add_argument("--own-cover", action="store_true", help="with --one: draw no cover")
    parser.add_argument("--without-pandoc", action="store_true")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one, own_cover=options.own_cover)))
        return
    drawn = in_a_process(1000)
    print(
        f"1,000 articles with the cover that we draw: {drawn['write']:.2f} s, of which cover "
        f"{drawn['cover']:.2f} s; {drawn['peak_mb']:.0f} MB at most (WeasyPrint is loaded for it)",
        flush=True,
    )
    print("With a cover of the clinic's own:")
    ours = {size: in_a_process(size, "--own-cover") for size in SIZES}
    for size, each in ours.items():
        print(
            f"{size} articles: {each['write']:.2f} s, of which chapters {each['chapters']:.2f} s, "
            f"pages at the back {each['back']:.2f} s, cover {each['cover']:.2f} s; "
            f"{each['peak_mb']:.0f} MB at most "
            f"({each['before_mb']:.0f} MB with the articles alone), file {each['file_mb']:.1f} MB",
            flush=True,
        )
    whole = ours[1000]
    above = (whole["write"] - whole["chapters"] - whole["back"]) / whole["chapters"]
    print(f"1,000 articles, above rendering all its documents: {above:.3f} (at most 0.10)")
    above = (whole["write"] - whole["chapters"]) / whole["chapters"]
    print(f"1,000 articles, above rendering its chapters alone: {above:.3f} (at most 0.10)")
    print(f"1,000 articles, memory: {whole['peak_mb']:.0f} MB (at most 150)")
    small, large = ours[SIZES[0]], ours[SIZES[-1]]
    factor = SIZES[-1] / SIZES[0]
    grown = large["write"] / small["write"] / factor
    print(f"time for {factor:.0f} times the articles, by {factor:.0f}: {grown:.2f} (linear: 1)")
    each = (whole["peak_mb"] - ours[500]["peak_mb"]) / 500
    later = (large["peak_mb"] - whole["peak_mb"]) / 1000
    print(
        f"memory of one article more: {later * 1000:.0f} kB above 1,000 articles, by that above "
        f"500: {later / each:.2f} (linear: 1)"
    )
    if not options.without_pandoc:
        beside_pandoc(ours)


# --- ours ------------------------------------------------------------------------------------


def in_a_process(size: int, *options: str) -> dict[str, float]:
    """What a process of its own measured, so that no book stands on the memory of another."""
    command = [sys.executable, __file__, "--one", str(size), *options]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(told.stdout)
    return found


def measured(size: int, *, own_cover: bool) -> dict[str, float]:
    """Processor seconds and megabytes of one book. Reading the articles is not in the seconds."""
    edition = edition_of(size)
    if own_cover:
        edition = replace(edition, cover=plain_cover())
    spent = {"chapters": 0.0, "back": 0.0, "cover": 0.0}
    book._chapter = timed(book._chapter, spent, "chapters")
    book._back_page = timed(book._back_page, spent, "back")
    book.cover_bytes = timed(book.cover_bytes, spent, "cover")
    gc.collect()
    before = memory_mb()
    start = time.process_time()
    data = write_epub(edition)
    seconds = time.process_time() - start
    return {
        "write": seconds,
        **spent,
        "before_mb": before,
        "peak_mb": memory_mb(),
        "file_mb": len(data) / 1e6,
    }


def plain_cover() -> Media:
    """A cover of one colour in the size that the book wants, so that nothing is drawn."""
    buffer = io.BytesIO()
    Image.new("RGB", (1560, 2496), "teal").save(buffer, "JPEG")
    data = buffer.getvalue()
    return Media("cover.jpg", "image/jpeg", 1560, 2496, hashlib.sha256(data).hexdigest(), data)


def timed(call: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    """The same call, its processor seconds added to `spent`."""

    def called(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return call(*arguments)
        finally:
            spent[name] += time.process_time() - start

    return called


def memory_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform == "linux" else 1024**2
    )


def english_samples() -> tuple[dict[str, Judged], dict[str, Media], Any]:
    """The English samples, the journal's pictures, the journal."""
    journal = load_journal(JOURNAL)
    judged = judge_journal(journal, AS_OF)
    media: dict[str, Media] = {}
    for each in judged.values():
        media.update(read_pictures(journal, each.entry)[0])
    kept = {
        slug: each for slug, each in judged.items() if each.article and each.article.lang == LANG
    }
    return kept, media, journal


def edition_of(size: int) -> Edition:
    """A book of so many articles: the English samples over and over, each under its own name."""
    samples, media, journal = english_samples()
    articles = []
    for number in range(size):
        article = list(samples.values())[number % len(samples)].article
        assert article is not None
        name = f"{article.slug}-{number}"
        articles.append(replace(article, slug=name, id=name))
    return make_edition(
        articles,
        # A stamp would be drawn on a cover of the clinic's own as well.
        house=replace(journal.settings.house, sample=False),
        neighbours=neighbours(samples),
        media=media,
        draft=False,
        name="many",
        title="Many leaflets",
        lang=LANG,
        parts=(Part("All", tuple(article.slug for article in articles)),),
    )


# --- pandoc ----------------------------------------------------------------------------------


def beside_pandoc(ours: dict[int, dict[str, float]]) -> None:
    """pandoc's processor seconds and memory for the same articles, citations processed."""
    try:
        import pypandoc
    except ImportError:
        print("pandoc: not asked, pypandoc_binary is not installed")
        return
    program = pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as name:
        for size in PANDOC_SIZES:
            folder = Path(name) / str(size)
            folder.mkdir()
            sources = written_for_pandoc(folder, size)
            seconds, megabytes = of_process(
                [
                    *(program, "--from", "markdown", "--to", "epub3", "--citeproc", "--quiet"),
                    *("--bibliography", str(folder / "references.yaml"), "--split-level", "1"),
                    *("--resource-path", str(JOURNAL / "articles"), "--metadata", "title=Many"),
                    *("-o", str(folder / "book.epub"), *map(str, sources)),
                ]
            )
            mine = ours.get(size) or in_a_process(size, "--own-cover")
            print(
                f"{size} articles: pandoc {seconds:.2f} s, {megabytes:.0f} MB; "
                f"ours {mine['write']:.2f} s, {mine['peak_mb']:.0f} MB: "
                f"{mine['write'] / seconds:.2f} of the time",
                flush=True,
            )


def written_for_pandoc(folder: Path, size: int) -> Sequence[Path]:
    """The same articles as pandoc reads them, and their sources as CSL YAML."""
    known = {each["id"]: each for each in yaml.safe_load((JOURNAL / "references.yaml").read_text())}
    bodies = []
    for slug in english_samples()[0]:
        _, front, body = (JOURNAL / "articles" / f"{slug}.md").read_text("utf-8").split("---\n", 2)
        facts = yaml.safe_load(front)
        known.update({each["id"]: each for each in facts["references"] if isinstance(each, dict)})
        bodies.append((slug, facts["title"], body))
    bibliography = yaml.safe_dump({"references": list(known.values())}, allow_unicode=True)
    (folder / "references.yaml").write_text(bibliography, "utf-8")
    paths = []
    for number in range(size):
        slug, title, body = bodies[number % len(bodies)]
        path = folder / f"{number:05}.md"
        path.write_text(f"# {title} {{#{slug}-{number}}}\n\n{body}\n", "utf-8")
        paths.append(path)
    return paths


def of_process(command: Sequence[str]) -> tuple[float, float]:
    """Processor seconds of a process and the most megabytes that it had."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"pandoc ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
