"""Articles as they were when they were published."""

from __future__ import annotations

import hashlib
from pathlib import Path

from journalpress.journal.kept import archive_path, article_of, sources_of
from journalpress.model import plain

OWN_LIST = "bibliography: ../lists/own.ris\nreferences: [own]\n"
TEXT = f'---\nid: a\ntitle: "T"\nlang: en-GB\n{OWN_LIST}---\nWords [@own; @s].\n'
FILES = {
    "articles/a.md": TEXT,
    "references.yaml": '- {id: s, raw: "Shared."}\n',
    "lists/own.ris": "TY  - JOUR\nID  - own\nTI  - Own\nER  - \n",
}


def line(journal: Path, files: dict[str, str]) -> dict[str, object]:
    """A history line made of these files, each of which is put into the archive."""
    sources = {}
    for name, text in files.items():
        digest = hashlib.sha256(text.encode()).hexdigest()
        path = journal / archive_path(name, digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        sources[name] = digest
    return {"slug": "a", "sources": sources}


def test_an_article_is_read_with_the_lists_it_was_made_of(tmp_path: Path) -> None:
    """Its own and the shared one, whatever lies in the journal today."""
    published = line(tmp_path, FILES)
    (tmp_path / "references.yaml").write_text('- {id: s, raw: "Edited."}\n', "utf-8")

    article = article_of(tmp_path, published, "a")

    assert article
    assert plain(article.title.inlines) == "T"
    assert [each.title or each.raw for each in article.sources] == ["Own", "Shared."]


def test_the_journal_s_own_file_serves_while_it_is_the_same(tmp_path: Path) -> None:
    """Without an archive the text of today may still be the published one."""
    published = line(tmp_path, {"articles/a.md": TEXT.replace(OWN_LIST, "")})
    ((name, digest),) = sources_of(published).items()
    kept = tmp_path / archive_path(name, digest)
    (tmp_path / "articles").mkdir()
    kept.rename(tmp_path / name)

    assert article_of(tmp_path, published, "a")
    (tmp_path / name).write_text(TEXT + "Edited.", "utf-8")
    assert article_of(tmp_path, published, "a") is None


def test_a_list_that_is_lost_makes_the_article_unknown(tmp_path: Path) -> None:
    """Half of its sources would be worse than none."""
    published = line(tmp_path, FILES)
    digest = sources_of(published)["references.yaml"]
    (tmp_path / archive_path("references.yaml", digest)).unlink()

    assert article_of(tmp_path, published, "a") is None
    assert article_of(tmp_path, {}, "a") is None
