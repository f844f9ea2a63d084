"""Tests of journalpress.writers."""
