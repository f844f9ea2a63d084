"""Rich text → Import: what web pages, Word files, JATS and the JSON of content systems share.

Each of these formats has a reader of its own that only says what stands in the file, as a
`Document` (tree.py). What it means for an Article is decided once, in `assemble` (assemble.py).
"""

from journalpress.readers.rich.assemble import assemble

__all__ = ["assemble"]
