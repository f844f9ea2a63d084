"""Numbers and words -> the PNG pictures of the sample journal.

Run it with `python samples/draw_pictures.py`; it writes samples/journal/media/*.png and the
logo in samples/journal/theme/. The files
hold no date and no text chunk, so a second run gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from canvas import (
    ACCENT,
    FAR,
    FURNITURE,
    INK,
    LIGHT,
    MIDDLE,
    PALE,
    QUIET,
    SAMPLES,
    TEAL,
    WARM,
    WHITE,
    Canvas,
    Point,
    curve,
)

MEDIA = SAMPLES / "journal" / "media"
THEME = SAMPLES / "journal" / "theme"


def numbered(canvas: Canvas, centre: Point, number: int, radius: float = 30) -> None:
    """A disc with a number in it."""
    canvas.disc(centre, radius, TEAL)
    canvas.text(centre, str(number), radius * 1.3, WHITE, "Bold", "mm")


# --- how CAR-T is made -------------------------------------------------------------------------


def cell(canvas: Canvas, centre: Point, radius: float, receptors: Sequence[float] = ()) -> None:
    """A T-cell; `receptors` are the angles, in degrees, at which it carries the new receptor."""
    x, y = centre
    for angle in receptors:
        direction = math.radians(angle)
        along = (math.cos(direction), math.sin(direction))
        fork = (x + along[0] * radius * 1.22, y + along[1] * radius * 1.22)
        canvas.stroke([centre, fork], radius * 0.13, ACCENT)
        for turn in (-0.6, 0.6):
            tip = (
                fork[0] + math.cos(direction + turn) * radius * 0.3,
                fork[1] + math.sin(direction + turn) * radius * 0.3,
            )
            canvas.stroke([fork, tip], radius * 0.13, ACCENT)
    canvas.disc(centre, radius, LIGHT, TEAL, max(3, radius * 0.07))
    canvas.disc((x - radius * 0.08, y + radius * 0.06), radius * 0.52, MIDDLE)


def b_cell(canvas: Canvas, centre: Point, radius: float) -> None:
    """A B-cell, with its CD19 as knobs all round."""
    for angle in range(0, 360, 45):
        direction = math.radians(angle)
        knob = (
            centre[0] + math.cos(direction) * radius * 1.12,
            centre[1] + math.sin(direction) * radius * 1.12,
        )
        canvas.disc(knob, radius * 0.16, QUIET)
    canvas.disc(centre, radius, WARM, QUIET, 4)
    canvas.text(centre, "B-cell", 30, INK, "Semibold", "mm")


def collect(canvas: Canvas, x: float, y: float) -> None:
    """A drop of blood with T-cells in it."""
    sides = [
        (x + side * 96 * math.sin(t) * math.sin(t / 2) ** 1.2, y - 20 - 122 * math.cos(t))
        for side in (1, -1)
        for t in [math.pi * step / 60 for step in (range(61) if side == 1 else range(60, -1, -1))]
    ]
    canvas.shape(sides, ACCENT)
    cell(canvas, (x - 22, y + 4), 27)
    cell(canvas, (x + 27, y + 44), 27)


def engineer(canvas: Canvas, x: float, y: float) -> None:
    """One large cell with receptors."""
    cell(canvas, (x, y - 8), 66, (-90, -30, 30, 90, 150, 210))


def grow(canvas: Canvas, x: float, y: float) -> None:
    """Seven small cells with receptors."""
    for number in range(6):
        angle = math.radians(60 * number)
        place = (x + 84 * math.cos(angle), y - 10 + 84 * math.sin(angle))
        cell(canvas, place, 25, (60 * number, 60 * number + 90, 60 * number - 90))
    cell(canvas, (x, y - 10), 25, (30, 150, 270))


def give_back(canvas: Canvas, x: float, y: float) -> None:
    """A cell that has found a B-cell."""
    b_cell(canvas, (x + 72, y - 8), 62)
    cell(canvas, (x - 82, y - 8), 46, (0, 120, 240))


STEPS: Sequence[tuple[str, str, Callable[[Canvas, float, float], None]]] = (
    ("Collect", "T-cells are taken\nfrom your blood", collect),
    ("Engineer", "A new receptor\nis added in the\nlaboratory", engineer),
    ("Grow", "The cells are\nmultiplied into\nthe millions", grow),
    ("Return", "Through a drip they\ngo back into you\nand look for B-cells", give_back),
)


def car_t_four_steps() -> None:
    """How CAR-T is made, in four steps."""
    canvas = Canvas(1600, 660)
    for number, (title, words, picture) in enumerate(STEPS):
        left = 20 + number * 397
        middle = left + 184.5
        canvas.box(left, 20, left + 369, 640, PALE, 28)
        numbered(canvas, (left + 54, 74), number + 1, 32)
        canvas.text((left + 104, 75), title, 46, TEAL, "Bold")
        canvas.box(left + 16, 126, left + 353, 456, WHITE, 20)
        picture(canvas, middle, 300)
        canvas.text((left + 30, 506), words, 36, INK, "Regular")
        if number:
            canvas.disc((left - 14, 290), 34, TEAL)
            arrow = [(left - 24, 274), (left - 4, 290), (left - 24, 306)]
            canvas.stroke(arrow, 7, WHITE)
    canvas.save(MEDIA / "car-t-four-steps.png")


# --- how to sit for a blood pressure reading ---------------------------------------------------

POSTURE = {
    "blood-pressure-posture": (
        "Back\nsupported",
        "Cuff level\nwith the heart",
        "Arm resting\non the table",
        "Legs not\ncrossed",
        "Both feet flat\non the floor",
        "First: five minutes of quiet, and no talking",
    ),
    "blood-pressure-posture-fr": (
        "Dos soutenu",
        "Brassard à la\nhauteur du cœur",
        "Bras posé\nsur la table",
        "Jambes non\ncroisées",
        "Deux pieds\nà plat",
        "D’abord : cinq minutes au calme, sans parler",
    ),
}


def heart(canvas: Canvas, centre: Point, size: float, fill: str) -> None:
    """A heart of a given width."""
    outline = [
        (
            centre[0] + size / 34 * 16 * math.sin(t) ** 3,
            centre[1]
            - size
            / 34
            * (13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)),
        )
        for t in [math.tau * step / 80 for step in range(80)]
    ]
    canvas.shape(outline, fill)


def label(canvas: Canvas, at: Point, words: str, to: Sequence[Point]) -> None:
    """Words on the right of the picture with a leader that ends in a dot."""
    canvas.stroke([(at[0] - 16, at[1]), *to], 3, QUIET)
    canvas.disc(to[-1], 9, WHITE, QUIET, 3)
    lift = 22 if "\n" in words else 0
    canvas.text((at[0], at[1] - lift), words, 38, INK, "Semibold", leading=1.16)


def sitter(canvas: Canvas) -> None:
    """A person who sits at a table, seen from the side, on a chair with a back."""
    canvas.stroke([(452, 330), (468, 640), (760, 640)], 22, FURNITURE)
    canvas.stroke([(470, 640), (450, 872)], 18, FURNITURE)
    canvas.stroke([(745, 640), (765, 872)], 18, FURNITURE)
    canvas.box(792, 500, 1190, 522, FURNITURE, 8)
    canvas.box(1142, 515, 1164, 882, FURNITURE, 6)
    canvas.box(320, 882, 1235, 890, FURNITURE)
    for shift, leg, shoe in ((54, FAR, MIDDLE), (0, MIDDLE, TEAL)):
        canvas.stroke([(575, 572), (800 + shift, 572)], 86, leg)
        canvas.stroke([(800 + shift, 572), (812 + shift, 830)], 86, leg)
        canvas.box(770 + shift, 828, 930 + shift, 882, shoe, 26)
        canvas.box(770 + shift, 855, 930 + shift, 882, shoe, 4)
    canvas.stroke([(558, 240), (560, 300)], 50, LIGHT)
    canvas.disc((570, 180), 72, LIGHT)
    canvas.stroke([(555, 348), (560, 560)], 140, TEAL)
    canvas.stroke([(585, 330), (715, 462)], 62, LIGHT)
    canvas.stroke([(715, 462), (960, 466)], 62, LIGHT)
    canvas.disc((968, 466), 36, LIGHT)
    canvas.stroke([(628, 372), (676, 422)], 74, ACCENT)
    tube = [
        (690 + 380 * t, 400 - 150 * t * (1 - t) * 1.4 + 20 * t)
        for t in [step / 40 for step in range(41)]
    ]
    canvas.stroke(tube, 7, ACCENT)
    canvas.box(1034, 402, 1166, 500, TEAL, 16)
    canvas.box(1043, 416, 1157, 466, PALE, 8)
    canvas.text((1100, 441), "118 / 76", 29, TEAL, "Bold", "mm")


def blood_pressure_posture(name: str) -> None:
    """How to sit, in the language of the words in POSTURE."""
    canvas = Canvas(1600, 1000)
    back, cuff, arm, legs, feet, quiet = POSTURE[name]
    sitter(canvas)
    heart(canvas, (560, 398), 58, WARM)
    canvas.dashes((600, 398), (640, 398), 4, WARM)
    canvas.text((48, 300 if "\n" in back else 322), back, 38, INK, "Semibold", leading=1.16)
    canvas.stroke([(48 + 210, 322), (462, 440)], 3, QUIET)
    canvas.disc((462, 440), 9, WHITE, QUIET, 3)
    label(canvas, (1260, 190), cuff, [(880, 190), (664, 400)])
    label(canvas, (1260, 570), arm, [(930, 570), (890, 474)])
    label(canvas, (1260, 700), legs, [(830, 700)])
    label(canvas, (1260, 846), feet, [(950, 846)])
    canvas.box(320, 918, 1270, 984, PALE, 33)
    canvas.text((795, 951), quiet, 38, TEAL, "Bold", "mm")
    canvas.save(MEDIA / f"{name}.png")


# --- what a statin does for 100 people ---------------------------------------------------------


def statins_benefit() -> None:
    """Two arrays of 100 dots: who avoids an event (Collins and others, The Lancet 2016)."""
    canvas = Canvas(1600, 1000)
    groups = (
        ("Heart or artery disease already", 10),
        ("Raised risk, no event yet", 5),
    )
    for number, (title, avoided) in enumerate(groups):
        left = 20 + number * 790
        canvas.box(left, 20, left + 770, 846, PALE, 28)
        canvas.text((left + 40, 78), title, 46, TEAL, "Bold")
        canvas.text((left + 40, 190), str(avoided), 110, ACCENT, "Bold")
        wide = 140 if avoided > 9 else 84
        canvas.text((left + 40 + wide, 168), "of 100 people", 40, INK, "Semibold")
        canvas.text((left + 40 + wide, 214), "avoid an event in five years", 40, INK)
        for place in range(100):
            row, column = divmod(place, 10)
            centre = (left + 63 + column * 71.5, 300 + row * 55)
            if place < avoided:
                canvas.disc(centre, 23, ACCENT)
            else:
                canvas.disc(centre, 22, WHITE, MIDDLE, 4)
    canvas.disc((52, 892), 20, ACCENT)
    canvas.text((86, 892), "avoids a heart attack, a stroke or an artery operation", 36)
    canvas.disc((52, 952), 20, WHITE, MIDDLE, 4)
    canvas.text((86, 952), "the statin makes no difference to whether an event happens", 36)
    canvas.save(MEDIA / "statins-benefit.png")


# --- a week of exercise ------------------------------------------------------------------------


def knee_week() -> None:
    """Which exercise on which day."""
    canvas = Canvas(1600, 760)
    rows = (
        ("Strength", "8 to 12 of each,\n2 or 3 rounds", (0, 2, 4), "4 moves", TEAL, WHITE),
        ("Stamina", "walk, cycle\nor swim", (1, 3, 5), "20–30\nminutes", ACCENT, WHITE),
        ("Suppleness", "bend and\nstretch", range(7), "5\nminutes", LIGHT, INK),
    )
    for day, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        canvas.text((391 + day * 178, 56), name, 42, TEAL, "Bold", "mm")
    for row, (title, how, days, words, fill, ink) in enumerate(rows):
        top = 104 + row * 218
        canvas.box(20, top, 1580, top + 202, PALE, 24)
        canvas.text((44, top + 50), title, 44, TEAL, "Bold")
        canvas.text((44, top + 106), how, 34, INK, leading=1.2)
        for day in days:
            middle = 391 + day * 178
            canvas.box(middle - 80, top + 22, middle + 80, top + 180, fill, 20)
            first = top + (80 if "\n" in words else 101)
            canvas.text((middle, first), words, 36, ink, "Semibold", "mm", 1.16)
    canvas.save(MEDIA / "knee-week.png")


# --- the daily foot check ----------------------------------------------------------------------

SOLE: Sequence[Point] = (
    (0, 168),
    (58, 150),
    (120, 176),
    (152, 246),
    (146, 330),
    (118, 430),
    (110, 520),
    (122, 610),
    (104, 690),
    (48, 722),
    (-8, 690),
    (-26, 610),
    (-16, 520),
    (-14, 430),
    (-44, 330),
    (-48, 240),
)
TOES: Sequence[tuple[float, float, float]] = (
    (-18, 92, 48),
    (54, 92, 31),
    (104, 108, 27),
    (144, 138, 25),
    (170, 180, 22),
)
PLACES = (
    ("Between the toes", "damp or split skin"),
    ("Tips of the toes", "dark nails, corns"),
    ("Ball of the foot", "hard skin, blisters"),
    ("Edges", "red marks from shoes"),
    ("Heel", "cracks, sores"),
)


def foot_check() -> None:
    """Five places to look at every day, on the soles of both feet."""
    canvas = Canvas(1600, 830)
    spots: tuple[tuple[int, float, float], ...] = (
        (1, 124, 134),
        (2, -18, 62),
        (3, 34, 268),
        (4, 134, 400),
        (5, 46, 640),
    )
    for side, left in ((-1, 250), (1, 520)):
        canvas.shape([(left + side * x, 40 + y) for x, y in curve(SOLE)], LIGHT)
        for x, y, radius in TOES:
            canvas.disc((left + side * x, 40 + y), radius, LIGHT)
        for number, x, y in spots:
            centre = (left + side * x, 40 + y)
            canvas.disc(centre, 33, WHITE)
            numbered(canvas, centre, number, 29)
    for row, (place, signs) in enumerate(PLACES):
        top = 30 + row * 160
        canvas.box(810, top, 1580, top + 140, PALE, 24)
        numbered(canvas, (876, top + 70), row + 1, 38)
        canvas.text((944, top + 46), place, 44, TEAL, "Bold")
        canvas.text((944, top + 98), signs, 38, INK)
    canvas.save(MEDIA / "foot-check.png")


# --- the clinic's sign -------------------------------------------------------------------------

VANE: tuple[Point, ...] = (
    (122, 190), (96, 150), (92, 102), (118, 60), (172, 26), (188, 22), (186, 44), (168, 100),
    (146, 148),
)  # fmt: skip
"""The outline of a quill."""


def logo() -> None:
    """A quill over still water, and the clinic's name."""
    canvas = Canvas(900, 240)
    canvas.box(0, 0, 240, 240, TEAL, 48)
    canvas.shape(curve(VANE), WHITE)
    shaft = [(182, 30), (150, 84), (124, 140), (108, 196)]
    canvas.stroke(shaft, 7, TEAL)
    canvas.stroke([(115, 176), (106, 204)], 8, WHITE)
    for row, (left, right) in enumerate(((44, 196), (72, 168))):
        points = [
            (x, 208 + row * 16 + 3.5 * math.sin((x - left) / 12)) for x in range(left, right, 2)
        ]
        canvas.stroke(points, 6, LIGHT)
    canvas.text((276, 78), "Quillmere", 118, TEAL, "Bold")
    canvas.text((278, 174), "Clinic", 92, QUIET, "Regular")
    THEME.mkdir(exist_ok=True)
    canvas.save(THEME / "logo.png")


def main() -> None:
    """Draw every picture."""
    MEDIA.mkdir(exist_ok=True)
    logo()
    car_t_four_steps()
    for name in POSTURE:
        blood_pressure_posture(name)
    statins_benefit()
    knee_week()
    foot_check()


if __name__ == "__main__":
    main()
