"""`import` as an editor meets it: questions on the terminal, a page that changed, a whole site."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.cli import main
from journalpress.cli.differences import difference
from journalpress.files import held_folder
from tests.inspect.returned.wordml import word_file
from tests.journals import source_text, write_journal
from tests.pagetexts import page_text, write_page
from tests.readers.word.wordfiles import para

Run = Callable[..., tuple[int, str, str]]
Press = Callable[..., None]

ASKING = page_text(
    "Lungs",
    "They relax at stage 2. Breathing becomes easier. See our guide to puffing.",
    day="03/04/2026",
)

DOUBTED = """\
<!DOCTYPE html><html lang="en"><head><title>Lungs</title></head><body><main><article><h1>Lungs</h1>
<p>It helps most people<sup><a href="#r1">1</a></sup> and harms
nobody<sup><a href="#fn1" id="b1">2</a></sup>. More of them have been
helped<sup>1–2</sup> since.</p>
<h2>References</h2><ol><li id="r1">Smith J, et al. BMJ 2020;3(2):4–5.</li></ol>
<section class="footnotes" role="doc-endnotes"><ol>
<li id="fn1"><p>our own figures at Larkfield in 2019 <a href="#b1">↩</a></p></li></ol></section>
</article></main></body></html>
"""


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal of two drafts, with the current folder inside it."""
    folder = write_journal(
        tmp_path / "journal", asthma=source_text("asthma"), copd=source_text("copd")
    )
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(journal: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, standard output and standard error."""
    assert journal.is_dir()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """Presses these keys one after the other; words are typed where a line is asked for."""

    def given(keys: str, *lines: str) -> None:
        pressed, typed = iter(keys), iter(lines)
        monkeypatch.setattr("click.getchar", lambda: next(pressed))
        monkeypatch.setattr("click.prompt", lambda *_, **__: next(typed))

    return given


def record(slug: str = "lungs") -> dict[str, object]:
    """The record of an import."""
    found: dict[str, object] = json.loads(Path(f"imports/{slug}.json").read_text("utf-8"))
    return found


def article(slug: str = "lungs") -> str:
    """The article's file."""
    return Path(f"articles/{slug}.md").read_text("utf-8")


# --- decisions


def test_deciding_makes_the_article_and_no_question_comes_twice(
    journal: Path, run: Run, press: Press
) -> None:
    """One key each, with the sentence and the place; then the page is silent."""
    write_page(journal, "page.txt", ASKING)
    press("t2t", "2026-04-03", "asthma")

    code, _, err = run("import", "page.txt", "--decide")

    assert code == 0
    assert "They relax at stage »2«." in err
    assert "For now: a citation." in err
    assert "1 a citation · 2 a plain number · d put right by hand · l later · q stop" in err
    assert "See »our guide to puffing«." in err
    assert "published: 2026-04-03" in article()
    assert "at stage 2. Breathing" in article()
    assert "[our guide to puffing](asthma.md)" in article()
    assert record()["open"] == []
    before = article(), record()
    code, out, err = run("import", "page.txt", "--update")
    assert (code, err) == (0, "lungs: nothing has changed\n")
    assert out == "articles/lungs.md\nimports/lungs.json\n"
    assert (article(), record()) == before
    code, _, err = run("import", "page.txt", "--decide")
    assert code == 0
    assert "nothing is left to decide" in err


def test_what_is_left_for_later_is_asked_again(journal: Path, run: Run, press: Press) -> None:
    """Each answer is kept at once; stopping keeps those that were given."""
    write_page(journal, "page.txt", ASKING)
    press("xl1q")

    code, _, err = run("import", "page.txt", "--decide")

    assert code == 1
    assert "press one of these keys" in err
    assert "2 open questions" in err
    assert "at stage[@invented2023]" in article()
    press("ln")
    code, _, _ = run("import", "page.txt", "--decide")
    assert code == 1
    assert "See our guide to puffing." in article()
    press("q")
    assert run("import", "page.txt", "--decide")[0] == 1


def test_what_was_put_right_by_hand_is_never_asked_again(
    journal: Path, run: Run, press: Press
) -> None:
    """Nor is what was written by hand undone."""
    write_page(journal, "page.txt", ASKING)
    run("import", "page.txt")
    path = Path("articles/lungs.md")
    path.write_text(path.read_text().replace("[our guide to puffing](?)", "our guide"))
    press("ddd")

    assert run("import", "page.txt", "--decide")[0] == 0

    assert "See our guide." in article()
    code, _, err = run("import", "page.txt", "--update")
    assert (code, "question" in err.replace("0 questions", "")) == (0, False)
    assert "See our guide." in article()


def test_what_is_typed_must_mean_something(journal: Path, run: Run, press: Press) -> None:
    """Said at once, and asked again."""
    write_page(journal, "page.txt", ASKING)
    press("ttltttq", "next year", "2026-04-03", "no-such", "lungs", "copd.md")

    _, _, err = run("import", "page.txt", "--decide")

    assert "write year, month, day" in err
    assert "there is no other article “no-such”" in err
    assert "there is no other article “lungs”" in err
    assert "[our guide to puffing](copd.md)" in article()


def test_articles_that_may_be_meant_have_keys(journal: Path, run: Run, press: Press) -> None:
    """Those whose names are near to the phrase; the page itself is none of them."""
    write_page(journal, "page.txt", page_text("Lungs", "See our guide to athsma."))
    press("1")

    code, _, err = run("import", "page.txt", "--decide")

    assert code == 0
    assert "1 asthma (“About asthma”)" in err
    assert "](asthma.md)" in article()


def test_the_same_words_are_asked_about_once(journal: Path, run: Run, press: Press) -> None:
    """In this call, and in every later one."""
    names = ("one", "two", "three")
    one, two, three = (
        write_page(journal, f"{name}.txt", page_text(f"Page {name}", "See our guide to puffing."))
        for name in names
    )
    press("t", "asthma")

    code, _, err = run("import", str(one), str(two), "--decide")
    assert code == 0
    assert "page-two: “our guide to puffing” leads to asthma, as before" in err
    code, _, err = run("import", str(three))

    assert code == 0
    assert "page-three: “our guide to puffing” now leads to asthma" in err
    for name in names:
        assert "[our guide to puffing](asthma.md)" in article(f"page-{name}")


def test_nothing_is_asked_without_a_keyboard(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The questions stay in the record."""
    write_page(journal, "page.txt", ASKING)
    monkeypatch.setattr("click.getchar", lambda: "")

    assert run("import", "page.txt", "--decide")[0] == 1
    assert len(record()["open"]) == 3  # type: ignore[arg-type]


def test_deciding_without_a_terminal_says_what_to_do(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the name of a device."""

    def fail() -> str:
        raise OSError(6, "No such device or address", "/dev/tty")

    write_page(journal, "page.txt", ASKING)
    monkeypatch.setattr("click.getchar", fail)

    code, _, err = run("import", "page.txt", "--decide")

    assert code == 2
    assert "--decide needs a terminal  → answer in imports/lungs.json" in err
    assert "/dev/tty" not in err


def test_what_the_sources_are_is_asked_before_their_marks(
    journal: Path, run: Run, press: Press
) -> None:
    """The page is read anew in between, so that the marks are asked about with all sources."""
    write_page(journal, "page.html", DOUBTED)
    press("1")

    code, _, err = run("import", "page.html", "--decide")

    assert code == 0, err
    assert "Does this note name a source" in err
    assert "Is it a plain number?" not in err.partition("Does this note name a source, or is it")[2]
    assert "have been helped[@smith2020; @source-2] since" in article("lungs")


def test_an_answer_is_not_overturned_by_another(journal: Path, run: Run, press: Press) -> None:
    """A mark that is a plain number stays one, however many sources the page turns out to have."""
    write_page(journal, "page.html", DOUBTED)
    run("import", "page.html")
    press("l1")
    assert run("import", "page.html", "--decide")[0] == 1
    assert "helped<sup>1–2</sup> since" in article("lungs")
    press("1")

    assert run("import", "page.html", "--decide")[0] == 0
    run("import", "page.html", "--update")

    assert "harms nobody[@source-2]" in article("lungs")
    assert "helped<sup>1–2</sup> since" in article("lungs")
    assert record()["open"] == []


# --- a page that changed


def test_an_update_shows_what_the_page_changed(journal: Path, run: Run) -> None:
    """Words that went and words that came, and what of the article stays as it was written."""
    write_page(journal, "page.txt", page_text("Lungs", "A second paragraph."))
    run("import", "page.txt")
    path = Path("articles/lungs.md")
    path.write_text(path.read_text().replace("A second paragraph.", "My own paragraph."))
    write_page(
        journal, "page.txt",
        page_text("Lungs", "A second paragraph.").replace("within minutes", "within an hour"),
    )  # fmt: skip

    code, _, err = run("import", "page.txt", "--update")

    assert code == 0
    assert "lungs: as on the page: " in err
    assert "It acts within [-minutes-]{+an hour+}." in err
    assert "1 place kept as written in the article" in err
    assert "within an hour" in article()
    assert "My own paragraph." in article()
    assert "left out" not in err


def test_an_update_names_what_it_changed_and_nothing_else(journal: Path, run: Run) -> None:
    """Of a folder, the pages that are as they were count as here already, and are not listed."""
    folder = journal.parent / "site"
    folder.mkdir()
    first = write_page(folder, "lungs.txt", page_text("Lungs", "Take 5 mg."))
    write_page(folder, "gout.txt", page_text("Gout", "Rest it."))
    run("import", str(folder))
    write_page(folder, first.name, page_text("Lungs", "Take 20 mg."))

    code, out, err = run("import", str(folder), "--update")

    assert (code, out.split()) == (0, ["articles/lungs.md", "imports/lungs.json"])
    assert "2 pages: 1 imported, 1 already here, 0 not" in err


def test_what_both_changed_is_decided_by_a_person(journal: Path, run: Run, press: Press) -> None:
    """Until then the article's words stay, and it cannot go out."""
    write_page(journal, "page.txt", page_text("Lungs", "Take 5 mg."))
    run("import", "page.txt")
    path = Path("articles/lungs.md")
    path.write_text(path.read_text().replace("Take 5 mg.", "Take 10 mg."))
    write_page(journal, "page.txt", page_text("Lungs", "Take 20 mg."))

    code, _, err = run("import", "page.txt", "--update")

    assert code == 1
    assert "changed in both, left as it is; the page has: Take [-10-]{+20+} mg." in err
    assert "Take 10 mg." in article()
    assert "JP007" in run("check", "lungs")[1]
    press("2")
    assert run("import", "page.txt", "--decide")[0] == 0
    assert "Take 20 mg." in article()
    assert "JP007" not in run("check", "lungs")[1]
    assert run("import", "page.txt", "--update")[2] == "lungs: nothing has changed\n"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("one\ntwo", "one\n2", "one ¶ [-two-]{+2+}"),
        ("\x1b[31mred", "\x1b[31mblue", "[[-31mred-]{+31mblue+}"),
    ],
)
def test_a_difference_is_shown_in_a_line(before: str, after: str, shown: str) -> None:
    """What went, what came, and nothing that steers a terminal."""
    assert difference(before, after) == shown


