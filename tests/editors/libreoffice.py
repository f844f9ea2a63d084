"""A Word file with edits → the same file edited in LibreOffice, as a person would edit it.

One LibreOffice runs per test process, with a profile of its own, from the first edit on. It is
started anew when it crashes or hangs, and ends with the tests.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.tools import REPOSITORY, python_with_uno, require

START_SECONDS = 90
JOB_SECONDS = 90
"""An edit takes about a second. What takes as long as this hangs."""


class EditFailed(Exception):
    """The document has not what the edit needs, or LibreOffice crashed at it twice."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What to do, a name of tests/editors/writer_edits.py, and its arguments."""

    name: str
    given: Mapping[str, Any]


def edit(name: str, **given: Any) -> Edit:
    """An edit in one line: `edit("delete", at="_jp_p1", words="not")`."""
    return Edit(name, given)


def edited(data: bytes, *edits: Edit, tracked: bool = True, author: str = "Dr Okafor") -> bytes:
    """The Word file after LibreOffice has opened, edited and saved it; skips without LibreOffice.

    Raises EditFailed where the document has not what an edit needs.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "copy.docx", Path(folder) / "edited.docx"
        source.write_bytes(data)
        job = {
            "open": str(source),
            "save": str(target),
            "tracked": tracked,
            "author": author,
            "edits": [[each.name, dict(each.given)] for each in edits],
        }
        answer = _ask(job)
        if "impossible" in answer:
            raise EditFailed(answer["impossible"])
        return target.read_bytes()


class OfficeLost(Exception):
    """LibreOffice crashed or does not answer."""


def _ask(job: dict[str, Any]) -> dict[str, str]:
    try:
        return office().ask(job)
    except OfficeLost:
        office.cache_clear()
    try:
        return office().ask(job)
    except OfficeLost as error:
        office.cache_clear()
        raise EditFailed(f"LibreOffice was lost twice at {job['edits']}: {error}") from error


@cache
def office() -> Office:
    """The LibreOffice of this process, started at the first call."""
    return start()


def start() -> Office:
    """Another LibreOffice; skips the calling test where there is none."""
    return Office(python_with_uno(), require("libreoffice"))


class Office:
    """A LibreOffice that runs, and the Python before it that edits."""

    def __init__(self, python: Path, program: Path) -> None:
        self._said = b""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        self._process = subprocess.Popen(
            [python, "-B", "-m", "tests.editors.writer_server", program],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
        )
        atexit.register(self.close)
        self.version = self._answer(START_SECONDS)["office"]

    @property
    def pid(self) -> int:
        """The process in front, whose group holds all that it has started."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def ask(self, job: dict[str, Any], seconds: float = JOB_SECONDS) -> dict[str, str]:
        """The answer to a job. Raises OfficeLost where there is none in time."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # a ValueError: it was closed
            self.kill()
            raise OfficeLost(str(error)) from error
        return self._answer(seconds)

    def _answer(self, seconds: float) -> dict[str, str]:
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as ready:
            ready.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._said:
                if not ready.select(seconds):
                    self.kill()
                    raise OfficeLost(f"no answer in {seconds} s")
                heard = os.read(self._process.stdout.fileno(), 65536)
                if not heard:
                    self._errors.seek(0)
                    why = self._errors.read().decode(errors="replace")[-2000:]
                    self.kill()
                    raise OfficeLost(why)
                self._said += heard
        line, _, self._said = self._said.partition(b"\n")
        answer: dict[str, str] = json.loads(line)
        return answer

    def close(self) -> None:
        """Lets it end, and ends it where it does not."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(15)
        self.kill()

    def kill(self) -> None:
        """Ends it with all that it has started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for each in (self._process.stdin, self._process.stdout, self._errors):
            # What was written to it and never read is lost with it.
            with contextlib.suppress(OSError):
                if each is not None:
                    each.close()
        atexit.unregister(self.close)
