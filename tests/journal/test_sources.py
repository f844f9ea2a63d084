"""The journal's sources, each once, with the articles that cite them."""

from __future__ import annotations

from pathlib import Path

from journalpress.journal.load import load_journal
from journalpress.journal.sources import SHARED, JournalSources, ListedSource, journal_sources
from tests.journals import SETTINGS, write_journal

SHARED_LIST = """\
- {id: shared, title: "A shared study", issued: "2020", DOI: 10.5555/shared}
- {id: unused, raw: "Nobody cites this."}
"""


def text(slug: str, references: str, body: str) -> str:
    """The file of an article with this list of references."""
    return (
        f'---\nid: {slug}\ntitle: "About {slug}"\nlang: en-GB\ncategory: Lungs\n'
        f"references:\n{references}---\n{body}\n"
    )


def found(folder: Path, settings: str = SETTINGS, **articles: str) -> JournalSources:
    """The sources of a journal with these articles and the shared list."""
    write_journal(folder, settings=settings, **articles)
    (folder / "references.yaml").write_text(SHARED_LIST, "utf-8")
    return journal_sources(load_journal(folder))


def by_id(sources: JournalSources) -> dict[str, ListedSource]:
    """The sources by their id."""
    return {each.id: each for each in sources.sources}


ONE = text(
    "one",
    '  - shared\n  - {id: own, raw: "Own. 2019. doi:10.5555/own"}\n',
    "Words [@own], [@own; @shared].",
)


def test_each_source_names_the_articles_that_cite_it(tmp_path: Path) -> None:
    """With the number that prints and how often; what nobody lists comes last."""
    two = text("two", '  - {id: other, raw: "Other."}\n  - shared\n', "Words [@shared].")
    listed = found(tmp_path / "j", one=ONE, two=two)

    assert [each.id for each in listed.sources] == ["shared", "own", "other", "unused"]
    uses = [
        (use.slug, use.title, use.key, use.number, use.times)
        for use in by_id(listed)["shared"].uses
    ]
    assert uses == [("one", "About one", "shared", 1, 1), ("two", "About two", "shared", 2, 1)]
    assert [use.times for use in by_id(listed)["own"].uses] == [2]
    assert [use.times for use in by_id(listed)["other"].uses] == [0]
    assert by_id(listed)["unused"].uses == ()
    assert listed.unread == ()


def test_a_bare_id_is_no_duplicate_and_a_second_entry_is(tmp_path: Path) -> None:
    """The same DOI under another key; what one entry lacks, the other tells."""
    entry = '  - {id: again, raw: "Thin.", DOI: 10.5555/SHARED, PMID: "7"}\n'
    listed = found(tmp_path / "j", one=ONE, two=text("two", entry, "Words [@again]."))
    shared = by_id(listed)["shared"]

    assert shared.is_duplicate
    assert shared.written == ((SHARED, "shared"), ("two", "again"))
    assert shared.source.title == "A shared study"
    assert (shared.known.pmid, shared.source.pmid) == ("7", "")
    assert not by_id(listed)["own"].is_duplicate


def test_what_the_words_say_for_certain_counts(tmp_path: Path) -> None:
    """A DOI inside the words identifies a thin source; no words are changed."""
    listed = by_id(found(tmp_path / "j", one=ONE))

    assert listed["own"].is_identified
    assert (listed["own"].known.doi, listed["own"].source.doi) == ("10.5555/own", "")
    assert not listed["unused"].is_identified


def test_one_key_for_two_sources_is_told_apart(tmp_path: Path) -> None:
    """Imported pages call their sources source-1, each its own."""
    thin = '  - {{id: source-1, raw: "{}"}}\n'
    one, two = (text(each, thin.format(each), "Words [@source-1].") for each in ("one", "two"))

    assert [each.id for each in found(tmp_path / "j", one=one, two=two).sources][:2] == [
        "one:source-1", "two:source-1",
    ]  # fmt: skip


def test_numbers_follow_the_journal_s_policy(tmp_path: Path) -> None:
    """As cited: the order of first mention, and none for what is not cited."""
    settings = SETTINGS + '\n[references]\nnumbering = "as-cited"\n'
    body = "Words [@c], [@a]."
    listed = found(
        tmp_path / "j",
        settings,
        one=text("one", "".join(f"  - {{id: {k}, raw: {k * 3}}}\n" for k in "abc"), body),
    )

    assert [(each.id, each.uses[0].number) for each in listed.sources[:3]] == [
        ("a", 2), ("b", 0), ("c", 1),
    ]  # fmt: skip


def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Its sources are missing from the list, so the list says so."""
    assert found(tmp_path / "j", one=ONE, two="---\nid: [\n---\n").unread == ("two",)
