"""Edition → PDF leaflet, and back to what it says."""

from journalpress.writers.pdf.leaflet import extract_pdf, write_pdf

__all__ = ["extract_pdf", "write_pdf"]
