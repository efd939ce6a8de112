"""``bench speed --values``: what values (how many, when, where, who, tolls) cost beside the encoder.

Scorer: this module. The reports are those of ``speed --reader``. Each report is read by the encoder and then by each of
the value readers, turn by turn in one process, so that a busy machine slows both alike; times are processor time of the
process (the encoder on one thread or several: its work counts, not its wall time). ``values_share`` is the time of all
value readers over the encoder's (the issue's bound: a fifth), ``*_us_per_word`` the parts. Quantities are read from
every sentence here; the product reads them from the contents of statements only. Anchor: none published. Baseline: the
encoder's own time, ``encoder_us_per_word``.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bench.reading_speed import REPORTS, REPORTS_FULL, load, machine
from bench.result import Result
from rashomon.read import extract
from rashomon.records import Report
from rashomon.understand import encoder, names, places, quantities, sentences
from rashomon.understand import reader as trained
from rashomon.understand.casualties import read_toll
from rashomon.understand.moments import moments_of

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
T = TypeVar("T")
PARTS = ("quantities", "moments", "places", "names", "tolls")
_WARM = 2  # reports read before the clock starts


def run(data: Path, split: str, full: bool) -> Result:
    """Time the value readers and the encoder on the same reports. Raises DataMissing where there are none."""
    started = time.perf_counter()
    texts = load(data)[: REPORTS_FULL if full else REPORTS]
    reports = [extract(t.encode(), locator="speed.txt", media_type="text/plain", seen=SEEN) for t in texts]
    for report in reports[:_WARM]:
        spent(report)
    seconds: Counter[str] = Counter()
    for report in reports:
        seconds.update(spent(report))
    words = sum(len(r.text.split()) for r in reports)
    figures = {"values_share": sum(seconds[p] for p in PARTS) / seconds["encoder"]}
    figures |= {f"{name}_us_per_word": 1e6 * seconds[name] / words for name in ("encoder", *PARTS)}
    return Result("speed-values", split, len(reports), figures, time.perf_counter() - started, (machine(),))


def spent(report: Report) -> dict[str, float]:
    """Seconds of processor time that each part takes for one report."""
    found = sentences.split(report)
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        before = time.process_time()
        made = work()
        seconds[name] = time.process_time() - before
        return made

    spans = [s.span for s in found]
    seen = timed("encoder", lambda: trained.read(report.text[: spans[-1].end if spans else 0], encoder.shipped()))
    named = timed("names", lambda: names.find_names(report.text, found, seen.names))
    timed("quantities", lambda: [quantities.find_quantities(report.text, span) for span in spans])
    timed("moments", lambda: moments_of(report.text, spans, report.published))
    home = places.home_of(report)
    timed("places", lambda: places.find_places(report, found, named.mentions, seen.names, home))
    timed("tolls", lambda: read_toll(report.id, report.text, found, None))
    return seconds
