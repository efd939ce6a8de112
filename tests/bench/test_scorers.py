"""The scorers are right and strict: hand-computed cases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.gate import _hold
from bench.result import DataMissing, b_cubed, f1
from bench.seeds import iou, match, run
from bench.seeds_rows import gold_interval, in_time, same_voice
from rashomon.records import Moment, Precision, Span, Voice, VoiceKind
from tests.compare.facts import report, statement


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def test_b_cubed_by_hand() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert b_cubed(gold, dict(gold)) == (1.0, 1.0, 1.0)
    # a and b apart: precision 1; recall (1/2 + 1/2 + 1) / 3
    assert b_cubed(gold, {"a": "x", "b": "y", "c": "z"})[:2] == pytest.approx((1.0, 2 / 3))
    # all together: precision (2/3 + 2/3 + 1/3) / 3; recall 1
    assert b_cubed(gold, dict.fromkeys("abc", "x"))[:2] == pytest.approx((5 / 9, 1.0))
    assert b_cubed(gold, {}) == b_cubed(gold, {"a": "x", "b": "y", "c": "z"})  # unread rows stand alone
    assert f1(0.0, 0.0) == 0.0


def test_overlap_is_of_characters_and_one_prediction_serves_one_row() -> None:
    assert iou((Span(start=0, end=10),), (Span(start=5, end=15),)) == pytest.approx(5 / 15)
    one = statement(report("a.example"), 0)  # [0, 5)
    rows = [{"id": "1", "start": 0, "end": 5}, {"id": "2", "start": 0, "end": 6}]
    assert match(rows, (one,)) == {"1": one}
    assert match([{"id": "3", "start": 0, "end": 11}], (one,)) == {}


@pytest.mark.parametrize(
    ("words", "lo", "hi"),
    [
        ("2024-11-14", "2024-11-14", "2024-11-15"),
        ("2024-08", "2024-08-01", "2024-09-01"),
        ("2024-11-late", "2024-11-21", "2024-12-01"),
        ("2025-01/2025-02", "2025-01-01", "2025-03-01"),
        ("2022", "2022-01-01", "2023-01-01"),
    ],
)
def test_gold_dates(words: str, lo: str, hi: str) -> None:
    assert gold_interval(words) == (at(lo), at(hi))


@pytest.mark.parametrize("words", [None, "future", "before 2024-11-14", "2025 (after March)"])
def test_gold_dates_that_are_not_scored(words: str | None) -> None:
    assert gold_interval(words) is None


def test_a_date_wider_than_a_month_is_no_answer_to_a_day() -> None:
    year = Moment(lo=at("2024-01-01"), hi=at("2025-01-01"), precision=Precision.YEAR, basis="a test")
    month = Moment(lo=at("2024-11-01"), hi=at("2024-12-01"), precision=Precision.MONTH, basis="a test")
    day = (at("2024-11-14"), at("2024-11-15"))
    assert (in_time(year, day), in_time(month, day), in_time(None, day)) == (False, True, False)
    assert in_time(year, (at("2024-01-01"), at("2025-01-01")))


def test_voices_are_the_same_by_the_reports_own_words_only() -> None:
    minister = Voice(kind=VoiceKind.PERSON, key="ana roe", name="Minister Ana Roe")
    assert same_voice("Ana Roe (deputy)", minister)
    assert not same_voice("Roe", minister)
    assert not same_voice("outlet", minister)
    assert same_voice('unnamed "experts"', Voice(kind=VoiceKind.UNNAMED, key="unnamed:experts", name="experts"))


@pytest.mark.parametrize(
    ("op", "value", "lower", "verdict"),
    [
        (">=", 0.80, False, "holds"),
        (">=", 0.70, False, "BROKEN"),
        (">=", 0.90, False, "raised"),
        (">=", 0.70, True, "lowered"),
        ("<=", 0.90, False, "BROKEN"),
        ("<=", 0.70, False, "raised"),
    ],
)
def test_the_gate_raises_by_itself_and_lowers_by_flag_only(op: str, value: float, verdict: str, *, lower: bool) -> None:
    rule: dict[str, float | str] = {"op": op, "floor": 0.8, "slack": 0.01}
    assert _hold(rule, value, lower=lower) == verdict
    assert rule["floor"] == (value if verdict in {"raised", "lowered"} else 0.8)


def test_a_bench_without_its_data_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--data"):
        run(tmp_path, "dev", False)