def test_a_difference_shows_a_little_around_it() -> None:
    """The middle of what did not change is left out."""
    words = " ".join(f"word{number}" for number in range(60))

    shown = difference(f"{words} old {words} old {words}", f"{words} new {words} new {words}")

    assert shown.count("[-old-]{+new+}") == 2
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300


def test_a_page_that_is_the_same_is_no_refusal(journal: Path, run: Run) -> None:
    """Once more, and once more in a folder; what waits in the record is said."""
    site = journal.parent / "site"
    site.mkdir()
    page = write_page(site, "1.txt", page_text("Lungs"))

    assert run("import", str(page))[0] == 0
    assert run("import", str(page)) == (0, "", "lungs: nothing has changed\n")
    write_page(site, "2.txt", page_text("Gout", "See our guide to puffing."))
    code, _, err = run("import", str(site))
    assert "2 pages: 1 imported, 1 already here, 0 not, 1 open question in 1 article" in err
    code, _, err = run("import", str(site))
    assert code == 1
    assert "gout: nothing has changed\ngout: 1 open question, see imports/gout.json" in err
    kept = Path("imports/gout.json")
    kept.write_text(kept.read_text().replace('"answer": ""', '"answer": "asthma"'))
    code, _, err = run("import", str(site))
    assert code == 0
    assert "gout: nothing has changed, add --update for your answers" in err


