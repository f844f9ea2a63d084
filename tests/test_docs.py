"""The pages of docs/: every example runs, and nothing that the program has is left out."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click
import pytest

from journalpress.assets import styles_dir
from journalpress.batch.making import problem_of
from journalpress.batch.plan import Job
from journalpress.batch.workers import Loss
from journalpress.cli import commands, main
from journalpress.csl.style import read_style
from journalpress.edition import make_edition
from journalpress.edition.reading import leaf
from journalpress.edition.references import reference_text, reference_texts
from journalpress.edition.types import Edition
from journalpress.edition.wording import wording_for
from journalpress.journal import load_journal
from journalpress.journal.load import Journal
from journalpress.journal.pictures import read_pictures
from journalpress.journal.settings import Settings, read_settings
from journalpress.limits import Limits
from journalpress.model import Block, Inline, Prose, every_block, every_prose
from journalpress.problems import CODES
from journalpress.readers import bibtex, pubmed, ris
from journalpress.readers.bibliography import read_bibliography
from journalpress.readers.markdown.frontmatter import FIELDS
from journalpress.readers.sources import read_sources
from journalpress.standing import Judged, judge_journal, neighbours
from journalpress.theme import Theme, read_theme
from journalpress.writers.text import GUARD, write_text
from tests.conftest import AS_OF

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SAMPLE = ROOT / "samples" / "journal"

ALWAYS = frozenset({"JP001", "JP002", "JP011", "JP012", "JP013"})
"""What a short example never is: reviewed, dated, fully cited."""


@dataclass(frozen=True)
class Example:
    """A fenced block: `told` are the HTML comments above it, `then` is the text block below it."""

    page: str
    line: int
    language: str
    body: str
    told: Mapping[str, str] = field(default_factory=dict)
    then: str = ""

    def __str__(self) -> str:
        """Where it stands: `article.md:12`."""
        return f"{self.page}:{self.line}"

    @property
    def slug(self) -> str:
        """A file name of its own."""
        return f"{self.page.removesuffix('.md')}-example-{self.line}"


def _examples() -> Iterator[Example]:
    for path in sorted(DOCS.glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        told: dict[str, str] = {}
        start = 0
        for number, line in enumerate(lines, 1):
            if start:
                if line == "```":
                    body = "\n".join(lines[start : number - 1]) + "\n"
                    then = _text_below(lines[number:])
                    language = lines[start - 1][3:]
                    yield Example(path.name, start, language, body, told, then)
                    start, told = 0, {}
            elif line.startswith("```"):
                start = number
            elif comment := re.fullmatch(r"<!-- (\w+): (.*) -->", line):
                told = {**told, comment[1]: comment[2]}
            elif line:
                told = {}


def _text_below(lines: list[str]) -> str:
    """The ```text block that follows, with at most one sentence between; "" where none does."""
    for number, line in enumerate(lines):
        if line == "```text":
            rest = lines[number + 1 :]
            return "\n".join(rest[: rest.index("```")])
        if line.startswith(("```", "#", "<!--", "|", "- ")) or (line and not line.endswith(":")):
            return ""
    return ""


EXAMPLES = tuple(_examples())


def _of(language: str) -> pytest.MarkDecorator:
    chosen = [each for each in EXAMPLES if each.language == language]
    return pytest.mark.parametrize("example", chosen, ids=str)


