"""XML that somebody else wrote → its tree: nothing is fetched, no entity expanded."""

from __future__ import annotations

from lxml import etree


def foreign_xml(data: bytes) -> etree._Element:
    """The root element, without comments and processing instructions.

    A document type, which a caller may refuse, is in its `docinfo`. Raises etree.XMLSyntaxError,
    and ValueError for bytes that cannot be a document.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)
