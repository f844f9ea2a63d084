"""Items of CSL-JSON → pandoc's tree of each entry, by its citeproc.

pandoc is a program and runs apart: nothing of it is linked. It is given its input and the style, no
network, no environment, no files of the user's, so much memory and so much time.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from journalpress.errors import EnvironmentFailure, InputError

INSTALL = "pip install 'journalpress[csl]'"
SECONDS = 60
"""More than enough for thousands of items; a style that runs in a circle is stopped sooner."""
MEGABYTES = 256
"""What a worker has is shared with the program: see limits.py."""
_STYLE = "style.csl"
_ENTRY = "ref-"
"""What pandoc puts before the id of an item to name its entry."""


def find_pandoc() -> Path | None:
    """The pandoc that the extra `csl` brings; None where it is not installed.

    Another one on this computer is not asked: it may print other words.
    """
    found = find_spec("pypandoc")
    for folder in (found and found.submodule_search_locations) or ():
        for name in ("pandoc", "pandoc.exe"):
            program = Path(folder) / "files" / name
            if program.is_file():
                return program
    return None


def entries_of(
    style: bytes, items: Sequence[Mapping[str, Any]], lang: str, *, name: str
) -> Mapping[str, list[Any]]:
    """The inlines of each entry, as pandoc's JSON has them, by the id of its item.

    An item for which the style prints nothing may be absent. `lang` is a BCP 47 tag, `name` what a
    person calls the style. Raises InputError where the style cannot be used, EnvironmentFailure
    where pandoc cannot be run.
    """
    program = find_pandoc()
    if program is None:
        raise EnvironmentFailure(
            "printing by a CSL style needs one more part", hint=f"run: {INSTALL}"
        )
    command = [
        str(program), "--sandbox", "--data-dir=.", "--from=csljson", "--to=json", "--citeproc",
        f"--csl={_STYLE}", f"--metadata=lang:{lang}", "+RTS", f"-M{MEGABYTES}m", "-RTS",
    ]  # fmt: skip
    try:
        with tempfile.TemporaryDirectory(prefix="journalpress-csl-") as folder:
            (Path(folder) / _STYLE).write_bytes(style)
            ended = subprocess.run(
                command,
                input=json.dumps(list(items)).encode(),
                capture_output=True,
                cwd=folder,
                env={},
                timeout=SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise EnvironmentFailure(
            f"pandoc did not print {len(items)} sources by “{name}” in {SECONDS} seconds",
            hint="run again when the computer is less busy, or choose another style",
        ) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(
            f"pandoc cannot be run: {why}", hint=f"run: {INSTALL} --force-reinstall"
        ) from error
    if ended.returncode:
        told = ended.stderr.decode("utf-8", "replace").strip().splitlines()
        why = told[0].removeprefix("pandoc: ").rstrip(";") if told else f"exit {ended.returncode}"
        raise InputError(
            f"pandoc cannot print by “{name}”: {why}",
            hint="download the style again, or choose another: https://www.zotero.org/styles",
        )
    return _entries(json.loads(ended.stdout))


def _entries(tree: Any) -> dict[str, list[Any]]:
    """The inlines of every `csl-entry` below, paragraphs joined by a space."""
    found: dict[str, list[Any]] = {}
    waiting = list(tree["blocks"])
    while waiting:
        block = waiting.pop(0)
        if block["t"] != "Div":
            continue
        (name, classes, _), blocks = block["c"]
        if "csl-entry" not in classes:
            waiting += blocks
            continue
        inlines = found.setdefault(name.removeprefix(_ENTRY), [])
        for each in blocks:
            if each["t"] not in ("Para", "Plain"):
                raise InputError(
                    f"pandoc printed a {each['t']} in an entry, which has no place there"
                )
            inlines += [{"t": "Space"}, *each["c"]]
    return found
