"""Makes a plain Word file of a Markdown file with pandoc: SOURCE TARGET."""

import sys
from pathlib import Path

import pypandoc

pypandoc.convert_file(
    sys.argv[1],
    "docx",
    format="markdown",
    outputfile=sys.argv[2],
    extra_args=["--resource-path", str(Path(sys.argv[1]).parent)],
)
