"""An Article → its file in house Markdown, never with another meaning than it has."""

from __future__ import annotations

from journalpress.errors import JournalPressError
from journalpress.journal.load import Entry, Journal, load_shared_sources, read_bytes
from journalpress.model import Article
from journalpress.readers.markdown.write import write_markdown

_MARK = b"\xef\xbb\xbf"


def house_form(journal: Journal, entry: Entry, article: Article) -> bytes:
    """The file of this article, which reads back as exactly this article.

    A byte order mark and CRLF are kept where the file has them. Raises JournalPressError if what
    would be written reads back as anything else: that is a bug of ours, and nothing is written.
    """
    settings = journal.settings
    shared = load_shared_sources(journal.folder, settings)
    text = write_markdown(article, shared=shared)
    again = read_bytes(text.encode(), entry.path, shared, settings)
    if again.article != article:
        raise JournalPressError(
            f"{entry.file}: cannot be rewritten without a change of meaning; it was left alone",
            hint="this is a bug of journalpress: please report it with the article",
        )
    before = entry.path.read_bytes() if entry.path.exists() else b""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return (_MARK if before.startswith(_MARK) else b"") + text.encode()
