"""``bench similarity``: whether vectors bring together statements that say the same, whatever their numbers and dates.

Scorer: this module and same_claims.py, which makes the pairs; measures.py. Numbers and dates are masked on both sides
(masking.py), so that no value can give a pair away. In percent, over pairs ranked by cosine:

- ``ecb_ap``, ``ecb_auc``: ECB+ test topics; a pair of sentences of two documents is the same claim when at least half
  of all the acts they tell corefer by gold, another when none does; both kinds lie within one topic, whose two stories
  look alike. ``violent_ap``, ``violent_auc``: violent-corpus dev; same incident against another incident, at equal
  overlap of words: a proxy, nobody judged the pairs.
- ``gain_ap``: the mean over both sets of the reader's average precision less the original encoder's, in points.
- Retention, that plain sentence similarity did not suffer: ``graded_spearman`` on human grades, SummHay's coverage of
  an insight (none, partial, full) against the nearest sentence of the summary; ``graded_retention`` is the reader's
  less the original's, in points. ``agreement_spearman``: between the cosines of both encoders on pairs of held-out
  sentences, 3,000 drawn at random and the nearest by words. This is retention and no STS score: no STS set is at hand.

Anchor: none published on these pairs. Baseline: the original encoder (``*_original_*``) and overlap of words
(``*_words_*``), which the violent-corpus pairs are made to hold at chance.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import same_claims
from bench.measures import average_precision, roc_auc, spearman
from bench.readers import VectorsOnly, load, original
from bench.result import DataMissing, Result, ratio
from bench.same_claims import Claims, Graded, Pair

BATCH = 256


@dataclass(frozen=True, slots=True)
class Cosines:
    """Each text's vector by one reader, computed once."""

    places: dict[str, int]
    vectors: NDArray[np.float32]

    @classmethod
    def over(cls, reader: VectorsOnly, texts: Iterable[str]) -> Cosines:
        """The vectors of the distinct texts, a batch at a time."""
        distinct = sorted(set(texts))
        batches = [reader.vectors(distinct[start : start + BATCH]) for start in range(0, len(distinct), BATCH)]
        return cls({text: n for n, text in enumerate(distinct)}, np.concatenate(batches))

    def of(self, pairs: Sequence[Pair]) -> list[float]:
        """The cosine of each pair of the texts; vectors are of unit length."""
        left, right = ([self.places[pair[side]] for pair in pairs] for side in (0, 1))
        return [float(x) for x in np.einsum("ij,ij->i", self.vectors[left], self.vectors[right])]


def run(data: Path, split: str, full: bool) -> Result:
    """Score the trained reader beside the original encoder on every set that is at hand. ``full`` changes nothing."""
    started = time.perf_counter()
    readers: dict[str, VectorsOnly] = {"": load("trained"), "original_": original()}
    figures: dict[str, float] = {}
    failures: list[str] = []
    n = 0
    gains = []
    for name, make in (("ecb", same_claims.ecb), ("violent", same_claims.violent)):
        try:
            claims = make(data)
        except DataMissing as missing:
            failures.append(f"{name} not scored: {missing}")
            continue
        own = ranked(name, claims, readers)
        figures |= own
        gains.append(own[f"{name}_ap"] - own[f"{name}_original_ap"])
        n += len(claims.pairs)
        failures.append(f"{name}: {sum(claims.same)} pairs of one claim, {len(claims.pairs) - sum(claims.same)} of two")
    if not gains:
        raise DataMissing(f"bench similarity: no pairs in {data}; name the data folder with --data DIR")
    figures["gain_ap"] = ratio(sum(gains), len(gains))
    for retain in (retention, agreement):
        try:
            figures |= retain(data, readers)
        except DataMissing as missing:
            failures.append(f"retention not scored: {missing}")
    return Result("similarity", "test", n, figures, time.perf_counter() - started, tuple(failures))


def ranked(name: str, claims: Claims, readers: dict[str, VectorsOnly]) -> dict[str, float]:
    """Average precision and area under the curve of each reader and of plain word overlap."""
    figures = {}
    for prefix, reader in readers.items():
        cosines = Cosines.over(reader, [text for pair in claims.pairs for text in pair])
        scores = cosines.of(claims.pairs)
        figures[f"{name}_{prefix}ap"] = 100 * average_precision(claims.same, scores)
        figures[f"{name}_{prefix}auc"] = 100 * roc_auc(claims.same, scores)
    words = [same_claims.overlap(a, b) for a, b in claims.pairs]
    figures[f"{name}_words_ap"] = 100 * average_precision(claims.same, words)
    figures[f"{name}_chance_ap"] = 100 * ratio(sum(claims.same), len(claims.same))
    return figures


def retention(data: Path, readers: dict[str, VectorsOnly]) -> dict[str, float]:
    """Spearman in percent between human grades and the cosine of the nearest sentence, and the difference."""
    graded = same_claims.graded(data)
    figures = {f"graded_{prefix}spearman": grades(graded, reader) for prefix, reader in readers.items()}
    figures["graded_retention"] = figures["graded_spearman"] - figures["graded_original_spearman"]
    return figures


def grades(graded: Sequence[Graded], reader: VectorsOnly) -> float:
    """Spearman in percent of one reader."""
    cosines = Cosines.over(reader, [t for g in graded for t in (g.asked, *g.offered)])
    nearest = [max(cosines.of([(g.asked, text) for text in g.offered])) for g in graded]
    return 100 * spearman([g.grade for g in graded], nearest)


def agreement(data: Path, readers: dict[str, VectorsOnly]) -> dict[str, float]:
    """Spearman in percent between the cosines of both encoders, over all pairs and over the similar ones alone."""
    drawn, near = same_claims.held_out(data)
    pairs = drawn + near
    texts = [text for pair in pairs for text in pair]
    trained, before = (Cosines.over(reader, texts) for reader in readers.values())
    return {
        "agreement_spearman": 100 * spearman(trained.of(pairs), before.of(pairs)),
        "agreement_similar_spearman": 100 * spearman(trained.of(near), before.of(near)),
    }
