"""The lines of a table drawn with signs → the table, by the reader of its kind."""

from __future__ import annotations

from journalpress.readers.pandoc.drawn import Drawn
from journalpress.readers.pandoc.grid_tables import read_grid
from journalpress.readers.pandoc.pipe_tables import is_below_header, read_pipes
from journalpress.readers.pandoc.ruled_tables import read_ruled


def read_drawn(source: str) -> Drawn | None:
    """The table that these lines draw; None where they cannot be read without guessing."""
    if source.lstrip().startswith("+"):
        return read_grid(source)
    below = source.split("\n")[1]
    return read_pipes(source) if is_below_header(below) else read_ruled(source)
