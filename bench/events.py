"""``bench events``: whether statements of one event are brought together, on ECB+ with our own statements.

Scorer: this module; ecb.py reads the documents. All are read by the product from the documents' text; statements
without an annotated event are left out. Of two statements of a topic, the events are the same when at least half of all
they tell corefer, others when none does; what lies between tells partly the same and is left out of the pairs.

- ``pair_ap``, ``pair_precision``, ``pair_recall``: pairs of a topic by `pairs.same_event`; average precision, and the
  rest at probability .5, in percent; ``pair_recall_at_90``: the greatest recall with precision .9.
- ``b3_precision``, ``b3_recall``, ``b3_f1``: clusters by average link, as questions are made, of the statements that
  tell one event only; ``over_merge``: share of joined pairs that tell different events; ``over_split``: share of pairs
  of one event put apart.
- ``ecb_conll_f1``: marked events given (gold mentions, all event types, checked sentences only, single ones kept, one
  score over the part), grouped by mention_pairs.py within affairs found by the words of the reports (no gold topics);
  mean F1 of MUC, B-cubed and CEAFe (coreference.py), in percent. ``ecb_same_head_conll_f1``: the same affairs, one
  group for each dictionary form of the last word. ``--full`` adds the same for all of MEANTIME (``meantime_*``), of
  which these weights saw nothing; the meaning of statements learned from its training part.

Anchors: with own statements none. With gold mentions the best published without a language model is 85.7, small
cross-encoders 80 to 82, the same head lemma 60 to 76 by protocol. Baseline: the same predicate within a topic
(``same_predicate_*``) and ``ecb_same_head_conll_f1``. ``--split``: dev (default), test or train. All weights were
learned on train and dev: only test is unseen.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from bench import meantime, mention_pairs
from bench.coreference import Groups
from bench.ecb import Document, Told, documents, statements
from bench.measures import average_precision
from bench.mentions import read
from bench.result import Result, b_cubed, ratio
from rashomon.compare.questions.clusters import SAME, average_link
from rashomon.compare.questions.pairs import cannot_link, probability, same_event
from rashomon.understand.encoder import shipped


def run(data: Path, split: str, full: bool) -> Result:
    """Read and score one part; with ``full`` the marked events of MEANTIME too."""
    started = time.perf_counter()
    held = list(documents(data, split))
    told = [one for document in held for one in statements(document) if one.events]
    topics: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        topics[one.topic].append(one)
    figures = _pairs(list(topics.values())) | _clusters(list(topics.values()), "", _joined)
    figures |= _clusters(list(topics.values()), "same_predicate_", _by_predicate)
    figures |= marked(held, "ecb_")
    if full:
        figures |= marked(list(meantime.documents(data)), "meantime_")
    return Result("events", split, len(told), figures, time.perf_counter() - started)


def marked(held: Sequence[Document], corpus: str) -> dict[str, float]:
    """The groups of marked events by the scorer and by the same head, against the gold. One that stands in no text
    read is of no group. ``corpus`` begins the names of the figures.
    """
    mentions = read(held, shipped())
    gold = {n: m.chain for n, m in enumerate(mentions)}
    gold |= {len(gold) + n: chain for n, chain in enumerate(c for d in held for c in d.lost)}
    scorer = mention_pairs.Scorer.load()
    figures: dict[str, float] = {f"{corpus}gold_mentions": len(gold)}
    for prefix, score, threshold in (
        (corpus, scorer.probabilities, scorer.threshold),
        (f"{corpus}same_head_", mention_pairs.same_head, 0.5),
    ):
        groups = Groups(gold, dict(enumerate(mention_pairs.grouped(mentions, score, threshold))))
        figures[f"{prefix}conll_f1"] = 100 * groups.conll()
        for name in ("muc", "b_cubed", "ceaf_e"):
            figures[f"{prefix}{name}_f1"] = 100 * getattr(groups, name)().f1
        (joined, wrong), (true, apart) = groups.merged(), groups.split()
        figures |= {f"{prefix}over_merge": ratio(wrong, joined), f"{prefix}over_split": ratio(apart, true)}
    return figures


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
        "pair_recall_at_90": 100 * _recall_at(labels, scores, 0.9),
    }


def _recall_at(labels: Sequence[bool], scores: Sequence[float], precision: float) -> float:
    """The greatest recall at which the pairs taken from the surest down are right this often; ties stand together."""
    order = sorted(zip(scores, labels, strict=True), key=lambda one: -one[0])
    right = best = 0
    for n, (score, label) in enumerate(order, 1):
        right += label
        if (n == len(order) or order[n][0] < score) and right >= precision * n:
            best = right
    return ratio(best, sum(labels))


def _joined(topic: Sequence[Told]) -> dict[str, str]:
    by_id = {one.dated.statement.id: one for one in topic}

    def likely(a: str, b: str) -> float | None:
        one, other = by_id[a].dated, by_id[b].dated
        return None if cannot_link(one.statement, other.statement) else probability(same_event(one, other))

    clusters = average_link(sorted(by_id), likely)
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
