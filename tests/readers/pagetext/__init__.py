"""Tests of journalpress.readers.pagetext."""