def _words(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


# --- articles --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shelf:
    """The sample journal with every article example of the docs in it, judged."""

    journal: Journal
    judged: Mapping[str, Judged]

    def edition(self, example: Example) -> Edition:
        """The draft Edition of one example."""
        each = self.judged[example.slug]
        assert each.article is not None, [str(problem) for problem in each.problems]
        media, _ = read_pictures(self.journal, each.entry)
        return make_edition(
            [each.article],
            house=self.journal.settings.house,
            neighbours=neighbours(self.judged),
            media=media,
            draft=True,
        )


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Every article example beside the articles of the sample journal."""
    folder = tmp_path_factory.mktemp("docs") / "journal"
    shutil.copytree(SAMPLE, folder)
    for example in EXAMPLES:
        if example.language == "markdown":
            (folder / "articles" / f"{example.slug}.md").write_text(_whole(example), "utf-8")
    journal = load_journal(folder)
    return Shelf(journal, judge_journal(journal, date.fromisoformat(AS_OF)))


def _whole(example: Example) -> str:
    """The example as a file: a piece of an article gets the shortest front matter that fits."""
    if example.body.startswith("---\n"):
        return example.body
    known = re.findall(r"^- id: (\S+)", (SAMPLE / "references.yaml").read_text("utf-8"), re.M)
    cited = dict.fromkeys(re.findall(r"@([\w-]+)", example.body))
    sources = ", ".join(key for key in cited if key in known)
    front = f'id: {example.slug}\ntitle: "Example"\nlang: en-GB\nreferences: [{sources}]\n'
    return f"---\n{front}---\n{example.body}"


@_of("markdown")
def test_an_article_example_has_the_problems_it_announces_and_no_other(
    example: Example, shelf: Shelf
) -> None:
    """`<!-- problems: JP120 -->` above a block says what is wrong with it."""
    announced = set(example.told.get("problems", "").split())
    found = shelf.judged[example.slug].problems
    grave = {each.code for each in found if each.severity != "warning"} - ALWAYS

    assert announced <= {each.code for each in found}, [str(each) for each in found]
    assert grave <= announced, [str(each) for each in found]


@_of("markdown")
def test_an_article_example_prints_what_the_page_says(example: Example, shelf: Shelf) -> None:
    """The ```text block below an example is the plain text that comes of it."""
    if not example.then:
        return
    text = write_text(shelf.edition(example)).decode().replace(GUARD, "")

    assert f"\n\n{example.then.rstrip()}\n\n" in f"\n\n{text}\n\n"


def test_every_kind_of_block_and_inline_is_shown(shelf: Shelf) -> None:
    """A kind that no example has is one that nobody learns to write."""
    shown: set[type] = set()
    for example in EXAMPLES:
        article = shelf.judged[example.slug].article if example.language == "markdown" else None
        if article is not None:
            shown |= {type(block) for block in every_block(article.body)}
            shown |= {type(inline) for prose in every_prose(article) for inline in prose.inlines}
    kinds = {getattr(each, "__origin__", each) for each in (*get_args(Block), *get_args(Inline))}

    assert kinds <= shown, {kind.__name__ for kind in kinds - shown}


def test_every_field_of_the_front_matter_is_explained_and_shown() -> None:
    """The table holds every field that is read, and the examples show each in use."""
    known = set(FIELDS)
    table = _rows(_section("article.md", "The front matter, field by field"))
    written = "".join(each.body for each in EXAMPLES if each.page == "article.md")

    assert {row[0].strip("`") for row in table[1:]} == known
    assert {name for name in known if f"\n{name}:" not in written} <= {"approved", "bibliography"}


# --- journal.toml ----------------------------------------------------------------------------


@_of("toml")
def test_a_journal_example_loads_or_has_the_problems_it_announces(example: Example) -> None:
    """An example of journal.toml, or of theme.toml, is read by the program itself."""
    read: Settings | Theme | None
    if example.page == "theme.md":
        read, _, problems = read_theme(example.body.encode())
    else:
        read, problems = read_settings(example.body.encode())
    announced = set(example.told.get("problems", "").split())

    assert {each.code for each in problems} == announced, [str(each) for each in problems]
    assert (read is None) == bool(announced)


def test_every_key_of_theme_toml_is_explained_with_its_value() -> None:
    """What the house's own theme has, the page has, colours and numbers alike."""
    house = tomllib.loads((styles_dir() / "theme.toml").read_text("utf-8"))
    words = _words("theme.md")
    told = {
        key: value
        for row in _rows(words)
        for keys, value in ((re.findall(r"`([\w-]+)`", row[0]), row[2]),)
        for key, value in zip(keys, re.split(r", ", value), strict=False)
    }

    for key, colour in house["colours"].items():
        assert told[key] == f"`{colour['rgb']}`"
    for key, value in (*house["sizes"].items(), *house["lines"].items()):
        assert told[key] == f"{value:g}"


@_of("yaml")
def test_a_list_of_sources_is_read_without_a_word(example: Example) -> None:
    """An example of references.yaml is read by the program itself."""
    sources, problems = read_sources(example.body.encode(), "references.yaml")

    assert not problems, [str(each) for each in problems]
    assert len(sources) == example.body.count("- id: ")


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.language in ("bibtex", "ris", "nbib")], ids=str
)
def test_a_list_of_a_reference_manager_prints_what_the_page_says(example: Example) -> None:
    """Each example is read without a word and prints as it says."""
    ending = "bib" if example.language == "bibtex" else example.language
    (source,), problems = read_bibliography(example.body.encode(), f"r.{ending}")

    assert problems == ()
    words = leaf("text", Prose("", reference_text(source, wording_for("en")))).text
    assert words == example.then.strip()


