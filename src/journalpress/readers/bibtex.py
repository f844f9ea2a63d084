r"""BibTeX and BibLaTeX → Sources, by bibtexparser 2.

bibtexparser splits the file, keeps the line of each field and hands over what it could not read;
pybtex 0.26 keeps no lines. What neither does is done here: values joined by `#`, `crossref`, and
commands of LaTeX that are not known, which are told and never dropped.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from journalpress.model import Name, Source
from journalpress.readers.described import MONTHS, Described, iso_date, month_number, page_range
from journalpress.readers.findings import Findings

if TYPE_CHECKING:
    from bibtexparser.model import Block
    from bibtexparser.model import Entry as BibEntry

_TYPES = MappingProxyType(
    {
        "article": "article-journal",
        "periodical": "article-journal",
        **dict.fromkeys(("online", "electronic", "www"), "webpage"),
        **dict.fromkeys(("report", "techreport"), "report"),
        **dict.fromkeys(
            ("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings",
             "reference", "mvreference"),
            "book",
        ),
        **dict.fromkeys(
            ("inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook",
             "suppbook", "suppcollection"),
            "chapter",
        ),
    }
)  # fmt: skip
"""BibTeX's types → CSL's; every other is a document, or a web page where it has an address."""

_KEPT_WORDS = (
    "title subtitle booktitle journal journaltitle shortjournal publisher institution school "
    "organization address location edition date year month day urldate volume number issue "
    "pages eid doi pmid eprint eprinttype archiveprefix url howpublished author editor crossref"
)
KEPT = tuple(_KEPT_WORDS.split())
"""The fields that are read; the others hold what no reference of ours prints."""

_AS_TYPED = frozenset({"doi", "url", "pmid", "eprint", "urldate", "date", "year"})
_FROM_PARENT_WORDS = (
    "booktitle editor publisher address location year date month series volume organization"
)
_FROM_PARENT = frozenset(_FROM_PARENT_WORDS.split())
"""What an entry takes from the one it names in `crossref`, as BibTeX's styles do."""
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?", re.IGNORECASE)
_ORDINALS_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = tuple(_ORDINALS_WORDS.split())
_DEEPEST = 10


def is_installed() -> bool:
    """Whether the library that reads BibTeX is there."""
    from importlib.util import find_spec

    return find_spec("bibtexparser") is not None


def read_bibtex(text: str, findings: Findings) -> Sequence[tuple[Source | None, int, bool]]:
    """Each entry's source, its line, and whether it brings its own id."""
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, ParsingFailedBlock, String
    from bibtexparser.splitter import Splitter

    for name in ("bibtexparser", "pylatexenc"):
        # What they would print on the terminal, our Problems say.
        logging.getLogger(name).addHandler(logging.NullHandler())
    library: Library = Splitter(text).split()
    strings = {month: month for month in MONTHS}
    for block in library.blocks:
        if isinstance(block, String):
            line = _line(block)
            strings[block.key.lower()] = _value(block.value, strings, findings, line)
    entries: dict[str, dict[str, tuple[str, int]]] = {}
    kept: list[BibEntry] = []
    for block in library.blocks:
        if isinstance(block, ParsingFailedBlock):
            _note_failed(block, findings)
        elif isinstance(block, Entry):
            kept.append(block)
            entries[block.key.casefold()] = {
                field.key.lower(): (
                    _value(str(field.value), strings, findings, field.start_line + 1),
                    field.start_line + 1,
                )
                for field in block.fields
            }
    found = []
    for entry in kept:
        fields = _with_parent(entry, entries, findings)
        found.append((_source(entry, fields, findings), _line(entry), bool(entry.key)))
    return found


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _note_failed(block: Any, findings: Findings) -> None:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    if isinstance(block, DuplicateBlockKeyBlock):
        what, hint = f"“{block.key}” stands here once more", "keep one of the two"
        findings.note("JP014", what, hint, line=_line(block))
    elif isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        what, hint = f"the entry has the field {names} twice", "keep one of the two"
        findings.note("JP019", what, hint, line=_line(block))
    else:
        begin = " ".join((block.raw or "").split())[:40]
        findings.note(
            "JP019",
            f"the entry “{begin}…” cannot be read",
            "look for a missing brace, quote or comma in it",
            line=_line(block),
        )


def _value(raw: str, strings: Mapping[str, str], findings: Findings, line: int) -> str:
    """The words of a value: braces or quotes taken off, names of strings filled in, `#` joined."""
    said: list[str] = []
    for piece in _pieces(raw):
        if piece[:1] + piece[-1:] in ("{}", '""') and len(piece) > 1:
            said.append(piece[1:-1])
        elif piece.isdecimal():
            said.append(piece)
        elif piece.lower() in strings:
            said.append(strings[piece.lower()])
        elif piece:
            findings.note(
                "JP019",
                f"“{piece}” is neither in braces nor the name of a @string",
                f"write {{{piece}}}",
                line=line,
            )
    return "".join(said)


