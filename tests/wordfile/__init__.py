"""Tests of journalpress.wordfile."""
