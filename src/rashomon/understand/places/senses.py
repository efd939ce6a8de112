"""What a name may name, and how likely each place is before the report is looked at as a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.records import Level, Reason
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.places.gazetteer import Entry, Gazetteer
from rashomon.understand.places.parts import Spot

TOWN = 1.1
"""Weight of a tenfold population of a settlement."""
CALLED = 3.0
"""Weight of words that say what a place is: "the town of", "province"."""

Key = tuple[str, str, str]
"""What must be alike for two spots to have one sense: form, level said, people or not."""


@dataclass(slots=True)
class Sense:
    """A form of a report: its candidates, the score each has by itself, the reasons, and how often it is named."""

    entries: tuple[Entry, ...]
    own: list[float]
    reasons: list[list[Reason]]
    mentions: int = 0
    best: int = 0
    seats: set[int] = field(default_factory=set)  # divisions named after a town in them
    shares: list[float] = field(default_factory=list)

    def add(self, entry: Entry, score: float, reason: Reason) -> None:
        """One more candidate."""
        self.entries += (entry,)
        self.own.append(score)
        self.reasons.append([reason])

    def settle(self, scores: Sequence[float]) -> None:
        """The best candidate and each one's share of the probability."""
        top = max(scores)
        weights = [math.exp(s - top) for s in scores]
        total = math.fsum(weights)
        self.shares = [w / total for w in weights]
        self.best = max(range(len(scores)), key=lambda n: (scores[n], -n))


def prior(entry: Entry) -> tuple[float, str]:
    """How likely a name means this entry where nothing else is known, in log-odds, and why in words."""
    if entry.level is Level.COUNTRY:
        return 9.0, "a country"
    if entry.level is Level.CONTINENT:
        return 9.5, "a continent"
    if entry.level in (Level.REGION, Level.WATER):
        return 10.0, f"a known {entry.level.value}"
    if entry.level is Level.PROVINCE:
        return 6.2 + 0.25 * entry.people, "a first division"
    if entry.level is Level.COUNTY:
        return 1.5 + 0.5 * entry.people, "a second division"
    return TOWN * entry.people, f"population about {round(10**entry.people):,}"


def _named(entry: Entry, spot: Spot, land: str | None, gazetteer: Gazetteer) -> tuple[float, str]:
    """As :func:`prior`, with the words of the spot: a capital, another name, what it is called."""
    score, why = prior(entry)
    settled = entry.level is Level.SETTLEMENT
    if settled and land and any(gazetteer.entry(p).name == land for p in entry.parents):
        score, why = score + 2.5, f"{why}, the capital of {land}"
    if gazetteer.first(entry.number) != spot.form:
        if settled:
            score -= 1.0
        elif entry.level is Level.COUNTY and spot.level != "county":
            score -= 2.5  # "Dallas" is seldom Dallas County
    if spot.level and spot.level == entry.level.value:
        score, why = score + CALLED, f"{why}, called a {spot.level}"
    elif spot.level == Level.PROVINCE.value and entry.level is Level.COUNTY:
        score += 1.0
    return score, why


def senses(spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[Key, Sense]:
    """The candidates of every form (with the level it is said to be of), with what speaks for each by itself."""
    found: dict[Key, Sense] = {}
    for spot in spots:
        key = sense_key(spot)
        if key not in found:
            made = _sense(spot, gazetteer)
            if made is None:
                continue
            found[key] = made
        found[key].mentions += 1
    return found


def sense_key(spot: Spot) -> Key:
    """What must be alike for two spots to have one sense."""
    return spot.form, spot.level if spot.level in ("county", "province") else "", "people" if spot.people else ""


def _sense(spot: Spot, gazetteer: Gazetteer) -> Sense | None:
    entries = tuple(gazetteer.entry(n) for n in gazetteer.numbers(spot.form))
    if spot.people or (len(spot.form) == 2 and spot.form.isalpha()):
        entries = tuple(e for e in entries if e.level is Level.COUNTRY) or entries
    entries = tuple(e for e in entries if e.level.value == spot.level) or entries
    if not entries:
        return None
    known = match([w.capitalize() for w in spot.form.split()])
    land = known.key if known is not None and known.kind is PlaceKind.CAPITAL else None
    told = [_named(entry, spot, land, gazetteer) for entry in entries]
    own = [score for score, _ in told]
    reasons = [[Reason(feature="known", weight=round(score, 3), words=why)] for score, why in told]
    return Sense(entries, own, reasons, seats=_seats(entries, own, gazetteer, spot))


def _seats(entries: Sequence[Entry], own: list[float], gazetteer: Gazetteer, spot: Spot) -> set[int]:
    """A division named after a town in it is meant only where the words say so: news means the town.

    Where "Moscow" is the short form of "Moscow Oblast", any Moscow of that country goes before it.
    """
    seats: set[int] = set()
    if spot.level in ("province", "county"):
        return seats
    for n, entry in enumerate(entries):
        if entry.level not in (Level.PROVINCE, Level.COUNTY):
            continue
        short = gazetteer.first(entry.number) != spot.form
        land = entry.parents[-1:]
        towns = [
            own[m]
            for m, e in enumerate(entries)
            if e.level is Level.SETTLEMENT
            and (entry.number in e.parents or (short and land and e.parents[-1:] == land))
        ]
        if towns:
            own[n] = min(own[n], max(towns) - 0.7)
            seats.add(n)
    return seats
