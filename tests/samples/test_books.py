"""Every book that we make, in the eyes of EPUBCheck, of Ace and of our own rules: no remark."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from journalpress.edition.types import ClinicDisclaimer, Edition
from journalpress.edition.wording import CATALOGUE
from journalpress.errors import JournalPressError
from journalpress.inspect.book import check_book
from journalpress.model import Article, Figure, every_block
from journalpress.writers.epub import write_epub
from tests import tools
from tests.articles import articles
from tests.editions import collection, edition_of, everything, house, png
from tests.samples.exports import JOURNAL, SLUGS, made_once
from tests.trees import article, callout, cite, figure, foreign, item, link, p, section, table, ul

pytestmark = pytest.mark.tool

COLLECTIONS = ("depliants-en-francais", "nasharat-bil-arabiya", "patient-leaflets")
NASTY = "<script>alert(1)</script> ]]> &amp; {{ x }} \"q\" 'q' <!-- \\ %s"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
OF_AUTHORS = frozenset({"JPE027", "JPE035", "JPE044"})
"""Hidden directions (a warning, JP113), empty heads of tables, sources of a word: all accepted."""


def remarks(path: Path, allowed: frozenset[str] = frozenset()) -> list[str]:
    """What EPUBCheck and our own rules say of a book."""
    ours = [each for each in check_book(path.read_bytes()) if each.code not in allowed]
    return [str(each) for each in (*tools.epubcheck(path), *ours)]


def barriers(path: Path) -> list[str]:
    """What Ace says of a book."""
    return [str(each) for each in tools.ace(path)]


def written(folder: Path, edition: Edition) -> Path:
    """The book of an Edition."""
    path = folder / "book.epub"
    path.write_bytes(write_epub(edition))
    return path


@pytest.fixture(scope="session")
def singles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a book of each single article."""
    return made_once(tmp_path_factory, "singles", *SLUGS, "--to=epub") / "epub"


# --- the sample journal ----------------------------------------------------------------------


def test_these_are_all_books(out: Path) -> None:
    """A collection that is added is looked at too."""
    assert sorted(path.stem for path in (out / "epub").glob("*.epub")) == list(COLLECTIONS)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_has_no_barrier_to_ace(out: Path, name: str) -> None:
    """By its default metadata, in its own language."""
    assert barriers(out / "epub" / f"{name}.epub") == []


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_keeps_our_own_rules(out: Path, name: str) -> None:
    """Those that no validator has."""
    data = (out / "epub" / f"{name}.epub").read_bytes()

    assert [str(each) for each in check_book(data)] == []


@pytest.mark.long
@pytest.mark.parametrize("slug", SLUGS)
def test_the_book_of_a_single_article_has_no_remark(singles: Path, slug: str) -> None:
    """EPUBCheck, Ace and our rules."""
    path = singles / f"{slug}.epub"

    assert remarks(path) == []
    assert barriers(path) == []


# --- disks that fail -------------------------------------------------------------------------


FULL_DISK = """
import resource, signal, sys
from journalpress.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
told = ["--journal", sys.argv[2], "-o", sys.argv[3], "--force"]
sys.exit(main(["export", "lupus", "--to", "epub", *told]))
"""


def export_with(most_bytes: int, out: Path) -> subprocess.CompletedProcess[str]:
    """The export of one book where no file may grow past a size, as on a full disk."""
    command = [sys.executable, "-c", FULL_DISK, str(most_bytes), str(JOURNAL), str(out)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("most_bytes", [0, 100, 5_000, 20_000])
def test_a_full_disk_leaves_no_torn_book(tmp_path: Path, most_bytes: int) -> None:
    """A torn zip would look like a book: there is an error in one line, and no file."""
    ended = export_with(most_bytes, tmp_path / "out")

    assert ended.returncode == 4
    assert "cannot write" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.rglob("*.epub*")) == []


