"""Bodies with what must not stand there, or too much of it."""

import pytest

from tests.bad_input.conftest import ALL, Clinic, png, run
from tests.journals import source_text

SOUND = source_text("sick")


def _table(columns: int, rows: int, cell: str = "word") -> str:
    line = "|" + f"{cell}|" * columns + "\n"
    return line + "|" + "---|" * columns + "\n" + line * rows


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("Words [@nobody].", "JP010", 17, "[@nobody]"),
        ("Words [@smith2024", "JP018", 17, "[@smith2024]"),
        ("It works [1].\n\n[4]: https://example.org/x\n", "JP016", 19, "[4]"),
        ("It works [see].\n\n[see]: https://example.org/x\n", "JP124", 19, "[see]"),
        ("See [x](nothing.md).", "JP022", 17, "nothing.md"),
        ("See [x](../secret.md).", "JP121", 17, "secret.md"),
        ("See [x](../../etc/passwd).", "JP121", 17, "etc/passwd"),
        ('<div class="x">hello</div>', "JP120", 17, "<div"),
        ("Words <script>alert(1)</script>", "JP120", 17, "<script>"),
        ("<!-- secret -->", "JP120", 17, "comment"),
        ("<!-- secret\n\nand all the rest of it", "JP120", 17, "secret"),
        ("[x](javascript:alert(1))", "JP121", 17, "javascript:"),
        ("[x](JaVaScRiPt:alert(1))", "JP121", 17, "javascript:"),
        ("[x](&#106;avascript:alert(1))", "JP121", 17, "javascript:"),
        ("[x](<java\tscript:alert(1)>)", "JP121", 17, "not a whole address"),
        ("[x](file:///etc/passwd)", "JP121", 17, "file:"),
        ("[x](//server/share)", "JP121", 17, "server"),
        ("[x](data:text/html,hello)", "JP121", 17, "data:"),
        ("<vbscript:x>", "JP121", 17, "vbscript:"),
        ("[x]()", "JP121", 17, "no address"),
        ("a\x07b", "JP111", 17, "U+0007"),
        ("a\x00b", "JP111", 17, "U+0000"),
        ("a\x0cb", "JP111", 17, "U+000C"),
        ("a\u2028b", "JP111", 17, "U+2028"),
        ("a\ufffdb", "JP111", 17, "lost"),
        ("a &#xd800; b", "JP111", 17, "lost"),
        ("> " * 100 + "deep", "JP112", 17, "nesting"),
        ("- " * 100 + "deep", "JP112", 17, "nesting"),
        ("> " * 17 + "deep", "JP112", 17, "nesting"),
        ("[" * 5000 + "x" + "]" * 5000, "JP112", 17, "too deep"),
        ("word " * 31_000, "JP112", None, "article_words"),
        ("word " * 2_000_000, "JP112", None, "article_bytes"),
        (_table(13, 2), "JP112", 17, "table_columns"),
        (_table(2, 1001), "JP112", 17, "table_rows"),
        ("|a|b|\n|-|-|\n|1|2|3|\n", "JP126", 19, "3 cells"),
    ],
    ids=lambda value: str(value)[:24].encode("ascii", "replace").decode(),
)
def test_a_body_that_is_wrong(
    clinic: Clinic, text: str, code: str, line: int | None, said: str
) -> None:
    """The line is named, with what to write instead."""
    clinic.body(text)

    clinic.refused(code, line, said)


