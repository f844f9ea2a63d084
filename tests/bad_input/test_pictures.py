"""Pictures that are missing, broken, too large, of another kind or somewhere else."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from tests.bad_input.conftest import ALL, Clinic, bomb, png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def _gif() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (5, 5)).save(data, "GIF")
    return data.getvalue()


def _shows(clinic: Clinic, address: str) -> None:
    clinic.body(f"Words.\n\n![A lung]({address})")


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("x.png", png(300, 300)[:-60], "JP045", "damaged"),
        ("x.png", png()[:40], "JP045", "neither PNG nor JPEG"),
        ("x.png", b"", "JP045", "neither PNG nor JPEG"),
        ("x.png", SVG, "JP045", "neither PNG nor JPEG"),
        ("x.svg", SVG, "JP045", "PNG"),
        ("x.gif", _gif(), "JP045", "PNG"),
        ("x.png", 20_000, "JP112", "picture_pixels"),
        ("x.png", 9_000, "JP112", "picture_pixels"),
        ("x.png", b"\x89PNG" + bytes(20_000_001), "JP112", "picture_bytes"),
    ],
    ids=["cut", "head", "empty", "svg as png", "svg", "gif", "bomb", "81 MP", "20 MB"],
)
def test_a_picture_that_cannot_be_used(
    clinic: Clinic, name: str, data: bytes | int, code: str, said: str
) -> None:
    """One line says why and what to save; a number is the side of a bomb."""
    picture = bomb(data) if isinstance(data, int) else data
    (clinic.journal / "media" / name).write_bytes(picture)
    _shows(clinic, f"../media/{name}")

    ended = clinic.refused(code, 19, said)

    assert len(ended.lines(code)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "../../outside.png",
        "../media/../../outside.png",
        "../media/%2e%2e/%2e%2e/outside.png",
        "outside.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.org/x.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_picture_from_elsewhere(clinic: Clinic, address: str) -> None:
    """Only the journal's own folder is read."""
    (clinic.journal.parent / "outside.png").write_bytes(png())
    (clinic.journal / "articles/outside.png").write_bytes(png())
    _shows(clinic, address)

    clinic.refused("JP045", 19, "media")


def _link_outside(path: Path) -> None:
    (path.parents[2] / "outside.png").write_bytes(png())
    path.symlink_to(path.parents[2] / "outside.png")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _: None, "JP044"),
        (_link_outside, "JP045"),
        (lambda path: path.symlink_to("nothing.png"), "JP044"),
        (lambda path: path.symlink_to("x.png"), "JP045"),
        (lambda path: path.symlink_to("/dev/zero"), "JP045"),
        (os.mkfifo, "JP044"),
        (lambda path: path.mkdir(), "JP044"),
    ],
    ids=["missing", "link outside", "broken link", "circle", "device", "pipe", "folder"],
)
def test_a_name_that_is_no_picture(clinic: Clinic, make, code: str) -> None:  # type: ignore[no-untyped-def]
    """Nothing is waited for, nothing is followed out of the folder."""
    make(clinic.journal / "media/x.png")
    _shows(clinic, "../media/x.png")

    clinic.refused(code, 19, "x.png")


def test_a_picture_without_words_is_said_once(clinic: Clinic) -> None:
    """One picture, one line."""
    (clinic.journal / "media/x.png").write_bytes(png())
    clinic.body("![](../media/x.png)")

    ended = clinic.refused("JP043", 17, "description")

    assert len(ended.lines("JP043")) == 1


@pytest.mark.tool
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jpg", png()),
        ("ü.png", png()),
        ("tiny.png", png(1, 1)),
        ("tall.png", png(1, 10_000)),
    ],
)
def test_odd_pictures_that_are_allowed(clinic: Clinic, name: str, data: bytes) -> None:
    """The content counts, not the name; the smallest and the thinnest are shown."""
    (clinic.journal / "media" / name).write_bytes(data)
    _shows(clinic, f"../media/{name}")

    clinic.accepted(*ALL)
