"""The pictures of a file → names in media/ and their bytes, PNG or JPEG."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

from journalpress.limits import Limits
from journalpress.model import Media
from journalpress.readers.notes import Notes
from journalpress.readers.pictures import read_picture

_OTHERS = ("WEBP", "GIF", "BMP", "TIFF")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, ArithmeticError, LookupError)
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


class Album:
    """Gives each picture that is used its name in media/; lives as long as one file."""

    def __init__(
        self, pictures: Mapping[str, bytes], slug: str, limits: Limits, notes: Notes
    ) -> None:
        self.taken: dict[str, bytes] = {}
        self._pictures = pictures
        self._slug = slug
        self._limits = limits
        self._notes = notes
        self._names: dict[str, str] = {}

    def name(self, picture: str, line: int) -> str:
        """The picture's name in media/; "" where there is none to take, which is then said."""
        if picture in self._names:
            return self._names[picture]
        name = ""
        if picture not in self._pictures:
            shown = picture if len(picture) < 80 else f"{picture[:77]}…"
            self._notes.decide(line, f"the picture “{shown}” did not come with the file")
        elif len(self.taken) >= self._limits.pictures:
            most = self._limits.pictures
            self._notes.decide(line, f"more than {most} pictures: “{picture}” is left out")
        else:
            name = self._taken(picture, line)
        self._names[picture] = name
        return name

    def _taken(self, picture: str, line: int) -> str:
        data = self._pictures[picture]
        found = read_picture(data, picture, self._limits, encoded=False)
        if not isinstance(found, Media):
            turned = self._as_png(data)
            if not turned:
                self._notes.decide(line, f"left out: {found.message}")
                return ""
            self._notes.decide(line, f"the picture “{picture}” is kept as PNG")
            data, ending = turned, "png"
        else:
            ending = _ENDINGS[found.media_type]
        name = f"{self._slug}-{len(self.taken) + 1}.{ending}"
        self.taken[name] = data
        return name

    def _as_png(self, data: bytes) -> bytes:
        """A picture of another kind as PNG, its first frame; b"" where it is none or too large."""
        if len(data) > self._limits.picture_bytes:
            return b""
        try:
            with Image.open(io.BytesIO(data), formats=_OTHERS) as picture:
                if picture.width * picture.height > self._limits.picture_pixels:
                    return b""
                out = io.BytesIO()
                mode = "RGBA" if picture.has_transparency_data else "RGB"
                picture.convert(mode).save(out, "PNG")
                return out.getvalue()
        except _BROKEN:
            return b""
