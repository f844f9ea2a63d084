"""What the kernel saw a program do: every file it opened, program it started, socket it made.

`witness(command, log, …)` runs a command under strace; `Witnessed.strange(allowed)` names what no
row of a written list allows.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import tools

CALLS = "%file,%network,open_by_handle_at,io_uring_setup"
"""Calls that take a path or make a connection, and the two that would go around them."""
READ_ONLY = "O_RDONLY"

_OPENED = re.compile(
    r'(?:open|openat|openat2)\((?:(?:AT_FDCWD|\d+)<(?P<here>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"'
    r", (?:\{flags=)?(?P<how>[A-Z_|]+).*\) += -?\d+(?:<(?P<real>.*)>)?"
)
_STARTED = re.compile(r'(?:execve|execveat)\(.*?"(?P<path>(?:[^"\\]|\\.)*)"')
_CHANGED = re.compile(
    r"(?:rename|renameat|renameat2|link|linkat|symlink|symlinkat|unlink|unlinkat|mkdir|mkdirat"
    r"|rmdir|truncate|chmod|fchmodat|chown|fchownat|mknod|mknodat|creat)\((?P<rest>.*)\) += 0"
)
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<here>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a program did: "reads", "writes", "starts" a path, or "connects" otherwise."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """A row of the list: files, and folders with all below them, and why they are allowed."""

    why: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """How a command ended and what it and all its children did, each deed once."""

    ended: subprocess.CompletedProcess[str]
    deeds: frozenset[Deed]

    def strange(
        self, read: Iterable[Allowed], write: Iterable[Allowed], start: Iterable[Path]
    ) -> list[str]:
        """The deeds that no row of `read` or `write` allows, nor `start`, in words.

        What may be written may be read. A socket that stays on the machine (AF_UNIX) is allowed
        where it has no name or may write what it is named for.
        """
        written = _places(write)
        may = {"reads": _places(read) + written, "writes": written}
        started = {os.path.realpath(each) for each in start}
        return sorted(
            f"{deed.kind} {deed.what}"
            for deed in self.deeds
            if not (
                os.path.realpath(deed.what) in started
                if deed.kind == "starts"
                else _below(deed.what, may.get(deed.kind, ()))
            )
        )


def witness(
    command: Sequence[str | Path], log: Path, *, cwd: Path, environment: Mapping[str, str]
) -> Witnessed:
    """The command, run under strace; `log` is a folder for what it writes, made here.

    Skips the calling test where strace is not installed.
    """
    log.mkdir()
    ended = subprocess.run(
        [
            tools.require("strace"), "-ff", "-qq", "-y", "--seccomp-bpf",
            "-e", f"trace={CALLS}", "-e", "signal=none", "-o", log / "of", *command,
        ],
        capture_output=True, text=True, check=False, cwd=cwd, env=environment, timeout=300,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    logs = {each.suffix.removeprefix("."): each for each in log.iterdir()}
    own = re.compile(rf"/proc/(?:{'|'.join(logs)})\b")
    lines = (
        own.sub("/proc/self", line)
        for each in logs.values()
        for line in each.read_text("utf-8", "surrogateescape").splitlines()
    )
    return Witnessed(ended, frozenset(deed for line in lines for deed in _deeds(line, cwd)))


def _deeds(line: str, cwd: Path) -> Iterator[Deed]:
    if line.startswith("open") and (found := _OPENED.match(line)):
        kind = "reads" if found["how"].startswith(READ_ONLY) else "writes"
        yield Deed(kind, _path(found["path"], found["here"], cwd))
        # The kernel's own word on where it ended, past every link.
        if found["real"] and found["real"].startswith("/"):
            yield Deed(kind, _text(found["real"]).removesuffix(" (deleted)"))
    elif found := _STARTED.match(line):
        yield Deed("starts", _path(found["path"], None, cwd))
    elif found := _CHANGED.match(line):
        for each in _PATH.finditer(found["rest"]):
            yield Deed("writes", _path(each["path"], each["here"], cwd))
    elif line.startswith(("socket(", "socketpair(")):
        if "AF_UNIX" not in line:
            yield Deed("connects", line)
    elif line.startswith(("connect(", "bind(", "sendto(", "sendmsg(")):
        if name := re.search(r'sun_path=(@?"[^"]*")', line):
            yield Deed("writes", name[1].strip('"'))
        elif re.search(r"sa_family=AF_(?!UNIX)", line):
            yield Deed("connects", line)
    elif line.startswith(("open", "io_uring", "creat(")):
        yield Deed("connects", line)


def _path(path: str, here: str | None, cwd: Path) -> str:
    return os.path.normpath(Path(_text(here) if here else cwd, _text(path)))


def _text(escaped: str) -> str:
    """A path as strace writes it, with its bytes above ASCII as octal numbers."""

    def one(found: re.Match[bytes]) -> bytes:
        said = found[1]
        if said.isdigit():
            return bytes([int(said, 8)])
        return {b"n": b"\n", b"t": b"\t", b"r": b"\r"}.get(said, said)

    return os.fsdecode(_ESCAPED.sub(one, os.fsencode(escaped)))


def _places(rows: Iterable[Allowed]) -> tuple[str, ...]:
    """Each path as it is called, and as the kernel knows it past every link."""
    paths = [path for row in rows for path in row.paths]
    return tuple({form for each in paths for form in (str(each), os.path.realpath(each))})


def _below(path: str, places: Sequence[str]) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in places)
