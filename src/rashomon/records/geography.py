"""Places on the map, and what contains them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.errors import RecordError


class Level(StrEnum):
    """What a place is among places."""

    CONTINENT = "continent"
    COUNTRY = "country"
    PROVINCE = "province"  # a first division: state, province, oblast
    COUNTY = "county"  # a second division: county, district
    SETTLEMENT = "settlement"
    REGION = "region"  # a stretch of land without an office of its own: the Sahel
    WATER = "water"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place as the gazetteer has it.

    ``key`` is its identity ("geonames:524894"); ``lat`` and ``lon`` are degrees; ``parents`` are keys of what contains
    it, innermost first; ``within`` their names in the same order. Raises RecordError for degrees off the globe and for
    parents without names.
    """

    key: str
    name: str
    level: Level
    lat: float
    lon: float
    parents: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise RecordError(f"{self.name!r} lies off the globe: {self.lat}, {self.lon}")
        if len(self.parents) != len(self.within):
            raise RecordError(f"{self.name!r} has {len(self.parents)} parents and names for {len(self.within)}")
        if self.key in self.parents:
            raise RecordError(f"{self.name!r} would contain itself")

    def contains(self, other: Place) -> bool:
        """Whether the other lies inside this one; no place contains itself."""
        return self.key in other.parents

    def agrees(self, other: Place) -> bool:
        """Whether one happening can be in both as named: one and the same, or one inside the other."""
        return self.key == other.key or self.contains(other) or other.contains(self)

    def apart(self, other: Place) -> bool:
        """Whether the two exclude each other: neither is inside the other, and both are bounded by offices.

        Regions and waters have soft edges and exclude nothing; so do places of which the gazetteer knows no country.
        """
        soft = {Level.REGION, Level.WATER, Level.CONTINENT}
        if self.level in soft or other.level in soft or self.agrees(other):
            return False
        rootless = any(not p.parents and p.level is not Level.COUNTRY for p in (self, other))
        return not rootless
