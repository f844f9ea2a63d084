"""The tree of errors and their exit codes."""

import inspect

from journalpress import errors


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    """Each class stands there with the exit code that it has."""
    tree = inspect.getdoc(errors) or ""
    for name, found in inspect.getmembers(errors, inspect.isclass):
        if issubclass(found, errors.JournalPressError):
            line = next(line for line in tree.splitlines() if f"{name} " in line)
            assert f"exit {found.exit_code} " in line, name


def test_an_error_carries_the_next_step() -> None:
    """What is wrong, and what to do about it."""
    error = errors.InputError("it is wrong", hint="mend it")

    assert (str(error), error.hint) == ("it is wrong", "mend it")
