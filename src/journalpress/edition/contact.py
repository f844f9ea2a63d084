"""A clinic → the words by which it is reached."""

from __future__ import annotations

from journalpress.edition.types import Clinic, ResolvedInline
from journalpress.model import Link, Text


def contact_of(clinic: Clinic) -> tuple[ResolvedInline, ...]:
    """Name, address and telephone, then mail and web as links; () where nothing is known."""
    said = [part for part in (clinic.name, *clinic.address, clinic.phone) if part]
    inlines: list[ResolvedInline] = [Text(", ".join(said))] if said else []
    for address, href in ((clinic.email, f"mailto:{clinic.email}"), (clinic.website,) * 2):
        if address:
            inlines += [Text(", ")] * bool(inlines) + [Link(href, (Text(address),))]
    return tuple(inlines)
