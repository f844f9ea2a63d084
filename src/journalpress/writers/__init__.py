"""The table of formats: one row each. A backend is imported when its row is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from journalpress.edition.types import Edition, Extract
from journalpress.errors import UsageError
from journalpress.reviewcopy import Remark, ReviewCopy
from journalpress.writers.base import Claim, Writer

__all__ = ["WRITERS", "Claim", "Writer", "as_copy", "in_layout", "with_claim"]


def in_layout(writer: Writer, layout: str) -> Writer:
    """The Writer of this format in a layout; the same one where the format has none ("").

    Raises UsageError for a layout that does not exist.
    """
    if writer.name != "pdf" or not layout:
        return writer
    from journalpress.writers.pdf.layouts import DEFAULT_LAYOUT, layout_named

    chosen = layout_named(layout)
    if layout == DEFAULT_LAYOUT:
        return writer

    def write(edition: Edition) -> bytes:
        from journalpress.writers.pdf import draw_pdf, write_pdf

        return (draw_pdf if chosen.proved_on_draw else write_pdf)(edition, layout)

    finish = chosen.finish if chosen.proved_on_draw else None
    return replace(writer, write=write, ends=chosen.ends, brief=chosen.brief, finish=finish)


def with_claim(writer: Writer, claim: Claim) -> Writer:
    """The Writer of books with a claim in their metadata. Raises UsageError for another format."""
    if writer.name != "epub":
        raise UsageError("only an e-book can state what it conforms to", hint="add --to epub")

    def write(edition: Edition) -> bytes:
        from journalpress.writers.epub import write_epub

        return write_epub(edition, claim)

    return replace(writer, write=write)


def as_copy(writer: Writer, copy: ReviewCopy | None, remarks: Sequence[Remark]) -> Writer:
    """The Writer of a Word copy made in this way, with these remarks; another one as it is."""
    if writer.name != "docx" or copy is None:
        return writer

    def write(edition: Edition) -> bytes:
        from journalpress.writers.docx import write_docx

        return write_docx(edition, copy=copy, remarks=remarks)

    return replace(writer, write=write)


def _write_pdf(edition: Edition) -> bytes:
    from journalpress.writers.pdf import write_pdf

    return write_pdf(edition)


def _extract_pdf(data: bytes) -> Extract:
    from journalpress.writers.pdf import extract_pdf

    return extract_pdf(data)


def _write_epub(edition: Edition) -> bytes:
    from journalpress.writers.epub import write_epub

    return write_epub(edition)


def _extract_epub(data: bytes) -> Extract:
    from journalpress.writers.epub import extract_epub

    return extract_epub(data)


def _write_docx(edition: Edition) -> bytes:
    from journalpress.writers.docx import write_docx

    return write_docx(edition)


def _extract_docx(data: bytes) -> Extract:
    from journalpress.writers.docx import extract_docx

    return extract_docx(data)


def _write_html(edition: Edition) -> bytes:
    from journalpress.writers.html import write_html

    return write_html(edition)


def _extract_html(data: bytes) -> Extract:
    from journalpress.writers.html import extract_html

    return extract_html(data)


def _write_text(edition: Edition) -> bytes:
    from journalpress.writers.text import write_text

    return write_text(edition)


def _extract_text(data: bytes) -> Extract:
    from journalpress.writers.text import extract_text

    return extract_text(data)


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        writer.name: writer
        for writer in (
            Writer(
                "pdf", ".pdf", "application/pdf", _write_pdf, _extract_pdf,
                paged=True, spaced=False,
            ),
            Writer(
                "epub", ".epub", "application/epub+zip", _write_epub, _extract_epub, binds=True
            ),
            Writer(
                "docx", ".docx", _DOCX, _write_docx, _extract_docx, paged=True, returns=False
            ),
            Writer("html", ".html", "text/html", _write_html, _extract_html),
            Writer(
                "text", ".txt", "text/plain", _write_text, _extract_text,
                linked=False, returns=False,
            ),
        )
    }
)  # fmt: skip
