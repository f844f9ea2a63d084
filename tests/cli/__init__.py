"""Tests of journalpress.cli."""
