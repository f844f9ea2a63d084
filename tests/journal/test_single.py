"""One article read alone is judged as it is in the whole journal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from journalpress.journal import load_journal
from journalpress.journal.single import load_one
from journalpress.standing import Judged, judge_journal, neighbours
from tests.journals import AS_OF, source_text, write_journal

SAMPLE = Path(__file__).parents[2] / "samples" / "journal"


def _whole(folder: Path, day: date) -> Mapping[str, Judged]:
    return judge_journal(load_journal(folder), day)


@cache
def _whole_sample() -> Mapping[str, Judged]:
    return _whole(SAMPLE, AS_OF)


def same_standing(folder: Path, slug: str, day: date = AS_OF) -> None:
    """Fails where one article, read alone, gets another judgement than in the whole journal."""
    found = load_one(folder, slug)
    assert found is not None
    alone = judge_journal(found[0], day)
    whole = _whole_sample() if (folder, day) == (SAMPLE, AS_OF) else _whole(folder, day)

    assert found[1] == slug
    assert alone[slug] == whole[slug]
    around, all_around = neighbours(alone), neighbours(whole)
    assert {each: all_around[each] for each in around} == dict(around)


@pytest.mark.parametrize(
    "slug", ["car-t-beyond-cancer", "mesurer-sa-tension-a-la-maison", "statins"]
)
def test_a_sample_is_judged_alike(slug: str) -> None:
    """With pictures, links, related articles and a translation."""
    same_standing(SAMPLE, slug)


def test_what_it_links_to_is_judged_too(tmp_path: Path) -> None:
    """A neighbour whose approved text was changed is not in force, seen from here too."""
    folder = tmp_path / "journal"
    shutil.copytree(SAMPLE, folder)
    path = folder / "articles" / "car-t-beyond-cancer.md"
    path.write_text(path.read_text("utf-8").replace("## ", "## So: ", 1), "utf-8")
    found = load_one(folder, "lupus")
    assert found is not None

    assert not neighbours(judge_journal(found[0], AS_OF))["car-t-beyond-cancer"].in_force
    same_standing(folder, "lupus")


@pytest.mark.parametrize(
    "line",
    ["id: one", 'id: "one"', '"id": one', "'id' : 'one'", 'id: "\\x6fne"', "id: one # a note"],
)
def test_a_twin_is_found_however_its_id_is_written(tmp_path: Path, line: str) -> None:
    """Two articles with one id clash (JP051), as they do in the whole journal."""
    two = source_text("two").replace("id: two", line)
    folder = write_journal(tmp_path / "journal", one=source_text("one"), two=two)
    found = load_one(folder, "one")
    assert found is not None

    assert "JP051" in {each.code for each in judge_journal(found[0], AS_OF)["one"].problems}
    same_standing(folder, "one")


def test_a_translation_finds_its_original_and_misses_what_is_no_article(tmp_path: Path) -> None:
    """An id that stands in a file that is no article is no id."""
    front = "translation_of: two\n"
    folder = write_journal(
        tmp_path / "journal", one=source_text("one", front=front), two=source_text("two")
    )
    same_standing(folder, "one")
    (folder / "articles" / "two.md").write_text("---\nid: two\n---\nWords.\n", "utf-8")
    same_standing(folder, "one")


def test_no_other_article_is_read(tmp_path: Path) -> None:
    """That is what it is for: the others stand there by name."""
    folder = write_journal(tmp_path / "journal", one=source_text("one"), two=source_text("two"))
    found = load_one(folder, "one")
    assert found is not None
    journal, _ = found

    assert list(journal.entries) == ["one", "two"]
    assert journal.entries["one"].article is not None
    assert journal.entries["two"].article is None
    assert journal.ids == {"one", "two"}


def test_words_of_a_title_need_the_whole_journal(tmp_path: Path) -> None:
    """Only a path or a slug names an article by itself."""
    folder = write_journal(tmp_path / "journal", one=source_text("one"))

    assert load_one(folder, "About one") is None
    assert load_one(folder, "articles/one.md") is not None
    assert load_one(folder, str(folder / "articles" / "one.md")) is not None


@pytest.mark.parametrize(
    "make",
    [
        os.mkfifo,
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("nothing"),
    ],
    ids=["pipe", "folder", "device", "broken link"],
)
def test_what_cannot_be_read_costs_itself_only(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    """Nothing is waited for, and the one article is judged as ever."""
    folder = write_journal(tmp_path / "journal", one=source_text("one"))
    make(folder / "articles/two.md")

    same_standing(folder, "one")
