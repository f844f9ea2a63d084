"""A5 pages → A4 sheets for saddle stitch, two pages a side, through pikepdf.

Print the sheets on both sides, turned over the short edge, fold them together once and staple the
fold. Tags and links stay behind: the A5 leaflet is the accessible one.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from journalpress.edition.types import Edition

SIDE_POINTS = (841.89, 595.276)
"""A4 landscape: width and height of a side."""
PAGES_A_SHEET = 4

Side = tuple[int, int]
"""The pages that stand left and right on a side, counted from 1."""


def booklet(data: bytes, edition: Edition) -> bytes:
    """The A5 leaflet as sheets; the same bytes always give the same bytes."""
    return impose(data, right_to_left=edition.dir == "rtl")


def sides(pages: int, *, right_to_left: bool = False) -> Iterator[Side]:
    """The sides of every sheet, from the outermost, front before back.

    A booklet has a multiple of four pages: the numbers beyond `pages` are blank, and come last.
    Bound on the right, a booklet has left and right changed.
    """
    last = -(-pages // PAGES_A_SHEET) * PAGES_A_SHEET
    for first in range(1, last // 2, 2):
        for left, right in ((last + 1 - first, first), (first + 1, last - first)):
            yield (right, left) if right_to_left else (left, right)


def impose(data: bytes, *, right_to_left: bool = False) -> bytes:
    """The pages of a PDF, two a side, in the order of `sides`, each flush with the fold."""
    import pikepdf

    width, height = SIDE_POINTS
    with pikepdf.open(BytesIO(data)) as parent, pikepdf.new() as sheets:
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in parent.pages]
        for side in sides(len(forms), right_to_left=right_to_left):
            shown: dict[str, Any] = {}
            drawing: list[str] = []
            for half, number in enumerate(side):
                if number > len(forms):
                    continue
                form = forms[number - 1]
                left, bottom, right, top = (float(edge) for edge in form.BBox)
                x = width / 2 - left - (0 if half else right - left)
                y = (height - top - bottom) / 2
                shown[f"/P{number}"] = form
                drawing.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm /P{number} Do Q")
            sheets.pages.append(
                pikepdf.Page(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Page,
                        MediaBox=[0, 0, *SIDE_POINTS],
                        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(shown)),
                        Contents=sheets.make_stream("\n".join(drawing).encode()),
                    )
                )
            )
        for key, value in parent.docinfo.items():
            sheets.docinfo[key] = str(value)
        sheets.Root.Lang = str(parent.Root.get("/Lang", ""))
        sheets.Root.ViewerPreferences = pikepdf.Dictionary(
            DisplayDocTitle=True,
            Duplex=pikepdf.Name.DuplexFlipShortEdge,
            PickTrayByPDFSize=True,
            PrintScaling=pikepdf.Name("/None"),
        )
        written = BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        sheets.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=packed)
        return written.getvalue()
