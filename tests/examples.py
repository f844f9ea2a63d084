"""How many examples a generated test gets: `@examples(25)`, where a change is checked fewer."""

from typing import Any

from hypothesis import settings


def examples(number: int, **given: Any) -> settings:
    """Settings for so many examples, under the profile `check` for no more than it allows.

    `given` is what Hypothesis' settings take besides. Long tests never run under `check` and ask
    for their number themselves.
    """
    check = settings.get_profile("check")
    if settings.default == check:
        number = min(number, check.max_examples)
    return settings(max_examples=number, **given)
