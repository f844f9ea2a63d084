"""provenance.json: of what, by what and how the files that may be handed out were made.

An in-toto Statement v1 (https://in-toto.io/Statement/v1) whose predicate is SLSA provenance v1
(https://slsa.dev/provenance/v1). It holds no date of its making and no path of this computer: the
same files, made of the same journal, have the same provenance anywhere and on any day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from journalpress.assets import fonts_dir, styles_dir
from journalpress.batch.holdings import Holding
from journalpress.batch.records import read_file
from journalpress.batch.sources import Sources
from journalpress.digests import sha256
from journalpress.files import write_whole

PROVENANCE = "provenance.json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "pkg:pypi/journalpress#export"


def statement(
    holdings: Sequence[Holding],
    sources: Mapping[str, Sources],
    shared: Sources,
    *,
    others: Mapping[str, str],
    journal: str,
    styled: bool = False,
) -> dict[str, Any]:
    """The Statement about these files.

    `sources` says what each of them, by path, was made of, and `shared` what all were; `others`
    are further files for people, with their SHA-256. `styled`: pandoc printed the references, in
    a style of the journal's own.
    """
    subjects = [
        {
            "name": each.path,
            "digest": {"sha256": each.sha256},
            "annotations": _annotations(each, sources.get(each.path, {})),
        }
        for each in holdings
    ]
    subjects += [{"name": path, "digest": {"sha256": each}} for path, each in others.items()]
    used = {
        (path, digest)
        for each in (*(sources.get(one.path, {}) for one in holdings), shared)
        for path, digest in each.items()
    }
    from importlib.metadata import version

    return {
        "_type": STATEMENT,
        "subject": sorted(subjects, key=lambda each: str(each["name"])),
        "predicateType": PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {"journal": journal},
                "resolvedDependencies": [*_files(used), *_own(), *_packages(styled=styled)],
            },
            "runDetails": {
                "builder": {
                    "id": f"pkg:pypi/journalpress@{version('journalpress')}",
                    "version": {"journalpress": version("journalpress")},
                }
            },
        },
    }


def write_statement(out: Path, content: Mapping[str, Any]) -> None:
    """Put the Statement into the output folder where it is not there yet, a line for each file.

    Raises EnvironmentFailure.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    subjects = ",\n".join(map(encode, content["subject"]))
    rest = encode({**content, "subject": []})
    head, _, tail = rest.partition('"subject": []')
    data = f'{head}"subject": [\n{subjects}\n]{tail}\n'.encode()
    if read_file(out / PROVENANCE) != data:
        write_whole(out / PROVENANCE, data)


def read_subjects(out: Path) -> Mapping[str, Mapping[str, Any]]:
    """What the Statement in the folder says of each file, by path; none where there is none.

    Each has `sha256` and, of a file that an export made, `texts` and `sources`. Raises
    EnvironmentFailure.
    """
    try:
        content = json.loads(read_file(out / PROVENANCE) or b"")
        return {
            str(each["name"]): {
                **each.get("annotations", {}),
                "sha256": str(each["digest"]["sha256"]),
            }
            for each in content["subject"]
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def theme_digest(shared: Sources) -> str:
    """One SHA-256 for all that looks are made of: the journal's theme, our styles and fonts."""
    looks = {path: digest for path, digest in shared.items() if path.startswith("theme/")}
    return sha256(json.dumps([looks, dict(_assets())], sort_keys=True).encode())


def _annotations(holding: Holding, sources: Sources) -> dict[str, Any]:
    layout = {"layout": holding.layout} if holding.layout else {}
    book = {"book": holding.book} if holding.book else {}
    return {
        "format": holding.format,
        **layout,
        **book,
        "texts": [
            {
                "id": each.id,
                "slug": each.slug,
                "version": each.version,
                "code": each.code,
                "digest": each.digest,
                "validUntil": each.until.isoformat() if each.until else None,
            }
            for each in holding.texts
        ],
        "sources": dict(sources),
    }


def _files(files: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"name": path, "digest": {"sha256": digest}} for path, digest in sorted(files)]


def _own() -> list[dict[str, Any]]:
    return _files((f"journalpress/styles/{path}", digest) for path, digest in _assets().items())


@cache
def _assets() -> Mapping[str, str]:
    """Our stylesheets, theme and fonts, by path below styles/, with their SHA-256."""
    styles = styles_dir()
    files = [path for path in styles.iterdir() if path.is_file()]
    files += fonts_dir().rglob("*.ttf")
    return MappingProxyType(
        {path.relative_to(styles).as_posix(): sha256(path.read_bytes()) for path in sorted(files)}
    )


@cache
def _packages(*, styled: bool) -> tuple[Mapping[str, str], ...]:
    """Python and each package that journalpress asks for, as package URLs, by name.

    `styled`: with the one that brings pandoc.
    """
    import platform
    from importlib.metadata import PackageNotFoundError, requires, version

    names = {
        re.split(r"[^A-Za-z0-9._-]", each)[0].lower().replace("_", "-")
        for each in requires("journalpress") or ()
        if "extra ==" not in each
    } | ({"pypandoc-binary"} if styled else set())
    found = [f"pkg:generic/python@{platform.python_version()}"]
    for name in sorted(names):
        try:
            found.append(f"pkg:pypi/{name}@{version(name)}")
        except PackageNotFoundError:  # somebody took it away; what needs it will say so
            continue
    return tuple({"uri": each} for each in found)
