"""What stands between braces, `{#id .class key=value}`, in its parts."""

from __future__ import annotations

import re

ATTRIBUTE = "an attribute, which prints nowhere"
PAIR = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TRAILING_ATTRIBUTES = re.compile(
    r"[ \t]*\{:?[ \t]*(?:[.#][\w-]|-[ \t]*\}|[\w-]+=)[^{}\n]*\}?[ \t]*$"
)


def attributes_of(source: str) -> tuple[dict[str, str], tuple[str, ...], str]:
    """The pairs, the classes and the id between the braces of `{#id .class key=value}`."""
    pairs = {
        found[1]: next((each for each in found.groups()[1:] if each is not None), "")
        for found in PAIR.finditer(source)
    }
    rest = PAIR.sub(" ", source).split()
    classes = tuple(each[1:] for each in rest if each.startswith("."))
    return pairs, classes, next((each[1:] for each in rest if each.startswith("#")), "")


def split_trailing(source: str) -> tuple[str, str]:
    """The words of a heading, and what stands between the braces behind them ("" without)."""
    found = _TRAILING_ATTRIBUTES.search(source)
    if not found or source[: found.start()].endswith("\\"):
        return source, ""
    inside = found[0].strip().removeprefix("{").removeprefix(":").removesuffix("}")
    return source[: found.start()], inside
