"""JATS files in one line each: `read("<p>Text</p>")`."""

from __future__ import annotations

from typing import Any

from journalpress.readers.imports import Import
from journalpress.readers.jats import read_jats

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD '
    'v1.2 20190208//EN" "JATS-archivearticle1.dtd">'
)
NAMES = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" '
    'xml:lang="en"'
)
TITLE = "<title-group><article-title>Living with gout</article-title></title-group>"
MIXED = (
    "<mixed-citation>Doe J. On gout. BMJ 2020.</mixed-citation>",
    "<mixed-citation>Roe R. More gout. Lancet 2021.</mixed-citation>",
    "<mixed-citation>Poe E. Less gout. NEJM 2022.</mixed-citation>",
    "<mixed-citation>Low L. No gout. Nature 2023.</mixed-citation>",
)


def refs(*entries: str) -> str:
    """A list of references b1, b2… with these citations, numbered."""
    made = "".join(
        f'<ref id="b{number}"><label>{number}</label>{entry}</ref>'
        for number, entry in enumerate(entries, 1)
    )
    return f"<ref-list><title>References</title>{made}</ref-list>"


def xref(written: str, *names: str) -> str:
    """A citation of these entries."""
    return f'<xref ref-type="bibr" rid="{" ".join(names)}">{written}</xref>'


def jats(
    *body: str, meta: str = TITLE, back: str = "", listed: str = "", doctype: str = DOCTYPE
) -> bytes:
    """A whole file; `listed` is the list of references."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<article {NAMES}><front><article-meta>'
        f"{meta}</article-meta></front><body>{''.join(body)}</body><back>{back}{listed}</back>"
        "</article>"
    ).encode()


def read(*body: str, file: str = "gout.xml", **others: Any) -> Import:
    """What a file of this body becomes; no word of it is lost."""
    made = {k: others.pop(k) for k in ("meta", "back", "listed", "doctype") if k in others}
    return whole(read_jats(jats(*body, **made), file=file, **others))


def whole(imported: Import) -> Import:
    """The same, after it was seen that no word was lost and none invented."""
    lost = [str(each) for each in imported.problems if each.code == "JP125"]
    assert not lost, "\n".join(lost)
    return imported
