"""The names that pandoc, Quarto and the sites have for boxes → the kinds of our own."""

from __future__ import annotations

import re

from journalpress.model import CalloutKind

_ANY_BOX = ("box", "admonition", "callout")
_NAMES: dict[CalloutKind, tuple[str, ...]] = {
    "note": (
        *_ANY_BOX, "note", "info", "information", "abstract", "summary", "seealso", "aside",
        "quote", "example", "question", "faq", "notice", "remark", "hinweis", "nota", "remarque",
    ),
    "warning": (
        "warning", "caution", "danger", "error", "alert", "attention", "failure", "bug",
        "warnung", "achtung", "advertencia", "avertissement",
    ),
    "important": ("important", "wichtig", "importante"),
    "tip": ("tip", "hint", "success", "tipp", "consejo", "astuce"),
}  # fmt: skip
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names}


def kind_of(name: str) -> CalloutKind | None:
    """The box that a class names (`warning`, `callout-warning`), None where it names none."""
    named = [each for each in re.split(r"[-_]+", name.lower()) if each in _KINDS]
    if not named:
        return None
    return _KINDS[next((each for each in named if each not in _ANY_BOX), named[0])]
