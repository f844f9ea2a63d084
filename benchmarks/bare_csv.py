"""Reads every row of a CSV file, and does nothing with it."""

from __future__ import annotations

import csv
import sys
from pathlib import Path


def main() -> None:
    """Reads the file that the first argument names."""
    with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as file:
        for _ in csv.reader(file):
            pass


if __name__ == "__main__":
    main()
