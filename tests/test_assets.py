"""What the program needs is where it looks."""

from journalpress.assets import fonts_dir, styles_dir, templates_dir


def test_a_checkout_has_its_folders() -> None:
    """Templates, styles and fonts are found from the source tree."""
    assert templates_dir().name == "templates"
    assert (styles_dir() / "base.css").is_file()
    assert any(fonts_dir().rglob("*.ttf"))