def _pieces(raw: str) -> list[str]:
    """The value between its `#`s, as far as these stand outside of braces and quotes."""
    pieces, depth, in_quotes, start = [], 0, False, 0
    for at, character in enumerate(raw):
        if raw[at - 1 : at] == "\\":
            continue
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == '"' and not depth:
            in_quotes = not in_quotes
        elif character == "#" and not depth and not in_quotes:
            pieces.append(raw[start:at].strip())
            start = at + 1
    return [*pieces, raw[start:].strip()]


def _with_parent(
    entry: BibEntry, entries: Mapping[str, Mapping[str, tuple[str, int]]], findings: Findings
) -> dict[str, tuple[str, int]]:
    """The entry's fields, with those of the entries that `crossref` names where it has none."""
    fields = dict(entries[entry.key.casefold()])
    seen = {entry.key.casefold()}
    above: Mapping[str, tuple[str, int]] = fields
    while "crossref" in above and len(seen) < _DEEPEST:
        name, line = above["crossref"]
        parent = entries.get(name.strip().casefold())
        if parent is None or name.strip().casefold() in seen:
            what = f"crossref names “{name}”, which is not in this file"
            findings.note("JP019", what, "add that entry, or take the line out", line=line)
            break
        seen.add(name.strip().casefold())
        for field in _FROM_PARENT & set(parent):
            fields.setdefault(field, parent[field])
        # The title of the whole is the book's title for a part of it.
        if "title" in parent:
            fields.setdefault("booktitle", parent["title"])
        above = parent
    return fields


def _source(
    entry: BibEntry, fields: Mapping[str, tuple[str, int]], findings: Findings
) -> Source | None:
    line = _line(entry)
    words = {
        name: (text.strip() if name in _AS_TYPED else _plain(text, findings, at), at)
        for name, (text, at) in fields.items()
        if name in KEPT and name not in ("author", "editor")
    }
    url = _address(words)
    kind = _TYPES.get(entry.entry_type.lower(), "webpage" if url[0] else "document")
    found = Described(line)
    found.say("type", kind)

    def say(variable: str, *names: str) -> None:
        for name in names:
            if name in words:
                found.say(variable, *words[name])

    if "title" in words and words.get("subtitle", ("", 0))[0]:
        found.say("title", f"{words['title'][0]}: {words['subtitle'][0]}", words["title"][1])
    say("title", "title", *(("booktitle",) if kind == "book" else ()))
    if kind == "article-journal":
        say("container-title", "shortjournal", "journal", "journaltitle")
    elif kind != "book":
        say("container-title", "booktitle", "journal", "journaltitle")
    say("publisher", "publisher", "institution", "school", "organization")
    say("publisher-place", "address", "location")
    if "edition" in words:
        found.say("edition", _edition(words["edition"][0]), words["edition"][1])
    if (issued := _issued(words))[0]:
        found.say("issued", *issued)
    if "urldate" in words:
        found.say("accessed", iso_date(words["urldate"][0]), words["urldate"][1])
    say("volume", "volume")
    say("issue", "issue")
    say("number" if kind == "report" else "issue", "number")
    if "pages" in words:
        found.say("page", page_range(words["pages"][0]), words["pages"][1])
    say("page", "eid")
    if "doi" in words:
        found.say("DOI", _unescaped(words["doi"][0]), words["doi"][1])
    say("PMID", "pmid")
    if "eprint" in words and words.get("eprinttype", ("", 0))[0].lower() in ("pubmed", "pmid"):
        say("PMID", "eprint")
    found.say("URL", *url)
    for name in ("author", "editor"):
        if name in fields:
            found.people(name, _people(*fields[name], findings), fields[name][1])
    # Without a key it cannot be cited; the reader of the file gives it one.
    return found.source(entry.key or f"record-{line}", findings)


