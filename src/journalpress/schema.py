"""Article ⇄ JSON, and the JSON Schema of that: unknown keys refused, every `kind` required."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from journalpress import model
from journalpress.errors import InputError
from journalpress.model import Article

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

SCHEMA = 1
_TAGGED = frozenset({"inlines", "runs", "blocks", "body", "answer"})
"""The fields that hold inlines or blocks, each of which says by `kind` what it is."""


def article_to_json(article: Article) -> str:
    """The article as JSON, indented, with every field; `article_from_json` reads it back."""
    content = _adapter().dump_python(article, mode="json")
    return json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, indent=2) + "\n"


def article_from_json(data: bytes | str, *, file: str = "") -> Article:
    """The article that this JSON holds.

    Raises InputError, a line a problem, for what is no JSON, unknown keys, wrong kinds of value,
    and blocks or inlines that do not say their `kind`.
    """
    from pydantic import ValidationError

    where = f"{file}: " if file else ""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}is not JSON: {error}") from error
    if not isinstance(content, dict) or content.pop("schema", SCHEMA) != SCHEMA:
        raise InputError(f"{where}is not an article of schema {SCHEMA}")
    if untagged := next(_untagged(content, ""), None):
        raise InputError(f"{where}{untagged} has no kind", hint="see: journalpress schema")
    try:
        return _adapter().validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise _as_input_error(error, where) from error


def _as_input_error(error: ValidationError, where: str) -> InputError:
    """What is wrong in one line: the deepest finding in the kind that each inline says it is."""
    found = error.errors()
    other_kinds = {
        each["loc"][:-1]
        for each in found
        if each["type"] == "literal_error" and each["loc"][-1] == "kind"
    }
    fitting = [
        each
        for each in found
        if not any(each["loc"][:length] in other_kinds for length in range(len(each["loc"]) + 1))
    ]
    if not fitting:
        kinds = [each for each in found if each["loc"][:-1] in other_kinds]
        wrong = max(kinds, key=lambda each: len(each["loc"]))
        path = ".".join(str(part) for part in wrong["loc"][:-2])
        return InputError(
            f"{where}{path}: “{wrong['input']}” is no kind of what may stand here",
            hint="see: journalpress schema",
        )
    unexpected = "unexpected_keyword_argument"
    deepest = max(fitting, key=lambda each: (len(each["loc"]), each["type"] == unexpected))
    *above, last = [str(part) for part in deepest["loc"] if "[" not in str(part)]
    path = ".".join([*above, last])
    if deepest["type"] != unexpected:
        hint = "see: journalpress schema"
        return InputError(f"{where}{path or 'the article'}: {deepest['msg']}", hint=hint)
    near = difflib.get_close_matches(last, sorted(_keys()), n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”? " if near else ""
    place = f" in {'.'.join(above)}" if above else ""
    return InputError(f"{where}“{last}” is no key{place}", hint=f"{hint}see: journalpress schema")


def _keys() -> set[str]:
    """Every key that an article may hold anywhere."""
    classes = (each for each in vars(model).values() if isinstance(each, type))
    return {field.name for each in classes if is_dataclass(each) for field in fields(each)}


def article_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an Article as JSON."""
    named = json.dumps(_adapter().json_schema(mode="validation"))
    schema = json.loads(re.sub(r"_Union_(?:[A-Z][A-Za-z]*_+)+(?=\")", "", named))
    for each in (schema, *schema.get("$defs", {}).values()):
        properties = each.get("properties", {})
        if "kind" in properties:
            each["required"] = ["kind", *each.get("required", ())]
    schema["properties"] = {"schema": {"const": SCHEMA}, **schema["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "journalpress article",
        **{key: value for key, value in schema.items() if key != "title"},
    }


@functools.cache
def _adapter() -> TypeAdapter[Article]:
    from pydantic import ConfigDict, TypeAdapter

    for each in vars(model).values():
        # pydantic lets unknown keys pass in a plain dataclass unless the class forbids them.
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == model.__name__:
            each.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
            for field in fields(each):
                # Inside Person the name `date` is its own field: say which one is meant.
                if field.type == "date | None":
                    field.type = date | None
    return TypeAdapter(Article)


def _untagged(content: Any, path: str) -> Iterator[str]:
    """The place of each inline or block that does not say its kind."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            place = f"{path}.{key}" if path else str(key)
            if key in _TAGGED and isinstance(value, list):
                for position, each in enumerate(value):
                    if isinstance(each, Mapping) and "kind" not in each:
                        yield f"{place}.{position}"
            yield from _untagged(value, place)
    elif isinstance(content, list):
        for position, each in enumerate(content):
            yield from _untagged(each, f"{path}.{position}")
