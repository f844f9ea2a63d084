"""Pictures of an imported page → files in media/, never over another picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from journalpress.errors import InputError
from journalpress.journal.load import read_optional
from journalpress.journal.pictures import MEDIA
from journalpress.keys import assign_keys
from journalpress.model import (
    Article,
    Block,
    Callout,
    Figure,
    Inline,
    List,
    ListItem,
    Question,
    Quote,
    Section,
)

Blocks = tuple[Block[Inline], ...]


def keep_pictures(
    folder: Path, pictures: Mapping[str, bytes]
) -> tuple[dict[Path, bytes], dict[str, str]]:
    """What is to be written where, and the name in media/ of each picture.

    A file with the same bytes is used as it lies there; one with others is left alone, and the
    picture gets `-2`, `-3`… behind its name. Raises InputError for a name that leads elsewhere,
    EnvironmentFailure.
    """
    new: dict[Path, bytes] = {}
    names: dict[str, str] = {}
    for wanted, data in pictures.items():
        pure = PurePath(wanted)
        if (
            not wanted
            or pure.name != wanted
            or wanted.startswith(".")
            or "\\" in wanted
            or "\0" in wanted
        ):
            raise InputError(f"“{wanted}” cannot name a picture", hint="rename it in the page")
        number, name = 1, wanted
        while True:
            path = folder / MEDIA / name
            there = new.get(path) if path in new else read_optional(path)
            if there is None or there == data:
                break
            number += 1
            name = f"{pure.stem}-{number}{pure.suffix}"
        if there is None:
            new[path] = data
        names[wanted] = name
    return new, names


def with_media(article: Article, names: Mapping[str, str]) -> Article:
    """The article with its pictures under these names."""
    if all(name == wanted for wanted, name in names.items()):
        return article
    return assign_keys(replace(article, body=_renamed(article.body, names)))


def _renamed(blocks: Blocks, names: Mapping[str, str]) -> Blocks:
    return tuple(_block(each, names) for each in blocks)


def _block(block: Block[Inline], names: Mapping[str, str]) -> Block[Inline]:
    match block:
        case Figure():
            return replace(block, media=names.get(block.media, block.media))
        case List():
            items = (ListItem(_renamed(item.blocks, names)) for item in block.items)
            return replace(block, items=tuple(items))
        case Quote() | Callout() | Section():
            return replace(block, blocks=_renamed(block.blocks, names))
        case Question():
            return replace(block, answer=_renamed(block.answer, names))
        case _:
            return block
