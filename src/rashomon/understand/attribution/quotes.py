"""Quoted stretches of a report: where marks open and close, also across sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rashomon.records import Span
from rashomon.understand.parts import Sentence, Token, TokenKind

_DOUBLE = frozenset(("“", '"', "''", "``"))
_PAIRS = {"``": "''", "“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’"}
_STRAIGHT = frozenset(('"', "'", "''"))
LONGEST_QUOTE = 4_000
"""Characters after which an opening mark counts as stray."""
DIRECT_WORDS = 5
"""Words from which a quotation without its own clause counts as direct speech and not as a term."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: its place with the marks, how many words it holds, the sentences it begins and ends in."""

    span: Span
    words: int
    first: int
    last: int
    single: bool

    stopped: bool = False

    @property
    def direct(self) -> bool:
        """Whether it is speech: long enough, or closed by a comma or stop of its own (“Never,” she said)."""
        return self.words >= DIRECT_WORDS or (self.stopped and self.words > 0)


def find(sentences: Sequence[Sentence]) -> tuple[Quoted, ...]:
    """The quoted stretches in order.

    One ends in its own block; or stays open where the next block opens one too, as a speech in paragraphs does; or is
    closed in the next block where that has a closing mark first.
    """
    blocks = [list(own) for _, own in groupby(sentences, key=lambda s: s.block_number)]
    found: list[Quoted] = []
    flat: list[tuple[Token, int]] = []
    for number, block in enumerate(blocks):
        flat += [(token, sentence.number) for sentence in block for token in sentence.tokens]
        after = blocks[number + 1] if number + 1 < len(blocks) else []
        own, opened = _paired(flat)
        if opened is not None and opened[1] in _DOUBLE and flat:
            if _closes_first(after) and flat[-1][0].span.end - flat[opened[0]][0].span.start < LONGEST_QUOTE:
                continue
            if after and _opens(after[0]):
                own.append(_quoted(flat, opened, len(flat) - 1))
        found += own
        flat = []
    return tuple(found)


def _opens(sentence: Sentence) -> bool:
    return bool(sentence.tokens) and sentence.tokens[0].text in _DOUBLE


def _closes_first(block: Sequence[Sentence]) -> bool:
    """Whether the first double mark of a block closes by its place: a word or stop right before it, none behind."""
    flat = [token for sentence in block for token in sentence.tokens]
    place = next((n for n, token in enumerate(flat) if token.text in _DOUBLE or token.text == "”"), 0)
    if not place or flat[place - 1].span.end != flat[place].span.start:
        return False
    return place + 1 == len(flat) or flat[place + 1].span.start > flat[place].span.end


def _paired(flat: Sequence[tuple[Token, int]]) -> tuple[list[Quoted], tuple[int, str] | None]:
    """Marks paired, straight ones by turns and by the spaces around them; and the place and form of one left open."""
    found: list[Quoted] = []
    opened: tuple[int, str] | None = None
    for place, (token, _) in enumerate(flat):
        if token.kind is not TokenKind.QUOTE:
            continue
        if opened is None:
            if token.text in _PAIRS or (token.text in _STRAIGHT and _can_open(flat, place)):
                opened = (place, token.text)
        elif _closes(flat, opened, place):
            found.append(_quoted(flat, opened, place))
            opened = None
        elif token.span.start - flat[opened[0]][0].span.start > LONGEST_QUOTE or (
            opened[1] in "'‘" and token.text in _DOUBLE
        ):
            opened = (place, token.text) if token.text in _PAIRS or token.text in _DOUBLE else None
    return found, opened


def _can_open(flat: Sequence[tuple[Token, int]], place: int) -> bool:
    """A straight mark opens when a word follows it at once and, for a single one, space or a bracket stands before."""
    if place + 1 >= len(flat) or flat[place + 1][0].span.start != flat[place][0].span.end:
        return False
    if flat[place][0].text != "'" or place == 0:
        return True
    return flat[place - 1][0].span.end < flat[place][0].span.start or flat[place - 1][0].text in "([—-:"


def _closes(flat: Sequence[tuple[Token, int]], opened: tuple[int, str], place: int) -> bool:
    mark, token = opened[1], flat[place][0]
    if mark in ("'", "‘"):
        if token.text not in ("'", "’"):
            return False
        touches = place > 0 and flat[place - 1][0].span.end == token.span.start
        spaced = (
            place + 1 == len(flat)
            or flat[place + 1][0].span.start > token.span.end
            or not flat[place + 1][0].text.isalnum()
        )
        return touches and spaced
    return token.text == mark or token.text in _PAIRS.get(mark, "") or {mark, token.text} == {"''", '"'}


def _quoted(flat: Sequence[tuple[Token, int]], opened: tuple[int, str], last: int) -> Quoted:
    first = opened[0]
    words = sum(1 for token, _ in flat[first:last] if token.kind in (TokenKind.WORD, TokenKind.NUMBER))
    span = Span(start=flat[first][0].span.start, end=flat[last][0].span.end)
    stopped = last > 0 and flat[last - 1][0].text in ",.!?"
    return Quoted(span, words, flat[first][1], flat[last][1], opened[1] in ("'", "‘"), stopped)