@pytest.mark.tool
@_of("xml")
def test_a_style_prints_what_the_page_says(example: Example) -> None:
    """The study that the page shows in BibTeX, by the style that it shows."""
    study = next(each for each in EXAMPLES if each.language == "bibtex")
    sources, _ = read_bibliography(study.body.encode(), "r.bib")
    style = read_style(example.body.encode(), "small.csl")
    (words,) = reference_texts(sources, wording_for("en"), style)

    assert leaf("text", Prose("", words)).text == example.then.strip()


def test_every_field_that_is_read_is_named() -> None:
    """And no other: what is not named is passed over."""
    for form, kept in (("BibTeX", bibtex.KEPT), ("RIS", ris.KEPT), ("PubMed", pubmed.KEPT)):
        (row,) = re.findall(rf"^\| {form} \| (.*) \|$", _words("references.md"), re.M)
        assert sorted(re.findall(r"`(\w+)`", row)) == sorted(kept)


def test_every_key_of_journal_toml_is_explained_and_shown() -> None:
    """The program itself tells its keys, when it is asked for one that does not exist."""
    whole = next(each for each in EXAMPLES if (each.page, each.language) == ("journal.md", "toml"))
    content = tomllib.loads(whole.body)
    explained = _words("journal.md")
    limits = {each.name for each in fields(Limits)}
    for table, keys in _known_keys(whole.body).items():
        shown = _table(content, table)

        assert keys - limits <= set(shown), table
        assert {key for key in keys if f"`{key}`" not in explained} <= _tables_in(shown), table


def _known_keys(toml: str) -> dict[str, set[str]]:
    """Table → its keys, from the hint that an unknown key gets."""
    odd = "q0q0q0"
    places = {
        "": ("schema = 1\n", f"schema = 1\n{odd} = 1\n"),
        "collection.sections": ("{ title = ", f"{{ {odd} = 1, title = "),
    }
    for header in re.findall(r"^\[\[?([\w.]+)\]\]?\n", toml, re.M):
        bracketed = f"[{header}]\n"
        places[header] = (bracketed, f"{bracketed}{odd} = 1\n")
    for header in ("collection",):
        places[header] = (f"[[{header}]]\n", f"[[{header}]]\n{odd} = 1\n")
    found: dict[str, set[str]] = {}
    for table, (before, after) in places.items():
        assert before in toml, table
        _, problems = read_settings(toml.replace(before, after, 1).encode())
        hint = next(each.hint for each in problems if odd in each.message)
        found[table] = set(hint.removeprefix("known here: ").split(", "))
    return found


