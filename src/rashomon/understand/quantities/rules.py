"""The word tables of quantities, read once from `rules/quantities.toml` and `rules/counted.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # boundary word -> (phrase, meaning), longest first


@dataclass(frozen=True, slots=True)
class Fate:
    """What may befall the counted: participles, active verbs, verbs without object, adjectives, nouns before "of",
    whole phrases, and places told of behind an auxiliary.
    """

    done: Mapping[str, str]
    doing: Mapping[str, str]
    alone: Mapping[str, str]
    state: Mapping[str, str]
    deed: Mapping[str, str]
    phrase: Phrases
    place: Phrases


@dataclass(frozen=True, slots=True)
class Rules:
    """All tables in the form the matchers want."""

    before: Phrases  # by last word
    after: Phrases  # by first word
    between: frozenset[str]
    magnitudes: Mapping[str, float]
    vague: Mapping[tuple[str, ...], tuple[float, float, float]]
    number_words: frozenset[str]
    starters: frozenset[str]  # words a number can begin with
    signals: frozenset[str]  # a sentence without a digit and without one of these words holds no number
    fractions: Mapping[str, float]
    share: Phrases
    units: Mapping[tuple[str, ...], tuple[str, str]]
    cased: Mapping[str, tuple[str, str]]
    unit_starts: frozenset[str]  # words a unit or a currency can begin with
    signs: Mapping[str, str]  # of one character
    sign_phrases: Phrases  # by last piece
    sign_ends: frozenset[str]
    letters: Mapping[str, float]
    by_million: frozenset[str]
    money: Mapping[tuple[str, ...], str]
    paying: frozenset[str]
    rates: Phrases
    presumed: Mapping[str, frozenset[str]]  # "feared dead": words that only think it, and words of death
    per_nouns: frozenset[str]  # "a share", "an apartment": what a price or rate is told for
    increment_before: frozenset[str]
    increment_after: frozenset[str]
    subset: Phrases
    partitive: Phrases
    definite: frozenset[str]
    definite_between: frozenset[str]
    none: Phrases  # by first word
    none_words: Mapping[str, frozenset[str]]
    earlier: Mapping[str, frozenset[str]]
    change: frozenset[str]
    trend: Mapping[str, frozenset[str]]
    designators: frozenset[str]
    streets: frozenset[str]
    makers: frozenset[str]
    stop: frozenset[str]
    barrier: frozenset[str]
    link: frozenset[str]
    families: Mapping[tuple[str, ...], str]
    plurals: Mapping[str, str]
    people: frozenset[str]
    fates: frozenset[str]
    known: frozenset[str]  # all items of the tables
    crowds: Mapping[str, str]  # "a force of 11,000": the word -> who they are
    fate: Fate


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("rashomon.understand").joinpath("rules", name).read_text("utf-8"))


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\S", phrase.lower()))


def _phrases(meanings: Mapping[str, Iterable[str]], *, by_last: bool) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrases in meanings.items():
        for phrase in phrases:
            words = _words(phrase)
            found.setdefault(words[-1 if by_last else 0], []).append((words, meaning))
    return {word: tuple(sorted(set(rows), key=lambda r: (-len(r[0]), r))) for word, rows in found.items()}


def _signals(q: Mapping[str, Any]) -> frozenset[str]:
    """Every word that a number in words cannot do without, and the first words of "nobody", "not one"."""
    vague = {word for words in q["vague"] for word in _words(words)} - {"a", "few", "several", "many", "of"}
    none = {_words(phrase)[0] for name in ("person", "noun") for phrase in q["none"][name]}
    return frozenset(q["number_words"]["words"]) | {*q["magnitudes"], *q["fractions"], "dozen", "half"} | vague | none


def _inverse(table: Mapping[str, str]) -> dict[str, list[str]]:
    """Meaning -> the words for it."""
    return {meaning: [word for word, other in table.items() if other == meaning] for meaning in table.values()}


def _fates(table: Mapping[str, Mapping[str, list[str]]]) -> Fate:
    def column(name: str) -> dict[str, str]:
        return {word: fate for fate, row in table.items() for word in row[name]}

    def phrases(name: str) -> Phrases:
        return _phrases({fate: row.get(name, []) for fate, row in table.items()}, by_last=False)

    return Fate(
        done=column("done"),
        doing=column("doing"),
        alone=column("alone"),
        state=column("state"),
        deed=column("deed"),
        phrase=phrases("phrase"),
        place=phrases("place"),
    )


_NOT_MEN = frozenset(("specimen", "abdomen", "regimen", "acumen", "citizen"))


def _counted(c: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of what is counted, by the names of `Rules`."""
    return {
        "families": {_words(noun): family for family, nouns in c["families"].items() for noun in nouns},
        "plurals": c["plurals"],
        "people": frozenset(c["people"]),
        "fates": frozenset(c["fates"]) | {"casualty"},
        "known": frozenset(c["families"]) | frozenset(c["fates"]),
        "crowds": {word: item for item, words in c["crowds"].items() for word in words},
        "fate": _fates(c["fates"]),
    }


