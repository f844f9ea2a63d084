"""WeasyPrint's tags → the tags that a leaflet needs."""

from __future__ import annotations

from typing import Any


def finish(document: Any, pdf: Any) -> None:
    """Nothing yet."""
