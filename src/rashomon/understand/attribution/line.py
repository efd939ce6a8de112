"""One sentence as the rules of attribution see it: tokens, word classes, quotations, verb groups, subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import Span
from rashomon.understand import grammar
from rashomon.understand.attribution.quotes import Quoted
from rashomon.understand.parts import Sentence, Token

# A verb group: an auxiliary chain with its main verb, or a lone verb; adverbs and "not" may stand between.
_GROUP = re.compile(r"K?r*(?:[mhb](?:r*[mhb])*)(?:r*[VNGI])?|K(?:r*[VNGI])?|V|t(?:r*[hb])*r*[I]|[NGI]")
_STRONG = re.compile(r"[mhbKV]")


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: tokens ``[start, end)``, the main verb's place, whether it is finite and whether passive."""

    start: int
    end: int
    head: int
    finite: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with everything the rules look at. Places are token numbers in the sentence."""

    sentence: Sentence
    tags: str
    quoted: tuple[int, ...]  # for each token the number of the direct quotation it stands in, else -1
    quotes: tuple[Quoted, ...]
    groups: tuple[Group, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def span(self, start: int, end: int) -> Span | None:
        """The place of tokens ``[start, end)``, or None when there are none."""
        if start >= end:
            return None
        return Span(start=self.tokens[start].span.start, end=self.tokens[end - 1].span.end)

    def stops(self, place: int) -> bool:
        """Whether a stop, question mark, semicolon or colon stands here; not that of "Mr."."""
        return self.tokens[place].text in ".!?;:" and self.tags[place] == grammar.MARK

    def at(self, position: int) -> int:
        """The first token ending after this place in the text."""
        for number, token in enumerate(self.tokens):
            if token.span.end > position:
                return number
        return len(self.tokens)

    def group_at(self, token: int) -> Group | None:
        """The verb group a token stands in."""
        return next((g for g in self.groups if g.start <= token < g.end), None)

    def finite_in(self, start: int, end: int) -> Group | None:
        """The first finite verb group that begins in ``[start, end)`` outside direct quotations."""
        return next((g for g in self.groups if g.finite and start <= g.head < end), None)


def read_all(sentences: Sequence[Sentence], quotes: Sequence[Quoted]) -> tuple[Line, ...]:
    """The lines of all sentences, each with the quotations that touch it."""
    touching: list[list[Quoted]] = [[] for _ in sentences]
    for quote in quotes:
        for number in range(quote.first, quote.last + 1):
            touching[number - sentences[0].number].append(quote)
    return tuple(read(sentence, touching[place]) for place, sentence in enumerate(sentences))


def read(sentence: Sentence, quotes: Sequence[Quoted]) -> Line:
    """The line of a sentence; ``quotes`` are those of the whole report that touch it."""
    tags = grammar.tag(sentence.tokens)
    inside = [-1] * len(sentence.tokens)
    for number, quote in enumerate(quotes):
        if quote.direct:
            for place, token in enumerate(sentence.tokens):
                if quote.span.start <= token.span.start < quote.span.end:
                    inside[place] = number
    return Line(sentence, tags, tuple(inside), tuple(quotes), tuple(_groups(tags)))


def _groups(tags: str) -> list[Group]:
    found = []
    for match in _GROUP.finditer(tags):
        words = match.group()
        head = match.end() - 1
        finite = bool(_STRONG.search(words)) and not words.startswith("t")
        passive = "b" in words and words[-1] == "N"
        found.append(Group(match.start(), match.end(), head, finite, passive))
    return found
