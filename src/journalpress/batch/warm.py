"""Imported by the server that forks the workers: it loads what draws pages, once for all of them.

Where that cannot be loaded, the worker that needs it says so.
"""

from __future__ import annotations

import contextlib

from journalpress.errors import EnvironmentFailure
from journalpress.writers.engine import load_weasyprint

with contextlib.suppress(EnvironmentFailure):
    load_weasyprint()
