"""Tests of journalpress.readers.rich.questions."""

from __future__ import annotations

from journalpress.readers.rich.tree import (
    Question,
)
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    head,
    para,
    words,
)


def test_questions_stand_in_a_section_of_their_own() -> None:
    """Headings, openers, terms and run-in questions under such a heading are questions."""
    made = assembled(
        document(
            head("Common questions"),
            para("Intro."),
            para("Is it safe? Yes, for most people."),
            Question(words("Can I drive?"), (para("No."),)),
            head("Must I fast?", 3),
            para("Yes."),
        )
    )
    assert body(made) == (
        "## Common questions {.questions}\n\nIntro.\n\n### Is it safe?\n\nYes, for most people."
        "\n\n### Can I drive?\n\nNo.\n\n### Must I fast?\n\nYes."
    )
    assert made.report.questions == 3


def test_what_opens_in_the_midst_of_a_text_is_no_question() -> None:
    """“Find out more” becomes bold words and what it hides."""
    opener = Question(words("Find out more"), (para("Hidden."),))
    made = assembled(document(head("Part"), opener, para("After.")))
    assert body(made) == "## Part\n\n**Find out more**\n\nHidden.\n\nAfter."
