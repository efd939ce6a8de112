"""``bench events``: whether statements of one event are brought together, on ECB+ with our own statements.

Scorer: this module; ecb.py makes the statements. All are read by the product from the documents' text; those without an
annotated event are left out. Of two statements of a topic, the events are the same when at least half of all they tell
corefer, others when none does; what lies between tells partly the same and is left out of the pairs.

- ``pair_ap``, ``pair_precision``, ``pair_recall``: pairs of a topic by `pairs.same_event`; average precision, and the
  rest at probability .5, in percent.
- ``b3_precision``, ``b3_recall``, ``b3_f1``: clusters by average link, as questions are made, of the statements that
  tell one event only; ``over_merge``: share of joined pairs that tell different events; ``over_split``: share of pairs
  of one event put apart.

Anchor: none with own mentions. With gold mentions the best published CoNLL F1 without a language model is 85.7, the
same head lemma 60 to 76; ``ecb_conll_f1`` is not measured yet. Baseline: the same predicate within a topic
(``same_predicate_*``). ``--split``: dev (default), test or train. The weights were learned on train and dev: only test
is unseen.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from bench.ecb import Told, told
from bench.measures import average_precision
from bench.result import Result, b_cubed, ratio
from rashomon.compare.questions.clusters import SAME, average_link
from rashomon.compare.questions.pairs import cannot_link, probability, same_event


def run(data: Path, split: str, full: bool) -> Result:
    """Read and score one part. ``full`` changes nothing."""
    started = time.perf_counter()
    statements = [one for one in told(data, split) if one.events]
    topics: dict[int, list[Told]] = defaultdict(list)
    for one in statements:
        topics[one.topic].append(one)
    figures = _pairs(list(topics.values())) | _clusters(list(topics.values()), "", _joined)
    figures |= _clusters(list(topics.values()), "same_predicate_", _by_predicate)
    return Result("events", split, len(statements), figures, time.perf_counter() - started)


def same(a: Told, b: Told) -> bool | None:
    """Whether two statements tell the same events; None where they share some."""
    shared = len(a.events & b.events) / len(a.events | b.events)
    return None if 0 < shared < 0.5 else shared > 0


def _pairs(topics: Sequence[Sequence[Told]]) -> dict[str, float]:
    scores, labels = [], []
    for topic in topics:
        for a, b in combinations(topic, 2):
            label = same(a, b)
            if label is not None:
                scores.append(probability(same_event(a.dated, b.dated)))
                labels.append(label)
    shown = [label for score, label in zip(scores, labels, strict=True) if score >= SAME]
    return {
        "pair_ap": 100 * average_precision(labels, scores),
        "pair_precision": 100 * ratio(sum(shown), len(shown)),
        "pair_recall": 100 * ratio(sum(shown), sum(labels)),
    }


def _joined(topic: Sequence[Told]) -> dict[str, str]:
    by_id = {one.dated.statement.id: one for one in topic}
    clusters = average_link(
        sorted(by_id),
        lambda a, b: probability(same_event(by_id[a].dated, by_id[b].dated)),
        lambda a, b: cannot_link(by_id[a].dated.statement, by_id[b].dated.statement),
    )
    return {member: cluster[0] for cluster in clusters for member in cluster}


def _by_predicate(topic: Sequence[Told]) -> dict[str, str]:
    return {one.dated.statement.id: one.dated.statement.frame.predicate for one in topic}


def _clusters(
    topics: Sequence[Sequence[Told]], prefix: str, group: Callable[[Sequence[Told]], dict[str, str]]
) -> dict[str, float]:
    """B-cubed and pair errors over the statements that tell one event."""
    gold: dict[str, str] = {}
    found: dict[str, str] = {}
    for topic in topics:
        single = [one for one in topic if len(one.events) == 1]
        gold |= {one.dated.statement.id: f"{one.topic}/{min(one.events)}" for one in single}
        found |= {member: f"{topic[0].topic}/{cluster}" for member, cluster in group(single).items()}
    precision, recall, f1 = b_cubed(gold, found)
    joined = true = wrong = apart = 0
    for a, b in combinations(sorted(gold), 2):
        one, other = found[a] == found[b], gold[a] == gold[b]
        joined, true = joined + one, true + other
        wrong, apart = wrong + (one and not other), apart + (other and not one)
    return {
        f"{prefix}b3_precision": 100 * precision,
        f"{prefix}b3_recall": 100 * recall,
        f"{prefix}b3_f1": 100 * f1,
        f"{prefix}over_merge": ratio(wrong, joined),
        f"{prefix}over_split": ratio(apart, true),
    }
