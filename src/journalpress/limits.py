"""How large an input may be. Each limit has a measured reason and may be raised in journal.toml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one journal; `[limits]` of journal.toml overrides each by its name."""

    article_bytes: int = 1_000_000
    article_words: int = 30_000
    import_bytes: int = 20_000_000
    title_characters: int = 300
    head_characters: int = 110
    nesting: int = 16
    table_rows: int = 1_000
    table_columns: int = 12
    pictures: int = 200
    picture_bytes: int = 20_000_000
    picture_pixels: int = 40_000_000
    worker_seconds: int = 60
    worker_megabytes: int = 1_500


DEFAULT_LIMITS = Limits()
