"""One event: the thirds are means of so many reports, and what is counted is put back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import one_event
from rashomon import intake


def test_middle_and_last_third_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    before = intake.settle
    monkeypatch.setattr(one_event, "SHORT", 12)
    found = one_event.run(Path(), "dev", full=False)
    assert intake.settle is before
    assert found.n == 12
    assert found.figures["settled_last"] > 0
    assert found.figures["compared_last"] > 0
    assert found.figures["slope_last_over_middle"] == pytest.approx(
        found.figures["ms_per_report_last"] / found.figures["ms_per_report_middle"]
    )


def test_thirds() -> None:
    assert list(one_event._part([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], 1)) == [3.0, 4.0]
    assert list(one_event._part([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], 2)) == [5.0, 6.0]
    assert one_event._mean([]) == 0.0
