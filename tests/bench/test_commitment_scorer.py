"""How sure and how firm: files, error, correlation and classes by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench.chains import Pair
from bench.commitment import Judged, factuality, firmness, judged, load, polarity, run
from bench.gold import row_of
from bench.result import DataMissing
from rashomon.records import Commitment, Polarity
from tests.bench.test_chains_scorer import TEXT, line, statement

ITEM = {
    "text": "It did not  rain , Roe said",
    "targets": [{"span1": [4, 5], "label": -3.0}, {"span1": [6, 8], "label": 2}],
}


class Sure:
    """A reader that is as sure of everything as it was told to be, in turn."""

    name = "sure"

    def __init__(self, *values: float) -> None:
        self.values = list(values)

    def factuality(self, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[float]:
        return [self.values.pop(0) for _ in spans]


def test_spans_over_words_become_places(tmp_path: Path) -> None:
    item = judged(ITEM)
    assert [item.text[s:e] for s, e in item.spans] == ["rain", "Roe said"]  # two blanks: an empty word between
    assert item.labels == (-3.0, 2.0)
    (tmp_path / "a.jsonl").write_text(json.dumps(ITEM) + "\n", encoding="utf-8")
    assert load(tmp_path / "a.jsonl") == [item]


def test_error_and_correlation_are_means_over_parts() -> None:
    one = Judged("a b", ((0, 1), (2, 3)), (3.0, -3.0))
    figures, told = factuality(Sure(3.0, -3.0, -3.0, 3.0), [[one], [one]])  # type: ignore[arg-type]
    assert figures == {"r": 0.0, "mae": 3.0, "mae_always_3": 3.0}  # 1 and -1; 0 and 6; 3 and 3
    assert "-3: 3.0" in told
    figures, _ = factuality(Sure(3.0, 3.0), [[one]])  # type: ignore[arg-type]
    assert figures["r"] == 0.0
    assert figures["mae"] == figures["mae_always_3"]


def test_firmness_over_matched_rows() -> None:
    shown = [
        ("reported", Commitment.ASSERTED),
        ("asserted", Commitment.ASSERTED),
        ("speculated", Commitment.POSSIBLE),
        ("denied", Commitment.ASSERTED),
        ("planned", None),  # a missed row has no class here
    ]
    pairs = [Pair(row_of(line("outlet", modality=m)), None if c is None else statement(firm=c), TEXT) for m, c in shown]
    either = row_of(line("outlet", modality="assessed", alt={"modality": "speculated"}))
    pairs.append(Pair(either, statement(firm=Commitment.POSSIBLE), TEXT))
    figures, lines = firmness(pairs)
    assert figures["own_n"] == 5
    assert figures["own_accuracy"] == pytest.approx(80.0)
    assert figures["own_macro_f1"] == pytest.approx(100 * (0.8 + 1 + 0) / 3)
    assert figures["own_macro_f1_always_asserted"] == pytest.approx(100 * (4 / 7) / 3)
    assert "('denied', 'asserted'), 1" in lines[1]


def test_polarity_over_matched_rows() -> None:
    rows = [row_of(line("outlet", polarity=sign)) for sign in "+-"]
    assert [row.polarities for row in rows] == [("+",), ("-",)]
    either = row_of(line("outlet", polarity="-", alt={"polarity": "+"}))
    assert either.polarities == ("-", "+")
    pairs = [Pair(row, statement(), TEXT) for row in (*rows, either)]
    assert polarity(pairs) == {"own_negative_f1": 0.0}
    denied = replace(statement(), polarity=Polarity.NEGATIVE)
    pairs = [Pair(rows[0], statement(), TEXT), Pair(rows[1], denied, TEXT), Pair(rows[1], statement(), TEXT)]
    assert polarity(pairs) == {"own_negative_f1": pytest.approx(200 / 3)}


def test_without_data_the_bench_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--data"):
        run(tmp_path, "dev", False)
    with pytest.raises(DataMissing, match="--data"):
        load(tmp_path / "none.jsonl")
