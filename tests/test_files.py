"""Nothing already written is ever lost or torn."""

import subprocess
import sys
from pathlib import Path

import pytest

from journalpress.errors import EnvironmentFailure, FolderLocked
from journalpress.files import append_line, held, held_folder, move, read_whole, write_whole


def test_a_file_is_written_whole_and_its_folder_made(tmp_path: Path) -> None:
    """No temporary file stays behind."""
    write_whole(tmp_path / "a" / "b.txt", b"words")

    assert (tmp_path / "a" / "b.txt").read_bytes() == b"words"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    """The kernel refuses to write more than a limit, as a full disk would."""
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from journalpress.errors import EnvironmentFailure\n"
        "from journalpress.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_whole(Path(sys.argv[1]), b'x' * 9999)\n"
        "except EnvironmentFailure as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True
    )

    assert "cannot write" in run.stdout
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_place_that_is_no_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    """A file stands where a folder is wanted."""
    (tmp_path / "a").write_bytes(b"a file")

    with pytest.raises(EnvironmentFailure, match="cannot write"):
        write_whole(tmp_path / "a" / "b.txt", b"words")


def test_lines_are_only_ever_added(tmp_path: Path) -> None:
    """Each on its own line, in order."""
    for word in ("one", "two"):
        append_line(tmp_path / "history.jsonl", word)

    assert (tmp_path / "history.jsonl").read_text() == "one\ntwo\n"


def test_a_torn_line_is_closed_before_the_next(tmp_path: Path) -> None:
    """What a crash left behind never swallows what comes after."""
    (tmp_path / "history.jsonl").write_bytes(b'{"torn')
    append_line(tmp_path / "history.jsonl", "whole")

    assert (tmp_path / "history.jsonl").read_text() == '{"torn\nwhole\n'


def test_a_moved_file_is_in_its_new_place_only(tmp_path: Path) -> None:
    """The folder is made if need be."""
    (tmp_path / "a").write_bytes(b"words")
    move(tmp_path / "a", tmp_path / "retired" / "a")

    assert (tmp_path / "retired" / "a").read_bytes() == b"words"
    assert not (tmp_path / "a").exists()


def test_a_held_folder_is_refused_to_the_next(tmp_path: Path) -> None:
    """The second one is told to wait; afterwards it may."""
    lock = tmp_path / ".journalpress" / "lock"
    with held(lock), pytest.raises(FolderLocked, match="another export"), held(lock):
        pass
    with held(lock):
        pass


def test_a_folder_itself_can_be_held_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    """The second one is told who holds it; afterwards it may. A missing one is told."""
    with (
        held_folder(tmp_path, "another import"),
        pytest.raises(FolderLocked, match="another import is writing into"),
        held_folder(tmp_path, "another import"),
    ):
        pass
    with held_folder(tmp_path, "another import"):
        assert not list(tmp_path.iterdir())
    with pytest.raises(EnvironmentFailure), held_folder(tmp_path / "missing", "another import"):
        pass


def test_what_fails_inside_a_held_folder_is_not_called_a_lock_s_fault(tmp_path: Path) -> None:
    """An error of the work comes through as it is."""
    with pytest.raises(FileNotFoundError), held(tmp_path / "x" / "lock"):
        (tmp_path / "missing").read_bytes()


def _folder(tmp_path: Path) -> Path:
    """A folder with a file, a folder elsewhere with another, and links of every kind."""
    folder, elsewhere = tmp_path / "journal", tmp_path / "elsewhere"
    for name in (folder / "media/in.txt", elsewhere / "out.txt", elsewhere / "share/in.txt"):
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_text("words")
    (folder / "link.txt").symlink_to("media/in.txt")
    (folder / "media/link.txt").symlink_to("../link.txt")
    (folder / "share").symlink_to(elsewhere / "share")
    (folder / "out.txt").symlink_to(elsewhere / "out.txt")
    (folder / "media/out.txt").symlink_to("../out.txt")
    (folder / "media/deep").symlink_to(elsewhere)
    return folder


@pytest.mark.parametrize("name", ["media/in.txt", "link.txt", "media/link.txt", "share/in.txt"])
def test_what_lies_inside_is_read(tmp_path: Path, name: str) -> None:
    """By links within the folder too, and in a folder of it that is a share."""
    folder = _folder(tmp_path)

    assert read_whole(folder / name, inside=folder) == b"words"


@pytest.mark.parametrize(
    "name",
    ["out.txt", "media/out.txt", "../elsewhere/out.txt", "media/../../elsewhere/out.txt",
     "media/deep/out.txt"],
)  # fmt: skip
def test_what_lies_outside_is_not_read(tmp_path: Path, name: str) -> None:
    """However the way out is written; without a folder named it is read."""
    folder = _folder(tmp_path)

    with pytest.raises(OSError, match="a link out of it"):
        read_whole(folder / name, inside=folder)
    assert read_whole(folder / name) == b"words"
