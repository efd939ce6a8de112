"""Words, numbers and marks of a stretch of text, with exact places."""

from __future__ import annotations

import re

from rashomon.records import Span
from rashomon.understand.parts import Token, TokenKind

QUOTE_MARKS = frozenset("\"'“”‘’«»„‟‹›`") | {"''", "``"}

# One alternative per kind; no nested quantifier over the same characters, so matching is linear in the text.
_TOKEN = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,})"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*)"
    r"|(?P<possessive>['’]s(?!\w))"
    r"|(?P<word>[^\W\d_]\w*(?:[-&'’](?!s(?!\w))\w+)*)"
    r"|(?P<mark>\.{2,}|-{2,}|''|``|[^\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])"
)


def tokenize(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of ``text`` inside ``span``, in order; white space and marks of writing direction are left out.

    A possessive "'s" is a token of its own, "don't", "240mm", "self-made" and "U.S." are one token each.
    """
    tokens = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        words = match.group()
        if match.lastgroup == "number":
            kind = TokenKind.NUMBER
        elif match.lastgroup == "mark":
            kind = TokenKind.QUOTE if words in QUOTE_MARKS else TokenKind.PUNCTUATION
        else:
            kind = TokenKind.WORD
        tokens.append(Token(Span(start=match.start(), end=match.end()), words, words.lower(), kind))
    return tuple(tokens)
