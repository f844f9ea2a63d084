"""The parser's tokens: which belong together, where they stand."""

from __future__ import annotations

import re

from markdown_it.token import Token


def group(tokens: list[Token], position: int) -> tuple[Token, list[Token], int]:
    """The token that stands here, those inside it, and the place behind it."""
    token = tokens[position]
    if token.nesting != 1:
        return token, [], position + 1
    end, depth = position + 1, 1
    while depth:
        depth += tokens[end].nesting
        end += 1
    return token, tokens[position + 1 : end - 1], end


def line_of(token: Token) -> int:
    """The line of the file where it begins, from 1; 0 where the parser does not say."""
    return token.map[0] + 1 if token.map else 0


def only_cites(tokens: list[Token]) -> bool:
    """Whether these tokens are citations with nothing but stops and spaces between."""
    others = [each for each in tokens if each.type not in ("cluster", "key", "softbreak")]
    return len(others) < len(tokens) and all(
        each.type == "text" and not re.search(r"\w", each.content) for each in others
    )


def joined(tokens: list[Token]) -> list[Token]:
    """The tokens; adjacent text is one token, so that a word is seen whole."""
    together: list[Token] = []
    for token in tokens:
        if token.type in ("text", "text_special") and together and together[-1].type == "text":
            together[-1] = together[-1].copy(content=together[-1].content + token.content)
        elif token.type == "text_special":
            together.append(token.copy(type="text"))
        else:
            together.append(token)
    return together
