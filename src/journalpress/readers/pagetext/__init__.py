"""Text copied from a web page → an Article and an account of how it was read."""

from journalpress.readers.pagetext.read import IMPORTER, read_pagetext
from journalpress.readers.slugs import propose_slug

__all__ = ["IMPORTER", "propose_slug", "read_pagetext"]
