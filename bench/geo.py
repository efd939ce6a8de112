"""The geoparsing sets of shared/data/geo as documents with gold toponyms, and how their scorer counts."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from bench.result import DataMissing
from rashomon.understand.gazetteer import PlaceKind, match

SETS = ("gwn", "lgl", "trnews")
NEAR = 161.0
"""Kilometres (100 miles) within which the field counts a resolution as right."""
FARTHEST = 20_039.0
"""Half of the earth's girth in kilometres: the error of a toponym that is not resolved."""

LITERAL = frozenset({"Literal", "Mixed", "Literal_Modifier", "Coercion", "Embedded_Literal"})
"""GeoWebNews types that say where something is (Gritta et al. 2020, table 1)."""
ASSOCIATIVE = frozenset({"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit"})
"""Types that name a place but mean those who act for it or a body named after it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold toponym: its span, GeoNames id (None where the set gives none), degrees, and whether it is literal
    (None where the set does not say)."""

    start: int
    end: int
    ident: int | None
    lat: float | None
    lon: float | None
    literal: bool | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its gold toponyms, and the spans that are neither required nor wrong: demonyms, languages, homonyms,
    and common nouns for places ("the town")."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    apart: frozenset[tuple[int, int]]


def load(folder: Path, name: str) -> list[Document]:
    """The documents of one set in file order. Raises DataMissing where it is not there."""
    path = folder / f"{name}.jsonl"
    if not path.exists():
        raise DataMissing(f"bench places: no {path}; name the data folder with --data DIR")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [document(row) for row in rows]


def document(row: dict[str, object]) -> Document:
    """A row of a set as a document."""
    gold, apart = [], set()
    toponyms = row["toponyms"]
    assert isinstance(toponyms, list)
    for toponym in toponyms:
        kind = toponym.get("type")
        span = (toponym["start"], toponym["end"])
        counted = kind is None or kind in LITERAL | ASSOCIATIVE
        if not counted or toponym.get("modifierType") == "Adjective" or people(toponym["phrase"]):
            apart.add(span)
            continue
        ident = str(toponym.get("geonameid") or "")
        number = int(ident) if ident.isdigit() else None
        if kind == "Coercion" and number is None:
            apart.add(span)  # a street address or a building without a place on the map
            continue
        literal = None if kind is None else kind in LITERAL
        gold.append(Gold(*span, number, toponym.get("lat"), toponym.get("lon"), literal))
    return Document(str(row["id"]), str(row["text"]), tuple(gold), frozenset(apart - {(g.start, g.end) for g in gold}))


def people(phrase: str) -> bool:
    """Whether the phrase names a people ("Turkish"): LGL and TR-News mark them as their country."""
    entry = match(phrase.split())
    return entry is not None and entry.kind is PlaceKind.PEOPLE and len(entry.words) == len(phrase.split())


def errors(distances: Sequence[float]) -> tuple[float, float, float]:
    """Mean, median, and area under the curve of log errors (0 best, 1 worst; Jurgens et al. 2015) of kilometres."""
    if not distances:
        return 0.0, 0.0, 0.0
    area = fmean(math.log(min(d, FARTHEST) + 1.0) for d in distances) / math.log(FARTHEST + 1.0)
    return fmean(distances), median(distances), area
