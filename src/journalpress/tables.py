"""A table of a TOML file, read key by key: whatever is left unread at the end is unknown."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from journalpress.problems import Problem, problem


class Table:
    """One table; lives while its settings are read and gathers what is wrong with them."""

    def __init__(
        self,
        content: Mapping[str, Any],
        file: str,
        text: str,
        name: str = "",
        problems: list[Problem] | None = None,
    ) -> None:
        self._content = content
        self._file = file
        self._text = text
        self._name = name
        self._read: set[str] = set()
        self._inner: list[Table] = []
        self.problems: list[Problem] = [] if problems is None else problems

    # --- what may stand in a table

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text; the default where it is absent."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self.complain(key, "must be a text in quotes")
            return default
        if required and not value.strip():
            self.complain(key, "is missing" if key not in self._content else "is empty")
        if any(ord(each) < 32 for each in value):
            self.complain(key, "holds a line break or a control character", "write it on one line")
        return value

    def address(self, key: str) -> str:
        """A web address (http or https), or "" where it is absent."""
        value = self.text(key)
        if value:
            try:
                parts = urlsplit(value)
                good = parts.scheme in ("http", "https") and bool(parts.hostname)
            except ValueError:
                good = False
            if not good:
                self.complain(key, "must be an address that begins with https:// or http://")
        return value

    def number(self, key: str, default: int) -> int:
        """A whole number; the default where it is absent."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.complain(key, "must be a whole number, without quotes")
            return default
        return value

    def decimal(self, key: str, default: float, least: float, most: float) -> float:
        """A number from `least` to `most`; the default where it is absent."""
        value = self._value(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.complain(key, "must be a number, without quotes")
            return default
        if not least <= value <= most:
            self.complain(key, f"must lie between {least:g} and {most:g}")
            return default
        return float(value)

    def shares(self, key: str, count: int) -> tuple[float, ...]:
        """So many shares of 1, written in per cent; () where they are absent."""
        value = self._value(key, [])
        if value == []:
            return ()
        if (
            not isinstance(value, list)
            or len(value) != count
            or not all(type(each) in (int, float) and 0 <= each <= 100 for each in value)
        ):
            self.complain(key, f"must be a list of {count} numbers from 0 to 100")
            return ()
        return tuple(each / 100 for each in value)

    def flag(self, key: str) -> bool:
        """true or false; false where it is absent."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            self.complain(key, "must be true or false, without quotes")
            return False
        return value

    def day(self, key: str) -> date | None:
        """A date, in quotes or not; None where it is absent or empty."""
        value = self._value(key, "")
        if isinstance(value, date) and type(value) is date:
            return value
        if value == "":
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.complain(key, "must be a date such as 2026-06-01")
            return None

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts; the default where it is absent."""
        value = self._value(key, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.complain(key, 'must be a list of texts: ["…", "…"]')
            return tuple(default)
        return tuple(value)

    def choice(self, key: str, known: Sequence[str]) -> str:
        """One of the known words; the first of them where it is absent."""
        value = self.text(key, known[0])
        if value not in known:
            self.complain(key, f"“{value}” is not known", _nearest(value, known))
            return known[0]
        return value

    def choices(self, key: str, known: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        """Some of the known words; the default where they are absent."""
        values = self.texts(key, default)
        for value in values:
            if value not in known:
                self.complain(key, f"“{value}” is not known", _nearest(value, known))
        return values

    def table(self, key: str, *, required: bool = False) -> Table:
        """The table inside this one; an empty one where it is absent."""
        if required and key not in self._content:
            self.complain(key, "is missing")
        value = self._value(key, {})
        if not isinstance(value, dict):
            self.complain(key, f"must be a table: [{self._path(key)}]")
            value = {}
        return self._enter(value, self._path(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list of tables."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.complain(key, f"must be a list of tables: [[{self._path(key)}]]")
            return ()
        return tuple(self._enter(each, self._path(key)) for each in value)

    def names(self) -> tuple[str, ...]:
        """The names of all that stands here, where any name may."""
        return tuple(self._content)

    # --- what is wrong

    def complain(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a key (JP070), with its line where that can be told."""
        line = _line_of(self._path(key), self._text)
        words = f"{self._path(key)} {message}"
        self.problems.append(problem("JP070", words, hint, file=self._file, line=line))

    def close(self) -> None:
        """Note every key that nobody asked for, here and in the tables inside."""
        for key in self._content:
            if key not in self._read:
                self.complain(key, "is not a known key", _nearest(key, self._read))
        for each in self._inner:
            each.close()

    def _value(self, key: str, default: Any) -> Any:
        self._read.add(key)
        return self._content.get(key, default)

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _enter(self, content: Mapping[str, Any], name: str) -> Table:
        inner = Table(content, self._file, self._text, name, self.problems)
        self._inner.append(inner)
        return inner


def read_toml(data: bytes, *, file: str) -> tuple[Table | None, list[Problem]]:
    """The whole of a TOML file as a Table; None and why (JP070) where it is none."""
    try:
        text = data.decode("utf-8-sig")
        content = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return None, [problem("JP070", "is not UTF-8 text", "save it as UTF-8", file=file)]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, [_unparsable(error, file)]
    return Table(content, file, text), []


def _unparsable(error: Exception, file: str) -> Problem:
    message, _, place = str(error).partition(" (at line ")
    line = place.partition(",")[0]
    if message == r"Illegal character '\n'":
        return problem(
            "JP070",
            "the closing quote is missing on this line",
            'a text stands in quotes: "…"',
            file=file,
            line=int(line) if line.isdigit() else 0,
        )
    return problem(
        "JP070",
        f"is not TOML: {message or 'nested too deep'}",
        "texts stand in quotes, lists in square brackets",
        file=file,
        line=int(line) if line.isdigit() else 0,
    )


def _nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them."""
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(words)}"


def _line_of(path: str, text: str) -> int:
    """The line where a key stands, from 1; 0 where none or several may be meant.

    tomllib tells no lines, so this looks for the key below the header of its table, else anywhere.
    """
    table, _, key = path.rpartition(".")
    named = re.compile(rf'(?:^|[{{,.])\s*"?{re.escape(key)}"?\s*=')
    header, inside, anywhere = "", [], []
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[+([^\]=]+)\]+\s*(?:#.*)?$", line):
            header = head[1].strip().replace('"', "")
            if header == path:
                inside.append(number)
        elif named.search(line):
            anywhere.append(number)
            if header == table:
                inside.append(number)
    for found in (inside, anywhere):
        if found:
            return found[0] if len(found) == 1 else 0
    return 0
