"""Tests of reading and writing house Markdown."""
