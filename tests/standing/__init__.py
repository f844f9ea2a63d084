"""Tests of journalpress.standing."""
