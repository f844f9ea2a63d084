"""Many pages move in: each becomes an article, and they link to one another."""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journalpress.errors import EnvironmentFailure, UsageError
from journalpress.journal import importers
from journalpress.journal.importers import Importer
from journalpress.journal.importing import Imported
from journalpress.journal.load import load_journal
from journalpress.journal.moving import Failed, Here, Intake, files_of
from journalpress.keys import assign_keys
from journalpress.model import CrossLink, Figure, Link, Paragraph, Prose, Text, every_prose, plain
from journalpress.readers.imports import Import
from journalpress.readers.pagetext import read_pagetext
from tests.journals import source_text, write_journal
from tests.pagetexts import page_text, take, write_page
from tests.readers.html.archives import saved_page
from tests.readers.html.pages import page
from tests.readers.rich.documents import png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal with one article that was written by hand."""
    return write_journal(tmp_path / "journal", asthma=source_text("asthma"))


def articles(folder: Path) -> dict[str, str]:
    """The files of the articles, by slug."""
    return {each.stem: each.read_text("utf-8") for each in (folder / "articles").glob("*.md")}


def record(folder: Path, slug: str) -> dict[str, Any]:
    """The record of an import, as it lies on the disk."""
    found: dict[str, Any] = json.loads((folder / "imports" / f"{slug}.json").read_text("utf-8"))
    return found


def links(folder: Path, slug: str) -> list[tuple[str, str | None]]:
    """The links to other articles: words and target."""
    article = load_journal(folder).entries[slug].reading.article
    assert article is not None
    return [
        (plain(each.runs), each.slug)
        for prose in every_prose(article)
        for each in prose.inlines
        if isinstance(each, CrossLink)
    ]


def refused(done: tuple[Imported | Here | Failed, ...]) -> list[str]:
    """Why pages did not become articles."""
    return [str(each.error) for each in done if isinstance(each, Failed)]


def many(tmp_path: Path, names: list[str]) -> list[Path]:
    """Pages, each of which speaks of the one before it and the one behind it."""
    return [
        write_page(
            tmp_path, f"{at:03}.txt",
            page_text(
                f"{name.capitalize()}: what to know",
                f"For more, see our guide to {names[at - 1]}. And our guide to "
                f"{names[(at + 1) % len(names)]}.",
            ),
        )
        for at, name in enumerate(names)
    ]  # fmt: skip


@pytest.mark.parametrize("number", [3, pytest.param(120, marks=pytest.mark.long)])
def test_many_pages_link_to_one_another(folder: Path, tmp_path: Path, number: int) -> None:
    """In both directions, whichever came first, in one call."""
    names = [f"{one} {two}" for one in _ONE for two in _TWO][:number]

    done = take(folder, *many(tmp_path, names))

    assert not refused(done)
    slugs = [each.slug for each in done if isinstance(each, Imported)]
    assert len(set(slugs)) == number
    for at in {0, 1, number // 2, number - 1}:
        after = (at + 1) % number
        assert links(folder, slugs[at]) == [
            (f"our guide to {names[at - 1]}", slugs[at - 1]),
            (f"our guide to {names[after]}", slugs[after]),
        ]
    assert all("](?)" not in text for text in articles(folder).values())
    assert not load_journal(folder).problems
    assert {each.suffix for each in (folder / "imports").iterdir()} == {".json"}


_ONE = ("heart", "lung", "knee", "skin", "eye", "ear", "bone", "blood", "brain", "foot")
_TWO = (
    "pain", "care", "failure", "surgery", "exercise", "infection", "testing", "swelling",
    "fractures", "cancer", "stiffness", "bleeding",
)  # fmt: skip


def test_an_article_that_was_there_gets_its_links_and_no_other_byte(
    folder: Path, tmp_path: Path
) -> None:
    """Edited, with line ends of its own: only the target changes."""
    one = write_page(tmp_path, "one.txt", page_text("Lungs", "See our guide to knee pain (new)."))
    take(folder, one)
    path = folder / "articles" / "lungs.md"
    edited = path.read_bytes().replace(b"Something happens", b"A thing happens")
    path.write_bytes(edited.replace(b"\n", b"\r\n"))
    two = write_page(tmp_path, "two.txt", page_text("Knee pain (new)", "Words."))
    before = path.read_bytes()

    take(folder, two)

    assert path.read_bytes() == before.replace(b"](?)", b"](knee-pain-new.md)")
    assert record(folder, "lungs")["open"] == []
    assert list(record(folder, "lungs")["answers"].values()) == ["knee-pain-new"]
    (again,) = take(folder, one, update=True)
    assert isinstance(again, Imported)
    assert not again.found.open
    assert [each.whose for each in again.changes] == ["ours"]


def test_what_two_articles_are_called_is_left_to_a_person(folder: Path, tmp_path: Path) -> None:
    """Nothing is guessed."""
    files = [
        write_page(tmp_path, f"{at}.txt", page_text(title, "See our guide to gout."))
        for at, title in enumerate(("Gout: food", "Gout: drugs", "Bones"))
    ]

    take(folder, *files)

    assert links(folder, "bones") == [("our guide to gout", None)]


def test_one_bad_page_stops_no_other(folder: Path, tmp_path: Path) -> None:
    """A picture, an empty file, a folder, nothing at all, the same page twice."""
    good = write_page(tmp_path, "good.txt", page_text("Good page"))
    twin = write_page(tmp_path, "twin.txt", page_text("Good page"))
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.txt")
    names = ("picture.txt", "empty.txt", "pipe.txt", "missing.txt")

    done = take(folder, *(tmp_path / name for name in names), good, twin)

    assert [isinstance(each, Imported) for each in done] == [False] * 4 + [True, False]
    said = refused(done)
    assert "a picture" in said[0]
    assert "holds no text" in said[1]
    assert "not an ordinary file" in said[2]
    assert "no such file" in said[3]
    assert "is the same page as" in said[4]
    assert set(articles(folder)) == {"asthma", "good-page"}


@pytest.mark.parametrize(
    "name",
    [
        b"a\nb.txt", b"\xff\xfe.txt", b"..txt", b"-rf.txt", b"a'b\"c.txt", b"caf\xc3\xa9.txt",
        b"cafe\xcc\x81.txt", b"con.txt", b"$(id).txt", b"a\x1b[31m.txt", b"x" * 240 + b".txt",
        "‮txt.exe.txt".encode(),
    ],
)  # fmt: skip
def test_no_file_name_does_harm(folder: Path, tmp_path: Path, name: bytes) -> None:
    """The article is named by its title; the record holds a name that can be written."""
    path = Path(os.fsdecode(bytes(tmp_path) + b"/" + name))
    path.write_text(page_text("Good page"), encoding="utf-8")

    (done,) = take(folder, path)
    assert isinstance(done, Imported), refused((done,))
    assert set(articles(folder)) == {"asthma", "good-page"}
    path.write_text(page_text("Good page", "More."), encoding="utf-8")
    (again,) = take(folder, path, update=True)

    assert isinstance(again, Imported), refused((again,))
    assert "More." in articles(folder)["good-page"]


def test_two_pages_with_one_title_are_two_articles(folder: Path, tmp_path: Path) -> None:
    """Each keeps its slug when both are read again, whatever the order."""
    files = [
        write_page(tmp_path, f"{name}.txt", page_text("The same title", f"Words of {name}."))
        for name in ("one", "two")
    ]
    take(folder, *files)
    for each in files:
        each.write_text(each.read_text().replace("Words of", "New words of"))

    done = take(folder, *reversed(files), update=True)

    assert not refused(done)
    assert "New words of one." in articles(folder)["the-same-title"]
    assert "New words of two." in articles(folder)["the-same-title-2"]
    assert set(articles(folder)) == {"asthma", "the-same-title", "the-same-title-2"}


def test_an_article_is_not_written_over_unasked(folder: Path, tmp_path: Path) -> None:
    """Nor is one made that would have to be updated; a page that is the same may be asked about."""
    file = write_page(tmp_path, "one.txt", page_text("Lungs"))
    assert "no imported article" in refused(take(folder, file, update=True))[0]
    take(folder, file)
    before = articles(folder)

    assert isinstance(take(folder, file)[0], Here)
    assert isinstance(take(folder, file, again=True)[0], Imported)
    file.write_text(page_text("Lungs", "More."))
    assert "came from an import already" in refused(take(folder, file, again=True))[0]
    assert articles(folder) == before


FOOD = (
    "Meat and beer raise the acid in the blood. Cherries may lower it a little, and so does "
    "coffee. Losing weight slowly helps more than any single food does."
)
DRUGS = (
    "A flare is treated with tablets that calm the joint within a day. A second medicine is taken "
    "for years, and its dose is raised until crystals melt away."
)


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        (("a/gout.html", "b/gout-drugs.html"), ("/gout", "/drugs/gout")),
        (("a/gout.html", "b/gout.html"), ("/gout", "/drugs/gout")),
        (("a/gout.html", "b/gout-drugs.html"), ("", "/drugs/gout")),
        (("a/gout.html", "b/gout-drugs.html"), ("", "")),
        (("a/index.html", "b/index.html"), ("", "")),
    ],
)
def test_another_page_with_the_title_never_takes_the_place_of_an_article(
    folder: Path, tmp_path: Path, names: tuple[str, str], addresses: tuple[str, str]
) -> None:
    """In a call of its own: with --update it is refused by name, without it is an article more."""
    one, two = (
        web_page(tmp_path / name, "Gout", words, address)
        for name, words, address in zip(names, (FOOD, DRUGS), addresses, strict=True)
    )
    take(folder, one)
    before = articles(folder)

    (said,) = refused(take(folder, two, update=True))
    assert "is another page with the same title as" in said
    assert articles(folder) == before
    (done,) = take(folder, two)

    assert isinstance(done, Imported), refused((done,))
    assert done.slug == "gout-2"
    assert "Cherries" in articles(folder)["gout"]
    assert "crystals" in articles(folder)["gout-2"]
    two.write_text(two.read_text().replace("within a day", "within hours"))
    (again,) = take(folder, two, update=True)
    assert isinstance(again, Imported)
    assert again.slug == "gout-2"


@pytest.mark.parametrize("address", ["", "/gout"])
def test_a_page_under_another_file_name_is_the_same_page(
    folder: Path, tmp_path: Path, address: str
) -> None:
    """Saved once more: its address says so, and without one its text."""
    take(folder, web_page(tmp_path / "gout.html", "Gout", FOOD, address))
    again = web_page(tmp_path / "gout (1).html", "Gout", f"{FOOD} More.", address)

    assert "came from an import already" in refused(take(folder, again))[0]
    (done,) = take(folder, again, update=True)

    assert isinstance(done, Imported)
    assert done.slug == "gout"
    assert "does. More." in articles(folder)["gout"]


def web_page(path: Path, title: str, words: str, address: str) -> Path:
    """A web page as a browser saves it, with its own address where it tells one."""
    link = f'<link rel="canonical" href="https://x.example{address}">' if address else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{link}</head>"
        f"<body><main><h1>{title}</h1><p>{words}</p></main></body></html>"
    )
    return path


def test_a_call_that_was_stopped_is_run_again(folder: Path, tmp_path: Path) -> None:
    """Pages that are in and unchanged are here already; the others come in."""
    files = many(tmp_path, ["gout", "skin", "lungs"])
    take(folder, files[0])
    before = articles(folder)["gout-what-to-know"]

    done = take(folder, *files)

    assert [type(each) for each in done] == [Here, Imported, Imported]
    assert (
        before.replace("](?)", "](lungs-what-to-know.md)", 1).replace(
            "](?)", "](skin-what-to-know.md)"
        )
        == articles(folder)["gout-what-to-know"]
    )


def test_a_broken_record_has_one_way_out(folder: Path, tmp_path: Path) -> None:
    """It is said, and it works: the article's words stay, and where the two differ it is asked."""
    file = web_page(
        tmp_path / "gout.html", "Gout", f"{FOOD}</p><p>Ask us.</p><p>Any day.</p><p>{DRUGS}", ""
    )
    take(folder, file)
    path = folder / "articles" / "gout.md"
    path.write_text(
        path.read_text().replace("Cherries", "Berries").replace("us.\n", "us.\n\nMine.\n")
    )
    kept = folder / "imports" / "gout.json"
    kept.write_text(kept.read_text()[:-40])
    file.write_text(file.read_text().replace("a day", "hours"))
    for update in (False, True):
        (failed,) = take(folder, file, update=update)
        assert isinstance(failed, Failed)
        assert "move it away and import its page with --update" in failed.error.hint

    kept.rename(tmp_path / "away.json")
    (done,) = take(folder, file, update=True)

    assert isinstance(done, Imported), refused((done,))
    assert [each.kind for each in done.found.open] == ["conflict", "conflict"]
    assert "Berries" in articles(folder)["gout"]
    assert "within a day" in articles(folder)["gout"]
    assert "Mine." in articles(folder)["gout"]
    intake = Intake(load_journal(folder), update=True)
    for each in intake.questions("gout"):
        intake.answer("gout", each.key, "page" if "hours" in each.question else "article")
    take(folder, file, update=True)
    assert "Berries" in articles(folder)["gout"]
    assert "within hours" in articles(folder)["gout"]
    assert "Mine." in articles(folder)["gout"]
    assert record(folder, "gout")["open"] == []


