"""A mention of persons, and the numbers and ages it is read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rashomon.understand.casualties.rules import OLDEST, rules

_DIGITS = 9  # digits of a number that may count people
_AGE = re.compile(r"(\d{1,3})-(?:year|years|yr)-(?:old|olds)|(\d{1,2})-(?:month|week|day)s?-olds?")
_WORD_AGE = re.compile(r"([a-z]+(?:-[a-z]+)?)-(?:year|years|yr)-olds?")
_MONTHS = 12  # a "9-month-old" is 0; weeks and days are read as months too, for a child that is 0 or 1 either way


class Kind(StrEnum):
    """How a mention points to its persons."""

    NEW = "new"  # "a man", "two people": may be new to the reader
    KNOWN = "known"  # "the man", "his wife"
    PRONOUN = "pronoun"
    NAME = "name"
    BARE = "bare"  # a number alone, or a noun without an article


@dataclass(frozen=True, slots=True)
class Mention:
    """Persons named at tokens ``first`` up to ``last`` of a sentence: how many, of which sex and ages.

    ``high`` None is open. ``part``: "one of the victims", "two of them". ``apart``: "another", "two others". ``nth``: 5
    of "a fifth victim". ``owner``: somebody else's is spoken of ("the man's mother": the man). ``nobody``: none at all.
    ``himself``: "himself", "herself".
    """

    first: int
    last: int
    kind: Kind
    low: int = 1
    high: int | None = 1
    sex: str = ""
    young: int = 0
    old: int = OLDEST
    role: str = ""
    noun: str = ""
    name: tuple[str, ...] = ()
    part: bool = False
    apart: bool = False
    nth: int = 0
    owner: bool = False
    nobody: bool = False
    himself: bool = False

    @property
    def single(self) -> bool:
        """Whether exactly one person is meant."""
        return self.low == 1 and self.high == 1 and not self.nobody


def word(words: Sequence[str], i: int) -> str:
    """The word at ``i``, "" outside the sentence."""
    return words[i] if 0 <= i < len(words) else ""


def number(words: Sequence[str], i: int) -> int | None:
    """The number of people the token at ``i`` may write, or None."""
    text = word(words, i)
    if text in rules().small:
        return rules().small[text]
    plain = text.replace(",", "")
    if plain.isdecimal() and plain.isascii() and len(plain) <= _DIGITS and (len(plain) == len(text) or len(plain) > 3):
        return int(plain)
    return None


def age(text: str) -> tuple[int, int] | None:
    """The ages of "19-year-old", "9-month-old", "seventeen-year-old"; None for other words."""
    if not text.endswith(("old", "olds")):
        return None
    hit = _AGE.fullmatch(text)
    if hit is not None:
        years = int(hit[1]) if hit[1] else int(hit[2]) // _MONTHS
        return (years, years) if hit[1] else (0, years)
    hit = _WORD_AGE.fullmatch(text)
    if hit is None:
        return None
    tens, _, ones = hit[1].partition("-")
    first = rules().small.get(tens)
    return None if first is None else (first + rules().small.get(ones, 0),) * 2


@cache
def closing() -> frozenset[str]:
    """Words that no phrase of persons runs over."""
    table = rules().words
    joined = table["prepositions"] | table["passive"] | table["breaks"] | table["relatives"] | table["speech"]
    return joined | {"and", "or"}
