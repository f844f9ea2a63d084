"""A page that a browser saved together with its pictures, in one file → Import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.readers.html.mhtml import open_mhtml
from journalpress.readers.html.page import NONE, read_html, refused, with_remarks
from journalpress.readers.html.profile import Profile
from journalpress.readers.html.webarchive import open_webarchive
from journalpress.readers.imports import Import

_PLIST = b"bplist00"


def read_one_file(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] | None = None,
    taken_slugs: Iterable[str] = (),
    taken_ids: Iterable[str] = (),
    lang: str = "",
    profile: Profile | None = None,
    known: Mapping[str, str] = NONE,
) -> Import:
    """The draft of an article from a page in one file: .mht and .mhtml, or Safari's .webarchive.

    The pictures are those in the file; no other is read. The rest as in `read_html`: lines are
    those of the page inside, and nothing is raised.
    """
    if len(data) > limits.import_bytes:
        what = f"the file is larger than import_bytes ({limits.import_bytes:,})"
        return refused(file, "JP112", what, "save the page as “HTML only”, or raise the limit")
    saved = open_webarchive(data) if data.startswith(_PLIST) else open_mhtml(data)
    if saved.wrong:
        hint = "open it in a browser and save the page again, as “Webpage, complete”"
        return refused(file, "JP134", f"the saved page cannot be read: {saved.wrong}", hint)
    imported = read_html(
        saved.page,
        file=file,
        limits=limits,
        answers=answers,
        taken_slugs=taken_slugs,
        taken_ids=taken_ids,
        lang=lang,
        profile=profile,
        known=known,
        charset=saved.charset,
        saved_from=saved.address or saved.base,
        enclosed=saved.find,
    )
    return with_remarks(imported, saved.remarks, file=file)
