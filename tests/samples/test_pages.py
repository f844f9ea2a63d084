"""Three samples in every layout look as they did when a person last looked at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.conftest import GOLDEN
from tests.samples.exports import PRINTED
from tests.samples.pictures import (
    MOST,
    difference,
    difference_picture,
    pages_of,
    sheet,
    write,
)

LOOKED_AT = ("lupus", "statins", "qiyas-daght-ad-dam-fi-al-manzil")


@pytest.mark.long
@pytest.mark.parametrize("layout", PRINTED)
@pytest.mark.parametrize("slug", LOOKED_AT)
def test_pages_look_as_recorded(
    laid_out: Path, slug: str, layout: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """A change of looks is seen: `pytest --accept` records it, after a person has agreed."""
    file = laid_out / (f"{slug}.pdf" if layout == "a4" else f"{slug}.{layout}.pdf")
    now = sheet(pages_of(file.read_bytes()))
    recorded_at = GOLDEN / "pages" / f"{slug}.{layout}.png"
    if request.config.getoption("--accept"):
        write(now, recorded_at)
    if not recorded_at.exists():
        pytest.fail(f"{recorded_at.name} is not recorded: run pytest --accept and look at it")
    with Image.open(recorded_at) as picture:
        recorded = picture.convert("L")
    if difference(recorded, now) > MOST:
        shown = tmp_path / f"{slug}.{layout}.difference.png"
        difference_picture(recorded, now).save(shown)
        pytest.fail(f"{slug} in {layout} looks otherwise: see {shown}")


def page(text_at: int) -> Image.Image:
    """A page with a bar in the place of a line of text."""
    picture = Image.new("L", (330, 468), 255)
    picture.paste(40, (40, text_at, 250, text_at + 8))
    return picture


def test_a_line_that_moved_is_a_difference_and_smoothing_is_none() -> None:
    """The tolerance is for letters' edges only."""
    shade = Image.new("L", (330, 468), 20)

    assert difference(page(100), ImageChops.subtract(page(100), shade)) == 0
    assert difference(page(100), page(110)) > MOST
    assert difference(page(100), sheet([page(100), page(100)])) == 1


def test_the_difference_is_shown_in_colour() -> None:
    """Red was there, blue is new; what stayed is black."""
    shown = difference_picture(page(100), page(200))
    top = 2 * (468 + 18) + 18

    assert shown.getpixel((100, top + 104)) == (255, 40, 40)
    assert shown.getpixel((100, top + 204)) == (40, 40, 255)
