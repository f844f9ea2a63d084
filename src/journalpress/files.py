"""Writing without ever losing or tearing what is there: temporary file, fsync, rename."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from journalpress.errors import EnvironmentFailure, FolderLocked

TEMPORARY_SUFFIX = ".journalpress-tmp"
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_THE_WAY = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ELOOP, errno.ENXIO)


def read_whole(path: Path, most: int = -1, *, inside: Path | None = None) -> bytes:
    """The bytes of an ordinary file, `most` of them at most where that is given.

    With `inside`, nothing is read that lies elsewhere in truth, past every link and `..`; a folder
    in it, such as one on a share, may itself be a link, and what lies below that counts as inside.
    Raises OSError, for a folder, a pipe and a device too: nothing is waited for.
    """
    if inside is not None and _leads_out(path, inside):
        reason = "not an ordinary file of the journal but a link out of it"
        raise OSError(errno.EINVAL, reason, str(path))
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(path))
        file = os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise
    with file:
        return file.read(most)


def _leads_out(path: Path, folder: Path) -> bool:
    parent = path.parent
    is_near = parent == folder or (parent.parent == folder and parent.name != "..")
    # What it costs to ask where a path ends is felt with thousands of articles.
    if is_near and not path.is_symlink():
        return False
    target = Path(os.path.realpath(path))
    places = (folder, parent) if is_near else (folder,)
    return not any(target.is_relative_to(os.path.realpath(place)) for place in places)


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`, wholly or not at all; the folder is made if need be.

    Raises EnvironmentFailure where the disk or the folder refuses; the old file then stands.
    """
    temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error


def append_line(path: Path, line: str) -> None:
    """Add one line to a file that only grows, under a lock, and wait until the disk has it.

    A line torn off by a crash is closed first, so that it never swallows the next one.
    Raises EnvironmentFailure.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refused(path, error) from error


def move(source: Path, target: Path) -> None:
    """Rename `source` to `target`, replacing what is there. Raises EnvironmentFailure."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        sync_folder(target.parent)
        sync_folder(source.parent)
    except OSError as error:
        raise _refused(target, error) from error


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's own entries (a rename is one)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a folder's lock file for as long as the block runs.

    Raises FolderLocked if another process holds it, EnvironmentFailure if it cannot be made.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NONBLOCK, 0o666)
    except OSError as error:
        raise _refused(lock, error) from error
    with _locked(descriptor, f"another export is writing into {lock.parent.parent}"):
        yield


@contextlib.contextmanager
def held_folder(folder: Path, who: str) -> Iterator[None]:
    """Hold a folder itself, without a file in it, for as long as the block runs.

    Raises FolderLocked, with `who` as its subject, if another process holds it, EnvironmentFailure.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _refused(folder, error) from error
    with _locked(descriptor, f"{who} is writing into {folder}"):
        yield


@contextlib.contextmanager
def _locked(descriptor: int, refusal: str) -> Iterator[None]:
    """Hold the lock of an open file or folder and close it behind the block."""
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            hint = "wait until it has finished, then run this again"
            raise FolderLocked(refusal, hint=hint) from error
        yield
    finally:
        os.close(descriptor)


def _refused(path: Path, error: OSError) -> EnvironmentFailure:
    reason = (error.strerror or str(error)).lower()
    if error.errno in _IN_THE_WAY:
        hint = f"move {_obstacle(path)} away, or choose another folder"
    elif error.errno in _NO_RIGHT:
        hint = "ask for the right to write there, or choose another folder"
    else:
        hint = "make room, or choose another folder"
    return EnvironmentFailure(
        f"cannot write {path}: {reason}", hint=f"{hint}; nothing that was there is lost"
    )


def _obstacle(path: Path) -> Path:
    """What stands where a folder of this path should be, else the path itself."""
    folders = reversed(path.parents)
    return next((each for each in folders if os.path.lexists(each) and not each.is_dir()), path)
