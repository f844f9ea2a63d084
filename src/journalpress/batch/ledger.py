"""The ledger of an output folder: which file was made of what, safe whatever happens on the way.

`OUT/.journalpress/ledger.sqlite` holds a row for each file: its record, its content key, what it
must say when it is read back. A file's row is written as "coming" before the file is put in place
and counts once the file is there, so that a process killed at any moment leaves no row that lies.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal, TypeAlias
from urllib.parse import quote

from journalpress.batch.records import (
    SCRATCH,
    STATE,
    Record,
    dump_record,
    dump_said,
    expectation_of,
    load_record,
    load_said,
    read_file,
)
from journalpress.digests import sha256
from journalpress.edition.types import Expectation
from journalpress.errors import EnvironmentFailure
from journalpress.files import TEMPORARY_SUFFIX, move, write_whole

LEDGER = f"{STATE}/ledger.sqlite"
RECORDS = f"{STATE}/records"
"""Where an earlier journalpress kept a JSON file for each row; read once, then removed."""
SCHEMA = 1

State: TypeAlias = Literal["whole", "missing", "touched"]
"""whole: the file is as it was written · missing: it is gone · touched: somebody changed it."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, record TEXT NOT NULL, "
    "said BLOB NOT NULL, seen TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE IF NOT EXISTS coming (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, "
    "record TEXT NOT NULL, said BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, key TEXT NOT NULL, "
    "content TEXT NOT NULL)",
)
_BROKEN = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")
"""What SQLite says of a ledger that is none, is damaged, or has not these tables."""