def test_a_list_a_hundred_deep(clinic: Clinic) -> None:
    """No word is dropped below the parser's own limit: the line past ours is named."""
    clinic.body("\n".join("  " * depth + f"- item {depth}" for depth in range(100)))

    clinic.refused("JP112", 33, "nesting")


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (SOUND.encode() + b"\xe2\x82\n", 18, "0xe2"),
        (SOUND.replace("More", "Café").encode("latin-1"), 17, "0xe9"),
        (SOUND.replace("More", "a\ud800b").encode("utf-8", "surrogatepass"), 17, "0xed"),
        (SOUND.encode("utf-16"), 1, "0xff"),
        (b"\x00\x01\x02\xff" * 500, 1, "0xff"),
    ],
    ids=["cut off", "Latin-1", "lone surrogate", "UTF-16", "binary"],
)
def test_bytes_that_are_no_utf8(clinic: Clinic, data: bytes, line: int, said: str) -> None:
    """The byte, its line, and how to save the file."""
    clinic.write(data)

    clinic.refused("JP110", line, said)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("references:\n", 'references:\n  - id: smith2024\n    raw: "Another."\n', "JP014"),
        (
            "references:\n",
            'references:\n  - id: o\n    raw: "Other."\n    DOI: 10.5555/12345678\n',
            "JP014",
        ),
    ],
)
def test_sources_that_stand_twice(clinic: Clinic, old: str, new: str, code: str) -> None:
    """One key with two contents, one DOI with two keys."""
    clinic.write(SOUND.replace(old, new))

    clinic.refused(code, None, "keep one")


@pytest.mark.parametrize(
    "text",
    [
        "A \u202eturned\u202c word.",
        "Zero\u200bwidth and soft\u00adhyphen.",
        "See [this](?).",
        "See [itself](sick.md).",
        "> " * 16 + "deep",
        "*" * 5000 + "x" + "*" * 5000,
        "| | |\n|-|-|\n| | |\n",
        "w" * 400,
    ],
    ids=lambda value: str(value)[:12].encode("ascii", "replace").decode(),
)
def test_odd_bodies_that_are_allowed(clinic: Clinic, text: str) -> None:
    """They are made, and every file agrees with its article."""
    clinic.body(text)

    clinic.accepted()


@pytest.mark.tool
def test_emoji_and_unknown_scripts_cost_the_pdf_only(clinic: Clinic) -> None:
    """No font has them: the page would show a box. Check tells first, the others are made."""
    clinic.write(SOUND.replace("About sick", "About 😊 漢"))

    (told,) = run("check", "sick", "--journal", clinic.journal).lines("JP054")
    assert "articles/sick.md:3: " in told
    assert "smiling face" in told

    ended = clinic.export(*ALL)

    assert ended.code == 1
    (line,) = ended.lines("JP210")
    assert "U+1F60A" in line
    assert "U+6F22" in line
    assert "  → " in line
    assert clinic.made() >= {"sick.txt", "sick.html", "sound.pdf", "larkfield.epub"}
    assert "sick.pdf" not in clinic.made()


@pytest.mark.tool
@pytest.mark.parametrize(
    "text",
    [
        _table(12, 6, "incomprehensibilities"),
        _table(3, 1) + "|a|" + "w" * 400 + "|b|\n",
        "### " + "w" * 400 + "\n\nWords.",
        "\n".join("  " * depth + f"- item {depth}" for depth in range(16)),
    ],
    ids=["wide table", "unbreakable cell", "unbreakable heading", "deepest list"],
)
def test_what_hardly_fits_on_paper(clinic: Clinic, text: str) -> None:
    """Nothing is clipped or lost in any format."""
    clinic.body(text)

    clinic.accepted(*ALL)


def test_201_pictures(clinic: Clinic) -> None:
    """The limit is named."""
    (clinic.journal / "media/x.png").write_bytes(png())
    clinic.body("\n\n".join(f"![Picture {each}](../media/x.png)" for each in range(201)))

    clinic.refused("JP112", 417, "pictures")


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- item {each}" for each in range(3000)),
        "word " * 29_000,
        "a_" * 440_000,
        "\n" * 900_000,
    ],
    ids=["3000 items", "29000 words", "one long word", "empty lines"],
)
def test_much_of_one_thing_below_the_limits(clinic: Clinic, text: str) -> None:
    """Large is not wrong."""
    clinic.body(text)

    clinic.accepted(*(ALL if " " in text else ()))


@pytest.mark.long
def test_200_pictures(clinic: Clinic) -> None:
    """As many as the limit allows, in every format."""
    for each in range(200):
        (clinic.journal / f"media/p{each}.png").write_bytes(png(20 + each))
    clinic.body("\n\n".join(f"![Picture {each}](../media/p{each}.png)" for each in range(200)))

    clinic.accepted(*ALL)
