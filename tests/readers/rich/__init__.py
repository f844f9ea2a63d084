"""Tests of journalpress.readers.rich."""
