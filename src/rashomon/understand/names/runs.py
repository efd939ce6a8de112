"""Runs of capitalised words: where they begin, and which small words and marks they run on through."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.gazetteer import match
from rashomon.understand.names.parts import rules
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.titles import role_length, titles

LONGEST = 14
"""Tokens of the longest run kept together; longer ones are lists or text in capitals."""

BREAKS = frozenset(":;•–—-.?!*>|")
"""Marks after which any word may have a capital."""

_ARABIC = ("al-", "el-", "ul-", "as-", "ash-", "ad-", "an-", "ar-", "ez-", "az-")


def capital(token: Token) -> bool:
    """Whether the token is written as a name is: a capital first, inside ("eBay"), or after an Arabic article."""
    text = token.text
    if token.kind is not TokenKind.WORD:
        return False
    if text[0].isupper():
        return True
    return (text.startswith(_ARABIC) and text.partition("-")[2][:1].isupper()) or (
        len(text) > 3 and text[1].isupper() and text.isalpha()
    )


def runs_of(sentence: Sentence) -> list[tuple[int, int, bool]]:
    """Half-open token ranges of runs, and whether each begins where any word would be capitalised."""
    tokens = sentence.tokens
    runs: list[tuple[int, int, bool]] = []
    at, initial = 0, True
    while at < len(tokens):
        if not capital(tokens[at]) or _speaks(tokens, at):
            if tokens[at].kind in (TokenKind.WORD, TokenKind.NUMBER):
                initial = False
            elif tokens[at].kind is TokenKind.QUOTE or tokens[at].text in BREAKS:
                initial = True
            at += 1
            continue
        end = at + 1
        while end - at < LONGEST and end < len(tokens):
            step = _joins(tokens, at, end)
            if not step:
                break
            end += step
        runs.append((at, end, initial))
        initial = False
        at = end
    return runs


def near(left: Token, right: Token) -> bool:
    """Whether a space or nothing stands between two tokens; two marks of writing direction may stand there too."""
    return right.span.start - left.span.end <= 3


def _joins(tokens: Sequence[Token], first: int, end: int) -> int:
    """How many tokens from ``end`` on go on with the run that began at ``first``; 0 where it ends."""
    token, left = tokens[end], tokens[end - 1]
    if not near(left, token):
        return 0
    if capital(token):
        return 0 if _speaks(tokens, end) else 1
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if following is None or not near(token, following):
        return 0
    if token.text == "." and token.span.start == left.span.end:
        shortened = left.lower in titles().honorifics or len(left.text) == 1 or left.lower in {"st", "jr", "mt", "ft"}
        return 2 if shortened and capital(following) and following.span.start > token.span.end else 0
    low = token.lower
    if low in rules().particles and low not in {"y", "e", "la", "le"}:
        if capital(following):
            return 2
        if end + 2 < len(tokens) and following.lower in rules().particles and capital(tokens[end + 2]):
            return 3
    if low in {"'s", "’s", "'", "’"}:
        return 2 if capital(following) and _collective(tokens[first:end]) else 0
    if low in {"of", "for", "on"}:
        return _into(tokens, first, end)
    if low == "/" and left.text.isupper() and following.text.isupper() and token.span.end == following.span.start:
        return 2
    if low in {"and", "&", ","} and capital(following):
        return 2 if _listed(tokens, first, end) else 0
    return 0


def _speaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is "I", not an initial."""
    return tokens[at].text == "I" and (at + 1 == len(tokens) or tokens[at + 1].text != ".")


def _collective(run: Sequence[Token]) -> bool:
    """Whether the possessive after these words stands inside a name: "People's", "Workers'", "St Mary's"."""
    before = [t.lower for t in run[-3:-1] if t.text != "."]
    return run[-1].lower in rules().collectives or before[-1:] in (["st"], ["saint"])


def _into(tokens: Sequence[Token], first: int, end: int) -> int:
    """How far "of", "for" or "on" carries a name on: behind the head of a body or place, or a title's ("of State")."""
    token, left, following = tokens[end], tokens[end - 1], tokens[end + 1]
    low = token.lower
    head = left.lower in titles().organisation_heads or left.lower in titles().place_heads
    role = low == "of" and role_length([left.text, token.text, following.text]) == 3
    inside = left.lower in rules().generic and any(t.lower in {"of", "for"} for t in tokens[first:end])
    if role or head or inside or (low == "of" and left.lower in {"republic", "democratic", "kingdom", "bank"}):
        if capital(following):
            return 2
        if following.lower == "the" and end + 2 < len(tokens) and capital(tokens[end + 2]):
            return 3
    return 0


def _listed(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether "and", "&" or a comma goes on with a name: "Food and Drug Safety", "Alcohol, Tobacco and Firearms"."""
    low, left, following = tokens[end].lower, tokens[end - 1], tokens[end + 1]
    inside = any(t.lower in {"of", "for"} for t in tokens[first:end])
    official = following.lower in rules().generic and left.lower in rules().generic
    if low == ",":
        return inside and official
    return low == "&" or inside or official or match([left.text, "and", following.text]) is not None
