"""House Markdown: CommonMark with pipe tables, citations and a strict front matter."""

from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown

__all__ = ["read_markdown", "write_markdown"]
