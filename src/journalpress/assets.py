"""Where templates/, styles/ and fonts lie: in the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from journalpress.errors import EnvironmentFailure

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The folder of page furniture. Raises EnvironmentFailure if the installation lacks it."""
    return _folder("templates")


def styles_dir() -> Path:
    """The folder of stylesheets and the Word template. Raises EnvironmentFailure."""
    return _folder("styles")


def fonts_dir() -> Path:
    """The folder of our fonts, one folder a family. Raises EnvironmentFailure."""
    return _folder("styles") / "fonts"


def _folder(name: str) -> Path:
    installed = _PACKAGE / "_assets"
    root = installed if installed.is_dir() else _PACKAGE.parents[1]
    folder = root / name
    if not folder.is_dir():
        raise EnvironmentFailure(
            f"journalpress is not whole: {folder} is missing", hint="install journalpress again"
        )
    return folder
