"""What the text of a Word file refers to: styles, addresses, pictures, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journalpress.inspect.returned.styles import StyleBook
from journalpress.reviewcopy import digest_of
from journalpress.wordfile.parts import DocxParts, W, plain_words

_NOTES = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Lookups:
    """How to find what is named by an id.

    `addresses` are the targets of relationships, `picture` gives the digest of the picture behind
    one ("" where there is none), `notes` the words of a note by kind and id.
    """

    styles: StyleBook
    addresses: Mapping[str, str]
    picture: Callable[[str], str]
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)


def lookups_in(parts: DocxParts, document: str) -> Lookups:
    """What the document of this file refers to.

    Raises InputError where a part cannot be read.
    """
    relations = parts.relations(document)
    by_kind = {each.kind: each.part for each in reversed(relations) if each.part}
    styles = by_kind.get("styles", "")
    pictures = {each.id: each.part for each in relations if each.kind == "image"}
    digests: dict[str, str] = {}

    def picture(relation: str) -> str:
        part = pictures.get(relation, "")
        if part not in parts.names:
            return ""
        if part not in digests:
            digests[part] = digest_of(parts.bytes(part))
        return digests[part]

    return Lookups(
        styles=StyleBook(parts.optional(styles)),
        addresses={each.id: each.target for each in relations if not each.part},
        picture=picture,
        notes={
            (kind, note.get(f"{{{W}}}id", "")): plain_words(note)
            for kind in _NOTES
            if (root := parts.optional(by_kind.get(f"{kind}s", ""))) is not None
            for note in root.iter(f"{{{W}}}{kind}")
        },
    )
