"""The JSON Schemas of what programs give to journalpress and get from it."""

from __future__ import annotations

import json

import click


@click.command(
    "schema",
    epilog="""\b
Example:
  journalpress schema > article.schema.json
  journalpress schema --of report > report.schema.json""",
)
@click.option(
    "--of", "what", type=click.Choice(("article", "report")), default="article",
    help="Of an article (without it), or of what `export --report` writes.",
)  # fmt: skip
def command(what: str) -> None:
    """Print a JSON Schema, for programs that make articles or watch over exports."""
    if what == "report":
        from journalpress.batch.report import report_schema

        schema = report_schema()
    else:
        from journalpress.schema import article_schema

        schema = article_schema()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