def _address(words: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    text, line = words.get("url", ("", 0))
    if text:
        return _unescaped(text), line
    text, line = words.get("howpublished", ("", 0))
    if found := re.search(r"https?://\S+", text):
        return found[0], line
    prefix = words.get("archiveprefix", words.get("eprinttype", ("", 0)))[0].lower()
    if prefix == "arxiv" and "eprint" in words:
        return f"https://arxiv.org/abs/{words['eprint'][0]}", words["eprint"][1]
    return "", 0


def _issued(words: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    if "date" in words:
        text, line = words["date"]
        return iso_date(text.split("/")[0]), line
    if "year" not in words:
        return "", 0
    text, line = words["year"]
    year = re.fullmatch(r"(\d{4})[a-z]?", text.strip("{} "))
    if year is None:
        return iso_date(text), line
    month = words.get("month", ("", 0))[0].replace("\u00a0", " ")
    # BibTeX writes a day beside the month: month = "17~" # feb.
    parts = [part for part in re.split(r"[\s.,]+", month) if part]
    names = [number for part in parts if not part.isdecimal() and (number := month_number(part))]
    numbers = [int(part) for part in parts if part.isdecimal()]
    day = words.get("day", ("", 0))[0]
    if names:
        days = numbers[:1]
    elif numbers and numbers[-1] <= 12:
        names, days = numbers[-1:], numbers[:-1]
    else:
        return year[1], line
    if day.isdecimal():
        days = [int(day)]
    single = len(names) == 1 and len(days) == 1 and "-" not in month
    return "-".join([year[1], f"{names[0]:02}", *(f"{each:02}" for each in days if single)]), line


def _edition(text: str) -> str:
    """`2` out of `2nd` or `Second`; other words as they are."""
    if found := _ORDINAL.fullmatch(text.strip()):
        return found[1]
    low = text.strip().lower()
    return str(_ORDINALS.index(low) + 1) if low in _ORDINALS else text


def _people(text: str, line: int, findings: Findings) -> list[Name]:
    """The names of a field; braces around a whole one make it a body."""
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    found: list[Name] = []
    for name in split_multiple_persons_names(text.strip()):
        name = name.strip()
        if _is_one_group(name):
            found.append(Name(literal=_plain(name, findings, line)))
            continue
        if name.lower() == "others":
            found.append(Name(literal="others"))
            continue
        try:
            parts = parse_single_name_into_parts(name)
        except InvalidNameError as error:
            what = f"the name “{name}” cannot be taken apart: {error.reason.lower()}"
            findings.note("JP019", what, "write Family, Given; a body in braces", line=line)
            found.append(Name(literal=_plain(name, findings, line)))
            continue
        family = _plain(" ".join((*parts.von, *parts.last)), findings, line)
        given = _plain(" ".join(parts.first), findings, line)
        rank = _plain(" ".join(parts.jr), findings, line)
        given = ", ".join(part for part in (given, rank) if part)
        found.append(Name(family, given) if family else Name(literal=given))
    return found


def _is_one_group(name: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for at, character in enumerate(name):
        depth += {"{": 1, "}": -1}.get(character, 0) if name[at - 1 : at] != "\\" else 0
        if depth == 0:
            return at == len(name) - 1
    return False


def _unescaped(text: str) -> str:
    r"""An address or DOI without what LaTeX needs: `\_` and braces around a letter."""
    text = re.sub(r"\\url\s*", "", text)
    return re.sub(r"\\([_%&#~$^{}])", r"\1", re.sub(r"(?<!\\)[{}]", "", text)).strip()


def _plain(text: str, findings: Findings, line: int) -> str:
    """LaTeX's accents, dashes, quotes and braces as the letters they stand for."""
    if not re.search(r"[\\{}$~]|--|``|''", text):
        return text.strip()
    # A bare % or & is a letter to everybody but LaTeX, for which the rest would be a remark.
    safe = re.sub(r"(?<!\\)([%&#])", r"\\\1", text)
    if len(re.findall(r"(?<!\\)\$", safe)) % 2:
        safe = re.sub(r"(?<!\\)\$", r"\\$", safe)
    try:
        plain: str = _decoder().latex_to_text(safe)
    except Exception as error:  # whatever pylatexenc meets in broken LaTeX
        findings.note("JP019", f"this is not LaTeX: {error}", "write the letters", line=line)
        return text.strip()
    unknown = _UNKNOWN.findall(plain)
    if unknown:
        what = f"the command \\{unknown[0]} of LaTeX is not known"
        findings.note("JP019", what, "write the letters that it stands for", line=line)
    return _UNKNOWN.sub("", plain).replace("\u00a0", " ").strip()


_UNKNOWN = re.compile("\ue000([A-Za-z@]+)\ue001")


@cache
def _decoder() -> Any:
    """LaTeX to text, with every command that it does not know between two private characters."""
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    context.set_unknown_macro_spec(
        MacroTextSpec(
            "",
            simplify_repl=lambda node, l2tobj: (
                f"\ue000{node.macroname}\ue001"
                + "".join(map(l2tobj.node_to_text, _arguments(node)))
            ),
        )
    )
    plain_words = "em it bf rm sf tt sc sl up normalfont upshape itshape bfseries scshape"
    plain = tuple(plain_words.split())
    words = {"TeX": "TeX", "LaTeX": "LaTeX", "textgreater": ">", "textless": "<"}
    context.add_context_category(
        "bibliography",
        prepend=True,
        macros=[
            MacroTextSpec("url", simplify_repl="%s"),
            *(MacroTextSpec(name, simplify_repl="") for name in plain),
            *(MacroTextSpec(name, simplify_repl=word) for name, word in words.items()),
        ],
    )
    return LatexNodes2Text(latex_context=context, math_mode="text", strict_latex_spaces=False)


def _arguments(node: Any) -> list[Any]:
    parsed = getattr(node, "nodeargd", None)
    return [each for each in (parsed.argnlist if parsed else ()) if each is not None]