def test_a_full_disk_leaves_the_book_that_was_there(tmp_path: Path) -> None:
    """Whole, as it was."""
    assert export_with(10_000_000, tmp_path / "out").returncode == 0
    (book,) = tmp_path.rglob("*.epub")
    before = book.read_bytes()

    assert export_with(20_000, tmp_path / "out").returncode == 4
    assert book.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """EbookLib alone would say nothing and return."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "epub").write_text("in the way")

    ended = export_with(10_000_000, tmp_path / "out")

    assert ended.returncode == 4
    assert "cannot write" in ended.stderr
    assert list(tmp_path.rglob("*.epub*")) == []


# --- every language --------------------------------------------------------------------------


def in_language(lang: str) -> Edition:
    """A final book of everything, whose fixed words are in this language."""
    words = {lang: ClinicDisclaimer("Short.", "The words of the disclaimer.")}
    made = replace(everything(), lang=lang)
    return edition_of(made, media={"x.png": png()}, house=house(disclaimers=words), draft=True)


@pytest.mark.long
@pytest.mark.parametrize("lang", sorted(CATALOGUE))
def test_a_book_in_every_language_has_no_remark(tmp_path: Path, lang: str) -> None:
    """All wording of the catalogue, and the direction of the language."""
    path = written(tmp_path, in_language(lang))

    assert remarks(path) == []
    assert barriers(path) == []


# --- hostile input ---------------------------------------------------------------------------


def hostile() -> Edition:
    """A book of what authors may write and no author should: all of it is accepted."""
    nasty = article(
        p(NASTY, cite("a", "b"), "."),
        p(link("https://example.org/?a=1&b=%22%3C'(x)#y", NASTY), " ", link("tel:+4420", "t")),
        p("take 5\u202e01 mg, \u2067x, a\u200db, \U0001f469\u200d\u2695\ufe0f, Z\u0351\u0352"),
        section(
            NASTY,
            ul(item(NASTY, ul(item(WORD, ul("deep", NASTY))))),
            table((NASTY, "", WORD), ("", NASTY, ""), caption=(NASTY,)),
            figure("../a b%20#?\"'.png", NASTY, NASTY),
            figure("../a b%20#?\"'.png"),
            callout("warning", p(foreign("سم", "ar"), NASTY)),
        ),
        section(NASTY, p("The same heading again.")),
        slug="nasty",
        title=NASTY,
        short_title=NASTY,
        category=NASTY,
        standfirst=NASTY,
        key_messages=(NASTY, WORD),
    )  # fmt: skip
    name = "../a b%20#?\"'.png"
    return edition_of(
        nasty,
        article(p(NASTY), slug="a" * 55, title="\u200f" + NASTY, lang="ar"),
        media={name: png(name)},
        name="hostile",
        title=NASTY,
        left_out=(NASTY,),
        house=house(journal_title=NASTY),
    )


@pytest.mark.long
def test_a_book_of_hostile_words_has_no_remark(tmp_path: Path) -> None:
    """Whatever is let in comes out as words."""
    path = written(tmp_path, hostile())

    assert remarks(path, OF_AUTHORS) == []
    assert barriers(path) == []


@pytest.mark.long
def test_a_book_of_generated_articles_has_no_remark(tmp_path: Path) -> None:
    """Each that can be bound by itself is bound into one book."""
    kept = generated(20)
    names = {
        block.media
        for made in kept
        for block in every_block(made.body)
        if isinstance(block, Figure)
    }
    path = written(tmp_path, collection(*kept, media={name: png(name) for name in names}))

    assert len(kept) == 20
    assert remarks(path, OF_AUTHORS) == []
    assert barriers(path) == []


def generated(number: int) -> list[Article]:
    """So many generated articles that can be bound by themselves; of four times as many drawn."""
    kept: list[Article] = []

    @settings(
        max_examples=4 * number,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(made=articles())
    def keep(made: Article) -> None:
        if len(kept) == number:
            return
        numbered = replace(made, slug=f"made-{len(kept)}", id=f"made-{len(kept)}")
        names = {block.media for block in every_block(made.body) if isinstance(block, Figure)}
        try:
            write_epub(edition_of(numbered, media={name: png(name) for name in names}))
        except JournalPressError:
            return
        kept.append(numbered)

    bound: Callable[[], None] = keep
    bound()
    return kept
