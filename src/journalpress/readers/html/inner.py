"""What those who read lists, tables or figures ask of the one who reads what stands in them."""

from __future__ import annotations

from typing import Protocol

from lxml.html import HtmlElement

from journalpress.readers.html.looks import PLAIN, Look
from journalpress.readers.rich.tree import Block, Words


class Inner(Protocol):
    """Reads the elements inside another."""

    def blocks(
        self,
        element: HtmlElement,
        look: Look = PLAIN,
        *,
        without: HtmlElement | None = None,
        named: bool = True,
    ) -> tuple[Block, ...]:
        """The blocks inside an element, its child `without` left out.

        Its id is the anchor of the first of them, where they are to be `named`.
        """

    def alone(self, element: HtmlElement, look: Look) -> tuple[Block, ...]:
        """The blocks that an element makes by itself."""

    def words(self, element: HtmlElement, look: Look = PLAIN) -> Words:
        """The words inside an element, those of several blocks with a space between them."""

    def look(self, element: HtmlElement, look: Look = PLAIN) -> Look:
        """The look inside an element."""

    def anchor(self, element: HtmlElement) -> str:
        """The name by which links lead to an element, "" where it has none."""
