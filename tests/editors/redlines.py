"""Two Word files → the first with the changes to the second recorded: an editor of another house.

Its records are closer to Word's than LibreOffice's are: moves have named ranges, rows of tables
are inserted and deleted as rows. It marks the ends of moved paragraphs as inserted and deleted,
gives both places the same bookmark, and replaces a table whole where a column went.
"""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from typing import Any

from tests.tools import module

AUTHOR = "Dr Redline"


@cache
def _engine() -> Any:
    redlines = module("python_redlines", "python-redlines[docxodus]")
    # Its program is unpacked where it is run: not in the home of whoever runs the tests.
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return redlines.DocxodusEngine(target_path=folder.name)


def redlined(original: bytes, modified: bytes, *, looks: bool = True) -> bytes:
    """The original with what is otherwise in `modified` recorded as changes by AUTHOR.

    `looks` says whether changes of formatting are recorded too. Skips without the program.
    """
    data, _, _ = _engine().run_redline(
        AUTHOR, original, modified, detect_moves=True, detect_format_changes=looks
    )
    assert isinstance(data, bytes)
    return data
