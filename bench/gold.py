"""Statements annotated by hand with their chains: the format of gold-format.md, from any folder or the repository.

``DATA/chains/`` (``gold.jsonl`` beside the ``*.txt`` it names) goes first, so that a held-out set runs unchanged; else
the repository's own ``bench/cases/chains/gold.jsonl``, whose texts stay in the shared data and are read by name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from bench import texts
from bench.measures import one_to_one
from bench.result import DataMissing
from rashomon.records import Span

CASES = Path(__file__).with_name("cases") / "chains" / "gold.jsonl"
PARTS = {"dev": "test", "development": "dev"}
"""``--split`` to the gold's split. The benches' default is ``dev``; the figures that count are those of the test rows,
so that is what the default scores, and development rows are asked for by their long name."""

MERGED = {"reported": "asserted", "speculated": "possible"}
"""The gold's modality in the words of ``records.Commitment``; the others are the same words. "reported" says only that
someone passed it on, which the chain holds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One gold statement; where ``alt`` gives a second accepted reading, each field holds both.

    ``places``: the content; ``chains``: innermost speaker first; ``speakers``; ``commitments``: `MERGED`.
    """

    id: str
    places: tuple[Span, ...]
    speakers: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    commitments: tuple[str, ...]
    polarities: tuple[str, ...]
    position: str
    nested: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document, its gold rows in order, and the ids of rows whose quote is not at their place."""

    name: str
    text: str
    rows: tuple[Row, ...]
    misplaced: tuple[str, ...]


def load(data: Path, split: str) -> list[Annotated]:
    """The documents that have rows in this split, by name. Rows without a split (a held-out set) are all scored."""
    folder = data / "chains"
    path = folder / "gold.jsonl" if folder.is_dir() else CASES
    if not path.exists():
        raise DataMissing(f"bench chains: no {folder} and no {CASES}; name the data folder with --data DIR")
    asked = PARTS.get(split, split)
    by_name: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        row = json.loads(line) if line.strip() else None
        if row and row.get("split", asked) == asked:
            by_name.setdefault(row["doc"], []).append(row)
    if not by_name:
        raise DataMissing(f"bench chains: no rows of the split {asked} in {path}")
    found = []
    for name, rows in sorted(by_name.items()):
        text = _text(folder, name) if path != CASES else texts.read(data, name)
        misplaced = tuple(r["id"] for r in rows if not _in_place(r, text))
        ordered = sorted(rows, key=lambda r: (r["start"], r["end"], r["id"]))
        found.append(Annotated(name, text, tuple(map(row_of, ordered)), misplaced))
    return found


def _in_place(row: dict[str, Any], text: str) -> bool:
    """Whether the row's words stand at its offsets: a held-out set gives them, the repository's gold their digest."""
    words = text[row["start"] : row["end"]]
    if "quote" in row:
        return bool(words == row["quote"])
    return hashlib.sha256(words.encode("utf-8")).hexdigest().startswith(row["quote_digest"])


def _text(folder: Path, name: str) -> str:
    path = folder / name
    if not path.exists():
        path = folder / f"{name}.txt"
    return path.read_bytes().decode("utf-8")  # read_text would change line ends and so move the offsets


def row_of(row: dict[str, Any]) -> Row:
    """A line of gold.jsonl. An ``alt`` that holds the speaker alone changes the first link of the chain as well."""
    readings = [row, *_alternatives(row)]
    places = dict.fromkeys(Span(start=r.get("start", row["start"]), end=r.get("end", row["end"])) for r in readings)
    chains: dict[tuple[str, ...], None] = {}
    speakers: dict[str, None] = {}
    for reading in readings:
        chain = tuple(reading.get("chain", row["chain"]))
        speaker = reading.get("speaker", chain[0] if "chain" in reading else row["speaker"])
        chains[chain if "chain" in reading else (speaker, *chain[1:])] = None
        speakers[speaker] = None
    modalities = [r["modality"] for r in readings if "modality" in r]
    return Row(
        id=row["id"],
        places=tuple(places),
        speakers=tuple(speakers),
        chains=tuple(chains),
        commitments=tuple(dict.fromkeys(MERGED.get(m, m) for m in modalities)),
        polarities=tuple(dict.fromkeys(r["polarity"] for r in readings if "polarity" in r)) or ("+",),
        position=row["position"],
        nested=bool(row["nested"]),
        required=bool(row.get("required", True)),
    )


def _alternatives(row: dict[str, Any]) -> Sequence[dict[str, Any]]:
    alt = row.get("alt") or []
    return alt if isinstance(alt, list) else [alt]


def best_first(rows: Sequence[Row], contents: Sequence[tuple[Span, ...]]) -> dict[int, int]:
    """Row number -> content number: overlap over union of characters >= .5, one to one, best first, ties by place."""
    return one_to_one(
        (score, i, j)
        for (i, row), (j, content) in product(enumerate(rows), enumerate(contents))
        if (score := overlap(row, content)) >= 0.5
    )


def overlap(row: Row, content: tuple[Span, ...]) -> float:
    """Intersection over union with the reading of the row that fits best."""
    size = sum(s.end - s.start for s in content)
    best = 0.0
    for place in row.places:
        shared = sum(place.overlap(s) for s in content)
        best = max(best, shared / (place.end - place.start + size - shared))
    return best
