"""The kernel's word: what an export of hostile articles reads, starts and connects to."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from journalpress.csl.pandoc import find_pandoc
from journalpress.journal import load_journal
from journalpress.standing.approval import approve
from tests.bad_input.conftest import png
from tests.batch.witness import Allowed, Witnessed, witness
from tests.csl.styles import NUMERIC, style_text
from tests.journals import AS_OF, SETTINGS, source_text, write_journal


def _paths(*names: str) -> tuple[Path, ...]:
    return tuple(map(Path, names))


REPOSITORY = Path(__file__).parents[2]
PROGRAM = Path(sys.prefix) / "bin" / "journalpress"

READ = (
    Allowed(
        "the interpreter, its library and settings, and the installed packages",
        (
            Path(sys.prefix),
            Path(sys.base_prefix, "lib"),
            Path(sys.base_prefix, "bin"),
            Path(f"/etc/python{sys.version_info.major}.{sys.version_info.minor}"),
        ),
    ),
    Allowed(
        "journalpress itself, its styles with the fonts, its templates",
        tuple(REPOSITORY / name for name in ("src", "styles", "templates")),
    ),
    Allowed(
        "the system's libraries, and where the loader finds them",
        _paths("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
    ),
    Allowed(
        "the machine's time zone, which Babel asks for when it is loaded, and the rules of zones",
        _paths("/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo"),
    ),
    Allowed("the names of locales", _paths("/usr/share/locale/locale.alias")),
    Allowed(
        "the machine's settings of OpenSSL, read when Python loads its digests",
        _paths("/etc/ssl/openssl.cnf", "/usr/lib/ssl"),
    ),
    Allowed(
        "the rules that Fontconfig was built with: it opens them and applies none",
        _paths("/usr/share/fontconfig"),
    ),
    Allowed(
        "the kernel: chance, nothing, its processors and file systems, the program itself",
        _paths(
            "/dev/urandom",
            "/dev/null",
            "/sys/devices/system/cpu",
            "/proc/filesystems",
            "/proc/self",
        ),
    ),
)
"""What may be read beside the journal and what may be written."""
WRITTEN = (Allowed("the locks that workers share, in memory", _paths("/dev/shm")),)
"""What may be written beside OUT, a temporary folder, and the journal's history and archive."""

REMOTE = "http://127.0.0.1:9"
SECRET = "a word that nobody may read"

BODIES = {
    "link-to-file": "[x](file:///etc/passwd)",
    "link-to-host": "[x](//127.0.0.1/share/x.html)",
    "link-upwards": "[x](../../secret.md)",
    "picture-of-file": "![A lung](file:///etc/passwd)",
    "picture-by-path": "![A lung](/etc/passwd)",
    "picture-of-host": f"![A lung]({REMOTE}/x.png)",
    "picture-of-share": "![A lung](//127.0.0.1/share/x.png)",
    "picture-upwards": "![A lung](../../secret.png)",
    "picture-past-media": "![A lung](../media/../../secret.png)",
    "picture-escaped": "![A lung](../media/%2e%2e/%2e%2e/secret.png)",
    "picture-in-data": "![A lung](data:image/png;base64,AAAA)",
    "picture-linked": "![A lung](../media/linked.png)",
    "picture-of-device": "![A lung](../media/device.png)",
    "picture-of-pipe": "![A lung](../media/pipe.png)",
    "picture-drawn": "![A lung](../media/drawn.svg)",
    "picture-disguised": "![A lung](../media/drawn.png)",
    "image-element": f'Words <img src="{REMOTE}/x.png"> and words.',
    "image-file": '<img src="file:///etc/passwd">',
    "stylesheet": f'<link rel="stylesheet" href="{REMOTE}/x.css">',
    "import-rule": f'<style>@import url("{REMOTE}/x.css");</style>',
    "ground": f'<div style="background: url({REMOTE}/x.png)">Words.</div>',
    "font-face": "<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style>",
    "frame": '<iframe src="../../secret.md"></iframe>',
    "object": '<object data="file:///etc/passwd"></object>',
    "script": f'<script src="{REMOTE}/x.js"></script>',
    "drawing": f'<svg><image href="{REMOTE}/x.png"/><use href="file:///etc/passwd#x"/></svg>',
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n\nWords &e; words.',
}
"""Bodies of which each asks for something outside; all are refused."""
FRONTS = {
    "sources-upwards": "bibliography: ../../secret.yaml\n",
    "sources-by-path": "bibliography: /etc/passwd\n",
    "sources-of-host": f"bibliography: {REMOTE}/x.yaml\n",
    "sources-linked": "bibliography: linked.yaml\n",
    "yaml-tag": 'subtitle: !!python/object/apply:os.system ["true"]\n',
    "translation": "translation_of: ../../secret\n",
}
"""The same, in front matter."""
SOUND = f"""\
See <{REMOTE}/page>, [a page]({REMOTE}/other?x=1) and [one by name](https://localhost.invalid/).

| What | Where |
|---|---|
| url({REMOTE}/x.png) | \\<img src="{REMOTE}/x.png"> |
| @import "{REMOTE}/x.css" | \\<link rel="stylesheet" href="{REMOTE}/x.css"> |

![A square, "\\>\\<img src={REMOTE}/x.png\\>](../media/plain.png)
"""
"""What is allowed and looks like asking: links are printed, and never followed."""
SOUND_FRONT = f"""\
  - id: web2024
    title: 'A page "><img src="{REMOTE}/x.png">'
    type: webpage
    URL: {REMOTE}/source
"""
TAKEN = ("multiprocessing", "selectors", "signal", "json", "pebble", "journalpress", "weasyprint")
"""Modules of these names lie in the current folder; one that is run leaves a file."""


