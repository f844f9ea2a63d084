"""The JSON Schemas of what programs give to journalpress and get from it."""

from __future__ import annotations

import json

import click


@click.command(
    "schema",
    epilog="""\b
Example:
  journalpress schema > article.schema.json
  journalpress schema review > review.schema.json
  journalpress schema report > report.schema.json""",
)
@click.argument("what", type=click.Choice(["article", "review", "report"]), default="article")
def command(what: str) -> None:
    """Print a JSON Schema, for programs that make articles, read reviews or watch over exports.

    Of an article; of what `review --format json` says; of what `export --report` writes.
    """
    match what:
        case "review":
            from journalpress.review.report_json import review_schema as schema
        case "report":
            from journalpress.batch.report import report_schema as schema
        case _:
            from journalpress.schema import article_schema as schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
