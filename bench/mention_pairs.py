"""Evidence of pairs of marked events, the network that weighs it, and the groups made of it (see mentions.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.mentions import READINGS, Bag, Mention
from rashomon.compare.questions.clusters import average_link
from rashomon.compare.questions.evidence import of_event
from rashomon.compare.questions.pairs import EVENT, other_time

Floats = NDArray[np.float32]
WEIGHTS = Path(__file__).with_name("cases") / "events" / "mentions.npz"
AFFAIR = 0.18
"""Mean likeness from which reports are of one affair: on train and dev .16 to .18 are best (B-cubed .87 and .89)."""
OF_STATEMENTS = tuple(name for name in EVENT if name not in ("prior", "one report"))
_LIKENESSES = ("about", "left", "right", "beside")
OWN = (
    *("no statement", "one report", "one sentence", "sentences apart", "same words", "same head", "words shared"),
    *("same stem", "family", "two families", "across", "names", "before", "two before", "after", "two after"),
    *("numbers", "other numbers", "rarity", "words", "head in like reports", "head in like sentences", "rare head"),
)
FEATURES = (*OF_STATEMENTS, *_LIKENESSES, *READINGS, *OWN)
_TOGETHER = 1e-6


def pairs(group: Sequence[Mention]) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Of all pairs of a group: the places of both in it, and a row of `FEATURES`."""
    one, other = np.triu_indices(len(group), 1)
    told = np.zeros((len(one), len(OF_STATEMENTS) + 1))
    for row, (a, b) in enumerate(combinations(group, 2)):
        told[row] = _of_statements(a, b)
    rows = np.stack([m.readings for m in group])
    tables = [_cosines([getattr(m, name) for m in group]) for name in _LIKENESSES]
    tables += [rows[:, reading] @ rows[:, reading].T for reading in range(len(READINGS))]
    columns = [table[one, other] for table in tables]
    across = _crossed(group)[one, other]
    about, beside = columns[0], columns[3]
    own = np.array([_own(a, b) for a, b in combinations(group, 2)], dtype=np.float64)
    own = own.reshape(len(one), len(OWN) - 5)
    head = own[:, 4]
    parts = [told[:, :-1], np.stack(columns, axis=1), told[:, -1:], own[:, :9], across[:, None], own[:, 9:]]
    made = [head * about, head * beside, head * own[:, -2]]
    return one, other, np.concatenate([*parts, np.stack(made, axis=1)], axis=1).astype(np.float32)


def _of_statements(a: Mention, b: Mention) -> list[float]:
    """The product's evidence of the statements they stand in, and whether one stands in none."""
    if a.dated is None or b.dated is None:
        return [0.0] * len(OF_STATEMENTS) + [1.0]
    found = [*of_event(a.dated, b.dated), *other_time(a.dated.statement, b.dated.statement)]
    strengths = {e.feature: e.strength for e in found}
    return [*(strengths.get(name, 0.0) for name in OF_STATEMENTS), 0.0]


def _own(a: Mention, b: Mention) -> list[float]:
    """What the words themselves and their neighbours have in common, in order of `OWN` without what is added later."""
    one, two = set(a.lemmas), set(b.lemmas)
    together = a.document == b.document
    apart = abs(a.sentence - b.sentence)
    stems = {w[:4] for w in one if len(w) > 3} & {w[:4] for w in two if len(w) > 3}
    family = [m.dated.statement.frame.predicate if m.dated else "" for m in (a, b)]
    known = bool(family[0] and family[1])
    return [
        together,
        together and not apart,
        min(apart, 6) / 6 if together else 0.0,
        a.lemmas == b.lemmas,
        a.lemmas[-1] == b.lemmas[-1],
        len(one & two) / len(one | two),
        bool(stems),
        known and family[0] == family[1],
        known and family[0] != family[1],
        len(a.names & b.names) / (1 + min(len(a.names), len(b.names))),
        *_same(a.before, b.before),
        *_same(a.after, b.after),
        bool(a.numbers & b.numbers),
        bool(a.numbers and b.numbers and not a.numbers & b.numbers),
        min(a.rarity, b.rarity) / 8,
        (len(a.lemmas) + len(b.lemmas)) / 4,
    ]


def _same(a: str | None, b: str | None) -> tuple[float, float]:
    return (0.0, 0.0) if a is None or b is None else (float(a == b), float(a != b))


