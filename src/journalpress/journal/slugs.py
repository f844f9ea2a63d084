"""File names of articles: refused or proposed, never repaired."""

from __future__ import annotations

import re
from collections.abc import Collection

SLUG = re.compile(r"[a-z][a-z0-9-]{0,62}")
SLUG_RULE = "small letters a–z, digits and hyphens, beginning with a letter, at most 63"

# Windows refuses files of these names, whatever their ending.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)


def is_slug(name: str) -> bool:
    """Whether the name may be a slug (or a collection's id)."""
    return bool(SLUG.fullmatch(name)) and name not in _DEVICES


def free_id(slug: str, taken: Collection[str]) -> str:
    """The slug itself, or with `-2`, `-3`… behind it where that id was given before."""
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
