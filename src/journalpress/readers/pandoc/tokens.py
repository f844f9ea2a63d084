"""The parser's block tokens: what belongs together, and where it stands."""

from __future__ import annotations

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
