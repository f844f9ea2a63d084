"""A drawn PDF/UA-1 → a file for the archive: PDF/A-3a as well, with the article's own source in it.

Rules: ISO 19005-3. The source is the article as JSON, by which the leaflet can be made again.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

from journalpress.edition.types import Edition
from journalpress.schema import article_to_json
from journalpress.writers.pdf.xmp import RDF, UA, amended

PRINTED = 4
"""The flag of an annotation that is printed: the archive wants none that is not."""

MEDIA_TYPE = "application/json"

_PART = (
    f'<rdf:Description xmlns:rdf="{RDF}" rdf:about=""'
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>"
)
_EXTENSION = (
    f'<rdf:Description xmlns:rdf="{RDF}" rdf:about=""'
    ' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A knows no property of PDF/UA: its XMP must explain the one that it has."""


def archive(data: bytes, edition: Edition) -> bytes:
    """The drawn leaflet as PDF/A-3a and PDF/UA-1, with `<slug>.json` for each of its articles."""
    import pikepdf

    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        packet = amended(pdf.Root.Metadata.read_bytes(), add=(_PART, _EXTENSION))
        metadata = pdf.make_stream(packet)
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = metadata
        pdf.Root.OutputIntents = pikepdf.Array([_intent(pdf)])
        _settle(pdf)
        files = [
            _attached(pdf, f"{article.slug}.json", article_to_json(article).encode(), edition)
            for article in sorted(edition.articles, key=lambda each: each.slug)
        ]
        if files:
            tree = [part for each in files for part in (str(each.UF), each)]
            names = pdf.Root.get("/Names", pikepdf.Dictionary())
            names.EmbeddedFiles = pikepdf.Dictionary(Names=pikepdf.Array(tree))
            pdf.Root.Names = names
            pdf.Root.AF = pikepdf.Array(files)
        pdf.save(
            written,
            deterministic_id=True,
            fix_metadata_version=False,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


def _settle(pdf: Any) -> None:
    """What the archive asks of annotations, pictures and fonts."""
    import pikepdf

    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.F = PRINTED
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if each.get("/Subtype") == "/Image" and each.get("/Interpolate"):
            each.Interpolate = False
        if each.get("/Type") == "/FontDescriptor" and "/CIDSet" in each:
            # One that does not name every glyph is a fault; none at all is not.
            del each["/CIDSet"]


def _intent(pdf: Any) -> Any:
    """The colours of the file are sRGB."""
    import pikepdf

    profile = pdf.make_stream(_srgb())
    profile.N = 3
    name = "sRGB IEC61966-2.1"
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier=name,
            Info=name,
            RegistryName="http://www.color.org",
            DestOutputProfile=profile,
        )
    )


def _srgb() -> bytes:
    """The ICC's own sRGB profile, which WeasyPrint brings along."""
    from journalpress.writers.engine import load_weasyprint

    folder = Path(str(load_weasyprint().__file__)).parent
    return (folder / "pdf" / "sRGB2014.icc").read_bytes()


def _attached(pdf: Any, name: str, content: bytes, edition: Edition) -> Any:
    """A file inside the PDF, as the source of what it says."""
    import pikepdf

    stamp = f"D:{edition.modified:%Y%m%d}000000Z"
    stream = pdf.make_stream(content)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name(f"/{MEDIA_TYPE}")
    stream.Params = pikepdf.Dictionary(
        Size=len(content),
        ModDate=stamp,
        CheckSum=pikepdf.String(hashlib.md5(content, usedforsecurity=False).digest()),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=name,
            UF=name,
            Desc="The article from which this leaflet was made, as journalpress JSON",
            AFRelationship=pikepdf.Name.Source,
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )
