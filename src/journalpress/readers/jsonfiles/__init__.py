"""JSON → Import: an article of our own schema, or an entry of a content system."""

from journalpress.readers.jsonfiles.read import IMPORTER, read_json

__all__ = ["IMPORTER", "read_json"]
