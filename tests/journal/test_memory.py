"""A journal that was read before is the same journal, whatever became of the memory."""

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.journal import load_journal
from journalpress.journal.load import Journal
from journalpress.journal.memory import VARIABLE, load_remembered
from journalpress.journal.packing import packed, unpacked
from tests.journals import SETTINGS, source_text, write_journal

ARTICLES = 5
OTHER = "Words that stand in no file"
LISTS = "bibliography: ../more.yaml\nreferences: [a, b]\nreviewed: soon\n"


def remembered(folder: Path, *, most: int = 100) -> Journal:
    """The journal, with a memory however small it is."""
    return load_remembered(folder, least=1, most=most)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that remembers, in a folder of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "caches/journalpress"))
    return tmp_path / "caches/journalpress/readings.sqlite"


def large(folder: Path, *, articles: int = ARTICLES) -> Path:
    """A journal of some articles; one article names a list and has a field that is wrong."""
    texts = {f"a{each}": source_text(f"a{each}", f"Words {each}.") for each in range(articles)}
    before, _, behind = texts["a1"].partition("references:")
    behind = behind.partition("---\n")[2].replace("@smith2024", "@a; @b")
    texts["a1"] = f"{before}{LISTS}---\n{behind}"
    write_journal(folder, **texts)
    (folder / "references.yaml").write_text('- {id: a, raw: "A."}\n')
    (folder / "more.yaml").write_text('- {id: b, raw: "B."}\n')
    return folder


def plant(memory: Path) -> None:
    """Changes the title that is remembered of every article, which shows who is asked."""
    with sqlite3.connect(memory) as rows:
        for path, content in rows.execute("SELECT path, content FROM reading").fetchall():
            found = unpacked(content, "x.md", "")
            assert found
            reading, lists = found
            assert reading.article
            title = reading.article.title.inlines[0]
            object.__setattr__(title, "text", OTHER)
            row = (packed(reading, "x.md", lists), path)
            rows.execute("UPDATE reading SET content = ? WHERE path = ?", row)


def from_memory(journal: Journal) -> set[str]:
    """The articles that were not read from their files, once `plant` has been there."""
    return {
        slug
        for slug, entry in journal.entries.items()
        if entry.reading.article and entry.reading.article.title.inlines[0].text == OTHER  # type: ignore[union-attr]
    }


def test_a_journal_comes_back_as_it_was_read(tmp_path: Path, memory: Path) -> None:
    """Texts, lines, problems, digests and dates, from the first call on."""
    folder = large(tmp_path / "j")

    read, first, again = load_journal(folder), remembered(folder), remembered(folder)

    assert first == read
    assert again == read
    assert any(entry.reading.problems for entry in again.entries.values())
    assert [each.facts for each in again.entries.values()] == [
        each.facts for each in read.entries.values()
    ]
    assert stat.S_IMODE(memory.parent.stat().st_mode) == 0o700


