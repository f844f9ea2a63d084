"""Tests of journalpress.readers.jats."""
