"""A folder becomes a Journal, or says in lines what is wrong with it."""

import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from journalpress.csl.types import ReferenceStyle
from journalpress.errors import UnreadableJournal
from journalpress.journal import load_journal
from journalpress.journal.load import find_journal, load_settings
from tests.csl.styles import NUMERIC, style_text
from tests.editions import png
from tests.journals import SETTINGS, source_text, write_journal


def test_every_article_is_read_by_slug(tmp_path: Path) -> None:
    """Files that nobody takes for articles are passed over."""
    folder = write_journal(tmp_path / "j", copd=source_text("copd"), asthma=source_text("asthma"))
    (folder / "articles/asthma.md.bak").write_text("x")
    (folder / "articles/sources.yaml").write_text("x")
    (folder / "articles/.hidden.md").write_text("x")

    assert list(load_journal(folder).entries) == ["asthma", "copd"]


@pytest.mark.parametrize(
    ("name", "slug", "todo"),
    [
        ("asthma.md.txt", "asthma", "rename it to asthma.md"),
        ("asthma.markdown", "asthma", "rename it to asthma.md"),
        ("asthma", "asthma", "rename it to asthma.md"),
        ("asthma.md.bak", "asthma", "rename it to asthma.md"),
        ("asthma.docx", "asthma", "put its text into asthma.md"),
        ("copd.txt", "copd.txt", "rename it to copd.md"),
    ],
)
def test_a_file_that_is_not_read_is_told(tmp_path: Path, name: str, slug: str, todo: str) -> None:
    """Whoever wrote it thinks that it is an article."""
    folder = write_journal(tmp_path / "j", copd=source_text("copd"))
    (folder / "articles" / name).write_text(source_text("asthma"))

    entries = load_journal(folder).entries

    (found,) = entries[slug].reading.problems
    assert (found.code, found.message) == ("JP050", f"“{name}” is not read")
    assert found.hint.startswith(todo)
    assert entries["copd"].article


def test_a_missing_next_review_is_the_interval_after_the_last(tmp_path: Path) -> None:
    """24 months, unless journal.toml says otherwise; the file itself is not changed."""
    folder = write_journal(tmp_path / "j", a=source_text("a", front="reviewed: 2026-06-20\n"))

    entry = load_journal(folder).entries["a"]

    assert entry.article
    assert entry.reading.article
    assert entry.article.next_review == date(2028, 6, 20)
    assert entry.reading.article.next_review is None


def test_without_collections_there_is_one_by_category(tmp_path: Path) -> None:
    """Its id is the journal's; categories stand in order of first appearance."""
    skin = source_text("b").replace("Lungs", "Skin")
    folder = write_journal(tmp_path / "j", a=source_text("a"), b=skin, c=source_text("c"))

    (book,) = load_journal(folder).collections

    assert book.id == "larkfield"
    assert [(part.title, part.slugs) for part in book.parts] == [
        ("Lungs", ("a", "c")),
        ("Skin", ("b",)),
    ]


def test_ids_of_the_history_count(tmp_path: Path) -> None:
    """An id that was given once is never free again."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))
    (folder / "history.jsonl").write_text(json.dumps({"id": "gone"}) + "\n")

    assert load_journal(folder).ids == {"a", "gone"}


def test_two_articles_with_one_id_are_both_named(tmp_path: Path) -> None:
    """The copy of a file that somebody forgot to change."""
    folder = write_journal(tmp_path / "j", a=source_text("a"), b=source_text("a"))

    entries = load_journal(folder).entries

    for slug in ("a", "b"):
        assert [each.code for each in entries[slug].reading.problems] == ["JP051"]


def test_shared_sources_serve_every_article(tmp_path: Path) -> None:
    """references.yaml is read once; what is wrong with it stops the journal."""
    folder = write_journal(
        tmp_path / "j", a=source_text("a").replace("[@smith2024]", "[@jones2020]")
    )
    shared = folder / "references.yaml"
    shared.write_text('- id: jones2020\n  raw: "Jones A. Words. 2020."\n')

    article = load_journal(folder).entries["a"].article

    assert article
    assert [source.key for source in article.sources] == ["smith2024", "jones2020"]
    shared.write_text("- id: x\n  id: y\n")
    with pytest.raises(UnreadableJournal, match=r"references\.yaml:2"):
        load_journal(folder)


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("bib", "@misc{jones2020, title={Words}}"),
        ("ris", "TY  - JOUR\nAU  - Jones, A\nPY  - 2020\nTI  - Words\nER  - \n"),
        ("nbib", "PMID- 7\nTI  - Words.\nFAU - Jones, Ann\nDP  - 2020\n"),
    ],
)
def test_shared_sources_come_from_a_reference_manager(
    tmp_path: Path, ending: str, data: str
) -> None:
    """Beside references.yaml; one id with two contents is told, and so is what cannot be read."""
    text = source_text("a").replace("[@smith2024]", "[@jones2020]")
    folder = write_journal(tmp_path / "j", a=text)
    (folder / f"references.{ending}").write_text(data, "utf-8")

    article = load_journal(folder).entries["a"].article

    assert article
    assert [each.title for each in article.sources] == ["", "Words"]
    (folder / "references.yaml").write_text('- {id: jones2020, raw: "Other."}', "utf-8")
    with pytest.raises(UnreadableJournal, match=rf"references\.{ending}: JP014 .*other content"):
        load_journal(folder)
    (folder / "references.yaml").unlink()
    (folder / f"references.{ending}").write_text("nonsense", "utf-8")
    with pytest.raises(UnreadableJournal, match=rf"references\.{ending}"):
        load_journal(folder)


def test_a_bibliography_stays_inside_the_journal(tmp_path: Path) -> None:
    """A file elsewhere on the computer is not read."""
    (tmp_path / "secret.yaml").write_text('- id: secret\n  raw: "Secret."\n')
    text = source_text("a", front="bibliography: ../../secret.yaml\n")
    folder = write_journal(tmp_path / "j", a=text)

    entry = load_journal(folder).entries["a"]

    assert any(each.severity == "error" for each in entry.reading.problems)
    assert "Secret" not in str(entry.article)


def test_the_nearest_journal_is_found_upwards(tmp_path: Path) -> None:
    """From any folder inside; None where there is none."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))

    assert find_journal(folder / "articles") == folder.resolve()
    assert find_journal(tmp_path) is None


