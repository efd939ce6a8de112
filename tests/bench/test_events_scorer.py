"""The scorer of ``bench events`` on statements made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import events
from bench.ecb import Told, told
from bench.result import DataMissing
from rashomon.compare.questions.evidence import Dated
from tests.compare.facts import report, statement

REPORTS = [report(f"r{n}.example") for n in range(4)]


def tells(number: int, predicate: str, *chains: str, terms: tuple[str, ...] = ("port", "ship")) -> Told:
    made = statement(REPORTS[number], predicate=predicate, terms=terms)
    return Told(Dated(made, None, ("orlen", "vale", "sund")), frozenset(chains), 1, f"d{number}")


def test_sameness_is_half_of_all_events_shared() -> None:
    assert events.same(tells(0, "a", "x"), tells(1, "a", "x")) is True
    assert events.same(tells(0, "a", "x"), tells(1, "a", "y")) is False
    assert events.same(tells(0, "a", "x", "y"), tells(1, "a", "x")) is True
    assert events.same(tells(0, "a", "x", "y"), tells(1, "a", "x", "z")) is None


def test_clusters_are_scored_over_statements_of_one_event() -> None:
    topic = [tells(0, "send", "x"), tells(1, "send", "x"), tells(2, "shut", "y"), tells(3, "shut", "y", "z")]
    figures = events._clusters([topic], "p_", events._by_predicate)
    assert figures["p_b3_f1"] == 100.0
    assert (figures["p_over_merge"], figures["p_over_split"]) == (0.0, 0.0)
    wrong = events._clusters([[tells(0, "send", "x"), tells(1, "send", "y")]], "", events._by_predicate)
    assert (wrong["b3_precision"], wrong["b3_recall"], wrong["over_merge"]) == (50.0, 100.0, 1.0)


def test_missing_data_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="ecbplus"):
        list(told(tmp_path, "test"))
