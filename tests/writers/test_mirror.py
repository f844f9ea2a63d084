"""Pages turned over for what is read from right to left."""

from journalpress.assets import styles_dir
from journalpress.writers.mirror import mirrored


def test_the_sides_of_a_page_change_places() -> None:
    """Boxes and margins of the page do; text, which knows its own start, stays."""
    css = (
        "@page { margin: 1mm 2mm 3mm 4mm; @top-left { text-align: start; width: 9mm } }\n"
        "@page :left { margin-left: 5mm }\n"
        ".left { text-align: left; margin: 1mm 2mm 3mm 4mm }"
    )

    assert mirrored(css) == (
        "@page { margin: 1mm 4mm 3mm 2mm; @top-right { text-align: start; width: 9mm } }\n"
        "@page :left { margin-left: 5mm }\n"
        ".left { text-align: left; margin: 1mm 2mm 3mm 4mm }"
    )


def test_a_stylesheet_turned_twice_is_as_it_was() -> None:
    """Nothing is lost on the way."""
    for sheet in sorted(styles_dir().glob("*.css")):
        css = sheet.read_text("utf-8")
        assert mirrored(mirrored(css)) == css
