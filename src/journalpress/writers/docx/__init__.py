"""Word: Edition → review copy, and what a copy says when it is read back."""

from journalpress.writers.docx.build import write_docx
from journalpress.writers.docx.extract import extract_docx

__all__ = ["extract_docx", "write_docx"]