def test_a_language_without_printed_words_is_refused(folder: Path) -> None:
    """Before anything is read, with those that there are."""
    for lang in ("xx", "english", "en_GB", "en-"):
        with pytest.raises(UsageError, match="no printed words") as caught:
            Intake(load_journal(folder), lang=lang)
        assert "ar, de, en, es, fr" in caught.value.hint


def test_an_article_that_cannot_be_read_or_was_changed_meanwhile_is_left(
    folder: Path, tmp_path: Path
) -> None:
    """Somebody is writing in it: nothing of theirs is lost."""
    file = write_page(tmp_path, "one.txt", page_text("Lungs"))
    take(folder, file)
    path = folder / "articles" / "lungs.md"
    good = path.read_bytes()
    file.write_text(page_text("Lungs", "More."))
    intake = Intake(load_journal(folder), update=True)
    (page,) = intake.survey([file])
    assert not isinstance(page, Failed | Here)
    path.write_bytes(good + b"\nA line.\n")
    with pytest.raises(UsageError, match="changed meanwhile"):
        intake.take(page)
    path.write_bytes(b"---\nid: [\n")
    with pytest.raises(UsageError, match="cannot be read as an article"):
        Intake(load_journal(folder), update=True).take(page)
    assert path.read_bytes() == b"---\nid: [\n"


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("failing", range(4))
def test_what_stops_in_the_middle_loses_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool, failing: int
) -> None:
    """At whichever file the disk fails: a second call brings everything to the same end."""
    text = page_text("Lungs", "See our guide to asthma.")
    file = write_page(tmp_path, "one.txt", text)
    if update:
        take(folder, file)
        path = folder / "articles" / "lungs.md"
        path.write_text(path.read_text().replace("within minutes", "within hours"))
        file.write_text(text.replace("has shown it", "has shown it well"))
    with monkeypatch.context() as patched, contextlib.suppress(EnvironmentFailure):
        patched.setattr(Path, "replace", _failing_at(failing))
        take(folder, file, update=update)
    assert not list(folder.glob("**/*.journalpress-tmp"))

    take(folder, file, update=(folder / "articles" / "lungs.md").exists())

    assert links(folder, "lungs") == [("our guide to asthma", "asthma")]
    assert record(folder, "lungs")["open"] == []
    words = articles(folder)["lungs"]
    assert not update or ("within hours" in words and "has shown it well" in words)
    assert set(articles(folder)) == {"asthma", "lungs"}


