"""The manifest: what may be handed out, in the lines that sha256sum reads."""

from pathlib import Path

from journalpress.batch.manifest import MANIFEST, manifest_of, read_manifest


def test_the_manifest_is_sorted_and_read_back(tmp_path: Path) -> None:
    """Two spaces between digest and path, as sha256sum writes."""
    files = {"pdf/lupus.pdf": "b" * 64, "index.html": "a" * 64}
    (tmp_path / MANIFEST).write_bytes(manifest_of(files))

    assert (
        tmp_path / MANIFEST
    ).read_text() == f"{'a' * 64}  index.html\n{'b' * 64}  pdf/lupus.pdf\n"
    assert read_manifest(tmp_path) == files


def test_a_folder_without_a_manifest_says_so(tmp_path: Path) -> None:
    """None is not the same as a manifest that names nothing."""
    assert read_manifest(tmp_path) is None
    assert manifest_of({}) == b""
