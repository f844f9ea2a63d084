"""The processor time of reading a web page of 100 KB as a ratio to lxml's own parse of it."""

from __future__ import annotations

import statistics
import time

from lxml import html

from journalpress.readers.html import read_html

PAIRS = 9
SIZE = 100_000
PARAGRAPH = (
    "<p>Lupus is a condition in which the immune system attacks <b>healthy</b> tissue"
    '<sup><a href="#r{n}">{n}</a></sup>, and most people have their blood taken every three months'
    " by a nurse who knows them well<sup>1,2</sup>. Ask what the numbers mean.</p>"
)


def page() -> bytes:
    """A page with a menu, headings, tables, lists, citations and a list of sources."""
    sections: list[str] = []
    number = 0
    while sum(map(len, sections)) < SIZE - 4_000:
        number += 1
        body = "".join(PARAGRAPH.format(n=number % 20 + 1) for _ in range(4))
        sections.append(
            f"<h2>Part {number}</h2>{body}<ul><li>One</li><li>Two</li></ul><table><tr><th>A</th>"
            f"<th>B</th></tr><tr><td>{number}</td><td>words</td></tr></table>"
        )
    sources = "".join(f'<li id="r{n}">Author A. Title {n}. 2020.</li>' for n in range(1, 21))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Lupus</title></head>'
        '<body><nav><a href="/">Home</a></nav><main><h1>Lupus</h1>'
        + "".join(sections)
        + f"<h2>References</h2><ol>{sources}</ol></main><footer>© The clinic</footer></body></html>"
    ).encode()


def main() -> None:
    """Runs both in turn, so that a slower moment of the machine touches both, and prints."""
    data = page()
    read_html(data, file="lupus.html")
    ours: list[float] = []
    ratios: list[float] = []
    for _ in range(PAIRS):
        start = time.process_time()
        read_html(data, file="lupus.html")
        middle = time.process_time()
        for _ in range(10):
            html.document_fromstring(data)
        least = (time.process_time() - middle) / 10
        ours.append(middle - start)
        ratios.append((middle - start) / least)
    print(
        f"a web page of {len(data):,} bytes / lxml's parse of it: {statistics.median(ratios):.0f}"
        f" (median of {PAIRS} pairs; {statistics.median(ours) * 1000:.0f} ms of processor time)"
    )


if __name__ == "__main__":
    main()
