"""Tests of journalpress.readers.word."""
