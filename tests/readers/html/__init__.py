"""Tests of journalpress.readers.html."""
