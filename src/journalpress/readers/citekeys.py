"""Sources of a file that gives them no ids → the ids by which articles cite them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from journalpress.model import Source
from journalpress.readers.slugs import transliterate

_SMALL_WORDS_WORDS = (
    "about after an and das der des die ein eine el for from how las les los of on the un una "
    "une und with"
)
_SMALL_WORDS = frozenset(_SMALL_WORDS_WORDS.split())


def keys_for(sources: Sequence[Source]) -> tuple[str, ...]:
    """An id for each source: the first author's family name and the year, as `mackensen2022`.

    Where several would have the same, each also gets the first telling word of its title. So no id
    depends on the place in the file: a source that is added later can make an id longer, which a
    citation notices, but never give it to another source. "" where nothing is left to tell two
    apart, or a source says too little.
    """
    short = [_author_and_year(source) for source in sources]
    times = Counter(short)
    keys = [
        key if key and times[key] == 1 else _longer(key, source)
        for key, source in zip(short, sources, strict=True)
    ]
    times = Counter(keys)
    return tuple(key if times[key] == 1 else "" for key in keys)


def _author_and_year(source: Source) -> str:
    name = next(iter(source.authors or source.editors), None)
    who = _letters((name.family or name.literal) if name else source.container)
    return f"{who[:24]}{source.issued[:4]}" if who else ""


def _longer(key: str, source: Source) -> str:
    words = [_letters(word) for word in re.split(r"[\W_]+", source.title)]
    telling = (word for word in words if len(word) > 2 and word not in _SMALL_WORDS)
    return "-".join(part for part in (key, next(telling, "")) if part)


def _letters(text: str) -> str:
    return re.sub("[^a-z0-9]", "", transliterate(text))
