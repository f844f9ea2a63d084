"""A Word copy that came back from a reviewer → what it says, and who changed what."""

from journalpress.inspect.returned.reading import read_returned

__all__ = ["read_returned"]
