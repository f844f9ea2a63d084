"""Tests of journalpress.journal."""