def test_a_link_that_was_made_by_hand_is_not_asked_about(folder: Path, tmp_path: Path) -> None:
    """The next call finds it, whatever it takes in."""
    file = write_page(tmp_path, "one.txt", page_text("Lungs", "See our guide to puffing."))
    take(folder, file)
    path = folder / "articles" / "lungs.md"
    path.write_text(path.read_text().replace("(?)", "(asthma.md)"))

    take(folder, write_page(tmp_path, "two.txt", page_text("Knees")))

    assert record(folder, "lungs")["open"] == []


def _failing_at(number: int) -> object:
    """Path.replace that fails at this call, as a full disk does."""
    real, calls = Path.replace, iter(range(1000))

    def replace(self: Path, target: Path) -> Path:
        if next(calls) == number:
            raise OSError(28, "No space left on device")
        return real(self, target)

    return replace


def test_a_folder_means_the_files_in_it(tmp_path: Path) -> None:
    """By name, without hidden ones and folders; what is of no kind that is read is named."""
    for name in ("b.txt", "a.txt", ".hidden.txt", "logo.png"):
        (tmp_path / name).write_text("x")
    (tmp_path / "deeper.txt").mkdir()

    wanted, others = files_of([tmp_path, tmp_path / "logo.png"])

    assert [each.name for each in wanted] == ["a.txt", "b.txt", "logo.png"]
    assert [each.name for each in others] == ["logo.png"]
    with pytest.raises(UsageError, match="nothing to read"):
        files_of([tmp_path / "deeper.txt"])


