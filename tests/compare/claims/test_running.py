"""The running toll of a story: what most reports tell, and what grew after. Invented cases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.claims.running import running
from rashomon.errors import RecordError
from rashomon.records import Fate, Series, Span, Step, Tally, Toll


def told(name: str, day: int | None, *, dead: int | None = None, injured: int | None = None, written: bool = True):
    found = []
    for fate, number in ((Fate.DEAD, dead), (Fate.INJURED, injured)):
        if number is not None:
            span = (Span(start=0, end=1),)
            found.append(
                Tally(fate=fate, best=number, low=number, high=number, spans=span, reasons=("told",), counted=written)
            )
    when = None if day is None else datetime(2030, 3, day, tzinfo=UTC)
    return when, Toll(report_id=name, tallies=tuple(found))


@pytest.mark.parametrize(
    ("reports", "dead"),
    [
        ([told("a", 1, dead=3)], 3),
        ([told("a", 1, dead=3), told("b", 2, dead=5)], 5),  # a toll grows
        ([told("a", 1, dead=3), told("b", 1, dead=3), told("c", 2, dead=5)], 5),  # even over two who said fewer before
        ([told("a", 1, dead=3), told("b", 2, dead=3), told("c", 2, dead=9)], 3),  # not later: outvoted
        ([told("a", 1, dead=3), told("b", 2, dead=3), told("c", 3, dead=9, written=False)], 3),  # added up, not written
        ([told("a", 1, dead=5), told("b", 2, dead=3)], 3),  # one each: the later
        ([told("a", 1, dead=5), told("b", 1, dead=5), told("c", 2, dead=3)], 5),
        ([told("a", None, dead=5), told("b", 1, dead=3)], 5),  # undated stands last
        ([told("a", 1, injured=2), told("b", 2, injured=2), told("c", 3, dead=1)], 1),  # a death comes later
    ],
)
def test_the_figure_that_stands(reports, dead):
    found = {s.fate: s.last.best for s in running(reports)}
    assert found[Fate.DEAD] == dead


def test_silence_is_no_figure_and_a_toll_without_a_fate_says_none():
    found = running([told("a", 1), told("b", 1, injured=4), told("c", 1, dead=2)])
    assert [(s.fate, [step.best for step in s.steps]) for s in found] == [(Fate.DEAD, [0, 2]), (Fate.INJURED, [4, 0])]


@given(st.permutations([told("a", 1, dead=3), told("b", 1, dead=4), told("c", 2, dead=4, injured=1), told("d", None)]))
def test_the_order_of_reports_changes_nothing(reports):
    assert running(reports) == running(sorted(reports, key=lambda d: d[1].report_id))


def test_records_refuse_a_step_of_nobody_and_a_last_that_is_no_step():
    step = Step(best=1, low=1, high=1, reports=("a",), first=None, last=None, written=True)
    with pytest.raises(RecordError):
        Step(best=1, low=1, high=1, reports=(), first=None, last=None, written=True)
    with pytest.raises(RecordError):
        Series(fate=Fate.DEAD, steps=(), last=step)
