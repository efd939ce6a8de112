"""The word tables of casualties, read once from `rules/casualties.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

from rashomon.records import Span
from rashomon.understand.tokens import tokenize

OLDEST = 120
_Row = TypeVar("_Row", bound=tuple[Any, ...])
_SELVES = ("himself", "herself", "themselves")
_THEIRS = ("his", "her", "their")


class Noun(NamedTuple):
    """A word for a person: sex ("m", "f" or ""), ages so called, whether plural, and how many it says by itself."""

    word: str
    sex: str
    low: int
    high: int
    plural: bool
    role: str
    many: int = 1


class Sign(NamedTuple):
    """Words that tell a fate: the words, the fate and how the victim stands to them."""

    words: tuple[str, ...]
    fate: str
    form: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All tables in the form the matchers want; phrases by their first word, longest first."""

    nouns: Mapping[str, Noun]
    small: Mapping[str, int]
    open: Mapping[str, tuple[tuple[tuple[str, ...], int, int], ...]]
    signs: Mapping[str, tuple[Sign, ...]]
    tellers: Mapping[str, tuple[tuple[tuple[str, ...], str, int, int], ...]]
    weak: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    background: Mapping[str, tuple[tuple[str, ...], ...]]
    words: Mapping[str, frozenset[str]]
    ordinals: Mapping[str, int]


_AGES = {
    "adult_male": ("m", 16, OLDEST),
    "adult_female": ("f", 16, OLDEST),
    "male": ("m", 0, OLDEST),
    "female": ("f", 0, OLDEST),
    "boy": ("m", 0, 17),
    "girl": ("f", 0, 17),
    "child": ("", 0, 17),
    "infant": ("", 0, 2),
    "toddler": ("", 1, 4),
    "teen": ("", 12, 19),
    "youth": ("", 8, 24),
    "plain": ("", 0, OLDEST),
    "victims": ("", 0, OLDEST),
    "couple": ("", 0, OLDEST),
}


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(t.lower for t in tokenize(words, Span(start=0, end=len(words))))


def _spread(phrase: str) -> Iterable[tuple[str, ...]]:
    """The phrase with each pronoun its placeholders stand for."""
    for self_, his in zip(_SELVES, _THEIRS, strict=True):
        yield _phrase(phrase.replace("{self}", self_).replace("{his}", his))


def _first(rows: Iterable[_Row], words: int = 0) -> dict[str, tuple[_Row, ...]]:
    """Rows by the first word of their phrase, longest phrase first."""
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row[words][0], []).append(row)
    return {word: tuple(sorted(set(rows), key=lambda r: (-len(r[words]), r))) for word, rows in found.items()}


def _nouns(table: Mapping[str, Any]) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    suspects = frozenset(table["suspects"])
    victims = frozenset(table["victims"])
    irregular = frozenset(table["plurals"].values())
    for group, (sex, low, high) in _AGES.items():
        for word in table[group]:
            role = "suspect" if word in suspects else "victim" if word in victims else ""
            count = 2 if group == "couple" else 1
            found[word] = Noun(word, sex, low, high, plural=count > 1, role=role, many=count)
            if count == 1 and word not in irregular:
                found.setdefault(word + "s", Noun(word, sex, low, high, plural=True, role=role))
    for word in ("mother", "father", "sister", "brother", "son", "daughter"):
        found[f"{word}-in-law"] = found[word]._replace(word=f"{word}-in-law")
    for plural, word in table["plurals"].items():
        found[plural] = found[word]._replace(plural=True)
    return found


@cache
def rules() -> Rules:
    """The tables, read from the package once per process."""
    path = files("rashomon.understand").joinpath("rules", "casualties.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    signs = [
        Sign(words, fate, form)
        for fate, forms in table["fates"].items()
        for form, phrases in forms.items()
        for phrase in phrases
        for words in _spread(phrase)
    ]
    context = table["context"]
    return Rules(
        nouns=_nouns(table["persons"]),
        small=table["small"],
        open=_first((_phrase(k), v[0], v[1]) for k, v in table["open"].items()),
        signs=_first(signs),
        tellers=_first((_phrase(k), v[0], v[1], v[2]) for k, v in table["tellers"].items()),
        weak=_first((_phrase(k), v) for k, v in table["weak"].items()),
        background={
            w: tuple(p for (p,) in rows) for w, rows in _first((_phrase(p),) for p in context["background"]).items()
        },
        words={name: frozenset(words) for name, words in {**context, **table["lists"]}.items()},
        ordinals=table["ordinals"],
    )
