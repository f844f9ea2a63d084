"""The bytes of a Word file → Import: opened without trust, read, and made an Article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from journalpress.errors import InputError, LimitExceeded
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.problems import problem
from journalpress.readers.imports import Import
from journalpress.readers.rich.assemble import assemble
from journalpress.readers.word.document import document_of
from journalpress.readers.word.package import package_of
from journalpress.wordfile.opening import opened

IMPORTER = "Word file"

_NONE: Mapping[str, str] = MappingProxyType({})


def read_word(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] | None = None,
    taken_slugs: Iterable[str] = (),
    taken_ids: Iterable[str] = (),
    lang: str = "",
    known: Mapping[str, str] = _NONE,
) -> Import:
    """The draft of an article from a Word file (.docx), and its pictures.

    `answers` are those to the questions of an earlier import, by key. The slug is proposed from
    the title, unlike the taken ones; so is the id. `lang` wins over what the file says. `known`
    leads from file names and addresses of other pages to slugs. Tracked changes are read as
    accepted. The `article` is None where the problems hold an error that leaves nothing to read:
    half a file, one with a password, a bomb, a review copy of ours; nothing is raised.
    """
    if len(data) > limits.import_bytes:
        what = f"the file is larger than import_bytes ({limits.import_bytes:,})"
        found = problem("JP112", what, "make its pictures smaller, or raise the limit", file=file)
        return Import(article=None, problems=(found,))
    try:
        package = opened(data)
        document = document_of(package_of(package), package.notices)
    except InputError as error:
        code = "JP112" if isinstance(error, LimitExceeded) else "JP134"
        return Import(article=None, problems=(problem(code, str(error), error.hint, file=file),))
    return assemble(
        document,
        file=file,
        importer=IMPORTER,
        limits=limits,
        answers=answers,
        taken_slugs=taken_slugs,
        taken_ids=taken_ids,
        lang=lang,
        known=known,
    )
