"""Marked events by hand: their evidence, the network that weighs it, and the groups made."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench import mention_pairs
from bench.mention_pairs import FEATURES, OWN, Scorer, grouped, pairs, same_head
from bench.mentions import READINGS, Mention

SIZE = 2


def event(document: str, words: str, chain: str = "x", about: str = "ferry", turn: int = 0) -> Mention:
    """An event whose three readings point to the axis ``turn``."""
    readings = np.zeros((len(READINGS), 384), dtype=np.float32)
    readings[:, turn] = 1.0
    return Mention(
        document=document,
        sentence=0,
        chain=chain,
        lemmas=tuple(words.split()),
        rarity=8.0,
        dated=None,
        about={about: 1.0},
        left={},
        right={},
        beside={},
        names=frozenset({"orvo"}),
        before="orvo",
        after=None,
        numbers=frozenset(),
        readings=readings,
    )


def weights(feature: str, worth: float, reading: float) -> dict[str, np.ndarray]:
    """A network that looks at one feature and at the likeness of the first reading only."""
    inputs = len(FEATURES) + len(READINGS) * (SIZE + 1)
    first = np.zeros((inputs, 1), dtype=np.float32)
    first[FEATURES.index(feature)] = worth
    first[len(FEATURES)] = reading
    one = np.ones((1, 1), dtype=np.float32)
    none = np.zeros(1, dtype=np.float32)
    return {
        "reading": np.stack([np.eye(384, SIZE, dtype=np.float32)] * len(READINGS)),
        "first": first,
        "first bias": none,
        "second": one,
        "second bias": none,
        "last": one,
        "last bias": none - 2,
    }


def scorer(*networks: dict[str, np.ndarray]) -> Scorer:
    size = len(FEATURES)
    return Scorer(np.zeros(size, np.float32), np.ones(size, np.float32), 0.5, networks)


def test_every_piece_of_evidence_has_its_column() -> None:
    _, _, rows = pairs([event("a", "sink"), event("b", "be sink")])
    found = dict(zip(FEATURES, rows[0].tolist(), strict=True))
    assert len(FEATURES) == rows.shape[1]
    wanted = {"no statement": 1, "same head": 1, "same words": 0, "words shared": 0.5, "about": 1, "names": 0.5}
    wanted |= {"before": 1, "two before": 0, "after": 0, "rarity": 1, "words": 0.75, "rare head": 1, "one report": 0}
    wanted |= {"head in like reports": 1, "head in like sentences": 0, "same stem": 1, "alone": 1}
    assert {name: found[name] for name in wanted} == pytest.approx(wanted)
    assert pairs([event("a", "sink")])[2].shape == (0, len(FEATURES))
    assert len(set(OWN)) == len(OWN)


def test_the_network_weighs_evidence_and_readings_and_networks_are_averaged() -> None:
    group = [event("a", "sink"), event("b", "sink"), event("c", "sink", turn=1)]
    table = scorer(weights("same head", 1.0, 3.0)).probabilities(group)
    assert table[0, 1] == pytest.approx(1 / (1 + np.exp(-2)))  # 1 + 3 - 2
    assert table[0, 2] == pytest.approx(1 / (1 + np.exp(1)))  # 1 + 0 - 2
    assert (table == table.T).all()
    both = scorer(weights("same head", 1.0, 3.0), weights("same head", 1.0, 1.0)).probabilities(group)
    assert both[0, 1] == pytest.approx(1 / (1 + np.exp(-1)))  # mean of 2 and 0


def test_groups_lie_within_affairs_of_like_reports() -> None:
    events = [event("a", "sink"), event("b", "sink"), event("b", "burn"), event("c", "sink", about="harvest")]
    found = grouped(events, same_head, 0.5)
    assert found[0] == found[1]
    assert len({found[0], found[2], found[3]}) == 3


def test_what_training_writes_is_what_the_bench_reads(tmp_path: Path) -> None:
    arrays = {f"{name}/0": array.astype(np.float16) for name, array in weights("same head", 1.0, 3.0).items()}
    size = len(FEATURES)
    np.savez_compressed(
        tmp_path / "w.npz", mean=np.zeros(size), spread=np.ones(size), threshold=np.array(0.4), **arrays
    )
    held = Scorer.load(tmp_path / "w.npz")
    assert held.threshold == 0.4
    group = [event("a", "sink"), event("b", "sink")]
    wanted = scorer(weights("same head", 1.0, 3.0)).probabilities(group)[0, 1]
    assert held.probabilities(group)[0, 1] == pytest.approx(wanted)


def test_the_weights_that_stand_in_the_repository_fit_the_evidence() -> None:
    held = Scorer.load(mention_pairs.WEIGHTS)
    assert held.mean.shape == held.spread.shape == (len(FEATURES),)
    table = held.probabilities([event("a", "sink"), event("b", "sink"), event("c", "burn", turn=1)])
    assert table[0, 1] > table[0, 2]
