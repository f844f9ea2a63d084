"""The commands as a secretary meets them: lines, files and exit codes."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.batch.records import LOCK
from journalpress.cli import SHORT_HELP, commands, main
from journalpress.files import held
from journalpress.inspect.docx import read_docx
from tests.journals import SETTINGS, source_text, write_journal

Run = Callable[..., tuple[int, str, str]]
BY = ("--by", "Dr B. Madeup", "--role", "clinical_reviewer", "--on", "2026-06-20")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command: its exit code, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal of two drafts, with the current folder inside it."""
    folder = write_journal(
        tmp_path / "journal", asthma=source_text("asthma"), copd=source_text("copd")
    )
    monkeypatch.chdir(folder)
    return folder


def one_line_each(text: str) -> bool:
    """Whether no line is a trace."""
    return "Traceback" not in text and '  File "' not in text


# --- help


@pytest.mark.parametrize("name", list(SHORT_HELP))
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    """A secretary finds what to type at the end of each help."""
    code, out, _ = run(name, "--help")

    assert code == 0
    assert f"journalpress {name}" in out.partition("Example:")[2]


def test_the_short_help_is_of_commands_that_exist() -> None:
    """Listed and callable are the same."""
    assert {name: commands.get_command(None, name).name for name in SHORT_HELP} == {  # type: ignore[arg-type, union-attr]
        name: name for name in SHORT_HELP
    }


def test_version(run: Run) -> None:
    """The name and a number."""
    code, out, _ = run("--version")

    assert code == 0
    assert out.startswith("journalpress ")


def test_wrong_usage_is_2(run: Run) -> None:
    """An unknown command, an unknown option, an article that is none."""
    assert run("nothing")[0] == 2
    assert run("export", "--nothing")[0] == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_line_to_add(run: Run, shell: str) -> None:
    """The line names the shell, and the comment the file that it belongs in."""
    code, out, _ = run("completion", shell)

    assert code == 0
    assert f"_JOURNALPRESS_COMPLETE={shell}_source" in out
    assert shell in out.splitlines()[0]


