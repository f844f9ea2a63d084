"""Every file of the sample journal, in the eyes of the tools the world uses."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from journalpress.edition.reading import fold
from journalpress.writers import WRITERS
from tests import tools
from tests.samples.exports import SLUGS

pytestmark = pytest.mark.tool


def test_every_article_is_there_in_every_format(out: Path) -> None:
    """A leaflet, a page, a text and a Word copy of each; a book for each collection."""
    for folder, suffix in (("pdf", "pdf"), ("html", "html"), ("text", "txt"), ("review", "docx")):
        assert sorted(path.stem for path in (out / folder).glob(f"*.{suffix}")) == list(SLUGS)
    assert len(list((out / "epub").glob("*.epub"))) == 3
    assert not (out / "draft").exists()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_leaflet_is_accessible(out: Path, slug: str) -> None:
    """PDF/UA-1 by page-validation: no failure."""
    assert tools.page_validation((out / "pdf" / f"{slug}.pdf").read_bytes()) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_leaflet_holds_only_our_fonts(out: Path, slug: str) -> None:
    """Whatever the machine has installed, nothing of it is in the file."""
    with pikepdf.open(out / "pdf" / f"{slug}.pdf") as pdf:
        names = {
            str(item.get("/BaseFont", "")).partition("+")[2] or str(item.get("/BaseFont", ""))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }

    assert names
    assert all(name.startswith(("JP-Serif", "JP-Sans")) for name in names), names


@pytest.mark.parametrize("slug", SLUGS)
def test_a_leaflet_is_sound_to_qpdf(out: Path, slug: str) -> None:
    """No structural warning."""
    assert tools.qpdf_check(out / "pdf" / f"{slug}.pdf") == ()


def test_a_book_is_clean_to_epubcheck(out: Path) -> None:
    """No fatal error, no error, no warning, no usage note."""
    for book in sorted((out / "epub").glob("*.epub")):
        assert tools.epubcheck(book) == (), book.name


@pytest.mark.parametrize("slug", SLUGS)
def test_a_word_copy_is_valid_open_xml(out: Path, slug: str) -> None:
    """No error by the Open XML SDK."""
    assert tools.ooxml_errors(out / "review" / f"{slug}.docx") == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_libreoffice_loses_no_character_of_a_word_copy(out: Path, slug: str) -> None:
    """Every leaf that the file says is found, in order, in what LibreOffice reads."""
    path = out / "review" / f"{slug}.docx"
    # A hyphen that does not break is an element in the file, a character of its own on the screen.
    shown = tools.libreoffice_text(path).replace("\u2011", "-")
    read = "".join(shown.replace("[", "").replace("]", "").split())
    position = 0
    for leaf in WRITERS["docx"].extract(path.read_bytes()).leaves:
        if leaf.kind == "picture":
            continue
        words = "".join(leaf.text.replace("[", "").replace("]", "").split())
        position = read.find(words, position)
        assert position >= 0, leaf.text
        position += len(words)


def test_the_pages_are_valid_html(out: Path) -> None:
    """No error by the Nu Html Checker."""
    errors = tools.vnu_errors(*sorted((out / "html").glob("*.html")))

    assert errors == ()


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_never_scrolls_sideways(out: Path, slug: str, width: int) -> None:
    """In headless Chromium, as narrow as a small telephone and as wide as a desk."""
    assert not tools.chromium_page_width(out / "html" / f"{slug}.html", width).overflows


def test_a_page_needs_nothing_but_itself(out: Path) -> None:
    """No address is fetched: pictures and styles are inside, no script runs."""
    for page in (out / "html").glob("*.html"):
        root = etree.fromstring(page.read_bytes())
        fetched = [
            value
            for element in root.iter()
            for name, value in element.attrib.items()
            if str(name) in {"src", "srcset", "data", "poster"}
            and not str(value).startswith("data:")
        ]
        assert fetched == []
        assert b"<script" not in page.read_bytes()
        assert b"<link" not in page.read_bytes()


def test_every_page_says_that_it_is_a_sample(out: Path) -> None:
    """The stamp is on each page of each leaflet, and in each other file."""
    for slug in SLUGS:
        for name, folder, suffix in (
            ("pdf", "pdf", "pdf"), ("html", "html", "html"), ("docx", "review", "docx"),
        ):  # fmt: skip
            found = WRITERS[name].extract((out / folder / f"{slug}.{suffix}").read_bytes())
            stamp = found.leaves[0].text
            assert any(word in stamp for word in ("Sample", "Exemple", "نموذج")), stamp
            squeezed = "".join(stamp.split())
            assert all(squeezed in "".join(page.split()) for page in found.running)


def test_formats_read_alike(out: Path) -> None:
    """The words of a leaflet, its page and its Word copy are the same, in the same order."""
    for slug in SLUGS:
        texts = []
        for name, folder, suffix in (
            ("pdf", "pdf", "pdf"), ("html", "html", "html"), ("docx", "review", "docx"),
            ("text", "text", "txt"),
        ):  # fmt: skip
            found = WRITERS[name].extract((out / folder / f"{slug}.{suffix}").read_bytes())
            texts.append(["".join(fold(leaf.text).split()) for leaf in found.leaves])
        assert all(each == texts[0] for each in texts[1:]), slug


def test_words_are_found_by_search(out: Path) -> None:
    """Hyphens are those that people type; French spaces and quotation marks are French."""
    said = {
        slug: "\n".join(
            leaf.text
            for leaf in WRITERS["pdf"].extract((out / f"pdf/{slug}.pdf").read_bytes()).leaves
        )
        for slug in SLUGS
    }

    assert not [slug for slug, words in said.items() if {"\u2010", "\u2011"} & set(words)]
    assert "CAR-T" in said["car-t-beyond-cancer"]
    assert "« blouse blanche »" in said["mesurer-sa-tension-a-la-maison"]
    assert "«تأثير المعطف الأبيض»" in said["qiyas-daght-ad-dam-fi-al-manzil"]
    assert "020 7946 0142" in said["qiyas-daght-ad-dam-fi-al-manzil"]


def test_a_french_leaflet_keeps_its_spaces_closed(out: Path) -> None:
    """No line can end before a colon or a closing quotation mark: the page has no-break spaces."""
    page = (out / "html/mesurer-sa-tension-a-la-maison.html").read_text("utf-8")

    assert "«\u00a0blouse blanche\u00a0»" in page


def test_an_arabic_book_is_turned_from_right_to_left(out: Path) -> None:
    """Its pages progress to the left."""
    with zipfile.ZipFile(out / "epub" / "nasharat-bil-arabiya.epub") as book:
        (package,) = (name for name in book.namelist() if name.endswith(".opf"))
        assert b'page-progression-direction="rtl"' in book.read(package)


def test_pictures_of_the_samples_carry_no_private_data() -> None:
    """PNG without text chunks: nothing of the machine that drew them."""
    for path in sorted((Path(__file__).parents[2] / "samples/journal/media").glob("*.png")):
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            assert not {key for key in picture.info if key not in {"gamma", "dpi", "srgb"}}, path
