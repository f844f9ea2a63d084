"""Any EPUB → what a shop, a reading system or a reader would stumble over."""

from __future__ import annotations

from journalpress.inspect.book.check import check_book

__all__ = ["check_book"]