@cache
def rules() -> Rules:
    """The tables, read from the package once per process."""
    q, c = _table("quantities.toml"), _table("counted.toml")
    return Rules(
        before=_phrases(q["before"], by_last=True),
        after=_phrases(q["after"], by_last=False),
        between=frozenset(q["between"]["words"]),
        magnitudes=q["magnitudes"],
        vague={_words(k): (v[0], v[1], v[2]) for k, v in q["vague"].items()},
        number_words=frozenset(q["number_words"]["words"]),
        starters=frozenset(_words(k)[0] for k in q["vague"]) | {*q["number_words"]["words"], "a", "an", "half"},
        signals=_signals(q),
        fractions=q["fractions"],
        share=_phrases({"%": q["share"]["words"]}, by_last=False),
        units={_words(k): (v[0], v[1]) for k, v in q["units"].items()},
        cased={k: (v[0], v[1]) for k, v in q["units_cased"].items()},
        unit_starts=frozenset(_words(k)[0] for k in (*q["units"], *q["money"], "pound", "won")),
        signs={sign: code for sign, code in q["money_signs"].items() if len(sign) == 1},
        sign_phrases=_phrases(_inverse(q["money_signs"]), by_last=True),
        sign_ends=frozenset(_words(sign)[-1] for sign in q["money_signs"]),
        letters=q["letters"],
        by_million=frozenset(q["by_million"]["words"]),
        money={_words(k): v for k, v in q["money"].items()},
        paying=frozenset(q["paying"]["words"]),
        rates=_phrases({w: [w] for w in q["rates"]["words"]}, by_last=False),
        presumed={name: frozenset(words) for name, words in q["presumed"].items()},
        per_nouns=frozenset(q["rates"]["nouns"]),
        increment_before=frozenset(q["increment"]["before"]),
        increment_after=frozenset(q["increment"]["after"]),
        subset=_phrases({"subset": q["subset"]["before"]}, by_last=True),
        partitive=_phrases({"subset": q["partitive"]["after"]}, by_last=False),
        definite=frozenset(q["definite"]["words"]),
        definite_between=frozenset(q["definite"]["between"]),
        none=_phrases({name: q["none"][name] for name in ("person", "noun")}, by_last=False),
        none_words={name: frozenset(q["none"][name]) for name in ("open", "wish", "plain", "added")},
        earlier={name: frozenset(words) for name, words in q["earlier"].items()},
        change=frozenset(q["fall_and_rise"]["words"]),
        trend={name: frozenset(words) for name, words in q["trend"].items()},
        designators=frozenset(q["designators"]["words"]),
        streets=frozenset(q["streets"]["words"]),
        makers=frozenset(q["makers"]["words"]),
        stop=frozenset(q["stop"]["words"]),
        barrier=frozenset(q["barrier"]["words"]),
        link=frozenset(q["link"]["words"]),
        **_counted(c),
    )


def singular(word: str) -> str:
    """The singular of an English noun in lower case, by table and by spelling; unchanged when it is none."""
    known = rules().plurals.get(word)
    if known is not None:
        return known
    if word.endswith("men") and len(word) > 5 and word not in _NOT_MEN:
        return word[:-2] + "an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "tzes", "oes")):
        return word[:-2]
    return word[:-1]
