"""Which of the places of one name is meant: population, containment, the report's country and near places.

One sense a report: all mentions of one form are one place unless the words beside a mention contain it otherwise
("Paris, Texas"). Scores are log-odds by hand-set weights; an entry's probability is its share among its rivals.
After Lieberman and Samet 2012 (containers named beside, nearness) and Speriosu and Baldridge 2013 (one sense).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.records import Level, Reason
from rashomon.understand.places.gazetteer import Entry, Gazetteer
from rashomon.understand.places.parts import Spot
from rashomon.understand.places.senses import Key, Sense, sense_key, senses

ROUNDS = 3
"""Times the report's countries are counted and the senses chosen anew; more change nothing."""
NEAR = 150.0
"""Kilometres at which nearness has lost most of its weight."""
FAMOUS = 5.5
"""Score by itself from which a place is meant though the division named beside it does not hold it."""
HALF, POWER = 1.0, 0.25
"""Places of a division at which its weight is half, and how much its share of all the report's places counts."""
_WEIGHT = {"country": 4.5, "province": 4.5, "county": 2.0, "near": 1.5, "beside": 6.0}
"""Chosen on the even documents of GeoWebNews, LGL and TR-News; from 3.5 to 5.5 nothing changes by a point."""
_NEIGHBOURS = 40
"""Resolved places a candidate is measured against."""

Told = dict[int, tuple[int, Reason]]
"""For single spots (by number), the candidate that the words beside them name."""


def beside(spots: Sequence[Spot], text: str) -> list[tuple[int, int]]:
    """Pairs of spots of which the second is named as what contains the first: "Paris, Texas", "Paris (Texas)"."""
    pairs = []
    for n, (one, two) in enumerate(pairwise(spots)):
        between = text[one.end : two.start]
        if len(between) <= 6 and one.sentence == two.sentence:
            bare = between.strip().lower()
            if bare in {",", "(", "in", ", in"}:
                pairs.append((n, n + 1))
            elif bare in {"'s", "’s"}:
                pairs.append((n + 1, n))
    return pairs


def choose(
    spots: Sequence[Spot], text: str, gazetteer: Gazetteer, home: Mapping[int, float]
) -> tuple[dict[Key, Sense], Told]:
    """The senses of the report's forms, and for single spots the candidate that the words beside them name.

    ``home``: numbers of entries where the outlet is at home, with their weights.
    """
    found = senses(spots, gazetteer)
    told: Told = {}
    for inner, outer in beside(spots, text):
        one, two = found.get(sense_key(spots[inner])), found.get(sense_key(spots[outer]))
        if one is not None and two is not None and one is not two and not spots[inner].people:
            _contain(one, two, (inner, outer), told, spots[inner].form)
    for sense in found.values():
        sense.settle(sense.own)
    for _ in range(ROUNDS):
        report = _count(found, home)
        for sense in found.values():
            if len(sense.entries) > 1:
                _weigh(sense, report)
    return found, told


def _contain(one: Sense, two: Sense, at: tuple[int, int], told: Told, form: str) -> None:
    """Notes that the place named second contains the first, where the gazetteer agrees."""
    whole = {e.number: n for n, e in enumerate(two.entries) if e.number >= 0}
    fits = [(n, whole[p]) for n, e in enumerate(one.entries) for p in e.parents if p in whole]
    if not fits:
        _unlisted(one, two, at[0], told, form)
        return
    inner, outer = max(fits, key=lambda f: (one.own[f[0]] + two.own[f[1]], -f[0]))
    reason = _beside(f"{two.entries[outer].name} beside it")
    told[at[0]] = (inner, reason)
    named = [(one, inner, reason)]
    if outer not in two.seats:  # "Domodedovo, Moscow" is near the town, whatever the oblast is called
        reason = _beside(f"{one.entries[inner].name} beside it")
        told.setdefault(at[1], (outer, reason))
        named.append((two, outer, reason))
    for sense, n, why in named:
        if not any(r.feature == "beside" for r in sense.reasons[n]):
            sense.own[n] += why.weight
            sense.reasons[n].append(why)


def _beside(words: str) -> Reason:
    return Reason(feature="beside", weight=_WEIGHT["beside"], words=words)


