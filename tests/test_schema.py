"""An Article goes to JSON and comes back the same; anything else is refused in one line."""

import json

import pytest

from journalpress.errors import InputError
from journalpress.schema import article_from_json, article_schema, article_to_json
from tests.editions import approved, everything, png

WHOLE = approved(everything(), {"x.png": png()})


def test_every_kind_of_block_comes_back() -> None:
    """Nothing is lost, and nothing changes its kind."""
    assert article_from_json(article_to_json(WHOLE)) == WHOLE


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"kind": "text"', '"knd": "text"', "no kind"),
        ('"kind": "text"', '"kind": "txt"', "kind"),
        ('"strong": false', '"bold": false', "bold"),
        ('"2026-06-20"', '"2026-13-20"', "month"),
        ('"version": 2', '"version": "2"', "version"),
        ('"status": "approved"', '"status": "fine"', "status"),
        ('"schema": 1', '"schema": 2', "schema"),
        ("{", "[", "JSON"),
    ],
)
def test_what_is_not_an_article_is_refused(old: str, new: str, said: str) -> None:
    """Unknown keys, missing kinds, wrong values: one line that names the place."""
    text = article_to_json(WHOLE)
    assert old in text

    with pytest.raises(InputError) as refused:
        article_from_json(text.replace(old, new, 1), file="x.json")

    assert said in str(refused.value)
    assert str(refused.value).startswith("x.json: ")
    assert "\n" not in str(refused.value)


def test_the_schema_requires_kinds_and_forbids_the_unknown() -> None:
    """As a program that makes articles must know."""
    schema = article_schema()

    for name, each in schema["$defs"].items():
        assert each["additionalProperties"] is False, name
        if "kind" in each["properties"]:
            assert "kind" in each["required"], name
    assert schema["required"] == ["id", "slug", "title", "lang", "body"]
    assert "Union" not in json.dumps(schema)