class Ledger:
    """The ledger of a folder whose lock is held; every method raises EnvironmentFailure.

    One that cannot be read is put aside and begun anew: then nothing counts as made.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._path = out / LEDGER
        self._arrived: list[tuple[str, str]] = []
        self._wrote = False
        self._records: dict[str, Record] | None = None
        _check_way(self._path)
        with _refusals(self._path):
            self._db = _connected(self._path)
            try:
                try:
                    self._prepare()
                except sqlite3.Error as error:
                    if getattr(error, "sqlite_errorname", _BROKEN[0]) not in _BROKEN:
                        raise
                    self._db.close()
                    _put_aside(self._path)
                    self._db = _connected(self._path)
                    self._prepare()
                self._adopt(_old_records(out))
                self._adopt_arrived()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Ledger:
        """The ledger itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is left to write and leave one file, which also a copy of the folder has."""
        try:
            with contextlib.suppress(sqlite3.Error) if error else _refusals(self._path):
                if self._arrived:
                    with self._transaction():
                        self._settle()
                if self._wrote:
                    # A database without a second file beside it can be read from a medium that
                    # cannot be written to.
                    self._db.execute("PRAGMA journal_mode = DELETE")
        finally:
            self._db.close()

    def records(self) -> dict[str, Record]:
        """Every file by path, sorted."""
        if self._records is None:
            with _refusals(self._path):
                if self._arrived:
                    with self._transaction():
                        self._settle()
                self._records = _records(self._db)
        return dict(sorted(self._records.items()))

    def put(self, record: Record, said: bytes, data: bytes) -> None:
        """Put a file in place and its row with it, both or neither.

        `said` is packed by `dump_said`. When this raises, the old file and its row stand.
        """
        with _refusals(self._path), self._transaction():
            self._settle()
            self._db.execute(
                "INSERT OR REPLACE INTO coming VALUES (?, ?, ?, ?)",
                (record.path, record.sha256, dump_record(record), said),
            )
        target = self._out / record.path
        try:
            write_whole(target, data)
        except EnvironmentFailure:
            with contextlib.suppress(sqlite3.Error), self._transaction():
                self._db.execute("DELETE FROM coming WHERE path = ?", (record.path,))
            raise
        self._arrived.append((record.path, _signature(target)))
        # Of a hundred thousand files they are read once more at the end, not held all the while.
        self._records = None

    def forget(self, path: str) -> None:
        """Strike out a file that is no longer there."""
        with _refusals(self._path), self._transaction():
            self._settle()
            self._db.execute("DELETE FROM file WHERE path = ?", (path,))
        if self._records is not None:
            self._records.pop(path, None)

    def states(self, records: Iterable[Record]) -> dict[str, State]:
        """How each of these files lies in the folder now.

        A file with the same number, size and times as when its bytes were last hashed is not
        read: nobody can write to it and set its time of change (ctime) back.
        """
        found: dict[str, State] = {}
        hashed: list[tuple[str, str]] = []
        with _refusals(self._path):
            seen = dict(self._db.execute("SELECT path, seen FROM file"))
        seen.update(self._arrived)
        for record in records:
            path = self._out / record.path
            now = _signature(path)
            if now and now == seen.get(record.path):
                found[record.path] = "whole"
                continue
            data = read_file(path)
            if data is None:
                found[record.path] = "missing"
            elif sha256(data) == record.sha256:
                found[record.path] = "whole"
                hashed.append((now, record.path))
            else:
                found[record.path] = "touched"
        if hashed:
            with _refusals(self._path), self._transaction():
                self._db.executemany("UPDATE file SET seen = ? WHERE path = ?", hashed)
        return found

    def remembered(self) -> Mapping[str, tuple[str, str]]:
        """Name → key and content of what `remember` was told."""
        with _refusals(self._path):
            return _remembered(self._db)

    def remember(self, learnt: Mapping[str, tuple[str, str]], gone: Iterable[str] = ()) -> None:
        """Keep key and content under each name, and strike out the names that are gone."""
        with _refusals(self._path), self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO known VALUES (?, ?, ?)",
                [(name, *each) for name, each in learnt.items()],
            )
            self._db.executemany("DELETE FROM known WHERE name = ?", [(name,) for name in gone])

    def _prepare(self) -> None:
        schema = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if schema > SCHEMA:
            raise sqlite3.DatabaseError("a newer schema")
        self._db.execute("PRAGMA synchronous = FULL")
        if schema < SCHEMA:
            with self._transaction():
                for table in _TABLES:
                    self._db.execute(table)
                self._db.execute(f"PRAGMA user_version = {SCHEMA}")
        for table in ("file", "coming", "known"):
            self._db.execute(f"SELECT count(*) FROM {table}").fetchone()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self._wrote:
            # Not before something is to be written: an export that changes nothing changes no byte.
            self._db.execute("PRAGMA journal_mode = WAL")
            self._wrote = True
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _settle(self) -> None:
        """The rows of files that are in place count from now on; inside a transaction."""
        for path, seen in self._arrived:
            self._db.execute(
                "INSERT OR REPLACE INTO file SELECT path, record, said, ? FROM coming "
                "WHERE path = ?",
                (seen, path),
            )
            self._db.execute("DELETE FROM coming WHERE path = ?", (path,))
        self._arrived.clear()

    def _adopt_arrived(self) -> None:
        """Of a run that was killed: rows count whose file did arrive, the others never were."""
        rows = self._db.execute("SELECT path, sha256 FROM coming").fetchall()
        if rows:
            self._arrived += [
                (path, "") for path, digest in rows if _is_at(self._out, path, digest)
            ]
            with self._transaction():
                self._settle()
                self._db.execute("DELETE FROM coming")

    def _adopt(self, old: Mapping[str, tuple[Record, bytes]]) -> None:
        """Take over the records of an earlier journalpress, then remove them."""
        if old:
            with self._transaction():
                self._db.executemany(
                    "INSERT OR IGNORE INTO file (path, record, said) VALUES (?, ?, ?)",
                    [(path, dump_record(each), said) for path, (each, said) in old.items()],
                )
        _remove_old_records(self._out)


# --- reading alone ---------------------------------------------------------------------------


def has_ledger(out: Path) -> bool:
    """Whether an export ever wrote into this folder."""
    return (out / LEDGER).is_file() or (out / RECORDS).is_dir()


def read_records(out: Path) -> dict[str, Record]:
    """Every record of the output folder by path, sorted; nothing is written.

    Empty where there is no ledger or one that cannot be read: its files then count as not ours.
    Raises EnvironmentFailure.
    """
    with _reading(out) as db:
        if db is None:
            return {path: record for path, (record, _) in sorted(_old_records(out).items())}
        found = _records(db)
        for path, digest, text in db.execute("SELECT path, sha256, record FROM coming"):
            record = load_record(text)
            if record and record.path == path and _is_at(out, path, digest):
                found[path] = record
    return dict(sorted(found.items()))


def read_remembered(out: Path) -> Mapping[str, tuple[str, str]]:
    """What `Ledger.remembered` holds, without writing anything. Raises EnvironmentFailure."""
    with _reading(out) as db:
        return _remembered(db) if db else {}


def read_states(out: Path, records: Iterable[Record]) -> dict[str, State]:
    """How each of these files lies in the folder now, every one read. Raises EnvironmentFailure."""
    found: dict[str, State] = {}
    for record in records:
        data = read_file(out / record.path)
        found[record.path] = (
            "missing" if data is None else "whole" if sha256(data) == record.sha256 else "touched"
        )
    return found


def read_said(out: Path) -> Iterator[tuple[Record, Expectation | None]]:
    """Every record, and what its file must say (None where that is lost). Raises as above."""
    records = read_records(out)
    with _reading(out) as db:
        old = _old_records(out) if db is None else {}
        for path, record in records.items():
            if db is None:
                yield record, load_said(old[path][1])
                continue
            row = db.execute(
                "SELECT said FROM coming WHERE path = :path AND sha256 = :digest "
                "UNION ALL SELECT said FROM file WHERE path = :path",
                {"path": path, "digest": record.sha256},
            ).fetchone()
            yield record, load_said(row[0]) if row else None


@contextlib.contextmanager
def _reading(out: Path) -> Iterator[sqlite3.Connection | None]:
    path = out / LEDGER
    if not path.is_file():
        yield None
        return
    with _refusals(path, "read"):
        db = _connected(path, "ro")
        try:
            schema = db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.OperationalError:
            # Beside a folder that cannot be written to, SQLite can make no file of its own.
            db.close()
            db = _connected(path, "ro&immutable=1")
            schema = db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError:
            schema = 0
        try:
            yield db if schema == SCHEMA else None
        finally:
            db.close()


def _connected(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    where = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(where, uri=True, timeout=10, isolation_level=None)


def _records(db: sqlite3.Connection) -> dict[str, Record]:
    rows = db.execute("SELECT path, record FROM file ORDER BY path")
    found = ((path, load_record(text)) for path, text in rows)
    return {path: record for path, record in found if record and record.path == path}


def _remembered(db: sqlite3.Connection) -> Mapping[str, tuple[str, str]]:
    rows = db.execute("SELECT name, key, content FROM known")
    return {name: (key, content) for name, key, content in rows}


def _is_at(out: Path, path: str, digest: str) -> bool:
    data = read_file(out / path)
    return data is not None and sha256(data) == digest


def _signature(path: Path) -> str:
    """What changes with every write to a file; "" where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return ""
    if not stat.S_ISREG(found.st_mode):
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


