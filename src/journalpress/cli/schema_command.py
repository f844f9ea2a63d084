"""The JSON Schema of an article."""

from __future__ import annotations

import json

import click


@click.command(
    "schema",
    epilog="""\b
Example:
  journalpress schema > article.schema.json""",
)
def command() -> None:
    """Print the JSON Schema of an article, for programs that make articles."""
    from journalpress.schema import article_schema

    click.echo(json.dumps(article_schema(), ensure_ascii=False, indent=2))
