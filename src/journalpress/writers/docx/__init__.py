"""Word: Edition → review copy, what a copy says when it is read back; a file for authors."""

from journalpress.writers.docx.author import write_author_file
from journalpress.writers.docx.build import baseline_of_copy, write_docx
from journalpress.writers.docx.extract import extract_docx

__all__ = ["baseline_of_copy", "extract_docx", "write_author_file", "write_docx"]
