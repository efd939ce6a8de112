"""Countries, peoples, capitals, regions and cities (rules/places.toml), and peoples of unknown countries by their form.

A country has one key whatever it is called: "North Korean", "DPRK" and, as an actor, "Pyongyang" are "north korea".
Invented or unknown countries work by English morphology: Velmora / Velmoran / Velmorans (:func:`stem_of`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files


class PlaceKind(StrEnum):
    """What an entry of the gazetteer is."""

    COUNTRY = "country"
    PEOPLE = "people"
    CAPITAL = "capital"
    REGION = "region"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, the key of its country (or its own), what it is, and its key as a place on the map."""

    words: tuple[str, ...]
    key: str
    kind: PlaceKind
    place: str


_UPPER = frozenset({"US", "UK", "USA", "UAE", "DRC", "PRC", "ROK", "DPRK", "PNG", "CAR", "USSR"})


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Entry, ...]]:
    """Entries by their first word, longest first."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/places.toml").read_text("utf-8"))
    entries: dict[tuple[str, ...], Entry] = {}

    def enter(words: str, key: str, kind: PlaceKind) -> None:
        split = tuple(words.replace("’", "'").split())
        low = " ".join(split).lower()
        place = low if kind in (PlaceKind.CAPITAL, PlaceKind.REGION, PlaceKind.CITY) else key
        entries.setdefault(split, Entry(split, key, kind, place))

    for key, forms in raw["countries"].items():
        for words in forms["names"]:
            enter(words, key, PlaceKind.COUNTRY)
        for words in forms["people"]:
            enter(words, key, PlaceKind.PEOPLE)
            enter(_plural(words), key, PlaceKind.PEOPLE)
        for words in forms["capitals"]:
            enter(words, key, PlaceKind.CAPITAL)
    for section, kind in (("regions", PlaceKind.REGION), ("cities", PlaceKind.CITY)):
        for words in raw[section]["names"]:
            enter(words, words.lower(), kind)
    index: dict[str, list[Entry]] = {}
    for entry in sorted(entries.values(), key=lambda e: (-len(e.words), e.words)):
        index.setdefault(entry.words[0], []).append(entry)
    return {first: tuple(found) for first, found in index.items()}


def _plural(people: str) -> str:
    """More than one of a people: Ukrainians, Frenchmen; the Chinese, the British and the Swiss stay as they are."""
    if people.endswith("man"):
        return people[:-2] + "en"
    return people if people.endswith(("ese", "ish", "ss", "ch")) else people + "s"


def match(words: Sequence[str], at: int = 0) -> Entry | None:
    """The longest entry that the words from ``at`` on spell out; case matters, except that all capitals match too."""
    if at >= len(words):
        return None
    first = words[at]
    entries = _index().get(first)
    if entries is None and len(first) > 3 and first.isupper():
        first = first.capitalize()
        entries = _index().get(first)
    for entry in entries or ():
        size = len(entry.words)
        if size == 1 or _same(words[at : at + size], entry.words):
            return entry
    return None


def _same(words: Sequence[str], entry: tuple[str, ...]) -> bool:
    """Whether the words are the entry's, in its case or in capitals."""
    return len(words) == len(entry) and all(
        w == e or (w.isupper() and w == e.upper()) for w, e in zip(words, entry, strict=True)
    )


@lru_cache(maxsize=1)
def country_keys() -> frozenset[str]:
    """The keys of all known countries."""
    return frozenset(e.key for found in _index().values() for e in found if e.kind is PlaceKind.COUNTRY)


_PEOPLE_ENDINGS = ("ians", "ian", "eans", "ean", "ese", "ish", "ans", "an", "ns", "n", "is", "i", "ic")
_LAND_ENDINGS = ("ia", "ea", "land", "stan", "a", "e", "i", "o", "u", "y", "")


def stem_of(people: str) -> tuple[str, ...]:
    """What is left of a word that may name a people once each ending of peoples is taken off; longest ending first.

    "Velmoran" -> ("velmor", "velmora"): one of them is the stem of "Velmora" (:func:`land_stems`). Fewer than three
    letters prove nothing and are left out.
    """
    low = people.lower()
    return tuple(low[: -len(e)] for e in _PEOPLE_ENDINGS if low.endswith(e) and len(low) - len(e) >= 3)


def land_stems(land: str) -> tuple[str, ...]:
    """What is left of a country's name once each ending of countries is taken off; the name itself last."""
    low = land.lower()
    return tuple(low[: len(low) - len(e)] for e in _LAND_ENDINGS if low.endswith(e) and len(low) - len(e) >= 3)