def test_a_page_that_is_read_otherwise_today_is_said_to_be(journal: Path, run: Run) -> None:
    """The same bytes, no answer: the program has learned something."""
    write_page(journal, "page.txt", page_text("Lungs"))
    run("import", "page.txt")
    for path in (Path("articles/lungs.md"), Path("imports/lungs.json")):
        path.write_text(path.read_text().replace("within minutes", "within hours"))

    _, _, err = run("import", "page.txt", "--update")

    assert "lungs: read anew: " in err
    assert "within [-hours-]{+minutes+}" in err
    assert "your answers" not in err


# --- a whole site


def test_of_many_pages_what_was_struck_out_is_said(journal: Path, run: Run) -> None:
    """And how much more is listed, and where."""
    site = journal.parent / "site"
    site.mkdir()
    write_page(site, "a.html", saved("Gout", "<p>Take <del>5</del> 10 mg a day.</p>", "/gout"))
    write_page(site, "b.html", saved("Skin", "<p>Wash it.</p>", "/skin"))

    _, _, err = run("import", str(site))

    assert re.search(r"gout: line \d+: left out “5”: struck out on the page", err)
    assert re.search(
        r"skin: \d+ left out, \d+ read in the likely way, listed in imports/skin.json", err
    )


def test_a_link_made_in_another_article_is_told(journal: Path, run: Run) -> None:
    """It was an address there; nobody asked for it to be changed today."""
    leads = "<p>See <a href='https://www.larkfield.example/salt'>salt</a>.</p>"
    run("import", str(write_page(journal, "gout.html", saved("Gout", leads, "/gout"))))

    _, _, err = run(
        "import", str(write_page(journal, "salt.html", saved("Salt", "<p>Less.</p>", "/salt")))
    )

    assert "gout: “https://www.larkfield.example/salt” now leads to salt" in err
    assert "[salt](salt.md)" in article("gout")


