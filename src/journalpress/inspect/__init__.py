"""What a file holds, read from its bytes alone: facts for the proof and for `check`."""
