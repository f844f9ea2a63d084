"""Jinja set up once for all page furniture: escaping on, a missing name is an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from journalpress.assets import templates_dir


def render(template: str, *, body: str, **names: Any) -> str:
    """The template filled in; `body` is XHTML already and is not escaped again."""
    return _environment().get_template(template).render(body=Markup(body), **names)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