# --- what may be in the way --------------------------------------------------------------------


@contextlib.contextmanager
def _refusals(path: Path, verb: str = "write") -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise EnvironmentFailure(
            f"cannot {verb} {path}: {str(error).lower()}",
            hint="make room or ask for the right to write there, then run again; "
            "nothing that was there is lost",
        ) from error


def _check_way(path: Path) -> None:
    """Raises EnvironmentFailure where something that is no file lies at the ledger's place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        blocked = os.path.lexists(path) and not path.is_file()
    except OSError:
        blocked = True
    if blocked:
        raise EnvironmentFailure(
            f"cannot write {path}: something else lies in its way",
            hint="move it away, or choose another folder; nothing that was there is lost",
        )


def _put_aside(path: Path) -> None:
    """Keep a ledger that cannot be read, under a name that is free."""
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    number = 1
    while (aside := path.with_name(f"{path.name}.unreadable-{number}")).exists():
        number += 1
    move(path, aside)


def _old_records(out: Path) -> dict[str, tuple[Record, bytes]]:
    found: dict[str, tuple[Record, bytes]] = {}
    for path in sorted((out / RECORDS).rglob("*.json")):
        try:
            content = json.loads(read_file(path) or b"")
            content.pop("schema")
            said = dump_said(expectation_of(content.pop("expectation")))
            record = load_record(json.dumps(content))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if record:
            found[record.path] = record, said
    return found


def _remove_old_records(out: Path) -> None:
    folder = out / RECORDS
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def sweep(out: Path) -> None:
    """Remove the temporary files that a killed export left, and those of its workers."""
    shutil.rmtree(out / SCRATCH, ignore_errors=True)
    folders = [str(out)]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.startswith(".") and entry.name.endswith(TEMPORARY_SUFFIX):
                    Path(entry.path).unlink(missing_ok=True)
