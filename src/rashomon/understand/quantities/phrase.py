"""The words that name what is counted, as they stand: "first-team players", "straight world cup"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import HYPHENS, Piece, glued
from rashomon.understand.quantities.rules import rules, singular
from rashomon.understand.quantities.wholes import typed, types

_REACH = 9  # pieces of a phrase looked at
_SHORT = 3  # words of a phrase without a plural that still names something: "11 member states agreement"
_SKIPPED = frozenset(
    ("more", "additional", "further", "extra", "other", "such", "of", "the", "its", "their", "his", "her")
)

_COLLECTIVE = frozenset(("population", "workforce", "electorate", "public", "vote", "market", "economy", "budget"))
_NO_NAMES = frozenset(
    ("more", "died", "die", "dies", "perished", "drowned", "were", "was", "are", "have", "had", "others")
)
_PAST = frozenset(
    ("died", "paid", "sold", "spent", "said", "bought", "won", "built", "hit", "fell", "rose", "came", "got")
)
_OWN = frozenset(("his", "her", "its", "their", "my", "our"))
_CLAUSE_ENDS = frozenset(
    ("but", "and", "who", "which", "that", "because", "while", "when", "after", "before", "since", "said")
)
_CLAUSE_SMALL = frozenset(("a", "an", "the", "ever", "be", "in", "on", "at", "of", "for", "his", "her", "its", "their"))
_AFTER_ONE = frozenset(("some", "forward", "there", "here"))
_ENDS = frozenset(
    ("last", "next", "behind", "ahead", "beyond", "below", "above", "despite", "except", "beside", "early", "late")
)


class Phrase(NamedTuple):
    """Pieces ``[first, last)`` and their words in lower case, the last one in the singular."""

    first: int
    last: int
    words: str


def counted_phrase(row: Sequence[Piece], i: int, *, one: bool, chain: bool = True) -> Phrase | None:
    """The phrase starting at piece ``i``: up to its first plural, and (``chain``) the known plurals right after it.

    Of ``one`` thing: up to the first word that ends like a plural or a verb. None where no word stands there.
    """
    start = i
    while at(row, i) in _SKIPPED and i - start < 4:
        i += 1
    if at(row, i) in HYPHENS and glued(row, i) and glued(row, i + 1):
        return _phrase(row, i + 1, i + 2) if i + 1 < len(row) and row[i + 1].word else None  # "a six-cylinder engine"
    run = _run(row, i)
    if run == i:
        return None
    if not one and at(row, run) in ("and", "or") and not any(row[j].word and _plural(row, j) for j in range(i, run)):
        further = _run(row, run + 1)
        if run - i <= _SHORT and any(row[j].word and _plural(row, j) for j in range(run + 1, further)):
            run = further
    plurals = [j for j in range(i, run) if row[j].word and _plural(row, j)]
    if one:
        verbs = [j for j in range(i + 1, run) if row[j].lower.endswith(("ed", "ing")) or row[j].lower in _AFTER_ONE]
        return _phrase(row, i, min([j for j in plurals if j > i] + verbs + [run]))
    if not plurals:
        run = _before_verb(row, i, run)
        return _phrase(row, i, run) if sum(p.word for p in row[i:run]) <= _SHORT else None
    last = plurals[0] + 1
    if start < i and plurals[0] > i and row[plurals[0] - 1].lower in _COLLECTIVE and _goes_on(row, last):
        return _phrase(row, i, last - 1)  # "a third of the population lives in"
    while chain and last in plurals and (singular(row[last].lower),) in rules().families:
        last += 1
    return _phrase(row, i, last)


def _before_verb(row: Sequence[Piece], i: int, run: int) -> int:
    """Where a phrase without a plural ends: before a participle that opens a clause ("the 5 million paid in 2010")."""
    for j in range(i, run):
        word = row[j].lower
        verb = word in _PAST or (len(word) > 4 and word.endswith(("ed", "ing")) and not word.endswith("eed"))
        if verb and (j + 1 == len(row) or j + 1 == run):
            return j
    return run


def _goes_on(row: Sequence[Piece], i: int) -> bool:
    """Whether the clause goes on behind a verb at the piece before ``i``."""
    return i == len(row) or not row[i].word or row[i].lower in rules().stop


def told_of_one(row: Sequence[Piece], phrase: Phrase) -> Phrase:
    """The phrase of "one of the largest dinosaurs ever to live" with the clause that says of which it is one.

    A superlative is one only with its clause or its field: "to ever lead a navy", "in his life", "in history".
    """
    i = phrase.last
    i += at(row, i) == "ever"
    if at(row, i) == "to" and i + 1 < len(row) and row[i + 1].word:
        words = [phrase.words]
        last = i + 1
        while last < len(row) and last - i <= _REACH and (row[last].word or row[last].digits):
            if row[last].lower in _CLAUSE_ENDS:
                break
            if row[last].lower not in _CLAUSE_SMALL:
                words.append(row[last].lower)
            last += 1
        return Phrase(phrase.first, last, " ".join(words))
    if at(row, i) in ("in", "of") and at(row, i + 1) in _OWN and i + 2 < len(row) and row[i + 2].word:
        after = i + 3
        if after == len(row) or not row[after].word or row[after].lower in rules().stop:
            return Phrase(phrase.first, after, f"{phrase.words} {row[i + 2].lower}")
    return phrase


def named_thing(row: Sequence[Piece], first: int, last: int) -> Phrase | None:
    """The words of a counted thing that stands elsewhere: "from 28 people to 47"; None where it is no word."""
    if first >= last or not row[last - 1].word or row[last - 1].lower in _NO_NAMES:
        return None
    return _phrase(row, first, last)


def _run(row: Sequence[Piece], i: int) -> int:
    run = i
    while run < len(row) and run - i < _REACH:
        word = row[run]
        joined = word.text in HYPHENS and run > i and glued(row, run) and glued(row, run + 1)
        if joined or typed(row, i, run):
            run += 1
        elif (
            run == i
            and word.word
            and word.lower.endswith(("ing", "ed"))
            and run + 1 < len(row)
            and _plural(row, run + 1)
        ):
            run += 1  # "twenty working days"
        elif not word.word or ((word.lower in rules().stop or word.lower in _ENDS) and not _hyphened(row, run)):
            break
        else:
            run += 1
    return run


def _hyphened(row: Sequence[Piece], i: int) -> bool:
    return at(row, i + 1) in HYPHENS and glued(row, i + 1) and glued(row, i + 2)


def _plural(row: Sequence[Piece], i: int) -> bool:
    word = row[i].lower
    if types(row, i):
        return True
    return (word in rules().plurals or singular(word) != word) and not _hyphened(row, i) and not word.endswith("ous")


def _phrase(row: Sequence[Piece], first: int, last: int) -> Phrase | None:
    if last <= first:
        return None
    while last - first > 1 and row[first].lower.endswith("ly") and not _hyphened(row, first):
        first += 1
    words = _joined(row, first, last)
    head = row[last - 1].lower
    if types(row, last - 1):
        return Phrase(first, last, words.removesuffix("s"))
    return Phrase(first, last, words.removesuffix(head) + singular(head))


def _joined(row: Sequence[Piece], first: int, last: int) -> str:
    return "".join(
        (" " if j > first and row[j - 1].end != row[j].start else "") + row[j].lower for j in range(first, last)
    )
