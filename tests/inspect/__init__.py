"""Tests of journalpress.inspect."""
