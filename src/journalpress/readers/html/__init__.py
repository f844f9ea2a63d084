"""Web pages as browsers save them → Import; pieces of HTML → Document."""

from journalpress.readers.html.onefile import read_one_file
from journalpress.readers.html.page import IMPORTER, document_of, read_html
from journalpress.readers.html.profile import PROFILE_FILE, Profile, read_profile

__all__ = [
    "IMPORTER",
    "PROFILE_FILE",
    "Profile",
    "document_of",
    "read_html",
    "read_one_file",
    "read_profile",
]
