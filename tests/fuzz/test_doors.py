"""What fuzzing found once must hold for good, and every door is fed a little in each run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.doors import DOORS, Door, inputs

CASES = sorted((Path(__file__).parent / "cases").glob("*-*"))
BY_NAME = {door.name: door for door in DOORS}
SLOW = ("pdf", "word", "mail", "mailbox", "saved")  # a process for each document


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_kept_cases_hold(case: Path) -> None:
    BY_NAME[case.name.rpartition("-")[0]].check(case.read_bytes())


@pytest.mark.parametrize("door", DOORS, ids=lambda d: d.name)
def test_seeds_and_a_few_edits_hold(door: Door) -> None:
    for whole in door.seeds:
        door.check(whole)

    @settings(max_examples=2 if door.name in SLOW else 10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def fed(data: st.DataObject) -> None:
        door.check(data.draw(inputs(door)))

    fed()
