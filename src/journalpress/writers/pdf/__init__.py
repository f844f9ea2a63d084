"""Edition → PDF leaflet, and back to what it says."""

from journalpress.writers.pdf.layouts import LAYOUTS, Layout
from journalpress.writers.pdf.leaflet import draw_pdf, extract_pdf, write_pdf

__all__ = ["LAYOUTS", "Layout", "draw_pdf", "extract_pdf", "write_pdf"]