def _journal(folder: Path) -> Path:
    """A journal in which all these lie, beside secrets that it asks for."""
    texts = {name.replace("-", "_"): source_text(name, body) for name, body in BODIES.items()}
    texts |= {
        name.replace("-", "_"): source_text(name, front=lines) for name, lines in FRONTS.items()
    }
    settings = SETTINGS.replace('phone = "', f'website = "{REMOTE}/clinic"\nphone = "')
    settings += '[export]\nformats = ["pdf", "epub", "docx", "html", "text"]\narchive = true\n'
    journal = write_journal(
        folder, settings=settings, sound=source_text("sound", SOUND, front=SOUND_FRONT), **texts
    )
    outside = folder.parent
    (outside / "secret.md").write_text(source_text("secret", SECRET))
    (outside / "secret.yaml").write_text(f"- id: x\n  raw: {SECRET}\n")
    (outside / "secret.png").write_bytes(png())
    (journal / "media").mkdir()
    (journal / "media/plain.png").write_bytes(png())
    (journal / "media/linked.png").symlink_to(outside / "secret.png")
    (journal / "media/device.png").symlink_to("/dev/zero")
    (journal / "articles/linked.yaml").symlink_to(outside / "secret.yaml")
    (journal / "articles/linked.md").symlink_to(outside / "secret.md")
    (journal / "articles/endless.md").symlink_to("/dev/zero")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{REMOTE}/x.png"/></svg>'
    for name in ("drawn.svg", "drawn.png"):
        (journal / "media" / name).write_text(drawing)
    os.mkfifo(journal / "media/pipe.png")
    os.mkfifo(journal / "articles/pipe.md")
    loaded = load_journal(journal)
    entry, by = loaded.entries["sound"], "Dr B. Madeup"
    approve(loaded, entry, by=by, role="clinical_reviewer", on=AS_OF, as_of=AS_OF)
    return journal


