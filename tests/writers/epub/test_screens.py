"""Books on screens: narrow and wide, by day and by night, in large text, as Chromium shows them.

A reading system makes the night by forcing a ground and a text colour upon the body, or by the
colour scheme; it makes text large by the size of the root.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from journalpress.batch.job import make_job_edition
from journalpress.batch.plan import plan_jobs
from journalpress.journal import load_journal
from journalpress.standing import judge_journal
from journalpress.writers.epub import write_epub
from tests import tools
from tests.writers.epub.test_book import right_to_left, several

SAMPLES = Path(__file__).parents[3] / "samples" / "journal"
AS_OF = date(2026, 12, 1)
WIDTHS = (320, 600, 1200)

MODES: Mapping[str, tuple[str, str, float]] = {
    "day": ("", "#ffffff", 7),
    "night": (_FORCED := "html, body { background: #101010 !important; color: #e2e2e2 !important }",
              "#101010", 7),
    "night, boxes too": (f"{_FORCED} * {{ border-color: currentColor !important }}", "#101010", 7),
    "dark scheme": (":root { color-scheme: dark }", "#121212", 7),
    "sepia": ("html, body { background: #f4ecd8; color: #5b4636 }", "#f4ecd8", 7),
    "large": ("html { font-size: 200% }", "#ffffff", 7),
}  # fmt: skip
"""What a reading system adds to a page, the ground that comes of it, and the least contrast."""

RULE_CONTRAST = 3

MEASURE = """
(() => {
  const light = (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const luminance = (rgb) => 0.2126 * light(rgb[0] / 255) + 0.7152 * light(rgb[1] / 255)
    + 0.0722 * light(rgb[2] / 255);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const seen = (rgb) => rgb.length < 4 || rgb[3] > 0;
  const hex = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const faults = new Set();
  for (const frame of page.querySelectorAll("iframe")) {
    const inner = frame.contentDocument;
    const view = frame.contentWindow;
    const sizes = new Map();
    for (const [mode, [css, canvas, least]] of Object.entries(MODES)) {
      const tell = (what) => faults.add(`${frame.title}, ${frame.width}, ${mode}: ${what}`);
      const style = inner.createElementNS("http://www.w3.org/1999/xhtml", "style");
      style.textContent = css;
      inner.documentElement.firstElementChild.append(style);
      const root = inner.documentElement;
      if (root.scrollWidth > root.clientWidth) tell(`is ${root.scrollWidth} wide`);
      for (const each of inner.body.querySelectorAll("*")) {
        if (!each.getClientRects().length) continue;
        const name = each.localName + (each.className ? "." + each.className : "");
        const has = view.getComputedStyle(each);
        let ground = hex(canvas);
        for (let up = each; up; up = up.parentElement) {
          const own = channels(view.getComputedStyle(up).backgroundColor);
          if (seen(own)) { ground = own; break; }
        }
        const words = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const found = contrast(channels(has.color), ground);
        if (words && found < least) tell(`${name} has text at ${found.toFixed(1)}`);
        for (const side of ["Top", "Right", "Bottom", "Left"]) {
          if (!parseFloat(has[`border${side}Width`]) || mode === "sepia") continue;
          const edge = channels(has[`border${side}Color`]);
          if (seen(edge) && contrast(edge, ground) < RULE) tell(`${name} has a faint border`);
        }
        const size = parseFloat(has.fontSize);
        if (mode === "day") sizes.set(each, size);
        if (mode === "large" && words && Math.abs(size / sizes.get(each) - 2) > 0.02)
          tell(`${name} does not grow with the text`);
        const least_size = each.closest("sup, sub") ? 11 : 12;
        if (words && size < least_size) tell(`${name} has text of ${size} pixels`);
      }
      style.remove();
    }
  }
  return [...faults].sort();
})()
"""


@cache
def sample_books() -> Mapping[str, bytes]:
    """Every book of the sample journal, with one that holds every block, and one of Arabic."""
    journal = load_journal(SAMPLES)
    judged = judge_journal(journal, AS_OF)
    jobs = plan_jobs(journal, judged, formats=("epub",)).jobs
    books = {job.name: write_epub(make_job_edition(job, journal, judged)) for job in jobs}
    return {**books, "several": write_epub(several()), "arabic": write_epub(right_to_left())}


def faults(pages: Sequence[Path], folder: Path) -> list[str]:
    """What is wrong with these pages on any screen; all are looked at in one run of Chromium."""
    frames = "".join(
        f'<iframe src="{escape(page.resolve().as_uri())}" title="{page.parent.name}/{page.name}" '
        f'width="{width}" height="800" style="border: 0"></iframe>'
        for page in pages
        for width in WIDTHS
    )
    sheet = folder / "sheet.html"
    sheet.write_text(f"<!doctype html><meta charset=utf-8><body>{frames}", "utf-8")
    expression = MEASURE.replace("MODES", json.dumps(MODES)).replace("RULE", str(RULE_CONTRAST))
    said = tools.chromium_eval(sheet, expression.strip(), 1300)
    assert isinstance(said, list)
    return said


@pytest.mark.tool
@pytest.mark.parametrize("book", ["patient-leaflets", "depliants-en-francais",
                                  "nasharat-bil-arabiya", "several", "arabic"])  # fmt: skip
def test_every_page_can_be_read_on_every_screen(book: str, tmp_path: Path) -> None:
    """Nothing sticks out, nothing is faint, everything grows with the text."""
    tools.require("chromium")
    with zipfile.ZipFile(BytesIO(sample_books()[book])) as packed:
        packed.extractall(tmp_path)
    pages = sorted((tmp_path / "EPUB").rglob("*.xhtml"))

    assert len(pages) >= 4
    assert faults(pages, tmp_path) == []


@pytest.mark.tool
@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("p { width: 400px }", "is 4"),
        ("p { color: #0000ee }", "p has text at 2"),
        ("p { background: #eeeeee }", "night: p has text at 1"),
        ("p { border: 1px solid #dddddd }", "p has a faint border"),
        ("p { font-size: 16px }", "p does not grow with the text"),
        ("p { font-size: 0.6em }", "p has text of 9.6 pixels"),
        ("sup { font-size: 0.6em }", "sup has text of 9.6 pixels"),
    ],
)
def test_what_cannot_be_read_is_found(style: str, told: str, tmp_path: Path) -> None:
    """The measure itself: each fault is planted and seen."""
    page = tmp_path / "page.xhtml"
    page.write_text(
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><style>{style}</style>'
        "</head><body><p>Words<sup>1</sup>.</p></body></html>",
        "utf-8",
    )

    assert any(told in each for each in faults([page], tmp_path))
