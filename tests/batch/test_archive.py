"""What was published is kept by digest, and for as long as the journal says."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.batch.archive import keep, prune
from journalpress.journal.kept import archive_path
from tests.batch.test_holdings import holding


def sha(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def lay(path: Path, data: bytes) -> str:
    """A file on the disk; returns its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return sha(data)


def line(event: str, as_of: str, files: dict[str, str], **fields: Any) -> dict[str, Any]:
    """A line of the history, written on that day."""
    return {"event": event, "at": f"{as_of}T02:00:00+00:00", "as_of": as_of, "files": files,
            **fields}  # fmt: skip


def kept(journal: Path) -> set[str]:
    """Every file of the archive, as a path below the journal."""
    files = (journal / "archive").rglob("*")
    return {path.relative_to(journal).as_posix() for path in files if path.is_file()}


def test_a_leaflet_and_its_sources_are_kept(tmp_path: Path) -> None:
    """By digest and with their ending; other formats are not, for they can be made again."""
    pdf = lay(tmp_path / "out/pdf/lupus.pdf", b"%PDF")
    text = lay(tmp_path / "out/text/lupus.txt", b"words")
    source = lay(tmp_path / "articles/lupus.md", b"# Lupus")
    holdings = [
        holding(sha256=pdf), holding("text/lupus.txt", sha256=text, format="text", layout=""),
    ]  # fmt: skip

    new = keep(tmp_path, tmp_path / "out", holdings, {"articles/lupus.md": source})

    assert set(new) == kept(tmp_path) == {
        f"archive/{pdf[:2]}/{pdf}.pdf", f"archive/{source[:2]}/{source}.md",
    }  # fmt: skip
    assert keep(tmp_path, tmp_path / "out", holdings, {"articles/lupus.md": source}) == ()


def test_what_was_changed_meanwhile_is_not_kept_under_a_false_name(tmp_path: Path) -> None:
    """A leaflet or a source whose bytes are not the published ones."""
    lay(tmp_path / "out/pdf/lupus.pdf", b"somebody wrote into it")
    lay(tmp_path / "articles/lupus.md", b"edited since")

    sources = {"articles/lupus.md": sha(b"before"), "articles/gone.md": sha(b"gone")}
    assert keep(tmp_path, tmp_path / "out", [holding()], sources) == ()
    assert kept(tmp_path) == set()


def archived(journal: Path, *files: str) -> dict[str, str]:
    """Files of these names in the archive; name → SHA-256."""
    digests = {name: sha(name.encode()) for name in files}
    for name, digest in digests.items():
        lay(journal / archive_path(name, digest), name.encode())
    return digests


def test_what_was_taken_back_long_ago_goes(tmp_path: Path) -> None:
    """Ten years after; what another leaflet still needs stays, and so does what is out."""
    files = archived(tmp_path, "pdf/old.pdf", "pdf/new.pdf", "articles/old.md", "media/both.png")
    old, new = {"pdf/old.pdf": files["pdf/old.pdf"]}, {"pdf/new.pdf": files["pdf/new.pdf"]}
    picture = {"media/both.png": files["media/both.png"]}
    history = (
        line("published", "2010-01-01", old,
             sources={"articles/old.md": files["articles/old.md"], **picture}),
        line("published", "2011-01-01", new, sources=picture),
        line("retired", "2012-02-29", old, why="withdrawn"),
        line("printed", "2026-12-01", {}),
    )  # fmt: skip

    early = prune(tmp_path, history, years=10, as_of=date(2022, 2, 28))
    late = prune(tmp_path, history, years=10, as_of=date(2022, 3, 1))

    assert early == ()
    assert set(late) == {
        archive_path(name, files[name]) for name in ("pdf/old.pdf", "articles/old.md")
    }
    assert kept(tmp_path) == {
        archive_path(name, files[name]) for name in ("pdf/new.pdf", "media/both.png")
    }


def test_looking_ahead_removes_nothing(tmp_path: Path) -> None:
    """`--as-of 2099` must not empty the archive: no later day counts than history was written."""
    files = archived(tmp_path, "pdf/old.pdf")
    history = (
        line("published", "2025-01-01", files),
        line("retired", "2026-01-01", files, why="withdrawn"),
    )

    assert prune(tmp_path, history, years=10, as_of=date(2099, 1, 1)) == ()
    assert prune(tmp_path, (), years=1, as_of=date(2099, 1, 1)) == ()
    assert len(kept(tmp_path)) == 1


def test_what_the_history_does_not_name_is_left_alone(tmp_path: Path) -> None:
    """Somebody may keep files of their own there."""
    archived(tmp_path, "notes.txt")
    history = (line("published", "2010-01-01", {}), line("printed", "2026-12-01", {}))

    assert prune(tmp_path, history, years=1, as_of=date(2026, 12, 1)) == ()
    assert len(kept(tmp_path)) == 1
