"""``bench speed --event``: what a report costs in a story of many reports of one event, early and late.

Anchor: none; what is held is a ratio of our own cost within one run, so that the machine's speed cancels. Reports of
one generated affair (bench.worlds), read by rules. Beside processor time, which other work on the machine disturbs,
stand counts that nothing disturbs: statements settled anew and pairs of reports compared for one report. The short run
reads 150 reports and compares the last third with the middle one; --full reads 5,000.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.result import Result, ratio
from bench.worlds import Profile, generate
from rashomon import intake
from rashomon.ledger import Ledger
from rashomon.records import Settled, Statement

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
SHORT, LONG = 150, 5000


def run(data: Path, split: str, full: bool) -> Result:
    """Read one generated affair report by report; needs no data."""
    count = LONG if full else SHORT
    started = time.perf_counter()
    steps: list[float] = []
    settled: list[int] = []
    compared: list[int] = []
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "one.ledger", create=True) as ledger:
        file = Path(folder) / "event.jsonl"
        file.write_bytes(b"\n".join(r.payload for r in islice(_affair(count), count)) + b"\n")
        told = _Counted()
        before = time.process_time()

        def step(_: object) -> None:
            nonlocal before
            now = time.process_time()
            steps.append((now - before) * 1000)
            settled.append(told.settled)
            compared.append(told.compared)
            told.settled = told.compared = 0
            before = now

        with told:
            intake.read_into(ledger, [file], seen=SEEN, reader="rules", notify=step)
        questions = list(ledger.questions())
    figures = {
        "ms_per_report_middle": _mean(_part(steps, 1)),
        "ms_per_report_last": _mean(_part(steps, 2)),
        "slope_last_over_middle": ratio(_mean(_part(steps, 2)), _mean(_part(steps, 1))),
        "settled_middle": _mean(_part(settled, 1)),
        "settled_last": _mean(_part(settled, 2)),
        "compared_middle": _mean(_part(compared, 1)),
        "compared_last": _mean(_part(compared, 2)),
        "questions": float(len(questions)),
        "largest_question": float(max((len(q.statements) for q in questions), default=0)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    return Result("speed-event", split, len(steps), figures, time.perf_counter() - started)


def _affair(count: int) -> Any:
    return generate(5, count, profile=Profile(affairs_per_day=0.01, smallest=count, largest=count, outlets=400))


class _Counted:
    """Counts what the line settles and compares while it is entered."""

    def __init__(self) -> None:
        self.settled = self.compared = 0
        self._kept: tuple[Callable[..., Any], Callable[..., Any]] = (intake.settle, intake.links_between)

    def __enter__(self) -> None:
        settle, links_between = self._kept

        def counted(statements: Sequence[Statement], *rest: Any) -> Settled:
            self.settled += len(statements)
            found: Settled = settle(statements, *rest)
            return found

        def compared(*given: Any, **how: Any) -> Any:
            self.compared += 1
            return links_between(*given, **how)

        intake.settle, intake.links_between = counted, compared  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        intake.settle, intake.links_between = self._kept  # type: ignore[assignment]


def _part(values: Sequence[float], third: int) -> Sequence[float]:
    size = len(values) // 3
    return values[third * size : (third + 1) * size]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
