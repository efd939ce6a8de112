"""Spellings of one name: accents, hyphens, letters lost between alphabets, and short forms of first names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rashomon.understand.names.parts import rules

LONGEST = 40
"""Letters of the longest word compared letter by letter; names are shorter, and longer ones are equal or different."""


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """The word in lower case without accents, apostrophes and hyphens."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if c.isalnum())


def near_spelling(a: str, b: str) -> bool:
    """Whether two words are spellings of one: at most one edit for every five letters of the longer (methods.md 6.3),
    and the same first letter. Words of fewer than five letters must be equal but for accents."""
    a, b = folded(a), folded(b)
    if a == b:
        return True
    longer = max(len(a), len(b))
    if longer < 5 or longer > LONGEST or a[:1] != b[:1]:
        return False
    return within(a, b, longer // 5)


def within(a: str, b: str, most: int) -> bool:
    """Whether ``a`` becomes ``b`` by at most ``most`` insertions, deletions or changes of a letter (Levenshtein 1966)."""
    if abs(len(a) - len(b)) > most:
        return False
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != other))
        if min(row) > most:
            return False
    return row[-1] <= most


def one_first_name(a: str, b: str) -> bool:
    """Whether two first names may be one: equal, one spelling, an initial, or a short form ("Larry", "Lawrence")."""
    a, b = folded(a), folded(b)
    if a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]):
        return True
    if rules().short_names.get(a, a) == rules().short_names.get(b, b):
        return True
    return min(len(a), len(b)) > 5 and not {a, b} <= rules().first_names and near_spelling(a, b)
