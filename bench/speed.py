"""``bench speed``: reports a second end to end on a generated newsroom, the slope, and peak memory.

Anchor: none; what is gated is a ratio of our own cost early and late in one run, so that the machine's speed cancels.
Times are processor time of the one process, the reading of the steps' files included. The short run reads 1,200
reports and compares the last 400 with those around the 400th; --full reads 20,000 and compares the last 2,000 with
those around the 1,000th. ``question_p95_ms`` is clock time in which one question is shown from the ledger at its end.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bench.result import Result
from bench.worlds import generate
from rashomon.intake import Progress, read_into
from rashomon.ledger import Ledger
from rashomon.show.views import Views

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
SHORT, LONG = 1200, 20000
ASKED = 400  # questions shown to time one
SHARD = 200  # reports in one file, and in one measured step


def run(data: Path, split: str, full: bool) -> Result:
    """Read a generated newsroom into a ledger on disk and time every step; needs no data."""
    count = LONG if full else SHORT
    started = time.perf_counter()
    steps: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "speed.ledger", create=True) as ledger:
        for shard in _shards(Path(folder), count):
            before = time.process_time()
            read_into(ledger, [shard], seen=SEEN, notify=_quiet)
            steps.append((time.process_time() - before) / SHARD * 1000)
            shard.unlink()
            if full:
                print(f"{len(steps) * SHARD} reports, {steps[-1]:.0f} ms each", file=sys.stderr, flush=True)
        size = (Path(folder) / "speed.ledger").stat().st_size
        asked = question_ms(ledger)
    seconds = time.perf_counter() - started
    early = statistics.median(steps[3:8] if full else steps[1:3])  # around the 1,000th report; short: the 400th
    late = statistics.median(steps[-10:] if full else steps[-2:])
    figures = {
        "reports_per_s": 1000 / statistics.median(steps),
        "ms_per_report_early": early,
        "ms_per_report_at_end": late,
        "slope_end_over_early": late / early,
        "question_p95_ms": asked,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "ledger_kb_per_report": size / 1024 / count,
    }
    return Result("speed", split, count, figures, seconds)


def question_ms(ledger: Ledger) -> float:
    """The 95th percentile of the time in which one question is shown, in ms of the clock: `ASKED` of them, spread out.

    Each is asked of fresh views, as one request of a face is.
    """
    ids = [q.id for q in ledger.questions()]
    times = []
    for identifier in ids[:: max(1, len(ids) // ASKED)]:
        before = time.perf_counter()
        Views(ledger).card(identifier)
        times.append((time.perf_counter() - before) * 1000)
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0


def _shards(folder: Path, count: int) -> Iterator[Path]:
    """The newsroom in files of `SHARD` reports, made one at a time."""
    stream = generate(7, count)
    for number in range(0, count, SHARD):
        file = folder / f"shard-{number:06d}.jsonl"
        file.write_bytes(b"\n".join(r.payload for r in islice(stream, SHARD)) + b"\n")
        yield file


def _quiet(progress: Progress) -> None:
    """Progress is not shown, but the cost of telling it is part of the run."""