def saved(title: str, body: str, address: str) -> str:
    """A web page as a browser saves it."""
    return f"""\
<!DOCTYPE html>
<html lang="en-GB"><head><title>{title} - Larkfield</title>
<link rel="canonical" href="https://www.larkfield.example{address}"></head>
<body><nav><a href="/">Home</a></nav><main><article><h1>{title}</h1>
<p>Words that stand first and say what this page is about, in whole sentences.</p>
{body}
<h2>References</h2><ol><li id="r1">Somebody A. Mist and powder. Lungs. 2024.</li></ol>
</article></main><footer>Privacy</footer></body></html>
"""


def test_saved_pages_link_to_one_another_whatever_the_form_of_the_link(
    journal: Path, run: Run
) -> None:
    """Whole addresses, paths, file names; to pages before, behind, and of an earlier call."""
    site = journal.parent / "site"
    (site / "img").mkdir(parents=True)
    picture = Path(__file__).parents[2] / "samples/journal/media"
    (site / "img" / "a.png").write_bytes(next(picture.glob("*.png")).read_bytes())
    cited = "It is shown<sup><a href='#r1'>1</a></sup>."
    first = f"""<p>{cited} See <a href="https://larkfield.example/gout/">the page on gout</a>
        and <a href="/skin">skin</a>.</p><img src="img/a.png" alt="A hand">"""
    write_page(site, "lungs.html", saved("Lungs", first, "/lungs"))
    second = f"""<p>{cited} See <a href="lungs.html#top">lungs</a>.</p>"""
    write_page(site, "gout.html", saved("Gout", second, "/gout"))
    third = f"""<p>{cited} See <a href="http://www.larkfield.example/lungs">lungs</a>.</p>"""
    later = write_page(journal.parent, "skin.html", saved("Skin", third, "/skin"))

    code, _, err = run("import", str(site))
    assert "2 pages: 2 imported, 0 not" in err, err
    assert "[the page on gout](gout.md)" in article()
    assert "[lungs](lungs.md)" in article("gout")
    assert "../media/lungs" in article()
    assert len(list(Path("media").iterdir())) == 1
    run("import", str(later))

    assert "[lungs](lungs.md)" in article("skin")
    assert "[skin](skin.md)" in article()
    assert record()["open"] == []
    code, _, err = run("import", str(site / "lungs.html"), "--update")
    assert (code, err) == (0, "lungs: nothing has changed\n")


def test_a_question_about_a_web_page_shows_its_words_and_no_markup(
    journal: Path, run: Run, press: Press
) -> None:
    """The sentence of the article, and the address of the link."""
    body = "<p>First. It hurts; <b>see</b> <a href='gout.html'>that page</a>. Last.</p>"
    page = write_page(journal, "skin.html", saved("Skin", body, "/skin").replace("canonical", "x"))
    press("q")

    _, _, err = run("import", str(page), "--decide")

    assert "\n  It hurts; see »that page«.\n" in err
    assert "On the page it leads to gout.html" in err


