"""The XMP packet of a drawn PDF → the same with another standard named in its one rdf:RDF."""

from __future__ import annotations

from collections.abc import Collection

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA = "http://www.aiim.org/pdfua/ns/id/"

_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = b'\n<?xpacket end="r"?>'


def amended(packet: bytes, *, add: Collection[str], drop: Collection[str] = ()) -> bytes:
    """The packet with these rdf:Description elements; `drop`: what begins so is left out."""
    from lxml import etree

    root = etree.fromstring(packet.strip(), etree.XMLParser(resolve_entities=False))
    rdf = root.find(f"{{{RDF}}}RDF")
    assert rdf is not None
    for description in list(rdf):
        names = [
            *(str(name) for name in description.attrib),
            *(str(each.tag) for each in description),
        ]
        if any(name.startswith(f"{{{each}") for name in names for each in drop):
            rdf.remove(description)
    for each in add:
        rdf.append(etree.fromstring(each))
    etree.cleanup_namespaces(root)
    return _BEGIN + etree.tostring(root, encoding="utf-8") + _END
