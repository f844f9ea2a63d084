"""manifest-sha256.txt: what may be handed out, each file with its SHA-256.

The line format is that of RFC 8493 (BagIt), which `sha256sum -c` reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from journalpress.batch.records import read_file

MANIFEST = "manifest-sha256.txt"


def manifest_of(files: Mapping[str, str]) -> bytes:
    """The manifest of these files, path below the output folder → SHA-256."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()


def read_manifest(out: Path) -> dict[str, str] | None:
    """Path → SHA-256 as the manifest says; None where there is no manifest."""
    data = read_file(out / MANIFEST)
    if data is None:
        return None
    pairs = (line.split("  ", 1) for line in data.decode("utf-8", "replace").splitlines())
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
