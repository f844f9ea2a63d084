"""The tests of journalpress: folders mirror src/journalpress path for path."""
