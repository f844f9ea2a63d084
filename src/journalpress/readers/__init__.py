"""Readers turn what somebody wrote into a Reading: the Article, where each leaf stood, Problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from journalpress.model import Article
from journalpress.problems import Problem

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found.

    `article` is None where the input cannot be an article; `problems` then says why. `spans` maps
    the key of each leaf, Figure and Table (and `front:<field>`) to its line, from 1. `others` are
    the names of other files that were read for it, as the article names them. `sha256` is that of
    the bytes which were read, "" where nobody asked.
    """

    article: Article | None
    spans: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()
    sha256: str = ""