def _cosines(bags: Sequence[Bag], others: Sequence[Bag] | None = None) -> Floats:
    """Cosines of bags of length 1, each with each."""
    rows = [*bags, *(others or ())]
    place: dict[str, int] = {}
    for bag in rows:
        for word in bag:
            place.setdefault(word, len(place))
    table = np.zeros((len(rows), max(len(place), 1)), dtype=np.float32)
    for number, bag in enumerate(rows):
        for word, worth in bag.items():
            table[number, place[word]] = worth
    return table[: len(bags)] @ table[len(bags) if others else 0 :].T


def _crossed(group: Sequence[Mention]) -> Floats:
    """Likeness of what stands left of one with what stands right of the other, both ways."""
    table = _cosines([m.left for m in group], [m.right for m in group])
    crossed: Floats = table + table.T
    return crossed


@dataclass(frozen=True, slots=True)
class Scorer:
    """Networks that weigh the evidence of a pair and say how likely it is one event; their mean in log-odds.

    Each: the readings of both are projected (``reading`` x 384 x ``size``), and their cosines and products stand beside
    the evidence, freed of its mean and spread; two layers of rectified units follow. ``threshold`` is the mean
    probability from which groups are joined.
    """

    mean: Floats
    spread: Floats
    threshold: float
    networks: tuple[Mapping[str, Floats], ...]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Scorer:
        """The weights that `training.mentions` wrote. Raises OSError where there are none."""
        with np.load(path) as held:
            named: dict[int, dict[str, Floats]] = defaultdict(dict)
            for key in held.files:
                name, _, number = key.partition("/")
                if number:
                    named[int(number)][name] = held[key].astype(np.float32)
            networks = tuple(named[n] for n in sorted(named))
            return cls(held["mean"], held["spread"], float(held["threshold"]), networks)

    def probabilities(self, group: Sequence[Mention]) -> Floats:
        """A table, each event with each."""
        one, other, rows = pairs(group)
        readings = np.stack([m.readings for m in group])
        table = np.zeros((len(group), len(group)), dtype=np.float32)
        if len(one):
            odds = np.mean([self._odds(n, rows, readings, (one, other)) for n in self.networks], axis=0)
            table[one, other] = table[other, one] = 1 / (1 + np.exp(-odds))
        return table

    def _odds(
        self, net: Mapping[str, Floats], rows: Floats, readings: Floats, at: tuple[NDArray[np.int64], NDArray[np.int64]]
    ) -> Floats:
        given = [(rows - self.mean) / self.spread]
        for number in range(len(READINGS)):
            projected = readings[:, number] @ net["reading"][number]
            a, b = projected[at[0]], projected[at[1]]
            lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
            given += [((a * b).sum(axis=1) / np.maximum(lengths, _TOGETHER))[:, None], a * b]
        layer = np.concatenate(given, axis=1)
        for name in ("first", "second"):
            layer = np.maximum(layer @ net[name] + net[f"{name} bias"], 0)
        odds: Floats = (layer @ net["last"] + net["last bias"])[:, 0]
        return odds


def affairs(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The events by affair: reports are put together by the likeness of their words, average link at `AFFAIR`."""
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_report[mention.document].append(mention)
    names = sorted(by_report)
    near = _cosines([by_report[name][0].about for name in names])
    groups = _linked(names, near, AFFAIR)
    return [[m for name in group for m in by_report[name]] for group in groups]


def grouped(mentions: Sequence[Mention], score: Callable[[Sequence[Mention]], Floats], threshold: float) -> list[int]:
    """For each event the number of its group: within its affair, by average link of the scores."""
    places = {mention: n for n, mention in enumerate(mentions)}
    found, number = [0] * len(mentions), 0
    for affair in affairs(mentions):
        names = [f"{places[m]:06d}" for m in affair]
        for group in _linked(names, score(affair), threshold):
            for name in group:
                found[int(name)] = number
            number += 1
    return found


def same_head(group: Sequence[Mention]) -> Floats:
    """The baseline: 1 where the last words have one dictionary form."""
    heads = np.array([m.lemmas[-1] for m in group])
    table: Floats = (heads[:, None] == heads[None]).astype(np.float32)
    return table


def _linked(names: Sequence[str], near: Floats, threshold: float) -> tuple[tuple[str, ...], ...]:
    place = {name: n for n, name in enumerate(names)}
    return average_link(names, lambda a, b: float(near[place[a], place[b]]), threshold)
