"""Titles, roles and the heads of institutions' names: what stands around a name and says what it names.

The words are in rules/roles.toml. A role phrase is modifiers and a role ("deputy foreign minister"), in any case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rashomon.understand.lemmas import lemma

LONGEST_ROLE = 8
"""Words of the longest role phrase looked for ("former deputy prime minister of state for foreign affairs")."""

_PORTFOLIO = frozenset(
    {"state", "affairs", "treasury", "interior", "war", "science", "tourism", "sport", "staff", "public"}
)


@dataclass(frozen=True, slots=True)
class Titles:
    """The word sets of rules/roles.toml; phrases of two words are kept as written there."""

    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    roles: frozenset[str]
    role_modifiers: frozenset[str]
    unnamed: frozenset[str]
    bodies: frozenset[str]
    organisation_heads: frozenset[str]
    place_heads: frozenset[str]
    equipment_heads: frozenset[str]
    documents: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> Titles:
    """The rules, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/roles.toml").read_text("utf-8"))
    return Titles(**{field: frozenset(raw[field]) for field in Titles.__slots__})


def is_role(word: str) -> bool:
    """Whether the word, in the singular or plural, names what a person is."""
    low = word.lower()
    return low in titles().roles or lemma(low) in titles().roles


def role_length(words: Sequence[str]) -> int:
    """How many of the words from the first on form a role phrase or honorific; 0 where they form none.

    "Deputy Foreign Minister Ada" -> 3, "Secretary of State" -> 3, "Foreign Ministry" -> 0. A full stop after a
    shortened title counts as a word ("Dr", ".").
    """
    known = titles()
    at, end = 0, 0
    while at < min(len(words), LONGEST_ROLE):
        low = words[at].lower()
        pair = f"{low} {words[at + 1].lower()}" if at + 1 < len(words) else ""
        if low in known.honorifics and (words[at][:1].isupper() or low in known.roles):
            at += 1
            if at < len(words) and words[at] == ".":
                at += 1
            end = at
        elif pair in known.roles or pair in known.honorifics:
            at += 2
            end = at
        elif is_role(low):
            at += 1
            end = at
            if at + 1 < len(words) and words[at].lower() in {"of", "for"}:
                end = at = _portfolio(words, at)
        elif low in known.role_modifiers or (low == "-" and at):
            at += 1
        else:
            break
    return end


def _portfolio(words: Sequence[str], at: int) -> int:
    """The end of "of State", "of Foreign Affairs", "for the Interior" after a role; ``at`` where there is none."""
    after = at + 1
    if after < len(words) and words[after].lower() == "the":
        after += 1
    begin = after
    while after < len(words) and (
        words[after].lower() in _PORTFOLIO or words[after].lower() in titles().role_modifiers
    ):
        after += 1
    return after if after > begin else at