def test_files_of_several_kinds_move_in_together(journal: Path, run: Run) -> None:
    """Each is read by its own reader; the record says which."""
    write_page(journal, "a.md", "---\ntitle: Notes on asthma\nlang: en\n---\n\nSome words.\n")
    write_page(
        journal, "b.json",
        json.dumps({"title": {"rendered": "A post"}, "content": {"rendered": "<p>Words.</p>"},
                    "slug": "a-post", "type": "post", "id": 7, "date": "2026-01-02T03:04:05",
                    "link": "https://www.larkfield.example/a-post"}),
    )  # fmt: skip
    write_page(journal, "c.txt", page_text("Lungs"))
    assert run("new", "knees", "--title", "Knees", "--word", "-o", "d.docx")[0] == 0

    code, out, err = run("import", "a.md", "b.json", "c.txt", "d.docx")

    assert "4 pages: 4 imported, 0 not" in err, (code, out, err)
    kinds = [json.loads(each.read_text())["importer"] for each in Path("imports").glob("*.json")]
    assert sorted(kinds) == ["JSON", "Markdown", "Word file", "page text"]


def test_nothing_is_said_of_lines_where_a_file_has_none(
    journal: Path, run: Run, press: Press
) -> None:
    """A Word file has none: what was left out, decided and is asked stands there without."""
    data = word_file(
        para("Knees", style="Title"),
        para("Ann Other, 12/05/2026"),
        para("What hurts", style="TOC1"),
        para("They hurt."),
    )
    (journal / "knees.docx").write_bytes(data)
    press("q")

    _, _, err = run("import", "knees.docx", "--decide")

    assert "knees: left out “What hurts”: a table of contents" in err
    assert "knees: “Ann Other, 12/05/2026” below the title is read as" in err
    assert "\nknees\n  »12/05/2026«\n  Which day is this?" in err
    assert "line 0" not in err


def test_a_program_is_named_as_one(journal: Path, run: Run) -> None:
    """Whatever it is called."""
    (journal / "page.txt").write_bytes(b"MZ\x90\x00\x03\x00\xd0")

    code, _, err = run("import", "page.txt")

    assert (code, "page.txt is a program, which holds no text" in err) == (2, True), err


def test_a_site_moves_in_with_its_facts(journal: Path, run: Run) -> None:
    """A folder, a bad page among the good ones, a sheet, a summary."""
    site = journal.parent / "site"
    site.mkdir()
    write_page(site, "1.txt", page_text("Lungs", "See our guide to gout."))
    write_page(site, "2.txt", page_text("Gout", "See our guide to lungs."))
    (site / "3.txt").write_bytes(b"%PDF-1.7")
    (site / "style.css").write_text("p {}")
    sheet = write_page(
        journal.parent, "facts.csv",
        "slug;reviewer;role;reviewed;url\n"
        "lungs;Dr A;clinical_reviewer;2026-02-02;https://x.example/lungs\n"
        "gout;Dr B;;02.03.2026;\n"
        "skin;Dr C;;;\n",
    )  # fmt: skip

    code, out, err = run("import", str(site), "--facts", str(sheet))

    assert code == 1
    assert "left out" in err
    assert "style.css" in err
    assert "3.txt is a PDF" in err
    assert "lungs: “our guide to gout” now leads to gout" in err
    assert "3 pages: 2 imported, 1 not, 0 open questions in 0 articles, 2 links found" in err
    assert "facts.csv:3: reviewed “02.03.2026” is no day" in err
    assert "facts.csv:4: there is no article “skin”" in err
    assert "1 article changed, 2 rows not used" in err
    assert 'people:\n  - {name: "Dr A", role: clinical_reviewer}' in article("lungs")
    assert "Dr B" not in article("gout")
    assert out.splitlines() == [
        "articles/lungs.md", "imports/lungs.json", "articles/gout.md", "imports/gout.json",
        "articles/lungs.md",
    ]  # fmt: skip


def test_the_facts_come_out_as_they_went_in(journal: Path, run: Run) -> None:
    """`check --facts` writes what `import --facts` reads, to the screen or into a file."""
    sheet = write_page(
        journal, "facts.csv", "slug,reviewer,reviewed\nasthma,Dr Ü,2026-02-02\ncopd,,2026-03-03\n"
    )
    assert run("import", "--facts", str(sheet))[0] == 0
    before = article("asthma"), article("copd")

    code, shown, _ = run("check", "--facts")
    assert code == 0
    assert "asthma,asthma,About asthma,Dr Ü,clinical_reviewer,2026-02-02,," in shown
    assert run("check", "--facts", "-o", "out.csv")[1] == "out.csv\n"
    assert Path("out.csv").read_text("utf-8-sig") == shown
    assert (
        run("import", "--facts", "out.csv")[2] == "out.csv: 0 articles changed, 0 rows not used\n"
    )
    assert (article("asthma"), article("copd")) == before
    assert run("check", "asthma", "--facts")[1].count("\n") == 2


