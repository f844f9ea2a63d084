"""The review of a returned copy."""
