"""Short forms of organisations within a report: "Harrow" for the Harrow Motor Company, "the Joint Chiefs" for the Joint
Chiefs of Staff, "the Church" for the last church named, and short forms given in brackets."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from rashomon.records import NameKind
from rashomon.understand.gazetteer import match
from rashomon.understand.names.parts import Candidate, rules
from rashomon.understand.parts import Sentence, TokenKind
from rashomon.understand.titles import titles

LONGEST = 8
"""Words of the longest name whose beginnings are kept as short forms."""


class Bodies:
    """The organisations of a report by what may stand for them."""

    def __init__(self) -> None:
        self.begins: dict[tuple[str, ...], set[str]] = {}
        self.heads: dict[str, tuple[list[int], list[str]]] = {}

    def collect(self, candidate: Candidate, key: str) -> None:
        """Takes in an organisation of two words or more, in the order of the report."""
        words = [w.lower() for w in candidate.words if w not in {"'s", "’s", ","}]
        place = candidate.tokens[0].span.start
        for word in dict.fromkeys(words):
            if word in titles().organisation_heads:
                places, keys = self.heads.setdefault(word, ([], []))
                places.append(place)
                keys.append(key)
        for size in range(1, min(len(words), LONGEST)):
            if self._shortens(candidate.words, words, size):
                self.begins.setdefault(tuple(words[:size]), set()).add(key)

    @staticmethod
    def _shortens(shown: Sequence[str], words: Sequence[str], size: int) -> bool:
        """Whether the first ``size`` words stand for the whole: what follows only says what sort of body it is, or what
        it is for; and they name more than a land or a sort themselves."""
        entry = match(shown)
        if entry is not None and len(entry.words) >= size:
            return False
        rest, head = words[size:], words[size - 1] in titles().organisation_heads
        if rest[0] in {"of", "for"}:
            return head and size > 1
        sort = rules().trades | titles().organisation_heads
        return all(w in sort for w in rest) and not (set(words[:size]) <= rules().generic | titles().role_modifiers)

    def find(self, candidate: Candidate, *, definite: bool) -> str | None:
        """The key of the one organisation this name is short for; None where there is none, or more than one."""
        words = tuple(w.lower() for w in candidate.words)
        if candidate.owner:
            return None
        begun = self.begins.get(words, set())
        if len(begun) == 1:
            return next(iter(begun))
        if definite and len(words) == 1 and words[0] in self.heads:
            places, keys = self.heads[words[0]]
            at = bisect_right(places, candidate.tokens[0].span.start)
            return keys[at - 1] if at else keys[0]
        return None

    def stands(self, candidate: Candidate) -> bool:
        """Whether the name, of whatever kind it looks, begins just one organisation's."""
        return len(self.begins.get(tuple(w.lower() for w in candidate.words), ())) == 1


SHORT = 4.0
"""Evidence that both are an organisation where the second, in brackets, has the first letters of the first."""


def bracketed(found: Sequence[Candidate], sentences: Sequence[Sentence]) -> dict[str, str]:
    """Short forms in brackets that have the first letters of the name before them: short surface -> long surface.

    Both gain evidence of an organisation, unless a title or the gazetteer has decided otherwise.
    """
    by_number = {s.number: s for s in sentences}
    shorts: dict[str, str] = {}
    for long, short in itertools.pairwise(found):
        if long.sentence != short.sentence or short.first != long.last + 1 or len(short.words) != 1:
            continue
        tokens = by_number[long.sentence].tokens
        closed = short.last < len(tokens) and tokens[short.last].text == ")"
        if tokens[long.last].text != "(" or not closed or not _abbreviates(short.words[0], long):
            continue
        if long.kind is None and short.kind is None and not long.role:
            shorts[short.surface] = long.surface
            for candidate in (long, short):
                candidate.scores[NameKind.ORGANISATION] = candidate.scores.get(NameKind.ORGANISATION, 0.0) + SHORT
    return shorts


def _abbreviates(short: str, long: Candidate) -> bool:
    """Whether the letters of ``short`` are first letters of the words, in order, most of them used."""
    initials = [t.text[0].lower() for t in long.tokens if t.kind is TokenKind.WORD and t.text not in {"'s", "’s"}]
    if not short.isupper() or not 2 <= len(short) <= 8 or len(long.words) < 2:
        return False
    at = 0
    for letter in initials:
        at += at < len(short) and short[at].lower() == letter
    return at == len(short)
