"""Tests of journalpress.inspect.returned."""
