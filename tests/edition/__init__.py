"""Tests of journalpress.edition."""
