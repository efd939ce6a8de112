"""Toponyms as records: places with what contains them, put on the statements that are told of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from rashomon.records import Level, Place, Report, Span, Statement
from rashomon.understand.places.folding import fold
from rashomon.understand.places.gazetteer import Entry, shipped
from rashomon.understand.places.parts import Role, Toponym, words
from rashomon.understand.quantities import with_places

MOST = 12
"""Places kept of one statement: a list of fifty towns is no scene."""
SURE = 0.5
"""Probability an entry needs to be recorded: below it a namesake is as likely, and a wrong place excludes the right."""
HOME = 2.0
"""Weight of the outlet's home among the places a report names."""


def place_of(entry: Entry) -> Place:
    """The record of an entry; one that is not in GeoNames has its name and its container as key."""
    gazetteer = shipped()
    whole = [gazetteer.entry(n) for n in entry.parents]
    keys = tuple(_key(e, whole[n + 1 :]) for n, e in enumerate(whole))
    return Place(
        key=_key(entry, whole),
        name=_shown(entry),
        level=entry.level,
        lat=round(entry.lat, 3),
        lon=round(entry.lon, 3),
        parents=keys,
        within=tuple(_shown(e) for e in whole),
    )


def _key(entry: Entry, whole: Sequence[Entry]) -> str:
    if entry.ident:
        return f"geonames:{entry.ident}"
    inside = f"@{whole[0].ident}" if whole else ""
    return f"named:{fold(entry.name)}{inside}"


def _shown(entry: Entry) -> str:
    """Countries are kept by their key in lower case; they are shown as names."""
    if entry.level is not Level.COUNTRY or not entry.name.islower():
        return entry.name
    small = {"and", "of", "the"}
    return " ".join(w if w in small else w.capitalize() for w in entry.name.split())


def home_of(report: Report) -> dict[int, float]:
    """The gazetteer's entry of the outlet's country, by the ending of its address; empty where nothing tells."""
    key = report.outlet.key if report.outlet is not None else ""
    land = words().endings.get(key.rpartition(".")[2]) if "." in key else None
    if land is None:
        return {}
    return {e.number: HOME for e in shipped().find(land) if e.level is Level.COUNTRY}


def attach(text: str, statements: Sequence[Statement], toponyms: Sequence[Toponym]) -> tuple[Statement, ...]:
    """The statements with the places named in their contents as places, each once, in order of mention; numbers of
    several places each with its own. ``text`` is that of the report.
    """
    starts = [t.span.start for t in toponyms]
    made = []
    for statement in statements:
        found: dict[str, Place] = {}
        named: list[tuple[Span, str]] = []
        for span in statement.content:
            for toponym in toponyms[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                if toponym.role is Role.PLACE and toponym.span.end <= span.end and toponym.probability >= SURE:
                    place = place_of(toponym.entry)
                    found.setdefault(place.key, place)
                    named.append((toponym.span, place.key))
        kept = tuple(found.values())[:MOST]
        if kept:
            counts = with_places(text, statement.quantities, [n for n in named if n[1] in {p.key for p in kept}])
            statement = replace(statement, frame=replace(statement.frame, located=kept), quantities=counts)
        made.append(statement)
    return tuple(made)
