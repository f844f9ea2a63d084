"""Tests of journalpress.inspect.book."""
