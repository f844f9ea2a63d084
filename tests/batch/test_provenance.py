"""The provenance: of what each file was made, in a form that others read."""

from __future__ import annotations

import json
from pathlib import Path

from journalpress.batch.provenance import (
    PROVENANCE,
    read_subjects,
    statement,
    theme_digest,
    write_statement,
)
from tests.batch.test_holdings import holding

SOURCES = {"articles/lupus.md": "b" * 64, "media/x.png": "c" * 64}
SHARED = {"journal.toml": "d" * 64, "theme/theme.toml": "e" * 64}
CONTENT = statement(
    [holding()], {"pdf/lupus.pdf": SOURCES}, SHARED,
    others={"index.html": "f" * 64}, journal="larkfield",
)  # fmt: skip


def test_the_statement_has_the_fields_of_in_toto_and_slsa() -> None:
    """Names and types of https://in-toto.io/Statement/v1 and https://slsa.dev/provenance/v1."""
    assert CONTENT["_type"] == "https://in-toto.io/Statement/v1"
    assert CONTENT["predicateType"] == "https://slsa.dev/provenance/v1"
    build, run = CONTENT["predicate"]["buildDefinition"], CONTENT["predicate"]["runDetails"]
    assert {"buildType", "externalParameters", "resolvedDependencies"} <= build.keys()
    assert run["builder"]["id"].startswith("pkg:pypi/journalpress@")
    assert [each["name"] for each in CONTENT["subject"]] == ["index.html", "pdf/lupus.pdf"]
    for each in (*CONTENT["subject"], *build["resolvedDependencies"]):
        digest = each.get("digest", {"sha256": "0" * 64})
        assert each.keys() <= {"name", "uri", "digest", "annotations"}
        assert each.get("uri") or (each["name"] and len(digest["sha256"]) == 64)


def test_everything_that_a_leaflet_is_made_of_is_named() -> None:
    """Article, pictures, settings, theme, our styles and fonts, and each package."""
    found = CONTENT["predicate"]["buildDefinition"]["resolvedDependencies"]
    names = {each["name"]: each["digest"]["sha256"] for each in found if "name" in each}
    packages = {each["uri"].partition("@")[0] for each in found if "uri" in each}

    assert {**SOURCES, **SHARED}.items() <= names.items()
    assert "journalpress/styles/base.css" in names
    assert any(name.endswith("SourceSerif4-Regular.ttf") for name in names)
    assert {"pkg:pypi/weasyprint", "pkg:pypi/ebooklib", "pkg:generic/python"} <= packages


def test_who_printed_the_references_is_named() -> None:
    """Only where a style was asked for; else it has no part in a file."""
    styled = statement([], {}, SHARED, others={}, journal="larkfield", styled=True)
    found = styled["predicate"]["buildDefinition"]["resolvedDependencies"]
    ours = CONTENT["predicate"]["buildDefinition"]["resolvedDependencies"]

    assert any(each.get("uri", "").startswith("pkg:pypi/pypandoc-binary@") for each in found)
    assert not any("pandoc" in each.get("uri", "") for each in ours)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    """What a later export, or a person who asks, learns of each file."""
    write_statement(tmp_path, CONTENT)
    subject = read_subjects(tmp_path)["pdf/lupus.pdf"]

    assert subject["sha256"] == "a" * 64
    assert subject["sources"] == SOURCES
    assert subject["texts"][0]["code"] == "K7QX-2M9F-D"
    assert subject["texts"][0]["validUntil"] == "2028-06-20"


def test_the_same_statement_is_not_written_twice(tmp_path: Path) -> None:
    """Nothing that did not change is touched."""
    write_statement(tmp_path, CONTENT)
    before = (tmp_path / PROVENANCE).stat().st_mtime_ns
    write_statement(tmp_path, CONTENT)

    assert (tmp_path / PROVENANCE).stat().st_mtime_ns == before


def test_what_is_no_statement_tells_nothing(tmp_path: Path) -> None:
    """A torn or foreign file stops no export."""
    assert read_subjects(tmp_path) == {}
    for odd in ("{", "[]", '{"subject": [1]}', json.dumps({"subject": [{"name": "x"}]})):
        (tmp_path / PROVENANCE).write_text(odd)
        assert read_subjects(tmp_path) == {}


def test_another_theme_has_another_digest() -> None:
    """Only what looks are made of counts."""
    assert theme_digest(SHARED) == theme_digest({**SHARED, "journal.toml": "0" * 64})
    assert theme_digest(SHARED) != theme_digest({**SHARED, "theme/theme.toml": "0" * 64})