@pytest.mark.tool
@pytest.mark.parametrize(
    ("typed", "offered"), [("exp", {"export"}), ("export --to ", {"pdf", "epub", "docx"})]
)
def test_the_tab_key_completes(typed: str, offered: set[str]) -> None:
    """What a shell asks for is answered by the program itself."""
    words = f"journalpress {typed}"
    ended = subprocess.run(
        [sys.executable, "-m", "journalpress"],
        env={
            **os.environ,
            "_JOURNALPRESS_COMPLETE": "zsh_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert offered <= set(ended.stdout.split())


# --- from nothing to a leaflet


def test_a_fresh_journal_checks_and_exports_as_a_draft(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """init, check, export --draft: all 0, and the article's words are in the file."""
    monkeypatch.chdir(tmp_path)

    assert run("init", "our-journal")[0] == 0
    assert run("check", "--journal", "our-journal")[0] == 0
    code, out, _ = run("export", "--journal", "our-journal", "--draft", "--to", "text")

    assert code == 0
    made = tmp_path / "our-journal/out/draft/text/welcome.txt"
    assert str(Path(out.strip()).resolve()) == str(made)
    assert "CommonMark" in made.read_text()


def test_a_bare_journal_holds_no_article_and_exports_nothing(run: Run, tmp_path: Path) -> None:
    """--bare: journal.toml and empty folders."""
    assert run("init", tmp_path / "j", "--bare")[0] == 0

    assert sorted(each.name for each in (tmp_path / "j").iterdir()) == [
        "articles", "imports", "journal.toml", "media",
    ]  # fmt: skip
    assert run("check", "--journal", tmp_path / "j")[0] == 0
    assert run("export", "--journal", tmp_path / "j", "-o", tmp_path / "out")[0] == 0


def test_init_never_writes_over_a_journal(run: Run, journal: Path) -> None:
    """A second init is wrong usage."""
    before = (journal / "journal.toml").read_bytes()

    code, _, err = run("init", journal)

    assert code == 2
    assert "already" in err
    assert (journal / "journal.toml").read_bytes() == before


def test_a_new_article_checks_as_a_draft(run: Run, journal: Path) -> None:
    """The commented skeleton is an article already."""
    code, out, _ = run("new", "inhalers", "--title", 'Inhalers: a "how-to"', "--category", "Lungs")

    assert code == 0
    assert out == "articles/inhalers.md\n"
    assert run("check", "inhalers")[0] == 0
    assert run("new", "inhalers", "--title", "x")[0] == 2
    assert run("new", "In halers", "--title", "x")[0] == 2
    assert (journal / "articles/inhalers.md").exists()


def test_a_word_file_for_an_author_adds_nothing_to_the_journal(run: Run, journal: Path) -> None:
    """It goes where it is told, never over a file, and for no name that is taken."""
    told = ("new", "inhalers", "--title", "Inhalers", "--word")
    code, out, _ = run(*told, "-o", "ours.docx")

    assert (code, out) == (0, "ours.docx\n")
    assert not (journal / "articles/inhalers.md").exists()
    assert run(*told, "-o", "ours.docx")[0] == 2
    assert run(*told)[1] == "inhalers.docx\n"
    assert run("new", "asthma", "--title", "x", "--word")[0] == 2
    assert run("new", "inhalers", "--title", "x", "-o", "x.docx")[0] == 2


def test_an_article_is_approved_exported_and_verified(run: Run, journal: Path) -> None:
    """The day's work from draft to published folder."""
    code, out, _ = run("approve", "asthma", *BY)
    assert (code, out) == (
        0, "asthma: version 1, approved on 2026-06-20, next review 2028-06-20\n",
    )  # fmt: skip

    code, out, err = run("export", "--to", "text", "--to", "html")

    assert code == 0
    assert out.splitlines() == ["out/html/asthma.html", "out/text/asthma.txt"]
    assert "copd: a draft, left out" in err
    assert run("verify", "out")[0] == 0
    events = [
        json.loads(line)["event"] for line in (journal / "history.jsonl").read_text().splitlines()
    ]
    assert events == ["approved", "published"]


def test_what_lies_out_past_its_date_is_told(run: Run, journal: Path) -> None:
    """By verify with 1, and by check; the next export takes it back."""
    run("approve", "asthma", *BY)
    run("export", "--to", "text")

    code, out, _ = run("verify", "out", "--as-of", "2028-06-21")
    assert code == 1
    assert "text/asthma.txt: JP003" in out
    assert run("verify", "out", "--as-of", "2028-06-20")[0] == 0

    path = journal / "articles/asthma.md"
    path.write_text(path.read_text().replace("status: approved", "status: withdrawn"))
    code, _, err = run("check")
    assert code == 0
    assert "text/asthma.txt still lies in the published folder: withdrawn" in err


def test_a_file_saved_under_another_ending_retires_nothing(run: Run, journal: Path) -> None:
    """asthma.md.txt is not read, and asthma was not deleted: it is said, the leaflet stays."""
    run("approve", "asthma", *BY)
    run("export", "--to", "text")
    (journal / "articles/asthma.md").rename(journal / "articles/asthma.md.txt")

    code, _, err = run("export", "--to", "text")

    assert code == 1
    assert "“asthma.md.txt” is not read  → rename it to asthma.md" in err
    assert (journal / "out/text/asthma.txt").exists()


def test_a_change_after_approval_is_refused_with_who_can_renew(run: Run, journal: Path) -> None:
    """The text is no longer the one that was signed."""
    run("approve", "asthma", *BY)
    path = journal / "articles/asthma.md"
    path.write_text(path.read_text().replace("More words", "Other words"))

    code, _, err = run("export", "asthma", "--to", "text")

    assert code == 1
    assert "JP015" in err
    assert "Dr B. Madeup can renew it" in err
    assert run("approve", "asthma", *BY)[1].startswith("asthma: version 2,")


def test_approval_of_the_same_text_keeps_the_version(run: Run, journal: Path) -> None:
    """A renewal moves the dates only."""
    run("approve", "asthma", *BY)

    code, out, _ = run("approve", "asthma", *BY[:-1], "2026-11-20")

    assert code == 0
    assert out == (
        "asthma: version 1, the text as before, approved on 2026-11-20, next review 2028-11-20\n"
    )
    assert "next_review: 2028-11-20" in (journal / "articles/asthma.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("asthma", "--by", " ", *BY[2:]), 2),
        (("asthma", *BY[:-1], "2027-01-01"), 2),
        (("asthma", *BY[:-1], "yesterday"), 2),
        (("nothing", *BY), 2),
        (("asthma", "--by", "X", "--role", "author"), 1),
        (("asthma", "--by", "X", "--role", "clinical_reviewer"), 0),
    ],
)
def test_who_may_approve(run: Run, journal: Path, arguments: tuple[str, ...], code: int) -> None:
    """Somebody with a name, on a day that has been; the reviewer is named in the article."""
    assert run("approve", *arguments)[0] == code
    assert (journal / "history.jsonl").exists() == (code == 0)


def test_what_is_open_is_not_approved(run: Run, journal: Path) -> None:
    """A cross-link to nowhere and a missing table are reasons; the file is left alone."""
    path = journal / "articles/asthma.md"
    path.write_text(
        source_text("asthma", "See [this](?).\n\n::: missing table\n:::"), encoding="utf-8"
    )
    before = path.read_bytes()

    code, _, err = run("approve", "asthma", *BY)

    assert code == 1
    assert "JP006" in err
    assert "JP020" in err
    assert path.read_bytes() == before


# --- export


def test_a_dry_run_writes_nothing(run: Run, journal: Path) -> None:
    """It names the files."""
    code, out, _ = run("export", "--draft", "--dry-run", "--to", "pdf")

    assert code == 0
    assert out.splitlines() == ["out/draft/pdf/asthma.pdf", "out/draft/pdf/copd.pdf"]
    assert not (journal / "out").exists()


@pytest.mark.usefixtures("journal")
def test_words_that_fit_several_articles_are_never_guessed(run: Run) -> None:
    """Both titles begin with About: both are listed."""
    code, _, err = run("export", "about", "--draft", "--to", "text")

    assert code == 2
    assert "asthma, copd" in err


@pytest.mark.parametrize("name", ["asthma", "articles/asthma.md", "About ASTHMA"])
@pytest.mark.usefixtures("journal")
def test_an_article_is_found_by_what_a_person_calls_it(run: Run, name: str) -> None:
    """Slug, path, words of the title."""
    code, out, _ = run("export", name, "--draft", "--to", "text")

    assert (code, out) == (0, "out/draft/text/asthma.txt\n")


def test_the_journal_is_found_from_the_article(
    run: Run, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From anywhere, with a path alone; without one, there is no journal."""
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")

    assert run("check", journal / "articles/asthma.md")[0] == 0
    assert run("check", journal)[0] == 0
    code, _, err = run("check")
    assert code == 2
    assert "no journal here" in err


def test_the_journal_may_be_named_by_the_environment(
    run: Run, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JOURNALPRESS_JOURNAL."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOURNALPRESS_JOURNAL", str(journal))

    assert run("check")[0] == 0


def test_a_collection_that_refusals_emptied_is_1(run: Run, journal: Path) -> None:
    """An approved article past its date leaves its book empty: listed, and not all good."""
    run("approve", "asthma", *BY)

    code, _, err = run("export", "--to", "epub", "--as-of", "2029-01-01")

    assert code == 1
    assert "larkfield: no article of this collection may be handed out" in err
    assert not (journal / "out/epub").exists()


@pytest.mark.usefixtures("journal")
def test_an_empty_collection_is_0_unless_it_was_named(run: Run) -> None:
    """Only drafts: nothing to bind."""
    assert run("export", "--to", "epub")[0] == 0
    assert run("export", "--to", "epub", "--collection", "larkfield")[0] == 1
    assert run("export", "--collection", "nothing")[0] == 2


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("expotr",), 2, "Did you mean export?"),
        (("new", "hay_fever", "--title", "Sneezing"), 2, "try hay-fever"),
        (("new", "tea", "--title", "Tea", "--lang", "pl"), 2, "there are: ar, de, en, es, fr"),
        (("approve", "asthma", *BY[:-1], "2020-01-01"), 2, "due again on 2022-01-01"),
        (("export", "--draft", "-o", "articles"), 2, "the journal's own files"),
        (("export", "--draft", "-o", "."), 2, "the journal's own files"),
        (("export", "--draft", "-o", "/"), 2, "this whole computer"),
        (("export", "--to", "text", "--as-of", "2027-01-01"), 0, "made for 2027-01-01, and today"),
    ],
)
def test_a_slip_is_told_with_what_to_type(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """The line that a person needs next stands in the answer."""
    ended, _, err = run(*arguments)

    assert (ended, said in err) == (code, True), err


def test_where_the_warnings_are_listed_can_be_typed(run: Run, journal: Path) -> None:
    """With --journal where it was given, because the next command needs it too."""
    path = journal / "articles/asthma.md"
    path.write_text(path.read_text().replace("    DOI: 10.5555/12345678\n", ""))

    _, _, err = run("export", "--draft", "--to", "text", "--journal", journal)

    assert f"1 warning to judge, listed by: journalpress check --journal {journal}\n" in err


def test_a_review_before_the_last_one_is_not_entered(run: Run, journal: Path) -> None:
    """Dates never go backwards by a slip of the hand."""
    run("approve", "asthma", *BY)
    before = (journal / "articles/asthma.md").read_bytes()

    code, _, err = run("approve", "asthma", *BY[:-1], "2026-06-01")

    assert code == 1
    assert "its last review was later, on 2026-06-20" in err
    assert (journal / "articles/asthma.md").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("journal.toml", '"Larkfield Clinic"', '"Larkfield Clinic', "journal.toml:9: JP070 error: "
         "the closing quote is missing on this line"),
        ("journal.toml", '["en-GB"]', '["pl"]', "journal.languages names “pl”, for which there are "
         "no printed words  → there are: ar, de, en, es, fr"),
        ("articles/asthma.md", "category: Lungs", "category:Lungs", "asthma.md:5: JP100 error: a "
         "space is missing behind “category:”  → put a space behind category:"),
        ("articles/asthma.md", "More words", "[x](../COPD.md)", "write [words](copd.md)"),
        ("articles/asthma.md", "More words", "[x](copdd.md)", "do you mean “copd”?"),
    ],
)  # fmt: skip
def test_a_slip_in_a_file_is_told_where_it_is(
    run: Run, journal: Path, name: str, old: str, new: str, said: str
) -> None:
    """The line itself, not the one below, and what to write there."""
    path = journal / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))

    _, out, err = run("check")

    assert said in out + err


# --- bad input: one line each, the exit status, nothing half written


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("journal.toml", SETTINGS.replace("phone", "fone"), 3,
         "journal.toml:10: JP070 error: clinic.fone is not a known key"),
        ("articles/Asthma.md", source_text("asthma"), 1, "JP050"),
        ("articles/copd.md", source_text("asthma"), 1, "JP051"),
        ("articles/copd.md", source_text("copd", "See [this](nothing.md)."), 1, "JP022"),
        ("articles/copd.md", source_text("copd", "![A lung](../media/x.png)"), 1, "JP044"),
        ("articles/copd.md", source_text("copd", "Words [@nobody]."), 1, "JP010"),
        ("articles/copd.md", "no front matter", 1, "JP100"),
        ("media/x.png", "no picture", 0, ""),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_the_rest_is_done(
    run: Run, journal: Path, name: str, text: str, code: int, said: str
) -> None:
    """The fault names file, code and what to do; the sound article is exported all the same."""
    path = journal / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

    ended, out, err = run("export", "--draft", "--to", "text")

    assert ended == code
    assert said in err
    assert one_line_each(err)
    sound = "copd" if "asthma" in name.lower() else "asthma"
    expected = code != 3 and "JP051" not in said
    assert (f"out/draft/text/{sound}.txt" in out) == expected


def test_slugs_that_differ_in_case_only_are_both_named(run: Run, journal: Path) -> None:
    """One of them would be lost on another computer."""
    (journal / "articles/ASTHMA.md").write_text(source_text("asthma"), encoding="utf-8")

    _, out, _ = run("check")

    named = {line.partition(":")[0] for line in out.splitlines() if "JP051" in line}
    assert named == {"articles/ASTHMA.md", "articles/asthma.md"}


def test_a_corrupt_picture_is_named(run: Run, journal: Path) -> None:
    """It is there, and no picture."""
    (journal / "media").mkdir()
    (journal / "media/x.png").write_bytes(b"\x89PNG nonsense")
    (journal / "articles/copd.md").write_text(
        source_text("copd", "![A lung](../media/x.png)"), encoding="utf-8"
    )

    code, _, err = run("export", "--draft", "--to", "text")

    assert code == 1
    assert "JP045" in err
    assert "JP044" not in err


def test_an_unreadable_article_named_alone_is_3(run: Run, journal: Path) -> None:
    """Nothing was tried."""
    (journal / "articles/copd.md").write_text("no front matter", encoding="utf-8")

    code, _, err = run("export", "copd", "--draft")

    assert code == 3
    assert "JP100" in err
    assert not (journal / "out").exists()


def test_a_collection_of_unknown_articles_is_3(run: Run, journal: Path) -> None:
    """The slug that no article has is named."""
    more = (
        '[[collection]]\nid = "x"\ntitle = "X"\nlang = "en"\n'
        'sections = [{ title = "A", articles = ["nothing"] }]\n'
    )
    (journal / "journal.toml").write_text(SETTINGS + more, encoding="utf-8")

    code, _, err = run("export", "--draft")

    assert code == 3
    assert "JP053" in err
    assert "“nothing”" in err


def test_an_output_folder_that_is_locked_or_blocked_is_4(run: Run, journal: Path) -> None:
    """Two exports at once; a file where the folder should be."""
    out = journal / "locked"
    with held(out / LOCK):
        code, _, err = run("export", "--draft", "--to", "text", "-o", out)
    assert (code, "another export" in err) == (4, True)

    (journal / "blocked").mkdir()
    (journal / "blocked/draft").write_text("in the way")
    code, _, err = run("export", "--draft", "--to", "text", "-o", journal / "blocked")
    assert (code, "cannot write" in err) == (4, True)
    assert one_line_each(err)


@pytest.mark.usefixtures("journal")
def test_titles_cannot_steer_the_terminal(run: Run) -> None:
    """Whatever a name holds, no control character reaches the screen."""
    _, _, err = run("check", "no\x1b[31mthing")

    assert "no[31mthing" in err
    assert "\x1b" not in err


# --- import, fmt, check


PAGE = """\
← Journal

Lung health

Breathing well: what an inhaler does

An inhaler brings medicine to where it works. Most people use it wrongly.

17 Jun 2026 · 4 min read

An inhaler sends a fine mist or powder into the lungs 1. It acts within minutes.

How it helps

The muscles around the airways relax 2. Breathing becomes easier 12.

Sources

  1. Somebody A, et al., Lungs (2024) — Mist and powder
  2. Invented B, Airways (2023) — Muscles at rest

For general information and education only. Read our disclaimer.
"""


def test_a_page_becomes_an_article_and_a_record(run: Run, journal: Path) -> None:
    """Both files lie where the contract says, and the draft can be exported."""
    page = journal / "page.txt"
    page.write_text(PAGE, encoding="utf-8")

    code, out, err = run("import", page, "--into", journal)

    assert code in (0, 1)
    slug = "breathing-well-what-an-inhaler-does"
    assert out.splitlines() == [f"articles/{slug}.md", f"imports/{slug}.json"]
    assert "3 citation marks" in err
    assert run("export", slug, "--draft", "--to", "text")[0] == 0
    assert "fine mist" in (journal / f"out/draft/text/{slug}.txt").read_text()


def test_an_import_is_never_written_over_unasked(run: Run, journal: Path) -> None:
    """The same page changes nothing, a changed one is refused; --update keeps what was written."""
    page = journal / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    run("import", page)
    article = journal / "articles/breathing-well-what-an-inhaler-does.md"
    article.write_text(article.read_text().replace("fine mist", "mist"), encoding="utf-8")

    before = article.read_bytes()

    code, _, err = run("import", page)

    assert code == 0
    assert "nothing has changed" in err
    assert article.read_bytes() == before
    page.write_text(f"{PAGE}\n", encoding="utf-8")
    code, _, err = run("import", page)
    assert code == 2
    assert "--update" in err
    assert article.read_bytes() == before
    code, _, err = run("import", page, "--update")
    assert code == 0
    assert "1 place kept as written in the article" in err
    assert article.read_bytes() == before


def test_an_update_keeps_the_reviewer_and_writes_the_words_anew(run: Run, journal: Path) -> None:
    """A name added at the top is no reason to refuse, and stays."""
    page = journal / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    run("import", page)
    article = journal / "articles/breathing-well-what-an-inhaler-does.md"
    person = "people:\n  - {name: Dr B, role: author}\nreferences:"
    article.write_text(article.read_text().replace("references:", person, 1))
    page.write_text(PAGE.replace("fine mist", "fine spray"), encoding="utf-8")

    assert run("import", page, "--update")[0] in (0, 1)

    assert "fine spray" in article.read_text()
    assert "Dr B" in article.read_text()


@pytest.mark.parametrize(
    ("line", "answer"),
    [("For more, see our guide to hay fever.", "astma"), ("03/04/2026", "the third")],
)
def test_an_answer_that_means_nothing_is_told_and_kept(
    run: Run, journal: Path, line: str, answer: str
) -> None:
    """With what may be answered; the record keeps the person's words."""
    page = journal / "page.txt"
    text = (
        PAGE.replace("17 Jun 2026", line)
        if "/" in line
        else PAGE.replace("It acts within minutes.", f"It acts within minutes. {line}")
    )
    page.write_text(text, encoding="utf-8")
    run("import", page)
    record = journal / "imports/breathing-well-what-an-inhaler-does.json"
    content = json.loads(record.read_text())
    content["open"][0]["answer"] = answer
    record.write_text(json.dumps(content))

    code, _, err = run("import", page, "--update")

    assert code == 3
    assert f"“{answer}” is no answer" in err
    assert json.loads(record.read_text())["open"][0]["answer"] == answer


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"\x89PNG", b"{\\rtf1 x}", b"<?xml?><x:y/>", "x".encode("utf-16")]
)
def test_other_kinds_of_file_are_refused_by_name(run: Run, journal: Path, data: bytes) -> None:
    """What is read is said."""
    (journal / "page.txt").write_bytes(data)

    code, _, err = run("import", "page.txt")

    assert code == 2
    assert "text copied from a web page" in err
    assert not (journal / "imports").exists()


@pytest.mark.usefixtures("journal")
def test_fmt_rewrites_once_and_keeps_the_meaning(run: Run) -> None:
    """The second run finds nothing to do."""
    assert run("fmt", "--check")[0] == 1
    code, out, _ = run("fmt")
    assert code == 0
    assert set(out.splitlines()) == {"articles/asthma.md", "articles/copd.md"}

    assert run("fmt") == (0, "", "")
    assert run("fmt", "--check") == (0, "", "")


def test_check_says_once_what_the_clinic_lacks(run: Run, journal: Path) -> None:
    """It is one line of journal.toml, however many articles it keeps in; the counts follow."""
    settings = journal / "journal.toml"
    british = (journal / "articles/copd.md").read_text("utf-8")
    (journal / "articles/copd.md").write_text(british.replace("lang: en-GB", "lang: en"), "utf-8")
    bare = SETTINGS.replace('phone = "020 7946 0000"\n', "").replace(
        'by = "Dr A. Invented"', 'by = ""'
    )
    settings.write_text(bare, "utf-8")

    _, out, err = run("check")
    lines = out.splitlines()
    assert [each.split(" final: ")[0] for each in lines[:2]] == [
        "journal.toml: JP005", "journal.toml: JP009",
    ]  # fmt: skip
    assert sum("JP005" in each or "JP009" in each for each in lines) == 2
    finals = sum(" final: " in each for each in lines)
    assert f"2 articles: 0 errors, {finals} to settle before a final" in err

    given = json.loads(run("check", "--format", "json")[1])
    assert [(each["code"], each["article"]) for each in given[:2]] == [("JP005", ""), ("JP009", "")]
    assert len(given) == len(lines)
    _, out, _ = run("check", "asthma")
    assert "journal.toml: JP009" in out


@pytest.mark.usefixtures("journal")
def test_check_speaks_json_to_programs(run: Run) -> None:
    """One object a problem."""
    code, out, _ = run("check", "--format", "json")

    assert code == 0
    assert {each["code"] for each in json.loads(out)} >= {"JP002"}


def test_the_schema_is_json(run: Run) -> None:
    """For another program."""
    code, out, _ = run("schema")

    assert code == 0
    assert json.loads(out)["title"] == "journalpress article"


def test_debug_shows_the_trace_and_nothing_else_does(run: Run, tmp_path: Path) -> None:
    """One line for a person; the trace for whoever reports a fault."""
    plain = run("check", "--journal", tmp_path)
    traced = run("--debug", "check", "--journal", tmp_path)

    assert plain[0] == traced[0] == 3
    assert one_line_each(plain[2])
    assert "Traceback" in traced[2]


@pytest.mark.tool
def test_a_proof_of_what_is_printed_has_its_own_name(run: Run, journal: Path) -> None:
    """What is looked at and what is printed from are never mistaken for one another."""
    run("export", "asthma", "--draft", "--to", "pdf", "--layout", "press", "--proof-marks")
    code, _, told = run("export", "asthma", "--draft", "--to", "pdf", "--proof-marks")

    assert [each.name for each in (journal / "out" / "draft" / "pdf").iterdir()] == [
        "asthma.press-proof.pdf"
    ]
    assert code == 2
    assert "--layout press" in told


def test_a_word_copy_for_a_reviewer_by_name(run: Run, journal: Path) -> None:
    """Its sign-off has the name; an edited one is set aside and told."""
    asked = ("export", "asthma", "--to", "docx", "--for", "Dr Okafor", "--as-of", "2026-12-01")
    code, out, _ = run(*asked)
    copy = journal / "out" / "review" / "asthma.dr-okafor.docx"

    assert code == 0
    assert out == "out/review/asthma.dr-okafor.docx\n" or str(copy) in out
    assert len(list(journal.glob("reviews/asthma/*/baseline.json"))) == 1

    copy.write_bytes(b"work of a week")
    code, _, said = run(*asked, "--quiet")
    assert code == 0
    assert "kept as review/asthma.dr-okafor.edited.docx" in said
    assert copy.with_name("asthma.dr-okafor.edited.docx").read_bytes() == b"work of a week"


def test_a_clean_copy_and_one_without_protection(run: Run, journal: Path) -> None:
    """Both options reach the file."""
    copy = journal / "out" / "review" / "asthma.docx"
    run("export", "asthma", "--to", "docx")
    whole = read_docx(copy.read_bytes())
    run("export", "asthma", "--to", "docx", "--clean", "--no-protect")
    clean = read_docx(copy.read_bytes())

    assert "Sign-off" in {each.text for each in whole.paragraphs}
    assert "Sign-off" not in {each.text for each in clean.paragraphs}
    with zipfile.ZipFile(copy) as archive:
        assert b"documentProtection" not in archive.read("word/settings.xml")
        assert "word/comments.xml" not in archive.namelist()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--to", "pdf", "--for", "Dr A"), "--for is for Word copies"),
        (("--to", "pdf", "--clean"), "--clean is for Word copies"),
        (("--to", "pdf", "--no-protect"), "--no-protect is for Word copies"),
        (("--to", "docx", "--for", " "), "--for names nobody"),
        (("--to", "docx", "--for", "Dr A", "--for", "dr. a"), "would have one name"),
    ],
)
def test_options_of_word_copies_that_cannot_be_meant(
    run: Run, journal: Path, options: tuple[str, ...], why: str
) -> None:
    """Exit 2, one line, nothing made."""
    code, _, said = run("export", "asthma", *options)

    assert (code, why in said) == (2, True)
    assert not (journal / "out").exists()
