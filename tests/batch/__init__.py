"""Tests of journalpress.batch."""
