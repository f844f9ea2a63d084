"""One medical article → a leaflet, an e-book and a Word copy that always agree.

The public names are loaded when they are first used, so that importing this costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journalpress.batch.plan import plan_jobs
    from journalpress.batch.proof import prove_folder
    from journalpress.batch.run import run_plan
    from journalpress.edition import make_edition
    from journalpress.edition.types import Edition, Extract
    from journalpress.errors import JournalPressError
    from journalpress.journal import Journal, load_journal
    from journalpress.model import Article
    from journalpress.problems import Problem
    from journalpress.schema import article_from_json, article_schema, article_to_json
    from journalpress.standing import as_of_date, judge_journal
    from journalpress.writers import WRITERS, Writer

__all__ = [
    "WRITERS",
    "Article",
    "Edition",
    "Extract",
    "Journal",
    "JournalPressError",
    "Problem",
    "Writer",
    "article_from_json",
    "article_schema",
    "article_to_json",
    "as_of_date",
    "judge_journal",
    "load_journal",
    "make_edition",
    "plan_jobs",
    "prove_folder",
    "run_plan",
]

_HOMES = {
    "WRITERS": "writers",
    "Article": "model",
    "Edition": "edition.types",
    "Extract": "edition.types",
    "Journal": "journal",
    "JournalPressError": "errors",
    "Problem": "problems",
    "Writer": "writers",
    "article_from_json": "schema",
    "article_schema": "schema",
    "article_to_json": "schema",
    "as_of_date": "standing",
    "judge_journal": "standing",
    "load_journal": "journal",
    "make_edition": "edition",
    "plan_jobs": "batch.plan",
    "prove_folder": "batch.proof",
    "run_plan": "batch.run",
}


def __getattr__(name: str) -> Any:
    """The public name, imported from where it lives (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("journalpress")
    if name in _HOMES:
        return getattr(importlib.import_module(f"journalpress.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
