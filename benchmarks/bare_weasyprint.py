"""The least program that makes a PDF/UA-1 of an HTML file with WeasyPrint: what ours is held to."""

import sys

from weasyprint import HTML

HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
