"""What the print service is asked for, layout by layout; the programs are real, small ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.batch.printing import check_printer, print_file
from journalpress.errors import EnvironmentFailure, UsageError

LP = '#!/bin/sh\nfor each in "$@"; do echo "$each"; done > "${0%/*}/told"\n'


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the PATH, with a print service that notes what it is asked."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, text in (("lp", LP), ("lpstat", "#!/bin/sh\necho Office\n")):
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.parametrize(
    ("layout", "media"),
    [
        ("a4", "A4"),
        ("a5", "A5"),
        ("letter", "Letter"),
        ("large-print", "A4"),
        ("brief", "A4"),
        ("brief-large-print", "A4"),
        ("booklet", "A4"),
        ("archive", "A4"),
    ],
)
def test_each_layout_asks_for_its_paper(
    service: Path, tmp_path: Path, layout: str, media: str
) -> None:
    """Never scaled; a booklet is turned over its short edge, else it cannot be folded."""
    check_printer("Office", layout)
    print_file(tmp_path / "-x y.pdf", printer="Office", layout=layout, title="-t", copies=2)
    told = (service / "told").read_text("utf-8").splitlines()

    assert f"media={media}" in told
    assert {"print-scaling=none", "fit-to-page=false"} <= set(told)
    assert ("sides=two-sided-short-edge" in told) == (layout == "booklet")
    assert told[-2:] == ["--", str(tmp_path / "-x y.pdf")]


def test_a_file_for_the_print_shop_is_not_printed(service: Path) -> None:
    """CMYK pages with bleed are no office paper."""
    with pytest.raises(UsageError, match="print shop"):
        check_printer("Office", "press")
    assert not (service / "told").exists()


def test_a_program_that_cannot_be_run_is_one_line(service: Path) -> None:
    """A print service that is there and does not start."""
    (service / "lpstat").write_text("#!/nowhere/sh\n", "utf-8")

    with pytest.raises(EnvironmentFailure, match="cannot run"):
        check_printer("Office", "a4")