def test_each_fault_of_the_settings_is_a_line(tmp_path: Path) -> None:
    """All of them at once, so that they are mended at once."""
    bad = SETTINGS.replace("phone", "fone").replace('"2026-06-01"', "5")
    folder = write_journal(tmp_path / "j", settings=bad)

    with pytest.raises(UnreadableJournal) as refused:
        load_journal(folder)

    assert len(str(refused.value).splitlines()) == 2


def test_the_print_shops_profile_is_read_from_the_journal(tmp_path: Path) -> None:
    """Its bytes go into every file for the press; the condition is what journal.toml says."""
    folder = write_journal(tmp_path / "j")
    toml = SETTINGS + '\n[press]\nprofile = "theme/shop.icc"\ncondition = "FOGRA52"\n'
    (folder / "journal.toml").write_text(toml, "utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "shop.icc").write_bytes(b"a profile")

    press = load_journal(folder).settings.house.press

    assert (press.profile, press.condition) == (b"a profile", "FOGRA52")


@pytest.mark.parametrize("name", ["theme/shop.icc", "../outside.icc", "."])
def test_a_profile_that_is_not_in_the_journal_is_an_error(tmp_path: Path, name: str) -> None:
    """A file for the press without the profile that was asked for would be printed wrong."""
    folder = write_journal(tmp_path / "j")
    (tmp_path / "outside.icc").write_bytes(b"another's")
    toml = SETTINGS + f'\n[press]\nprofile = "{name}"\n'
    (folder / "journal.toml").write_text(toml, "utf-8")

    with pytest.raises(UnreadableJournal, match=r"JP070.*profile"):
        load_journal(folder)


def test_a_theme_and_its_logo_are_read(tmp_path: Path) -> None:
    """The logo is decoded like every picture, so that a broken one is told at once."""
    folder = write_journal(tmp_path / "j")
    (folder / "theme").mkdir()
    (folder / "theme" / "theme.toml").write_text('[logo]\nfile = "sign.png"\n', "utf-8")
    (folder / "theme" / "sign.png").write_bytes(png().data)

    logo = load_settings(folder).house.theme.logo

    assert logo is not None
    assert (logo.media.width, logo.media.height, logo.height_mm) == (40, 30, 13)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "logo.file: there is no file “sign.png” in theme/  → put it there"),
        (b"GIF89a", "the picture “sign.png” is neither PNG nor JPEG"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told(tmp_path: Path, data: bytes | None, told: str) -> None:
    """Absent, or no picture: the line names the file of the theme."""
    folder = write_journal(tmp_path / "j")
    (folder / "theme").mkdir()
    (folder / "theme" / "theme.toml").write_text('[logo]\nfile = "sign.png"\n', "utf-8")
    if data is not None:
        (folder / "theme" / "sign.png").write_bytes(data)

    with pytest.raises(UnreadableJournal, match=re.escape(told)) as caught:
        load_settings(folder)

    assert "theme.toml" in str(caught.value)


COVERED = """
[[collection]]
id = "book"
title = "A book"
lang = "en-GB"
cover = "cover.jpg"
sections = []
"""


def covered(tmp_path: Path, size: tuple[int, int]) -> Path:
    """A journal whose book has a cover of this size."""
    folder = write_journal(tmp_path / "j", settings=SETTINGS + COVERED)
    (folder / "theme").mkdir()
    Image.new("RGB", size).save(folder / "theme" / "cover.jpg", "JPEG")
    return folder


def test_a_clinics_own_cover_is_read(tmp_path: Path) -> None:
    """With journal.toml, so that a broken one is told at once."""
    (book,) = load_settings(covered(tmp_path, (625, 1000))).collections

    assert book.cover is not None
    assert (book.cover.width, book.cover.height) == (625, 1000)


@pytest.mark.parametrize("size", [(624, 1000), (625, 999), (1600, 1200), (1000, 1000)])
def test_a_cover_that_shops_would_refuse_is_told(tmp_path: Path, size: tuple[int, int]) -> None:
    """Too small, or not upright: one line with what to do."""
    with pytest.raises(UnreadableJournal) as caught:
        load_settings(covered(tmp_path, size))

    assert str(caught.value).endswith(
        f"journal.toml: JP070 error: collection.cover: “cover.jpg” has {size[0]} × {size[1]} "
        "pixels  → a cover is upright and has at least 625 × 1000 pixels; 1560 × 2496 are best"
    )


def test_a_cover_that_is_not_there_or_no_picture_is_told(tmp_path: Path) -> None:
    """The line names the key and the file."""
    folder = covered(tmp_path, (625, 1000))
    cover = folder / "theme" / "cover.jpg"
    for data, told in ((b"GIF89a", "is neither PNG nor JPEG"), (None, "there is no file")):
        if data is None:
            cover.unlink()
        else:
            cover.write_bytes(data)
        with pytest.raises(UnreadableJournal, match=f"JP070.*{told}"):
            load_settings(folder)


def styled(folder: Path, text: str | None, name: str = "styles/s.csl") -> Path:
    """A journal that asks for this style, which lies in styles/ unless there is none."""
    toml = f'{SETTINGS}\n[references]\nstyle = "{name}"\n'
    write_journal(folder, settings=toml)
    if text is not None:
        (folder / "styles").mkdir()
        (folder / "styles" / "s.csl").write_text(text, "utf-8")
    return folder


def unusable(folder: Path) -> str:
    """The one line that is said of this journal."""
    with pytest.raises(UnreadableJournal) as refused:
        load_journal(folder)
    assert refused.value.exit_code == 3
    (line,) = str(refused.value).splitlines()
    return line.partition("journal.toml: ")[2]


@pytest.mark.tool
def test_a_style_of_references_is_read_from_the_journal(tmp_path: Path) -> None:
    """Its bytes decide whether leaflets are due; it has printed once before it is believed."""
    text = style_text(NUMERIC)

    style = load_journal(styled(tmp_path / "j", text)).settings.house.style

    assert style == ReferenceStyle("styles/s.csl", text.encode())


@pytest.mark.parametrize("name", ["styles/s.csl", "../outside.csl", "/etc/passwd", "."])
def test_a_style_that_is_not_in_the_journal_is_an_error(tmp_path: Path, name: str) -> None:
    """A path out of the journal leads nowhere."""
    (tmp_path / "outside.csl").write_text(style_text(NUMERIC), "utf-8")

    assert unusable(styled(tmp_path / "j", None, name)) == (
        f"JP070 error: [references] style: there is no file “{name}” in the journal"
        "  → put the .csl file there, or take the line out"
    )


def test_a_style_that_is_none_is_an_error(tmp_path: Path) -> None:
    """What is wrong with it, and where a better one is."""
    assert unusable(styled(tmp_path / "j", "<html/>")) == (
        "JP070 error: [references] style: “styles/s.csl” is no CSL: it begins with <html>"
        "  → download the style again: https://www.zotero.org/styles"
    )


def test_a_style_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    """The limit is named."""
    text = style_text(NUMERIC) + " " * 1_000_000

    assert "larger than article_bytes (1,000,000)" in unusable(styled(tmp_path / "j", text))


def test_a_style_without_its_part_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to install."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)

    assert unusable(styled(tmp_path / "j", style_text(NUMERIC))) == (
        "JP070 error: [references] style: printing by a CSL style needs one more part"
        "  → run: pip install 'journalpress[csl]', or take the line out"
    )


@pytest.mark.tool
def test_a_style_that_cannot_print_is_an_error(tmp_path: Path) -> None:
    """Before anything is tried with it."""
    circle = style_text(
        '<text macro="x"/>', rest='<macro name="x"><text macro="x" prefix="a"/></macro>'
    )

    assert "pandoc cannot print by “styles/s.csl”" in unusable(styled(tmp_path / "j", circle))
