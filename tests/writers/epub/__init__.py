"""Tests of journalpress.writers.epub."""
