"""Markdown as pandoc and static-site generators read it → Import."""

from journalpress.readers.pandoc.read import IMPORTER, read_pandoc

__all__ = ["IMPORTER", "read_pandoc"]