def _unlisted(one: Sense, two: Sense, spot: int, told: Told, form: str) -> None:
    """A small place that the gazetteer has not in the division named beside it: it is there, no namesake."""
    outer = max(range(len(two.entries)), key=lambda n: (two.own[n], -n))
    whole = two.entries[outer]
    if whole.level is not Level.PROVINCE or outer in two.seats or max(one.own) > FAMOUS + _WEIGHT["beside"]:
        return
    for n, entry in enumerate(one.entries):
        if entry.number < 0 and entry.parents[0] == whole.number:
            told[spot] = (n, one.reasons[n][0])
            return
    if max(one.own) > FAMOUS:
        return
    made = Entry(-1, 0, form.title(), Level.SETTLEMENT, whole.lat, whole.lon, 0.0, (whole.number, *whole.parents))
    reason = _beside(f"{whole.name} beside it, where no {made.name} is listed")
    one.add(made, max(one.own) + reason.weight, reason)
    told[spot] = (len(one.entries) - 1, reason)


@dataclass(frozen=True, slots=True)
class Report:
    """What all senses of a report say together, and each by itself (by its id): weights of entries' numbers."""

    total: Mapping[int, float]
    mass: float
    each: Mapping[int, Mapping[int, float]]
    places: Sequence[tuple[int, Entry, float]]


def _count(found: Mapping[Key, Sense], home: Mapping[int, float]) -> Report:
    """Counts the countries and divisions that the senses name or lie in, and lists the surest settlements."""
    total: dict[int, float] = defaultdict(float, home)
    mass = max(home.values(), default=0.0)
    each: dict[int, Mapping[int, float]] = {}
    places = []
    for sense in found.values():
        mine: dict[int, float] = defaultdict(float)
        much = 1.0 + 0.5 * math.log(sense.mentions)
        for entry, share in zip(sense.entries, sense.shares, strict=True):
            if share > 0.05:
                for number in (entry.number, *entry.parents) if entry.number >= 0 else entry.parents:
                    mine[number] += share * much
        for number, weight in mine.items():
            total[number] += weight
        mass += max(mine.values(), default=0.0)
        each[id(sense)] = mine
        entry = sense.entries[sense.best]
        if entry.level in (Level.SETTLEMENT, Level.COUNTY):
            places.append((id(sense), entry, sense.shares[sense.best] * much))
    places.sort(key=lambda p: (-p[2], p[1].number))
    return Report(total, mass, each, places[:_NEIGHBOURS])


def _weigh(sense: Sense, report: Report) -> None:
    """Scores the candidates of one sense by what all other senses say."""
    mine = report.each[id(sense)]
    mass = report.mass - max(mine.values(), default=0.0)

    def strength(number: int) -> float:
        """How much of the other places lie in one division, 0 to 1: many of them, and a large part of all."""
        seen = report.total.get(number, 0.0) - mine.get(number, 0.0)
        return seen / (seen + HALF) * min(1.0, seen / mass) ** POWER if seen > 1e-6 and mass > 1e-6 else 0.0

    scores = []
    for n, entry in enumerate(sense.entries):
        reasons = [r for r in sense.reasons[n] if r.feature in ("known", "beside")]
        for depth, number in enumerate(entry.parents):
            land = depth == len(entry.parents) - 1
            kind = "country" if land else "county" if depth == 0 and len(entry.parents) > 2 else "province"
            reasons.append(_reason(kind, _WEIGHT[kind] * strength(number), f"other places of this {kind} are named"))
        if entry.level in (Level.COUNTRY, Level.PROVINCE) and n not in sense.seats:
            kind = entry.level.value
            reasons.append(
                _reason("contains", _WEIGHT[kind] * strength(entry.number), f"places in this {kind} are named")
            )
        else:
            near = _nearness(entry, id(sense), report.places)
            reasons.append(_reason("near", _WEIGHT["near"] * near, "near another place of the report"))
        sense.reasons[n] = [r for r in reasons if r.weight]
        scores.append(sense.own[n] + math.fsum(r.weight for r in reasons if r.feature not in ("known", "beside")))
    sense.settle(scores)


def _reason(feature: str, weight: float, words: str) -> Reason:
    return Reason(feature=feature, weight=round(weight, 4), words=words)


def _nearness(entry: Entry, own: int, places: Sequence[tuple[int, Entry, float]]) -> float:
    """How near other resolved places are: 0 far, up to about 2 with several close by. ``own``: the sense left out."""
    total = 0.0
    for owner, other, weight in places:
        if abs(other.lat - entry.lat) < 4 and owner != own:
            km = distance(entry.lat, entry.lon, other.lat, other.lon)
            if km < 400:
                total += min(weight, 1.5) * math.exp(-km / NEAR)
    return 2.0 * total / (total + 1.0)


def distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, along the great circle."""
    a, b = math.radians(lat), math.radians(lat2)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon - lon2) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
