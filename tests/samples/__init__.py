"""The sample journal, exported as a clinic would, and judged by the tools the world uses."""
