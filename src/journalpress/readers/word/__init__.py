"""A Word file (.docx) → Import: headings, lists, tables, pictures, notes and citation fields."""

from journalpress.readers.word.read import IMPORTER, read_word

__all__ = ["IMPORTER", "read_word"]
