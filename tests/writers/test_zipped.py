"""The same members give the same zip."""

from __future__ import annotations

import io
import zipfile

from journalpress.writers.zipped import pack, repack


def test_order_dates_and_attributes_of_the_source_do_not_show() -> None:
    """Two zips of the same members, made on different days in another order, become one."""
    first, second = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(first, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b", (1999, 1, 1, 0, 0, 0)), "two")
        archive.writestr(zipfile.ZipInfo("a", (2020, 5, 5, 5, 5, 4)), "one")
    with zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "one")
        archive.writestr("b", "two")

    assert repack(first.getvalue()) == repack(second.getvalue())


def test_content_types_stand_first_and_pictures_are_not_packed_again() -> None:
    """What Open Packaging readers expect, and no time spent on what is packed."""
    packed = pack({"word/media/x.png": b"png" * 9, "a.xml": b"<a/>", "[Content_Types].xml": b"t"})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        kinds = {info.filename: info.compress_type for info in archive.infolist()}

        assert list(kinds) == ["[Content_Types].xml", "a.xml", "word/media/x.png"]
        assert kinds["word/media/x.png"] == zipfile.ZIP_STORED
        assert archive.read("a.xml") == b"<a/>"
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
