"""Bytes of JSON → Import: whose JSON it is, and the reader for that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.problems import problem
from journalpress.readers.imports import Import
from journalpress.readers.jsonfiles.article import read_article
from journalpress.readers.jsonfiles.entry import Beside, Entry, document_from
from journalpress.readers.jsonfiles.ghost import ghost_posts, read_ghost
from journalpress.readers.jsonfiles.schemaorg import (
    is_schemaorg,
    read_schemaorg,
    schemaorg_articles,
)
from journalpress.readers.jsonfiles.wordpress import is_wordpress, read_wordpress
from journalpress.readers.rich import assemble

IMPORTER = "JSON"

_NONE: Mapping[str, str] = MappingProxyType({})
_KINDS = "what is read is our own schema, WordPress, Ghost and schema.org"


def nothing_beside(_name: str) -> bytes | None:
    """Finds no file: for JSON that lies in no folder."""
    return None


def read_json(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] = _NONE,
    taken_slugs: Collection[str] = (),
    taken_ids: Collection[str] = (),
    lang: str = "",
    beside: Beside = nothing_beside,
    known: Mapping[str, str] = _NONE,
) -> Import:
    """The draft of an article from JSON: our own schema, WordPress, Ghost or schema.org.

    The file holds one article. `beside` gives the bytes of a picture in or below the folder of the
    file; the rest is as for `assemble`. The `article` is None where the problems hold an error
    that leaves nothing to read; nothing is raised.
    """

    def refused(code: str, message: str, hint: str, line: int = 0) -> Import:
        found = problem(code, message, hint, file=file, line=line)
        return Import(article=None, problems=(found,))

    if len(data) > limits.import_bytes:
        most = f"more than import_bytes ({limits.import_bytes:,})"
        return refused("JP112", f"the file has {len(data):,} bytes, {most}", "split the file")
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return refused("JP110", "this JSON is not UTF-8 text", "export the file again")
    except json.JSONDecodeError as error:
        return refused(
            "JP100", f"this is not JSON: {error.msg.lower()}", "export the file again", error.lineno
        )
    except RecursionError:
        return refused("JP112", "lists and records too deep in one another", "export it again")
    if isinstance(value, Mapping) and _is_ours(value):
        return read_article(
            data.removeprefix(b"\xef\xbb\xbf"),
            file=file,
            limits=limits,
            taken_slugs=taken_slugs,
            taken_ids=taken_ids,
            beside=beside,
        )
    entries = _entries(value)
    if not entries:
        return refused("JP105", "this JSON holds no article", _hint(value))
    if len(entries) > 1:
        what = f"this JSON holds {len(entries)} articles"
        return refused("JP105", what, "save each in a file of its own")
    entry = entries[0]()
    if not (re.search(r"\w", entry.body) or entry.questions):
        return refused(
            "JP105",
            "this JSON tells about an article, but does not hold its text",
            "save the page itself, or export it with its content",
        )
    try:
        document = document_from(entry, lang=lang, beside=beside, limits=limits)
    except ValueError as error:
        return refused("JP112" if "deep" in str(error) else "JP105", str(error), "export it again")
    return assemble(
        document,
        file=file,
        importer=IMPORTER,
        limits=limits,
        answers=answers,
        taken_slugs=taken_slugs,
        taken_ids=taken_ids,
        lang=lang,
        known=known,
    )


def _is_ours(value: Mapping[str, Any]) -> bool:
    return "body" in value and ("schema" in value or "slug" in value) and "html" not in value


def _entries(value: Any) -> list[Callable[[], Entry]]:
    """What reads each article that is here, by the first system that knows its own."""
    records = value if isinstance(value, list) else [value]
    posts = [each for each in records if isinstance(each, Mapping) and is_wordpress(each)]
    if posts:
        return [lambda post=post: read_wordpress(post) for post in posts]  # type: ignore[misc]
    if is_schemaorg(value):
        return [lambda node=node: read_schemaorg(node) for node in schemaorg_articles(value)[:1]]  # type: ignore[misc]
    found = [post for each in records if isinstance(each, Mapping) for post in ghost_posts(each)]
    return [lambda post=post: read_ghost(post) for post in found]  # type: ignore[misc]


def _hint(value: Any) -> str:
    if isinstance(value, Mapping) and isinstance(value.get("code"), str) and "message" in value:
        return f"the site has answered: {value['message']}"
    return _KINDS
