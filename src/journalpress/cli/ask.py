"""One key of the keyboard from a person, among those that mean something."""

from __future__ import annotations

from collections.abc import Mapping

import click

from journalpress.cli.talk import say
from journalpress.errors import UsageError

LATER = {"l": "later", "q": "stop"}
"""The keys that every question has."""


def ask_key(keys: Mapping[str, str], *, instead: str) -> str:
    """The key that was pressed, one of `keys` (key → what it means), which are shown.

    "q" where the keyboard has no more to give. Ctrl-C interrupts the program as everywhere. Raises
    UsageError where there is no terminal at all; `instead` says what to do then.
    """
    while True:
        say("  " + " · ".join(f"{key} {what}" for key, what in keys.items()))
        try:
            key = click.getchar().lower()
        except EOFError:
            return "q"
        except OSError as error:  # the system's words name a device, which helps nobody
            raise UsageError("--decide needs a terminal", hint=instead) from error
        if key in ("\x03", "\x04", ""):
            return "q"
        if key in keys:
            return key
        say("  press one of these keys")
