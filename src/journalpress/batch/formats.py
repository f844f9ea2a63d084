"""A Writer → what is asked of its files, when they are made and when they are verified."""

from __future__ import annotations

from journalpress.verify import Means
from journalpress.writers import Writer


def means_of(writer: Writer) -> Means:
    """What the format can say at all."""
    return Means(
        writer.paged, writer.spaced, writer.linked, writer.returns, writer.ends, writer.binds
    )
