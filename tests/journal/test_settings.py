"""journal.toml is read strictly: what is not known is an error that names the nearest known key."""

from pathlib import Path

import pytest

from journalpress.journal.settings import Settings, read_settings
from tests.journals import SETTINGS

SAMPLE = Path(__file__).parents[2] / "samples/journal/journal.toml"


def problems(text: str) -> list[str]:
    """Every problem as a line."""
    return [str(each) for each in read_settings(text.encode())[1]]


def settings(text: str) -> Settings:
    """The settings of a good file."""
    read, found = read_settings(text.encode())
    assert read is not None, found
    return read


def test_the_samples_are_read_whole() -> None:
    """Every table of the sample journal finds its place."""
    read, found = read_settings(SAMPLE.read_bytes())

    assert found == []
    assert read is not None
    assert read.house.sample
    assert read.house.disclaimers["fr"].is_approved
    assert read.collections[0].id == "patient-leaflets"


def test_bom_and_crlf_are_read() -> None:
    """As Windows writes them."""
    data = b"\xef\xbb\xbf" + SETTINGS.replace("\n", "\r\n").encode()

    assert read_settings(data) == read_settings(SETTINGS.encode())


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("phone =", "fone =", "journal.toml:10: JP070 error: clinic.fone is not a known key"
         "  → did you mean “phone”?"),
        ("[clinic]", "[clinc]", "journal.toml:8: JP070 error: clinc is not a known key"
         "  → did you mean “clinic”?"),
        ("schema = 1", "schema = 2",
         "journal.toml:1: JP070 error: schema this journalpress reads schema = 1 only"),
        ('"2026-06-01"', '"1 June"', "journal.toml:16: JP070 error: disclaimer.en.approved_on "
         "must be a date such as 2026-06-01"),
        ('id = "larkfield"', 'id = "Larkfield"', "journal.toml:4: JP070 error: journal.id "
         "“Larkfield” cannot name a file"),
        ('title = "Larkfield Journal"', "title = 5",
         "journal.toml:5: JP070 error: journal.title must be a text in quotes"),
        ('["en-GB"]', '["nl"]', "journal.toml:6: JP070 error: journal.languages names “nl”"),
        ("[clinic]", "[theme]\nname = 1\n[clinic]",
         "journal.toml:8: JP070 error: theme is not a known key"),
        ("[clinic]", '[limits]\nnestin = 3\n[clinic]', "journal.toml:9: JP070 error: limits.nestin "
         "is not a known key  → did you mean “nesting”?"),
        ("[clinic]", '[clinic]\ntimezone = "Mars/Base"',
         "journal.toml:9: JP070 error: clinic.timezone “Mars/Base” is not a time zone"),
        ("[clinic]", '[export]\nout = "../x"\n[clinic]', "journal.toml:9: JP070 error: export.out"),
        ("[clinic]", '[export]\nformats = ["pfd"]\n[clinic]', "journal.toml:9: JP070 error: "
         "export.formats “pfd” is not known  → did you mean “pdf”?"),
        ('"Larkfield Clinic"', f'"{"Larkfield " * 300}"', "journal.toml:9: JP070 error: "
         "clinic.name has 3,000 characters, more than 80"),
        ('"Larkfield Clinic"', '"Larkfield ☤"', "journal.toml:9: JP070 error: "
         "clinic.name has what our fonts lack: “☤” (U+2624, caduceus)"),
        ("Ask your own doctor.", "Ask 🩺.", "journal.toml:14: JP070 error: disclaimer.en.full has"),
        ("[clinic]", "[export]\nlayouts = []\n[clinic]",
         "journal.toml:9: JP070 error: export.layouts names none"),
        ("[clinic]", "[export]\nformats = []\n[clinic]",
         "journal.toml:9: JP070 error: export.formats names none"),
        ("phone =", "phone = =", "journal.toml:10: JP070 error: is not TOML"),
    ],
)  # fmt: skip
def test_each_fault_is_one_line_with_its_place(old: str, new: str, line: str) -> None:
    """File, line, code, what is wrong, what to do."""
    assert old in SETTINGS

    found = problems(SETTINGS.replace(old, new, 1))

    assert any(each.startswith(line) for each in found), found


def test_what_is_not_utf8_is_refused() -> None:
    """A file in Latin-1."""
    read, found = read_settings("title = “é”".encode("cp1252"))

    assert read is None
    assert "UTF-8" in str(found[0])


def test_defaults_are_those_of_the_documentation() -> None:
    """A journal that says nothing publishes four formats into out/, with review every 24 months."""
    read = settings(SETTINGS)

    assert read.export.out == "out"
    assert read.export.formats == ("pdf", "epub", "docx", "html")
    assert read.review.interval_months == 24
    assert read.house.numbering == "as-listed"
    assert read.limits.nesting == 16


def test_fonts_in_books_are_asked_for() -> None:
    """Off unless the journal says so."""
    asked = read_settings((SETTINGS + "\n[export]\nepub_fonts = true\n").encode())[0]

    assert asked is not None
    assert asked.house.book_fonts
    plain = read_settings(SETTINGS.encode())[0]
    assert plain is not None
    assert not plain.house.book_fonts


@pytest.mark.parametrize("name", ["../cover.jpg", "theme/cover.jpg", ".cover.jpg", "C:cover.jpg"])
def test_a_cover_is_a_file_of_theme(name: str) -> None:
    """Without a folder, so that it never leads anywhere else."""
    toml = f'{SETTINGS}\n[[collection]]\nid = "b"\ntitle = "B"\nlang = "en"\ncover = "{name}"\n'
    read, found = read_settings(toml.encode())

    assert read is None
    assert "cover must be the name of a file in theme/" in str(found[0])


def test_a_title_that_our_fonts_lack_is_told() -> None:
    """It is drawn on the cover."""
    toml = f'{SETTINGS}\n[[collection]]\nid = "b"\ntitle = "About 漢"\nlang = "en"\n'
    read, found = read_settings(toml.encode())

    assert read is None
    assert "title has what our fonts lack: “漢” (U+6F22" in str(found[0])
