"""Front matter that a person or a program got wrong."""

import pytest

from tests.bad_input.conftest import Clinic
from tests.journals import source_text

SOUND = source_text("sick")
TITLE = 'title: "About sick"'
BOMB = "terms:\n  - &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"  - &{chr(98 + level)} [{', '.join(['*' + chr(97 + level)] * 9)}]\n" for level in range(9)
)


@pytest.mark.parametrize(
    ("lines", "code", "line", "said"),
    [
        ('standfirst: !!python/object/apply:os.system ["x"]\n', "JP101", 12, "os.system"),
        ("standfirst: !secret x\n", "JP101", 12, "!secret"),
        (BOMB, "JP101", 13, "&a"),
        ("title: again\n", "JP101", 12, "stands twice"),
        ("titel: x\n", "JP102", 12, "do you mean title?"),
        ("version: many\n", "JP103", 12, "“many”"),
        ("version: 99999999999999999999999\n", "JP103", 12, "whole number"),
        ("reviewed: 31/02/2026\n", "JP103", 12, "2026-06-17"),
        ("reviewed: 2026-02-31\n", "JP103", 12, "not a day"),
        ("status: aproved\n", "JP103", 12, "do you mean approved?"),
        ("url: javascript:alert(1)\n", "JP103", 12, "https://"),
        ("standfirst: One thing: another\n", "JP104", 12, 'standfirst: "One thing: another"'),
        ("key_messages:\n  - Rest: it helps\n", "JP104", 13, '"Rest: it helps"'),
        ("standfirst: " + "[" * 3000 + "\n", "JP112", 12, "20"),
        ("\tstandfirst: x\n", "JP100", 12, "tab"),
        ("? [a, b]\n: x\n", "JP100", 12, "key: value"),
        ("bibliography: ../../outside.yaml\n", "JP019", 12, "outside.yaml"),
        ("bibliography: ../media\n", "JP019", 12, "media"),
    ],
)
def test_a_field_that_is_wrong(clinic: Clinic, lines: str, code: str, line: int, said: str) -> None:
    """It is named with its line and what to write instead."""
    clinic.front(lines)

    clinic.refused(code, line, said)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "said"),
    [
        (TITLE, "title: Asthma: what helps", "JP104", 3, 'title: "Asthma: what helps"'),
        (TITLE, "title: [a, b]", "JP103", 3, "title must be words"),
        (TITLE, "title: {a: b}", "JP104", 3, '"a: b"'),
        (TITLE, "title:", "JP105", 1, "no title"),
        (TITLE + "\n", "", "JP105", 1, "no title"),
        ("About sick", "About\\0 sick", "JP111", 3, "U+0000"),
        ("About sick", "About \\ud800 sick", "JP100", 3, "escape code"),
        ("lang: en-GB", "lang: en_GB", "JP103", 4, "en-GB"),
        ("lang: en-GB", "lang: it", "JP060", 4, "“it”"),
        ("id: sick", "id: ../../etc", "JP103", 2, "cannot name an article"),
        ("clinical_reviewer}", "author, role: author}", "JP101", 7, "stands twice"),
        ("clinical_reviewer}", "wizard}", "JP103", 7, "“wizard”"),
        ("people:\n  - {", "people: Dr B\nx: {", "JP103", 6, "people must be a list"),
    ],
)
def test_a_line_that_is_wrong(
    clinic: Clinic, old: str, new: str, code: str, line: int, said: str
) -> None:
    """The line is shown as it should be; what is there and wrong is not called missing as well."""
    clinic.write(SOUND.replace(old, new))

    ended = clinic.refused(code, line, said)

    assert code == "JP105" or not ended.lines("JP105")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "JP100"),
        ("   \n\n", "JP100"),
        ("Words without front matter.\n", "JP100"),
        ("---\nid: sick\ntitle: x\n", "JP100"),
        ("---\n- a\n- b\n---\nwords\n", "JP100"),
        ("---\nhello\n---\nwords\n", "JP100"),
    ],
)
def test_a_file_without_front_matter(clinic: Clinic, text: str, code: str) -> None:
    """Empty files and half ones say how a file begins."""
    clinic.write(text)

    clinic.refused(code, None)


def test_only_front_matter_is_a_draft(clinic: Clinic) -> None:
    """An article that is only begun can be looked at."""
    clinic.write("---\n" + SOUND.split("---\n")[1] + "---\n")

    clinic.accepted()


def test_a_review_at_the_end_of_the_calendar(clinic: Clinic) -> None:
    """No date of a front matter stops the other articles."""
    clinic.front("reviewed: 9999-12-31\n")

    clinic.accepted()


def test_bom_and_crlf_change_nothing(clinic: Clinic) -> None:
    """What Windows writes gives the bytes that its LF twin gives, in every file."""
    clinic.accepted()
    before = {path: path.read_bytes() for path in clinic.out.glob("draft/*/sick.*")}
    clinic.write(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    toml = clinic.journal / "journal.toml"
    toml.write_bytes(b"\xef\xbb\xbf" + toml.read_bytes().replace(b"\n", b"\r\n"))

    clinic.accepted()

    assert {path: path.read_bytes() for path in before} == before
