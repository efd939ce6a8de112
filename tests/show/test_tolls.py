"""The toll a report tells, shown with its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.show.tolls import TallyView


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [(3, 3, 3, "3"), (3, 3, None, "3 or more"), (2, 3, None, "3 (2 or more)"), (10, 1200, 1500, "1,200 (10 to 1,500)")],
)
def test_bounds_are_shown_where_they_leave_room(low: int, best: int, high: int | None, shown: str) -> None:
    view = TallyView(fate="dead", best=best, low=low, high=high, counted=True, words=("w",), reasons=("r",))
    assert view.shown == shown


def test_a_report_is_shown_with_its_toll(rashomon) -> None:  # type: ignore[no-untyped-def]
    Path("post.txt").write_text(
        "Blast at Ostrel\n\nThe blast in the port killed 12 people and wounded at least 40, the ministry said.\n"
    )
    assert rashomon("--ledger", "case.ledger", "read", "post.txt")[0] == 0
    found = rashomon("--ledger", "case.ledger", "search", "blast")[1]
    identifier = next(word for word in found.replace(",", " ").split() if len(word) == 16 and word.isalnum())
    shown = rashomon("--ledger", "case.ledger", "show", identifier)[1]
    if "TOLL" not in shown:  # a statement was found first: its card names the report
        report = shown.split("report ")[-1].split()[0]
        shown = rashomon("--ledger", "case.ledger", "show", report)[1]
    assert "12 dead" in shown
    assert "40 or more injured" in shown