# --- what a reader of another kind of file is given, and gives


@pytest.fixture
def pictured(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more row in the table: text behind “PAGE address other”, with a picture beside it."""

    def read(data: bytes, **given: Any) -> Import:
        head, _, text = data.partition(b"\n")
        _, url, other = head.decode().split()
        beside, known, _ = given.pop("beside"), given.pop("known"), given.pop("folder")
        picture = beside("files/a.png")
        found = read_pagetext(text, **given)
        assert found.article is not None
        name = f"{found.article.slug}-1.png"
        slug = known.get(other.partition("#")[0])
        words = (Text("the other page"),)
        link = CrossLink(slug, words) if slug else Link(other, words)
        body = (
            *found.article.body, Figure("f", name, "A picture"), Paragraph(Prose("z", (link,))),
        )  # fmt: skip
        article = assign_keys(replace(found.article, body=body, url=url))
        return replace(found, article=article, pictures={name: picture})

    row = Importer("pictured", (".page",), re.compile(rb"PAGE "), read)
    monkeypatch.setattr(importers, "IMPORTERS", (row, *importers.IMPORTERS))


@pytest.mark.usefixtures("pictured")
def test_pages_that_know_addresses_link_to_one_another_by_them(
    folder: Path, tmp_path: Path
) -> None:
    """To a page of the same call, of an earlier call, and of a later one."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.png").write_bytes(b"one picture")
    one, two, three = (f"https://www.clinic.example/{name}" for name in ("one", "two", "three"))
    first = write_page(tmp_path, "1.page", f"PAGE {one} {two}/\n{page_text('Page one')}")
    second = write_page(tmp_path, "2.page", f"PAGE {two} /one\n{page_text('Page two')}")
    third = write_page(tmp_path, "3.page", f"PAGE {three} 1.page\n{page_text('Page three')}")
    early = write_page(tmp_path, "4.page", f"PAGE {three}4 {three}#how\n{page_text('Page four')}")

    assert not refused(take(folder, early))
    before = articles(folder)["page-four"]
    assert not refused(take(folder, first, second))
    assert not refused(take(folder, third))

    assert f"]({three}#how)" in before
    assert articles(folder)["page-four"] == before.replace(f"{three}#how", "page-three.md")
    (again,) = take(folder, early, update=True)
    assert isinstance(again, Imported)
    assert not again.changes

    assert links(folder, "page-one") == [("the other page", "page-two")]
    assert links(folder, "page-two") == [("the other page", "page-one")]
    assert links(folder, "page-three") == [("the other page", "page-one")]
    assert record(folder, "page-one")["source"]["url"] == one


