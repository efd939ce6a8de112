"""The places of the world: what a name may name, where it lies, and what contains it (gazetteer.bin, of GeoNames).

The file is made by training/gazetteer.py and holds no code: a line of JSON, then compressed arrays. Opening it takes
.15 s and 40 MB; a look-up 2 microseconds.
"""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from rashomon.errors import WeightsError
from rashomon.records import Level
from rashomon.understand.places.folding import fold

_LEVELS = tuple(Level)
_BUCKETS = 524287
"""A prime: folded names are spread over this many buckets by their bytes taken as one number."""
_LONGEST = 64
"""Bytes of a folded name that count for its bucket."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer: its number there, GeoNames id (0: none), name, level, degrees and population."""

    number: int
    ident: int
    name: str
    level: Level
    lat: float
    lon: float
    people: float  # decimal logarithm of one more than the population
    parents: tuple[int, ...]  # numbers of what contains it, innermost first


class Gazetteer:
    """Entries by name and by number. Read-only; safe to share."""

    def __init__(self, raw: bytes) -> None:
        """``raw`` is a gazetteer file. Raises WeightsError where it is none."""
        try:
            self._open(raw)
        except (ValueError, KeyError, IndexError, zlib.error) as error:
            raise WeightsError(f"the gazetteer of places is damaged: {error}") from error

    def _open(self, raw: bytes) -> None:
        line = raw.index(b"\n") + 1
        head = json.loads(raw[:line])
        if head["format"] != 1:
            raise ValueError(f"format {head['format']}")
        parts: dict[str, bytes] = {}
        for name, size in head["sizes"].items():
            parts[name] = zlib.decompress(raw[line : line + size])
            line += size
        self._keys = parts["keys"]
        letters = np.frombuffer(self._keys, np.uint8)
        ends = np.append(np.flatnonzero(letters == 10), len(letters)).astype(np.int64)
        starts = np.append(0, ends[:-1] + 1)
        buckets = _spread(letters, starts, ends)
        order = np.argsort(buckets, kind="stable")
        filled = np.bincount(buckets, minlength=_BUCKETS)
        self._order = array("i", order.astype(np.int32).tobytes())
        self._buckets = array("i", np.append(0, np.cumsum(filled)).astype(np.int32).tobytes())
        self._starts, self._ends = (array("i", a.astype(np.int32).tobytes()) for a in (starts, ends))
        counts = np.cumsum(np.append(0, np.frombuffer(parts["counts"], np.uint8).astype(np.int64)))
        self._posted = array("i", counts.astype(np.int32).tobytes())
        self._posts = array("i", np.cumsum(_whole(parts["posts"], "<i4")).astype(np.int32).tobytes())
        self._firsts = array("i", np.cumsum(_whole(parts["firsts"], "<u4")).astype(np.int32).tobytes())
        self._idents = array("I", _whole(parts["idents"], "<u4").astype(np.uint32).tobytes())
        self._lat, self._lon = (array("h", _whole(parts[p], "<i2").astype(np.int16).tobytes()) for p in ("lat", "lon"))
        self._parents = array("i", _whole(parts["parents"], "<i4").astype(np.int32).tobytes())
        self._people, self._kinds = parts["people"], parts["kinds"]
        self._names = parts["names"].decode().split("\n")
        self._made = lru_cache(maxsize=20_000)(self._make)

    def __len__(self) -> int:
        return len(self._kinds)

    def numbers(self, folded: str) -> array[int]:
        """Numbers of the entries that have this folded name; empty where none has."""
        key = folded.encode("utf-8", "replace")
        bucket = int.from_bytes(key[:_LONGEST], "little") % _BUCKETS
        for at in range(self._buckets[bucket], self._buckets[bucket + 1]):
            n = self._order[at]
            if self._keys[self._starts[n] : self._ends[n]] == key:
                return self._posts[self._posted[n] : self._posted[n + 1]]
        return array("i")

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries that have this name, in any writing of it."""
        return tuple(self._made(n) for n in self.numbers(fold(name)))

    def entry(self, number: int) -> Entry:
        """The entry with this number. Raises IndexError where there is none."""
        return self._made(number)

    def first(self, number: int) -> str:
        """The folded form of an entry's own name: other forms are other names of it."""
        n = self._firsts[number]
        return self._keys[self._starts[n] : self._ends[n]].decode()

    def idents(self) -> frozenset[int]:
        """All GeoNames ids held."""
        return frozenset(self._idents) - {0}

    def _make(self, number: int) -> Entry:
        parents: list[int] = []
        up = self._parents[number]
        while up >= 0 and len(parents) < 8:
            parents.append(up)
            up = self._parents[up]
        return Entry(
            number,
            self._idents[number],
            self._names[number] or self.first(number).title(),
            _LEVELS[self._kinds[number]],
            self._lat[number] / 364,
            self._lon[number] / 182,
            self._people[number] / 25,
            tuple(parents),
        )


def _whole(planes: bytes, kind: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Numbers whose bytes lie apart by weight in the file."""
    size = np.dtype(kind).itemsize
    flat = np.frombuffer(planes, np.uint8).reshape(size, -1).T.copy()
    return flat.reshape(-1).view(kind).astype(np.int64)


def _spread(
    letters: np.ndarray[tuple[int], np.dtype[np.uint8]],
    starts: np.ndarray[tuple[int], np.dtype[np.int64]],
    ends: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The bucket of every name: ``int.from_bytes(name, "little") % _BUCKETS``, a column of letters at a time."""
    total = np.zeros(len(starts), np.int64)
    weight = 1
    for column in range(min(_LONGEST, int((ends - starts).max(initial=0)))):
        inside = np.flatnonzero(starts + column < ends)
        total[inside] += letters[starts[inside] + column] * np.int64(weight)
        weight = weight * 256 % _BUCKETS
    return total % _BUCKETS


@lru_cache(maxsize=1)
def shipped() -> Gazetteer:
    """The gazetteer that comes with the product, opened once."""
    return Gazetteer(files("rashomon.understand").joinpath("places/gazetteer.bin").read_bytes())
