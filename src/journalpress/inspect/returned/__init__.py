"""A Word copy that came back from a reviewer → what it says, and who changed what."""
