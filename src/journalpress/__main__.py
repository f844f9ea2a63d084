"""`python -m journalpress` is the command `journalpress`."""

import sys

from journalpress.cli import main

if __name__ == "__main__":
    sys.exit(main())
