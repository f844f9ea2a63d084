"""Starts LibreOffice and edits Word files in it; run by a Python that has UNO, as ours has not.

    python3 -m tests.editors.writer_server SOFFICE

Each line on standard input is a job as JSON: `open` and `save` are paths, `tracked` says whether
changes are recorded, `author` is who makes them, `edits` are names and arguments of writer_edits.
Each is answered by a line: {} when it is done, {"impossible": why} when the document has not what
the edit needs. The first line says which LibreOffice runs. It ends with its standard input, and
with 1 when LibreOffice is lost: then the job has no answer.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.connection import NoConnectException

from tests.editors.writer_edits import EDITS, EditImpossible, Writer, values

START_SECONDS = 60
END_SECONDS = 10
QUIET = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
WORD = "MS Word 2007 XML"


@contextlib.contextmanager
def office(program: str) -> Iterator[Any]:
    """A LibreOffice with a profile of its own, ended with the block: its component context."""
    pipe = f"journalpress-{os.getpid()}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            (program, *QUIET, f"-env:UserInstallation={Path(profile).as_uri()}",
             f"--accept=pipe,name={pipe};urp;"),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            context = _connect(process, pipe)
            yield context
            with contextlib.suppress(Exception):
                _desktop(context).terminate()
        finally:
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _connect(process: subprocess.Popen[bytes], pipe: str) -> Any:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _desktop(context: Any) -> Any:
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def _configuration(context: Any, node: str) -> Any:
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    update = "com.sun.star.configuration.ConfigurationUpdateAccess"
    return provider.createInstanceWithArguments(update, values(nodepath=node))


def _name_author(context: Any, author: str) -> None:
    person = _configuration(context, "/org.openoffice.UserProfile/Data")
    person.givenname, person.sn = "", author
    person.commitChanges()


def do(context: Any, job: dict[str, Any]) -> dict[str, str]:
    """Opens, edits and saves: the answer."""
    _name_author(context, job["author"])
    address = Path(job["open"]).as_uri()
    document = _desktop(context).loadComponentFromURL(address, "_blank", 0, values(Hidden=True))
    if document is None:
        return {"impossible": "LibreOffice does not open this file"}
    try:
        document.RecordChanges = job["tracked"]
        for name, given in job["edits"]:
            EDITS[name](Writer(document, context), **given)
        document.storeToURL(Path(job["save"]).as_uri(), values(FilterName=WORD))
    except EditImpossible as error:
        return {"impossible": str(error)}
    finally:
        document.close(True)
    return {}


def main() -> None:
    """Serves jobs until standard input ends."""
    with office(sys.argv[1]) as context:
        product = _configuration(context, "/org.openoffice.Setup/Product")
        _answer({"office": product.ooSetupVersionAboutBox})
        for line in sys.stdin:
            _answer(do(context, json.loads(line)))


def _answer(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    finally:
        # soffice is a script: what it started may outlive it, and all of it is in this group.
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