def _home(folder: Path) -> Path:
    """A home with settings of the kind that libraries like to look for."""
    for name in (
        ".config/fontconfig/fonts.conf",
        ".fonts.conf",
        ".config/fontconfig/conf.d/1.conf",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<fontconfig><dir>~/.fonts</dir></fontconfig>")
    for name in (".netrc", ".pythonrc.py", ".fonts/a.ttf", ".local/share/fonts/a.ttf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    return folder


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder with a short name: the address of a socket below it may have 107 characters."""
    with tempfile.TemporaryDirectory(prefix="w-") as name:
        yield Path(name).resolve()


def _environment(folder: Path) -> Mapping[str, str]:
    """A home and a temporary folder in this one; nothing of the person who runs the tests."""
    (folder / "scratch").mkdir(exist_ok=True)
    return {
        "HOME": str(_home(folder / "home")),
        "TMPDIR": str(folder / "scratch"),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _exported(folder: Path, journal: Path, *options: str) -> Witnessed:
    """A publishing export into folder/out, with the journal as the current folder."""
    log = folder / f"log-{len(list(folder.glob('log-*')))}"
    command = [str(PROGRAM), "export", f"--as-of={AS_OF}", f"--out={folder / 'out'}", *options]
    return witness(command, log, cwd=journal, environment=_environment(folder))


def _strange(seen: Witnessed, folder: Path, journal: Path, *programs: Path) -> list[str]:
    kept = Allowed("its history and archive", (journal / "history.jsonl", journal / "archive"))
    made = Allowed("OUT and temporary files", (folder / "out", folder / "scratch"))
    return seen.strange(
        read=(*READ, Allowed("the journal", (journal,))),
        write=(*WRITTEN, made, kept),
        start=(PROGRAM, Path(sys.executable), *programs),
    )


@pytest.mark.tool
@pytest.mark.parametrize(
    ("options", "made"),
    [
        (("--jobs=2",), {"sound.pdf", "sound.docx", "sound.html", "sound.txt", "larkfield.epub"}),
        (("--jobs=1", "--to=pdf", "sound"), {"sound.pdf"}),
    ],
    ids=["all", "one"],
)
def test_an_export_of_hostile_articles_reads_nothing_else(
    tmp_path: Path, options: tuple[str, ...], made: set[str]
) -> None:
    """Twice, by workers of both kinds: no file, program and connection beyond the list."""
    journal = _journal(tmp_path / "journal")
    for name in TAKEN:
        mark = f"open({str(tmp_path / 'scratch' / 'taken')!r}, 'w')\n"
        (journal / f"{name}.py").write_text(mark)

    for _ in range(2):
        seen = _exported(tmp_path, journal, *options)

        assert _strange(seen, tmp_path, journal) == [], seen.ended.stderr
        assert not (tmp_path / "scratch/taken").exists()
        assert SECRET not in seen.ended.stdout + seen.ended.stderr
        there = {path.name for path in (tmp_path / "out").rglob("*.*") if path.parent.name}
        assert there >= made, seen.ended.stderr
    hostile = {path.stem for path in (journal / "articles").glob("*.md")} - {"sound"}
    assert not [name for name in there if name.split(".")[0] in hostile]
    if "sound" not in options:
        assert [slug for slug in hostile if f"articles/{slug}.md" not in seen.ended.stderr] == []


@pytest.mark.tool
def test_a_style_starts_pandoc_and_pandoc_reads_nothing_else(tmp_path: Path) -> None:
    """The style asks for a file and a host; the sources are printed by it in a worker."""
    journal = _journal(tmp_path / "journal")
    asked = f'<text value="file:///etc/passwd {REMOTE}/x.csl"/>'
    link = f'<link href="{REMOTE}/x.csl" rel="self"/>'
    (journal / "s.csl").write_text(style_text(NUMERIC + asked, about=link))
    with (journal / "journal.toml").open("a") as settings:
        settings.write('[references]\nstyle = "s.csl"\n')
    pandoc = find_pandoc()
    assert pandoc is not None

    seen = _exported(tmp_path, journal, "--jobs=1", "--to=html", "--to=text", "sound")

    assert _strange(seen, tmp_path, journal, pandoc) == [], seen.ended.stderr
    assert f"starts {pandoc}" in _strange(seen, tmp_path, journal)
    assert f"file:///etc/passwd {REMOTE}/x.csl" in (tmp_path / "out/text/sound.txt").read_text()


@pytest.mark.tool
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("theme/theme.toml", 'schema = 1\n[logo]\nfile = "../../secret.png"\n'),
        ("theme/theme.toml", 'schema = 1\n[logo]\nfile = "linked.png"\n'),
        ("journal.toml", f'{SETTINGS}[press]\nprofile = "../secret.png"\n'),
        ("journal.toml", f'{SETTINGS}[press]\nprofile = "/etc/passwd"\n'),
        ("journal.toml", f'{SETTINGS}[references]\nstyle = "../secret.png"\n'),
        ("journal.toml", f'{SETTINGS}[references]\nstyle = "/etc/passwd"\n'),
        (
            "journal.toml",
            f'{SETTINGS}[[collection]]\nid = "x"\ntitle = "X"\nlang = "en"\n'
            'cover = "../../secret.png"\nsections = [{title = "A", articles = ["sound"]}]\n',
        ),
        ("references.yaml", None),
        ("theme/theme.toml", None),
        ("history.jsonl", None),
    ],
)
def test_a_journal_that_names_what_lies_outside(
    tmp_path: Path, file: str, text: str | None
) -> None:
    """A logo, cover, profile, style or a file that is itself a link: refused, and never opened."""
    journal = _journal(tmp_path / "journal")
    (journal / file).parent.mkdir(exist_ok=True)
    (journal / "theme").mkdir(exist_ok=True)
    (journal / "theme/linked.png").symlink_to(tmp_path / "secret.png")
    (journal / file).unlink(missing_ok=True)
    if text is None:
        (journal / file).symlink_to(tmp_path / "secret.yaml")
    else:
        (journal / file).write_text(text)

    seen = _exported(tmp_path, journal, "--to=html", "--jobs=0")

    assert seen.ended.returncode in (3, 4)
    assert len(seen.ended.stderr.splitlines()) == 1, seen.ended.stderr
    assert _strange(seen, tmp_path, journal) == []


@pytest.mark.tool
@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("open('../secret.md').read()", "reads {}/secret.md"),
        ("open('media/linked.png', 'rb').read()", "reads {}/secret.png"),
        ("open('../ü.md', 'w')", "writes {}/ü.md"),
        ("import os; os.rename('../secret.md', '../gone.md')", "writes {}/gone.md"),
        ("import os; os.system('true')", "starts /bin/sh"),
        ("import socket; socket.socket(socket.AF_INET)", "connects socket(AF_INET"),
        ("import socket; socket.create_connection(('localhost', 9))", "connects socket(AF_INET"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "reads /etc/hosts"),
        ("import socket; socket.socket(socket.AF_NETLINK, 2)", "connects socket(AF_NETLINK"),
    ],
)
def test_the_witness_sees_what_is_forbidden(tmp_path: Path, deed: str, told: str) -> None:
    """A program that does it, or tries, is told of; one that does nothing is not."""
    journal = _journal(tmp_path / "journal")
    heard = {
        each: _strange(
            witness(
                [sys.executable, "-c", each], tmp_path / f"log-{number}",
                cwd=journal, environment=_environment(tmp_path),
            ),
            tmp_path, journal,
        )
        for number, each in enumerate(("pass", deed))
    }  # fmt: skip

    assert heard["pass"] == []
    assert [line for line in heard[deed] if line.startswith(told.format(tmp_path))], heard[deed]
