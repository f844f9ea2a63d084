"""Any EPUB → what a shop, a reading system or a reader would stumble over."""

from __future__ import annotations

from journalpress.inspect.book.archive import MOST_PACKED
from journalpress.inspect.book.check import check_book
from journalpress.inspect.book.verdicts import ask_validators

__all__ = ["MOST_PACKED", "ask_validators", "check_book"]