def test_an_article_that_cannot_be_read_is_not_in_the_sheet(journal: Path, run: Run) -> None:
    """And is named."""
    write_page(journal / "articles", "broken.md", "no front matter")

    code, out, err = run("check", "--facts")

    assert code == 1
    assert "broken" not in out
    assert "articles/broken.md cannot be read" in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["import"], 2, "name a FILE"),
        (["import", "--facts", "f.csv", "--update"], 2, "need a FILE"),
        (["import", "--facts", "missing.csv"], 3, "cannot be read"),
        (["import", "empty"], 2, "nothing to read"),
        (["check", "-o", "x.csv"], 2, "add --facts"),
        (["check", "--facts", "--format", "json"], 2, "leave --format"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    journal: Path, run: Run, arguments: list[str], code: int, said: str
) -> None:
    """With what to do instead."""
    (journal / "empty").mkdir()

    got, _, err = run(*arguments)

    assert (got, said in err) == (code, True), err


def test_two_imports_at_once_do_not_meet(journal: Path, run: Run) -> None:
    """The second is told to wait, and writes nothing."""
    write_page(journal, "page.txt", ASKING)

    with held_folder(journal, "another import"):
        code, _, err = run("import", "page.txt")

    assert code == 4
    assert "another import is writing" in err
    assert not Path("imports").exists()
    assert run("import", "page.txt")[0] == 1


def test_a_list_of_sources_that_cannot_be_read_is_said(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to install: the page waits, since none of its citations would lead anywhere."""
    page = journal.parent / "joints.md"
    page.write_text("---\ntitle: Joints\nbibliography: refs.bib\n---\n\nSo [@smith].\n", "utf-8")
    (page.parent / "refs.bib").write_text("@book{smith, title={On joints}}\n", "utf-8")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "bibtexparser", None)
        code, out, err = run("import", str(page))
    assert (code, out) == (3, "")
    assert "joints.md:3: JP019 error: refs.bib: reading BibTeX needs one more part" in err
    assert "pip install 'journalpress[bibtex]'" in err
    assert not (journal / "articles/joints.md").exists()

    assert run("import", str(page))[0] == 0
    assert "[@smith]" in (journal / "articles/joints.md").read_text("utf-8")


def test_an_entry_of_a_list_that_cannot_be_read_is_said(journal: Path, run: Run) -> None:
    """With its line, beside the question that it leaves."""
    page = journal.parent / "joints.md"
    page.write_text("---\ntitle: Joints\nbibliography: r.yaml\n---\n\nSo [@a; @b].\n", "utf-8")
    listed = "- {id: a, title: On joints}\n- {id: b, title: On skin, type: bok}\n"
    (page.parent / "r.yaml").write_text(listed, "utf-8")
    _, _, err = run("import", str(page))
    assert "joints.md:3: JP131 warning: r.yaml:2: " in err


def test_what_is_wrong_with_a_list_of_many_pages_is_said_once(journal: Path, run: Run) -> None:
    """A broken entry, and a list that is not there: a line each, with how many pages they cost."""
    site = journal.parent / "site"
    site.mkdir()
    for name in ("joints", "knees", "skin"):
        head = f"---\ntitle: On {name}\nbibliography: [r.yaml, lost.ris]\n---\n"
        (site / f"{name}.md").write_text(f"{head}\nAbout {name}, so [@a; @b].\n", "utf-8")
    listed = "- {id: a, title: On joints}\n- {id: b, title: On skin, type: bok}\n"
    (site / "r.yaml").write_text(listed, "utf-8")

    _, _, err = run("import", str(site))

    (broken,) = [line for line in err.splitlines() if "r.yaml:2: " in line]
    assert "joints.md:3: JP131 warning: r.yaml:2: " in broken
    assert "(and for 2 other pages)  → " in broken
    (lost,) = [line for line in err.splitlines() if "lost.ris" in line]
    assert "lost.ris does not lie beside the file or below it (and for 2 other pages)" in lost
    assert "  → put it there and import again" in lost
    _, _, err = run("import", str(site), "--update")
    assert "r.yaml:2" not in err
