"""Theme → the custom properties that the stylesheets are written in: colours, sizes, lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journalpress.colour import middle
from journalpress.theme import NIGHT, PAPER, Theme

STEPS = {"": 1.0, "-small": 0.7, "-half": 0.5}
"""How much of the step by which a heading stands above the text: small pages and large print have
less room."""

_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


def tokens_css(theme: Theme) -> str:
    """A stylesheet that sets every token, for paper and for screens by day."""
    return _root({"paper": PAPER, **_colours(theme, "rgb"), **_sizes(theme), **_lines(theme)})


def night_css(theme: Theme) -> str:
    """A stylesheet that sets the colours of a dark screen."""
    colours = _root({"paper": NIGHT, **_colours(theme, "dark")})
    return f"@media screen and (prefers-color-scheme: dark) {{ {colours} }}"


def in_plain_css(css: str, theme: Theme) -> str:
    """The stylesheet with values for its `var(--…)`: reading systems know no custom properties.

    Colours are tones that are seen on any ground. Raises KeyError for a token that is none.
    """
    tones = {name: middle(value) for name, value in _colours(theme, "rgb").items()}
    values = {**tones, **_sizes(theme, "em"), **_lines(theme)}
    return _VARIABLE.sub(lambda found: values[found[1]], css)


def _root(values: Mapping[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in values.items()) + " }"


def _colours(theme: Theme, when: str) -> dict[str, str]:
    return {name.replace("_", "-"): getattr(colour, when) for name, colour in theme.colours}


def _sizes(theme: Theme, unit: str = "rem") -> dict[str, str]:
    sizes = theme.sizes
    stepped = {"title": sizes.title, "lead": sizes.lead, "h2": sizes.h2, "h3": sizes.h3}
    return {
        "body": f"{sizes.body:g}pt",
        **{
            f"size-{name}{step}": f"{1 + share * (size - 1):.4g}{unit}"
            for name, size in stepped.items()
            for step, share in STEPS.items()
        },
        "size-h4": f"1{unit}",
        "size-table": f"{sizes.table:g}{unit}",
        "size-note": f"{sizes.note:g}{unit}",
    }


def _lines(theme: Theme) -> dict[str, str]:
    lines = theme.lines
    return {
        "leading": f"{lines.leading:g}",
        "space": f"{lines.space:g}rem",
        "measure": f"{lines.measure:g}rem",
    }