def test_what_did_not_change_is_not_read(tmp_path: Path, memory: Path) -> None:
    """Only the file that changed is; nothing of this reaches whoever reads the journal itself."""
    folder = large(tmp_path / "j")
    remembered(folder)
    plant(memory)
    (folder / "articles/a4.md").write_text(source_text("a4", "Other words."))

    found = remembered(folder)

    assert from_memory(found) == set(found.entries) - {"a4"}
    assert not from_memory(load_journal(folder))


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "the shared sources": (
        lambda folder: (folder / "references.yaml").write_text('- {id: a, raw: "C."}\n'), 0
    ),
    "the list that an article names": (
        lambda folder: (folder / "more.yaml").write_text('- {id: b, raw: "C."}\n'),
        ARTICLES - 1,
    ),
    "a list that is gone": (lambda folder: (folder / "more.yaml").unlink(), ARTICLES - 1),
    "a limit": (
        lambda folder: (folder / "journal.toml").write_text(
            f"{SETTINGS}[limits]\ntable_rows = 3\n"
        ),
        0,
    ),
    "the interval of reviews": (
        lambda folder: (folder / "journal.toml").write_text(
            f"{SETTINGS}[review]\ninterval_months = 3\n"
        ),
        ARTICLES,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_nothing_is_believed_that_came_from_something_else(
    what: str, tmp_path: Path, memory: Path
) -> None:
    """Another source of the article, another article; a review's interval is no source of it."""
    change, recalled = CHANGES[what]
    folder = large(tmp_path / "j")
    remembered(folder)
    change(folder)

    assert remembered(folder) == load_journal(folder)

    remembered(large(tmp_path / "other"))
    plant(memory)
    change(tmp_path / "other")
    assert len(from_memory(remembered(tmp_path / "other"))) == recalled


def test_a_problem_names_its_file_as_seen_from_here(
    tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory is the same from every folder."""
    folder = large(tmp_path / "j")
    remembered(folder)
    assert memory.exists()
    monkeypatch.chdir(folder)

    found = remembered(Path())

    assert {each.file for each in found.entries["a1"].reading.problems} == {"articles/a1.md"}


def test_a_folder_that_others_may_use_is_not_used(tmp_path: Path, memory: Path) -> None:
    """Who could write there could put words into an article."""
    memory.parent.mkdir(parents=True)
    memory.parent.chmod(0o750)

    assert remembered(large(tmp_path / "j")).entries
    assert not memory.exists()


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"x" * 90, b""])
def test_a_damaged_memory_is_begun_anew(content: bytes, tmp_path: Path, memory: Path) -> None:
    """Nobody needs to know of it."""
    folder = large(tmp_path / "j")
    memory.parent.mkdir(parents=True, mode=0o700)
    memory.write_bytes(content)

    for _ in range(2):
        assert remembered(folder) == load_journal(folder)

    plant(memory)
    assert from_memory(remembered(folder))


def test_a_damaged_row_is_read_from_its_file(tmp_path: Path, memory: Path) -> None:
    """A row says nothing, or something else than was written."""
    folder = large(tmp_path / "j")
    remembered(folder)
    with sqlite3.connect(memory) as rows:
        rows.execute("UPDATE reading SET content = x'00'")

    assert remembered(folder) == load_journal(folder)


def test_nobody_waits_for_another_that_writes(tmp_path: Path, memory: Path) -> None:
    """The articles are read then, and the memory stays as it is."""
    folder = large(tmp_path / "j")
    remembered(folder)
    other = sqlite3.connect(memory, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    assert remembered(folder) == load_journal(folder)

    other.execute("ROLLBACK")
    other.close()
    plant(memory)
    assert from_memory(remembered(folder))


def test_the_rows_do_not_grow_for_ever(tmp_path: Path, memory: Path) -> None:
    """What was written first is struck out, whichever journal it belonged to."""
    remembered(large(tmp_path / "one"), most=ARTICLES)
    remembered(large(tmp_path / "two"), most=ARTICLES)

    with sqlite3.connect(memory) as rows:
        paths = [Path(each) for (each,) in rows.execute("SELECT path FROM reading")]
    assert len(paths) == ARTICLES
    assert {each.parents[1] for each in paths} == {tmp_path / "two"}


def test_a_small_journal_needs_no_memory(tmp_path: Path, memory: Path) -> None:
    """It is read as fast as it is recalled."""
    folder = large(tmp_path / "j")

    assert load_remembered(folder) == load_journal(folder)
    assert not memory.parent.exists()


def test_who_wants_no_memory_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`none` leaves nothing anywhere; without it the usual place is that of the system."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setenv(VARIABLE, "none")
    folder = large(tmp_path / "j")

    remembered(folder)
    assert not (tmp_path / "caches").exists()

    monkeypatch.delenv(VARIABLE)
    remembered(folder)
    assert (tmp_path / "caches/journalpress/readings.sqlite").exists()
