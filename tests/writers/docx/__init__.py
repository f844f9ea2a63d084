"""Tests of journalpress.writers.docx."""
