"""Reads the front matter of every article of a folder as YAML, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def main() -> None:
    """Reads the folder that the first argument names."""
    for path in sorted(Path(sys.argv[1]).glob("*.md")):
        _, front, _ = path.read_text("utf-8").split("---\n", 2)
        yaml.load(front, Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    main()
