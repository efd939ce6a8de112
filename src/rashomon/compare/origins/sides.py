"""Who knew, level by level: the people named, the bodies they speak for, and the sides these bodies are of.

Three ministries of one land are three bodies and one side: what they agree on, one interest says. Read from names alone
(rules/sides.toml); a body whose land its name does not tell is a side of its own, since nothing shows that it is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rashomon.compare.tables import rules
from rashomon.compare.who.identity import folded, names_nobody
from rashomon.records import Levels, Statement, Voice, VoiceKind

_BEFORE, _OF = frozenset({"of", "in"}), frozenset({"the"})


def levels(statements: Iterable[Statement]) -> Levels:
    """The levels of those who are named as knowers by these statements. Unnamed people count for their body alone."""
    people: set[str] = set()
    bodies: dict[str, str] = {}
    for voice in (s.speaker for s in statements):
        if voice.kind is VoiceKind.PERSON:
            people.add(voice.key)
        for key, name in _bodies(voice):
            if not names_nobody(key):
                bodies[key] = min(bodies.get(key, name), name)
        if voice.kind is VoiceKind.PERSON and voice.institution is None:
            bodies[f"person:{voice.key}"] = ""  # speaks for nobody that is told: a party of its own
    sides = {side_of(name) or side_of(key) or key for key, name in bodies.items()}
    named = sorted(side for side in sides if not side.startswith("person:"))
    institutions = sum(not key.startswith("person:") for key in bodies)
    return Levels(persons=len(people), institutions=institutions, sides=len(sides), parties=tuple(named))


def _bodies(voice: Voice) -> list[tuple[str, str]]:
    if voice.kind is VoiceKind.INSTITUTION:
        return [(voice.key, voice.name)]
    return [(voice.institution, voice.institution)] if voice.institution else []


@cache
def side_of(name: str) -> str:
    """The land whose body a name is: as listed, else by its form in small letters; empty where it does not tell."""
    lands, offices = _tables()
    words = folded(name)
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            land = lands.get(" ".join(words[i : i + size]))
            if land and set(words[:i] + words[i + size :]) <= offices | _BEFORE | _OF:
                return land
    owned = name.replace("’", "'").partition("'s ")
    if owned[1] and set(folded(owned[2])) <= offices | {"broadcaster", "media"} | _BEFORE:
        return " ".join(folded(owned[0]))
    cut = next((i for i, w in enumerate(words) if w == "of" and i), 0)
    owner = [w for w in words[cut + 1 :] if w not in _OF]
    if cut and owner and set(words[:cut]) <= offices and not set(owner) & offices:
        return " ".join(owner)
    return ""


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    table = rules("origins", "sides")
    lands: dict[str, str] = {}
    for land, told in table["lands"].items():
        single, *longer = told.split("|")
        lands |= dict.fromkeys([*single.split(), *longer], land)
    return lands, frozenset(table["offices"].split())
