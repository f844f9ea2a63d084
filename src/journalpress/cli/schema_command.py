"""The JSON Schemas of what other programs read and write."""

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
    """Print the JSON Schema of an article, of a review's report, or of an export's report."""
    if what == "review":
        from journalpress.review.report_json import review_schema as schema
    elif what == "report":
        from journalpress.batch.report import report_schema as schema
    else:
        from journalpress.schema import article_schema as schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