def test_pages_in_one_file_link_to_one_another(folder: Path, tmp_path: Path) -> None:
    """By the addresses that Chrome saved them from; their pictures come out of the same files."""
    site = "https://clinic.example"
    for name, other in (("lupus", "gout"), ("gout", "lupus")):
        html = page(
            f'<p>Read about <a href="{site}/{other}">{other}</a> as well.</p>'
            f'<p><img src="{site}/{name}.png" alt="A hand"></p>',
            title=name.capitalize(),
        )
        picture = ("image/png", f"{site}/{name}.png", png())
        data = saved_page(html, picture, address=f"{site}/{name}")
        (tmp_path / f"{name}.mht").write_bytes(data)

    done = take(folder, *files_of([tmp_path])[0])

    assert not refused(done)
    assert links(folder, "lupus") == [("gout", "gout")]
    assert links(folder, "gout") == [("lupus", "lupus")]
    assert {each.name for each in (folder / "media").iterdir()} == {"lupus-1.png", "gout-1.png"}


@pytest.mark.usefixtures("pictured")
def test_pictures_go_into_media_and_never_over_another(folder: Path, tmp_path: Path) -> None:
    """The same bytes are used again; a changed picture gets a name of its own."""
    (tmp_path / "files").mkdir()
    picture = tmp_path / "files" / "a.png"
    picture.write_bytes(b"one")
    (folder / "media").mkdir()
    (folder / "media" / "page-one-1.png").write_bytes(b"somebody's")
    text = f"PAGE https://x.example/1 https://x.example/2\n{page_text('Page one')}"
    page = write_page(tmp_path, "1.page", text)

    take(folder, page)
    assert "](../media/page-one-1-2.png)" in articles(folder)["page-one"]
    (again,) = take(folder, page, update=True)
    assert isinstance(again, Imported)
    assert not again.changes
    picture.write_bytes(b"another")
    page.write_text(f"{text}\n")
    take(folder, page, update=True)

    assert "](../media/page-one-1-3.png)" in articles(folder)["page-one"]
    assert {each.name: each.read_bytes() for each in (folder / "media").iterdir()} == {
        "page-one-1.png": b"somebody's",
        "page-one-1-2.png": b"one",
        "page-one-1-3.png": b"another",
    }
