"""Tests of reading JSON."""
