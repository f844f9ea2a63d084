"""What the installed validators say of a book → Problems, and a line for each that is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from journalpress.inspect.book.archive import open_archive
from journalpress.inspect.book.validators import (
    ACE_VARIABLE,
    EPUBCHECK_VARIABLE,
    Finding,
    ToolFailed,
    ask_ace,
    ask_epubcheck,
    find_ace,
    find_epubcheck,
)
from journalpress.problems import Problem, problem, problems_of

LONGEST = 300
"""Characters of a message that are told: EPUBCheck lists every element that there is."""
_GRAVE = frozenset({"FATAL", "ERROR", "critical", "serious"})

Asked: TypeAlias = Callable[[], tuple[Finding, ...]]


class Verdict(NamedTuple):
    """Problems that the validators found, and which validators could not be asked, a line each."""

    problems: tuple[Problem, ...]
    absent: tuple[str, ...]


def ask_validators(data: bytes, *, name: str = "") -> Verdict:
    """The verdict of EPUBCheck and Ace on a book that `check_book` could open."""
    problems: list[Problem] = []
    absent: list[str] = []
    epubcheck, ace = find_epubcheck(), find_ace()
    if epubcheck:
        codes = ("JPE090", "JPE091")
        problems += _told("EPUBCheck", codes, lambda: ask_epubcheck(epubcheck, data), name)
    else:
        absent.append(
            "EPUBCheck was not asked: it is not installed "
            f"(epubcheck on the PATH, or {EPUBCHECK_VARIABLE}=…/epubcheck.jar, and Java)"
        )
    if ace:
        documents = len(open_archive(data).by_path)
        asked = _told("Ace", ("JPE092", "JPE093"), lambda: ask_ace(ace, data, documents), name)
        problems += asked
    else:
        absent.append(
            f"Ace was not asked: it is not installed (ace on the PATH, or {ACE_VARIABLE})"
        )
    return Verdict(tuple(problems), tuple(absent))


def _told(tool: str, codes: tuple[str, str], ask: Asked, name: str) -> list[Problem]:
    """Grave findings under the first code, the others under the second."""
    try:
        found = ask()
    except ToolFailed as error:
        hint = f"run {tool} by hand and see why; until then the book is not judged"
        return [problem("JPE094", f"{tool} gave no verdict: {error}", hint, file=name)]
    hint = f"look up the code in {tool}’s own list"
    grave = [_line(tool, each) for each in found if each.severity in _GRAVE]
    lesser = [_line(tool, each) for each in found if each.severity not in _GRAVE]
    return [*_several(codes[0], grave, hint, name), *_several(codes[1], lesser, hint, name)]


def _several(code: str, findings: Sequence[str], hint: str, name: str) -> list[Problem]:
    return list(problems_of(code, findings, hint, file=name))


def _line(tool: str, finding: Finding) -> str:
    message = " ".join(finding.message.split())
    short = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
    return f"{tool} {finding.code} {finding.where}: {short}"
