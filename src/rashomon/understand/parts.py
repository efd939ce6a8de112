"""What the modules of this room hand each other: tokens, sentences, attributions.

`Attribution` is the seam to a trained reader: whatever finds attributions (today `attribution.py`, by rules) returns
these, and `chains.py` and `statements.py` build on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.records import BlockKind, QuoteKind, Span


class TokenKind(StrEnum):
    """A coarse class by shape alone."""

    WORD = "word"
    NUMBER = "number"
    QUOTE = "quote"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its place in the report's text, its form, and its form in lower case."""

    span: Span
    text: str
    lower: str
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place, its tokens, the kind and number of the block it stands in, its number in the report."""

    span: Span
    tokens: tuple[Token, ...]
    block: BlockKind
    block_number: int
    number: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of reporting found in the text.

    ``source`` are the words naming who speaks (None where the speaker is inherited or left out); ``cue`` the
    reporting words; ``content`` what is reported, in order, possibly in several pieces and in several sentences.
    ``sentence`` is the number of the sentence the cue (or, inherited, the content) stands in. ``inherited_from`` is
    the number of the sentence that names the speaker when it is not this one. ``to`` are the words naming an outlet
    told ("told Reuters"): a conduit. ``named`` are the words a pronoun as source stands for. Attributions may lie
    inside each other's contents: that is nesting.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quote: QuoteKind
    sentence: int
    inherited_from: int | None = None
    to: Span | None = None
    named: Span | None = None
