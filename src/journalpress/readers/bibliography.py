"""A list of sources in any form that reference managers write → Sources, by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType

from journalpress.model import Source
from journalpress.problems import Problem
from journalpress.readers.bibtex import is_installed, read_bibtex
from journalpress.readers.characters import check_characters, decode
from journalpress.readers.citekeys import keys_for
from journalpress.readers.findings import Findings
from journalpress.readers.pubmed import read_nbib
from journalpress.readers.ris import read_ris
from journalpress.readers.sources import read_sources, stands_twice

_Read = Callable[[str, Findings], Sequence[tuple[Source | None, int, bool]]]
_FORMS: MappingProxyType[str, _Read] = MappingProxyType(
    {".bib": read_bibtex, ".ris": read_ris, ".nbib": read_nbib}
)
CSL_ENDINGS = (".yaml", ".yml", ".json")
ENDINGS = (*CSL_ENDINGS, *_FORMS)
"""The endings by which a list of sources is known."""


def is_bibliography(name: str) -> bool:
    """Whether a file of this name is read as a list of sources."""
    return PurePath(name).suffix.lower() in ENDINGS


def read_bibliography(data: bytes, name: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources of a list, in order, and what is wrong with it, a Problem with its line each.

    The ending of `name` says how it is written: .bib, .ris, .nbib, or CSL as .yaml or .json. An
    entry that cannot be read is a Problem, and so is any other ending. Records without an id of
    their own (RIS mostly, PubMed always) get one from author and year.
    """
    findings = Findings(name)
    ending = PurePath(name).suffix.lower()
    if ending in CSL_ENDINGS:
        return read_sources(data, name)
    if ending not in _FORMS:
        hint = f"it must end in {', '.join(ENDINGS)}"
        findings.note("JP019", "no list of sources is known by this ending", hint)
        return (), findings.problems
    if ending == ".bib" and not is_installed():
        hint = "run: pip install 'journalpress[bibtex]', or export the list as CSL-JSON or RIS"
        findings.note("JP019", "reading BibTeX needs one more part", hint)
        return (), findings.problems
    text = decode(data, findings)
    if text is None or not check_characters(text, findings):
        return (), findings.problems
    records = [each for each in _FORMS[ending](text, findings) if each[0] is not None]
    if not records and text.strip() and not findings.has_error:
        findings.note("JP019", "there is no source in this file", "export the list again")
    return _keyed(records, findings), findings.problems


def _keyed(
    records: Sequence[tuple[Source | None, int, bool]], findings: Findings
) -> tuple[Source, ...]:
    """The sources, each with an id and once."""
    keyless = [source for source, _, own in records if source and not own]
    keys = iter(keys_for(keyless))
    found: list[Source] = []
    for source, line, own in records:
        assert source is not None
        if not own:
            key = next(keys)
            if not key:
                findings.note(
                    "JP019",
                    f"no id can be made for “{source.title or source.doi}”",
                    "give the record an author and a year, or an id of its own",
                    line=line,
                )
                continue
            source = replace(source, key=key)
        if not stands_twice(source, found, findings, line=line):
            found.append(source)
    return tuple(found)
