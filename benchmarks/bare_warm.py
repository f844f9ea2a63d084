"""WeasyPrint alone, warm: for each line that it is given it draws the page and says the seconds.

Its fonts and its stylesheet are loaded once. It runs in a process of its own, so that it has none
of the shortcuts that journalpress takes while it imports WeasyPrint.
"""

import gc
import sys
import time
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

page, css = sys.argv[1:]
fonts = FontConfiguration()
sheet = weasyprint.CSS(filename=css, base_url=page, font_config=fonts)
LINK = '<link rel="stylesheet" href="leaflet.css">'
html = Path(page).read_text("utf-8").replace(LINK, "")


def draw() -> None:
    """One PDF/UA-1 of the page."""
    document = weasyprint.HTML(string=html, base_url=page)
    document.render(stylesheets=[sheet], font_config=fonts).write_pdf(pdf_variant="pdf/ua-1")


draw()
draw()
gc.collect()
gc.freeze()
for _ in sys.stdin:
    before = time.process_time()
    draw()
    print(time.process_time() - before, flush=True)
