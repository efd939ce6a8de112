"""Updates: a figure of the gold is found only with its value, bound, party and time; what is no conflict counts so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench import updates
from bench.numbers import Incident
from bench.result import DataMissing
from bench.series import (
    Row,
    Told,
    conflicts_shown,
    gold_rows,
    in_time,
    is_figure,
    one_whole,
    party,
    supersessions_shown,
    within,
)
from rashomon.ledger import Ledger
from rashomon.records import Bound, Fate, Quantity, Voice, VoiceKind
from tests.compare.facts import at_least, count, person, report, statement
from tests.stories.rigs import put

DAY = date(2030, 3, 1)
FIRST_DAY = 21974.0  # that day in days since 1970
REPORT = report("a.example")
ROW = Row("dead", "", "=", 28.0, None, "Coast Guard of Arda", DAY, DAY, frozenset({"arda-01"}))


def told(quantity: Quantity, day: float | None = FIRST_DAY, speaker: Voice | None = None) -> Told:
    made = statement(REPORT, quantities=(quantity,), speaker=speaker or person("Ana Roe", "Coast Guard"))
    return Told(made, quantity, "claim", "arda-01", None if day is None else (day, day + 1))


@pytest.mark.parametrize(
    ("quantity", "row", "found"),
    [
        (count("dead", 28), ROW, True),
        (count("dead", 29), ROW, False),
        (count("injured", 28), ROW, False),
        (at_least("dead", 28), ROW, False),
        (at_least("dead", 28), replace(ROW, op=">="), True),
        (count("dead", 28, bound=Bound.ABOUT), replace(ROW, op="~"), True),
        (count("dead", 20, low=20.0, high=30.0, bound=Bound.RANGE), replace(ROW, op="range", low=20, high=30), True),
        (count("dead", 20, low=20.0, high=31.0, bound=Bound.RANGE), replace(ROW, op="range", low=20, high=30), False),
        (count("building", 28), replace(ROW, measure="flats destroyed"), False),
        (count("detained", 28), replace(ROW, measure="arrested"), True),
    ],
)
def test_a_figure_is_its_measure_its_value_and_its_bound(quantity: Quantity, row: Row, found: bool) -> None:
    assert is_figure(told(quantity), row) is found


@pytest.mark.parametrize(
    ("day", "found"),
    [(FIRST_DAY, True), (FIRST_DAY + 1, True), (FIRST_DAY - 1, True), (FIRST_DAY + 2, False), (None, False)],
)
def test_the_time_reaches_within_a_day(day: float | None, found: bool) -> None:
    assert in_time(told(count("dead", 28), day), ROW) is found
    assert in_time(told(count("dead", 28), day), replace(ROW, first=None, last=None))


@pytest.mark.parametrize(
    ("speaker", "source", "found"),
    [
        (person("ana roe", "coast guard"), "Coast Guard of Arda", True),
        (person("Salim Orlani"), "Orlany (mayor)", True),  # another spelling
        (Voice(kind=VoiceKind.INSTITUTION, key="acg", name="Arda Coast Guard"), "ACG", True),  # its initials
        (person("Ben Marr"), "Coast Guard of Arda", False),
        (person("Ben Marr"), "unsourced", False),
        (Voice(kind=VoiceKind.UNNAMED, key="officials", name="officials"), "unsourced", True),
    ],
)
def test_the_party_is_known_by_a_name_its_spelling_or_its_initials(speaker: Voice, source: str, found: bool) -> None:
    assert party(told(count("dead", 28), speaker=speaker).statement, source) is found


def test_two_wholes_are_no_rivals() -> None:
    assert one_whole(ROW, replace(ROW, low=30.0))
    assert not one_whole(ROW, replace(ROW, measure="dead excl. Derna".lower()))
    assert not one_whole(ROW, replace(ROW, measure="injured"))
    assert one_whole(replace(ROW, measure="arrested"), replace(ROW, measure="detained"))


def folder(root: Path, *rows: dict[str, Any]) -> Path:
    made = root / "ferry"
    made.mkdir()
    lines = [json.dumps(row) for row in rows]
    (made / "ferry_series.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def raw(low: float, said: str, source: str, **more: Any) -> dict[str, Any]:
    given = {"measure": "dead", "scope": "", "op": "=", "low": low, "high": None, "docs": ["ferry-01"]}
    return {**given, "source": source, "said": said, **more}


def test_gold_rows_are_read_with_days_months_and_none(tmp_path: Path) -> None:
    made = folder(tmp_path, raw(3, "2030-03-01", "a"), raw(4, "2030-02", "a"), raw(5, "", "a", op="range", high=9))
    one, month, bare = gold_rows(made)
    assert (one.first, one.last) == (DAY, DAY)
    assert (month.first, month.last) == (date(2030, 2, 1), date(2030, 2, 28))
    assert (bare.first, bare.value, bare.ends) == (None, "5-9", (5.0, 9.0))


def story(told_: str, day: str, name: str) -> bytes:
    return json.dumps({"url": f"https://{name}.example/1", "title": "Ferry", "text": told_, "date": day}).encode()


def told_of(ledger: Ledger) -> list[Told]:
    found = []
    for question in ledger.questions():
        for claim in ledger.claims_of(question.id):
            for s in ledger.statements(claim.supports).values():
                found += [
                    Told(s, q, claim.id, "ferry-01", None) for q in s.quantities if q.item == question.item
                    and within(q, claim)
                ]  # fmt: skip
    return found


RISE = (
    story("Fire chief Ben Marr said 14 people were killed when the ferry Orla burned off Ostrel.", "2030-03-01", "a"),
    story("Fire chief Ben Marr said 19 people were killed when the ferry Orla burned off Ostrel.", "2030-03-04", "b"),
)
RIVALS = (
    RISE[0],
    story("Mayor Ana Roe said 19 people were killed when the ferry Orla burned off Ostrel.", "2030-03-01", "c"),
)


def test_a_rise_is_a_supersession_in_the_order_of_the_gold(tmp_path: Path) -> None:
    rows = gold_rows(folder(tmp_path, raw(14, "2030-03-01", "Marr"), raw(19, "2030-03-04", "Marr")))
    backwards = [replace(rows[0], first=date(2030, 3, 9)), rows[1]]
    with Ledger.open(None) as ledger:
        put(ledger, RISE)
        told_ = told_of(ledger)
        found, turned = supersessions_shown(ledger, told_, rows), supersessions_shown(ledger, told_, backwards)
        assert conflicts_shown(ledger, told_, rows) == (0, [])
    assert (found["superseded"], found["one_scope"], found["ordered"], found["in_order"]) == (1, 1, 1, 1)
    assert (turned["ordered"], turned["in_order"]) == (1, 0)


def test_a_conflict_is_right_where_the_gold_has_both_sides_and_neither_replaces_the_other(tmp_path: Path) -> None:
    rows = gold_rows(folder(tmp_path, raw(14, "2030-03-01", "Marr"), raw(19, "2030-03-01", "Roe")))
    with Ledger.open(None) as ledger:
        put(ledger, RIVALS)
        told_ = told_of(ledger)
        assert conflicts_shown(ledger, told_, rows) == (1, [])
        shown, wrong = conflicts_shown(ledger, told_, rows[:1])  # the gold knows one side alone
        assert (shown, len(wrong)) == (1, 1)
        later = [rows[0], replace(rows[1], first=date(2030, 3, 4), last=date(2030, 3, 4))]
        assert len(conflicts_shown(ledger, told_, later)[1]) == 1  # by the gold it is an update


def test_the_final_figure_of_an_incident_is_that_of_the_running_toll() -> None:
    texts = ("Nine people were killed in the fire.", "Eleven people were killed in the fire.", "A man spoke of it.")
    rows = tuple({"id": str(n), "date": f"2030-03-0{n + 1}", "title": "", "text": text} for n, text in enumerate(texts))
    found = updates.tolls(Incident("i", {"killed": 11, "injured": 0}, rows))
    assert updates.final(found, Fate.DEAD) == 11
    assert updates.final(found, Fate.INJURED) == 0
    assert updates.final(found[:1], Fate.DEAD) == 9


def test_missing_data_is_said_once_for_both_sets(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="stories"):
        updates.run(tmp_path, "dev", full=False)
