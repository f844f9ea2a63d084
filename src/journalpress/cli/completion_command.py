"""The line that lets a shell complete commands."""

from __future__ import annotations

import click

LINES = {
    "bash": ('eval "$(_JOURNALPRESS_COMPLETE=bash_source journalpress)"', "~/.bashrc"),
    "zsh": ('eval "$(_JOURNALPRESS_COMPLETE=zsh_source journalpress)"', "~/.zshrc"),
    "fish": (
        "_JOURNALPRESS_COMPLETE=fish_source journalpress | source",
        "~/.config/fish/completions/journalpress.fish",
    ),
}


@click.command(
    "completion",
    epilog="""\b
Example:
  journalpress completion bash >> ~/.bashrc""",
)
@click.argument("shell", type=click.Choice(list(LINES)))
def command(shell: str) -> None:
    """Print the line that lets the Tab key complete commands and options.

    Add it to the file that your shell reads when it starts, then open a new terminal.
    """
    line, file = LINES[shell]
    click.echo(f"# for {file}")
    click.echo(line)
