"""Dictionary forms of English words by rule: enough to match "deployed", "deploys" and "deploying".

The rules are those of English spelling (dropped e, doubled consonant, y to i); irregular forms are listed in
rules/lemmas.toml. A word that is no inflected form comes back in lower case, unchanged. Without a dictionary some
guesses are wrong; they are the same guess for the same word, which is what matching needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class _Rules:
    """rules/lemmas.toml: forms and their dictionary form, words left alone, and endings that had an e."""

    forms: Mapping[str, str]
    firsts: frozenset[str]
    verbs: frozenset[str]
    unchanged: frozenset[str]
    plain: frozenset[str]
    e_before: frozenset[str]
    e_always: tuple[str, ...]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """The rules, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/lemmas.toml").read_text("utf-8"))
    forms = {**_table(raw["nouns"]), **_table(raw["verbs"]), "lives": "life", "bases": "base"}
    return _Rules(
        forms=forms,
        firsts=frozenset(forms.values()),
        verbs=frozenset(entry.split()[0] for entry in _entries(raw["verbs"])),
        unchanged=frozenset(raw["unchanged"].split()),
        plain=frozenset(raw["plain"].split()),
        e_before=frozenset(raw["e_before"]),
        e_always=tuple(raw["e_always"]),
    )


def _entries(lines: str) -> list[str]:
    """The entries of a table, empty ones left out."""
    return [entry for entry in lines.replace("\n", "|").split("|") if entry.strip()]


def _table(lines: str) -> dict[str, str]:
    """Each further form of a table's entries -> its first form."""
    forms: dict[str, str] = {}
    for entry in _entries(lines):
        words = entry.split()
        for word in words[1:]:
            forms.setdefault(word, words[0])
    return forms


def irregular_verbs() -> frozenset[str]:
    """The dictionary forms of the listed verbs."""
    return _rules().verbs


@lru_cache(maxsize=65_536)
def lemma(word: str) -> str:
    """The dictionary form of one English word, in lower case; of a hyphenated word the last part is reduced."""
    rules = _rules()
    low = word.lower().replace("’", "'")
    low = low.removesuffix("'s") or low
    if low in rules.forms:
        return rules.forms[low]
    if len(low) < 4 or low in rules.unchanged or low in rules.firsts or not low.isascii():
        return low
    head, dash, last = low.rpartition("-")
    if dash and last.isalpha():
        return f"{head}-{lemma(last)}"
    if low.endswith("s"):
        return _singular(low)
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("ed") and not low.endswith("eed"):
        return _stem(low[:-2], low)
    if low.endswith("ing") and len(low) > 5:
        return _stem(low[:-3], low)
    return low


def _singular(word: str) -> str:
    """The word without the ending of a plural noun or a third-person verb."""
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _stem(stem: str, word: str) -> str:
    """The stem left by -ed or -ing, with its e put back or its doubled consonant undone."""
    rules = _rules()
    if len(stem) < 2 or not any(c in "aeiouy" for c in stem):
        return word
    if stem in rules.plain or stem.endswith(("zz", "long", "bang")):
        return stem
    last, before = stem[-1], stem[-2]
    if last == before and last in "bdgmnprtl":
        return stem[:-1] if last != "l" or len(stem) > 6 else stem
    if stem.endswith(rules.e_always) or (last == "s" and before in "aeiou" and len(stem) > 2):
        return stem + "e"
    return stem + "e" if stem[-2:] in rules.e_before and _dropped(stem) else stem


def _dropped(stem: str) -> bool:
    """Whether a stem ending in one vowel and one consonant lost an e: not after a second vowel ("join", "treat").

    "qu" counts as a consonant ("requir-ed"), and "-iate", "-eate", "-uate" are verbs of their own ("negotiat-ed").
    """
    if len(stem) > 5 and stem.endswith(("iat", "eat", "uat")):
        return not stem.endswith(("reat", "feat", "heat", "peat"))
    third = stem[-3:-2]
    return not (third and (third in "aeio" or (third == "u" and stem[-4:-3] != "q")))
