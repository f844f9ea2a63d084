"""Editors that are not ours make real edits in Word copies."""
