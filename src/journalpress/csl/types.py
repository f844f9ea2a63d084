"""What a style is to those who only hand it on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReferenceStyle:
    """A style: the bytes of a .csl file that `read_style` accepted, and the file's name."""

    name: str
    data: bytes = field(repr=False)
