"""What a review copy carries so that a reviewer's file can be brought home: its bookmark names.

The writer sets a range bookmark around the words of every paragraph; a reader finds the paragraph
again by the bookmark that begins in it. Word knows names by letters, digits and `_`, at most 40
characters, without regard to case; a name that begins with `_` is hidden in its dialogues.
"""

from __future__ import annotations

import base64
import hashlib
import re

LONGEST_NAME = 40
"""Characters that Word keeps of a bookmark's name."""

_PREFIX = "_jp_"
_LEGAL = re.compile(r"[A-Za-z0-9_]+")


def bookmark_name(key: str, chapter: int = 1) -> str:
    """The bookmark of the leaf with this key: `_jp_<key>`, `_jp_c2_<key>` from chapter 2 on.

    A key that Word could not hold is hashed; keys.py makes none.
    """
    name = f"{_prefix(chapter)}{key}"
    if len(name) <= LONGEST_NAME and _LEGAL.fullmatch(key):
        return name
    return f"{_prefix(chapter)}x{_hash(key)}"


def reference_bookmark(source: str, chapter: int = 1) -> str:
    """The bookmark of the reference to the source with this key: `_jp_ref_<hash of the key>`.

    The name follows the source and not its number, so that a citation still leads to its source
    after the list has been renumbered.
    """
    return f"{_prefix(chapter)}ref_{_hash(source)}"


def _prefix(chapter: int) -> str:
    return _PREFIX if chapter == 1 else f"{_PREFIX}c{chapter}_"


def _hash(text: str) -> str:
    """16 characters of base 32, in one case because Word tells none apart."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:16].decode().lower()
