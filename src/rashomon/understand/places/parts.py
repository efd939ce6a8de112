"""What the modules that read places hand each other, and the word lists of rules/toponyms.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rashomon.records import Reason, Span
from rashomon.understand.places.gazetteer import Entry


class Role(StrEnum):
    """What the name of a place does in its sentence."""

    PLACE = "place"  # where something is or goes
    ACTOR = "actor"  # those who govern it: "Seoul said"
    PEOPLE = "people"  # a people's adjective or noun: "Syrian"
    PART = "part"  # within the name of a body: "Illinois Department of Employment"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a report, and the place it is taken for.

    ``role`` says what it does there; ``probability`` how sure the entry is among its ``rivals`` (the next best, best
    first); ``reasons`` are what spoke for it.
    """

    span: Span
    text: str
    role: Role
    entry: Entry
    probability: float
    reasons: tuple[Reason, ...]
    rivals: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Spot:
    """A stretch of the report that may name a place, before it is resolved.

    ``sentence`` and ``first``/``last`` are its tokens (half-open); ``form`` its folded name; ``level`` what the words
    around say it is ("", "province", "county", "settlement"); ``evidence`` for its being a place at all; ``people``
    the key of the country whose people it names.
    """

    start: int
    end: int
    form: str
    sentence: int
    first: int
    last: int
    role: Role = Role.PLACE
    level: str = ""
    evidence: float = 0.0
    people: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of rules/toponyms.toml."""

    locating: frozenset[str]
    firm: frozenset[str]
    heads: frozenset[str]
    province_nouns: frozenset[str]
    county_nouns: frozenset[str]
    town_nouns: frozenset[str]
    folk: frozenset[str]
    type_words: frozenset[str]
    street_words: frozenset[str]
    never_last: frozenset[str]
    body_words: frozenset[str]
    acting: frozenset[str]
    weak_acting: frozenset[str]
    lying: frozenset[str]
    acting_nouns: frozenset[str]
    place_nouns: frozenset[str]
    passing: frozenset[str]
    bodies_of: frozenset[str]
    acted_on: frozenset[str]
    person_before: frozenset[str]
    doubtful: frozenset[str]
    abbreviations: Mapping[str, str]
    postal: Mapping[str, str]
    endings: Mapping[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/toponyms.toml").read_text("utf-8"))
    tables: dict[str, Any] = {name: dict(raw[name]) for name in ("abbreviations", "postal", "endings")}
    lists: dict[str, Any] = {name: frozenset(raw[name]) for name in Words.__dataclass_fields__ if name not in tables}
    return Words(**lists, **tables)