def _table(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    for part in filter(None, name.split(".")):
        inner = content[part]
        content = inner[0] if isinstance(inner, list) else inner
    return content


def _tables_in(content: Mapping[str, Any]) -> set[str]:
    return {key for key, value in content.items() if isinstance(value, dict | list)}


def test_every_limit_stands_in_the_table_with_its_value() -> None:
    """One table of limits, and it is right."""
    rows = {row[0].strip("`"): row[1] for row in _rows(_section("journal.md", "Limits"))[1:]}

    assert rows == {each.name: f"{each.default:,}" for each in fields(Limits)}


BREAKS_EVERY_LIMIT = """---
id: large
title: "Large"
lang: en
---
- one
  - two

| a | b |
| --- | --- |
| c | d |
| e | f |

![A foot.](../media/foot-check.png)

![A knee.](../media/knee-week.png)
"""


LIMITS = [each.name for each in fields(Limits)]
OF_WORKERS = ("worker_seconds", "worker_megabytes")
"""What no article can be measured by beforehand: the work itself shows it."""


@pytest.mark.parametrize(
    ("limit", "loss"), [("worker_seconds", "time"), ("worker_megabytes", "memory")]
)
def test_the_limits_of_workers_say_what_the_page_says(limit: str, loss: Loss) -> None:
    """The message names the limit and has the code of the page."""
    rows = {row[0].strip("`"): row[3] for row in _rows(_section("journal.md", "Limits"))[1:]}
    job = Job(format="text", path="text/a.txt", kind="final", slugs=("a",), draft=False)

    told = problem_of(loss, job, 60, TimeoutError())

    assert limit in told.hint
    assert re.search(_pattern(rows[limit].partition(" (")[0]).removesuffix(r"\n"), told.message)
    assert f"({told.code})" in rows[limit]


@pytest.mark.parametrize("limit", [each for each in LIMITS if each not in OF_WORKERS])
def test_every_limit_holds_and_says_what_the_page_says(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a limit of 1, a small article is too large, and the line names the limit."""
    rows = {row[0].strip("`"): row[3] for row in _rows(_section("journal.md", "Limits"))[1:]}
    toml = f'[journal]\nid = "j"\ntitle = "J"\n[limits]\n{limit} = 1\n'
    (tmp_path / "journal.toml").write_text(toml, "utf-8")
    shutil.copytree(SAMPLE / "media", tmp_path / "media")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "large.md").write_text(BREAKS_EVERY_LIMIT, "utf-8")
    (tmp_path / "page.txt").write_text("Some text.", "utf-8")
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        main(["import", "page.txt"] if limit == "import_bytes" else ["check"])
    told = [line for line in said.getvalue().splitlines() if "JP112" in line]

    assert any(limit in line for line in told), said.getvalue()
    assert any(re.search(_pattern(rows[limit]).removesuffix(r"\n"), line) for line in told), told


@pytest.mark.tool
def test_the_whole_examples_work_together_as_printed(tmp_path: Path) -> None:
    """A new journal with the first article, list, settings and style of the pages."""
    style = next(each.body for each in EXAMPLES if each.language == "xml")
    settings, article, sources = (
        next(each.body for each in EXAMPLES if (each.page, each.language) == kind)
        for kind in (("journal.md", "toml"), ("article.md", "markdown"), ("journal.md", "yaml"))
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "journal.toml").write_text(settings.partition("[[collection]]")[0], "utf-8")
    (tmp_path / "articles" / "drinking-water.md").write_text(article, "utf-8")
    (tmp_path / "references.yaml").write_text(sources, "utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "shop.icc").write_bytes(b"what the print shop sends")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "american-medical-association.csl").write_text(style, "utf-8")
    journal = load_journal(tmp_path)

    (judged,) = judge_journal(journal, date.fromisoformat(AS_OF)).values()

    assert not journal.problems
    assert {each.code for each in judged.problems} == {"JP001", "JP002"}


# --- problems --------------------------------------------------------------------------------


def test_every_code_is_explained_with_its_grade_and_no_other() -> None:
    """What a person finds on the screen they find on the page, with something to do."""
    rows = [row for row in _rows(_words("problems.md")) if row[0].startswith("JP")]
    explained = {row[0]: row[1] for row in rows}

    assert explained == {code: severity for code, (severity, _) in CODES.items()}
    assert len(rows) == len(explained)
    assert all(meaning and todo for _, _, meaning, todo in rows)


def test_the_other_pages_name_only_codes_that_exist() -> None:
    """A code that was renamed must not live on in the docs."""
    for path in DOCS.glob("*.md"):
        assert set(re.findall(r"\bJP[PE]?\d{3}\b", path.read_text("utf-8"))) <= CODES.keys(), (
            path.name
        )


# --- commands --------------------------------------------------------------------------------


OF_ALL = "Options of every command"


def _commands() -> Mapping[str, click.Command]:
    context = click.Context(commands)
    found = {name: commands.get_command(context, name) for name in commands.list_commands(context)}
    return {name: each for name, each in found.items() if each is not None and not each.hidden}


def test_every_command_has_its_section_and_every_option_is_named_there() -> None:
    """The page follows the program: no command too few, none too many."""
    known = _commands()
    sections = set(re.findall(r"^## (.+)$", _words("commands.md"), re.M))
    for_all = _section("commands.md", OF_ALL)

    assert {name for name in sections if name.islower()} == set(known)
    assert all(opt in _words("commands.md") for each in commands.params for opt in each.opts)
    for name, command in known.items():
        text = for_all + _section("commands.md", name)
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert any(f"`{each}" in text for each in option.opts), (name, option.opts)


@pytest.mark.tool
@_of("console")
def test_a_console_example_says_what_the_page_says(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each block runs in a fresh copy of the sample journal; `…` stands for anything."""
    journal = tmp_path / "journal"
    shutil.copytree(SAMPLE, journal)
    for each in EXAMPLES:
        if "file" in each.told:
            (journal / each.told["file"]).write_text(each.body, encoding="utf-8")
    monkeypatch.chdir(journal)
    monkeypatch.setenv("JOURNALPRESS_AS_OF", AS_OF)
    monkeypatch.setenv("COLUMNS", "200")
    code = 0
    for command, expected in _commands_of(example):
        if command == "echo $?":
            assert str(code) == expected.strip()
            code = 0
            continue
        assert code == 0, f"before: {command}"
        if "--update" in command:
            _answer(journal / "imports", example.told["answers"])
        program, *arguments = shlex.split(command)
        assert program == "journalpress"
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = main(arguments)

        assert re.fullmatch(_pattern(expected), said.getvalue()), said.getvalue()
    assert code == 0, "the last command failed, and the page does not say so with echo $?"


def _answer(records: Path, answers: str) -> None:
    """Fill in the answers (`kind=answer`) in the only record, as a person would."""
    given = dict(each.split("=") for each in answers.split())
    (record,) = records.glob("*.json")
    content = json.loads(record.read_text("utf-8"))
    for question in content["open"]:
        question["answer"] = given[question["kind"]]
    record.write_text(json.dumps(content), "utf-8")


def _commands_of(example: Example) -> Iterator[tuple[str, str]]:
    for piece in re.split(r"^\$ ", example.body, flags=re.M)[1:]:
        command, _, expected = piece.partition("\n")
        yield command, expected


def _pattern(expected: str) -> str:
    lines = (
        r"(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in expected.splitlines()
    )
    return "".join(lines)


# --- the pages themselves --------------------------------------------------------------------


def test_every_link_between_the_pages_leads_somewhere() -> None:
    """To a file that is there, and to a heading in it."""
    for path in DOCS.glob("*.md"):
        prose = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.M | re.S)
        prose = re.sub(r"`[^`]*`", "", prose)
        for target in re.findall(r"\]\(([^)]+)\)", prose):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            page = (path.parent / name) if name else path

            assert page.exists(), f"{path.name}: {target}"
            assert not anchor or anchor in _anchors(page), f"{path.name}: {target}"


def test_every_page_is_on_the_map() -> None:
    """A page that README.md does not name is never found."""
    named = set(re.findall(r"\]\((\w+\.md)\)", _words("README.md")))

    assert named == {path.name for path in DOCS.glob("*.md")} - {"README.md"}


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def _section(page: str, heading: str) -> str:
    """The words between this heading and the next of its level; "" where there is none."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", _words(page), re.M | re.S)
    return found[1] if found else ""


def _rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables in this text, heading rows too."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    lines = re.findall(r"^\|(.*)\|$", prose, re.M)
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [row for row in rows if not set("".join(row)) <= set("- :")]
