"""A journal with one sound and one sick article, and what every ending must be like."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from journalpress.batch.ledger import LEDGER
from journalpress.cli import main
from tests.journals import source_text, write_journal

QUICK = ("--to", "text", "--to", "html")
ALL = (*QUICK, "--to", "pdf", "--to", "epub", "--to", "docx")


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status and its lines."""

    code: int
    out: str
    err: str

    def lines(self, code: str) -> list[str]:
        """The lines with this problem code."""
        return [line for line in (self.out + self.err).splitlines() if f" {code} " in line]


def run(*arguments: object) -> Ended:
    """Run one command in this process; no trace and no fault of ours may come out."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(each) for each in arguments])
    ended = Ended(code, out.getvalue(), err.getvalue())
    said = ended.out + ended.err
    assert "Traceback" not in said
    assert "unexpected error" not in said
    assert "Error:" not in said, said
    return ended


@dataclass(frozen=True)
class Clinic:
    """A journal on the disk whose article `sick` is to be spoiled, and a folder to export into."""

    journal: Path
    out: Path

    @property
    def sick(self) -> Path:
        """The file to spoil."""
        return self.journal / "articles/sick.md"

    def write(self, text: str | bytes) -> None:
        """Put this into the sick article's file."""
        self.sick.write_bytes(text.encode() if isinstance(text, str) else text)

    def body(self, text: str) -> None:
        """The sick article with these words in its body."""
        self.write(source_text("sick", text))

    def front(self, lines: str) -> None:
        """The sick article with these lines in its front matter."""
        self.write(source_text("sick", front=lines))

    def export(self, *formats: str) -> Ended:
        """Export drafts of all articles, and look at what lies in the folder then."""
        ended = run(
            "export", "--journal", self.journal, "--draft", "-o", self.out, *(formats or QUICK)
        )
        self.prove()
        return ended

    def prove(self) -> None:
        """Whatever lies in the output folder is whole and agrees with its record."""
        if not (self.out / LEDGER).is_file():
            assert not list(self.out.glob("draft/**/*.*"))
            return
        assert not list(self.out.rglob("*journalpress-tmp*"))
        proved = run("verify", self.out)
        assert proved.code == 0, proved.out

    def made(self) -> set[str]:
        """The names of the drafts that were made."""
        return {path.name for path in self.out.glob("draft/*/*") if path.is_file()}

    def refused(self, code: str, line: int | None, said: str = "") -> Ended:
        """Export; one line with file, line, code and advice; the sound article is made."""
        ended = self.export()
        assert ended.code == 1
        assert self.made() == {"sound.txt", "sound.html"}
        (first, *others) = ended.lines(code)
        place = f":{line}" if line else r"(?::\d+)?"
        assert re.match(rf".*articles/sick\.md{place}: {code} error: .+  → .+", first), first
        assert said in first
        assert first not in others
        return ended

    def accepted(self, *formats: str) -> Ended:
        """Export; both articles are made and agree."""
        ended = self.export(*formats)
        assert ended.code == 0, ended.err
        assert {"sick.txt", "sick.html"} <= self.made()
        return ended


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clinic]:
    """The journal of two drafts, with the current folder inside it."""
    journal = write_journal(
        tmp_path / "journal", sound=source_text("sound"), sick=source_text("sick")
    )
    (journal / "media").mkdir()
    monkeypatch.chdir(journal)
    yield Clinic(journal, tmp_path / "made")
    for fifo in tmp_path.rglob("*"):
        if fifo.is_fifo():
            fifo.unlink()


def png(width: int = 20, height: int = 20) -> bytes:
    """A sound picture."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, "PNG")
    return data.getvalue()


@cache
def bomb(side: int) -> bytes:
    """A small PNG of side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    squeeze = zlib.compressobj(9)
    row = b"\0" * (side // 8 + 1)
    pixels = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )
