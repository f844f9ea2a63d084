"""JATS XML (NISO Z39.96), as journals and PubMed Central hand it out → Import."""

from journalpress.readers.jats.read import IMPORTER, read_jats

__all__ = ["IMPORTER", "read_jats"]
