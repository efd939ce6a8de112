"""``bench speed --copies``: the cost of finding copies as reports are added, on generated reports.

Every report is posted into a ledger on disk under its passage keys, as intake does; on every tenth the pairs that meet
are aligned and judged as well, and count ten times. Times are processor time of this process. ``slope``: milliseconds
per added report near the end over those near the tenth part (100,000 over 10,000 by default; 1,000,000 over 100,000
with --full; RASHOMON_COPIES names another size). ``flood_over_usual``: cost of one more copy of one text under a new
address, after a tenth as many, over that of a usual report. ``links_per_s``: pairs tied a second, beside the pairs that
datasketch's LSH finds a second at Jaccard .5 on the first tenth of the same texts, each on one thread.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.incidents import made
from bench.result import Result, ratio
from bench.worlds import generate
from rashomon.compare.copies.candidates import ENOUGH, WEIGHTS, candidate_keys
from rashomon.compare.lineage.linking import compare_reports
from rashomon.ledger import Ledger
from rashomon.records import Report

ROOT = Path(__file__).resolve().parents[1]
USUAL, FULL = 100_000, 1_000_000
EVERY = 10  # one report in so many is compared with those it meets
HELD = 5_000  # reports kept in memory to be compared with: those of the last days, which are all that can meet


class Copies:
    """A ledger into which reports are posted one after another, and what that cost."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._held: dict[str, Report] = {}
        self.links = 0
        self.compared = 0
        self.compared_s = 0.0

    def add(self, report: Report, *, compare: bool) -> float:
        """Post a report; compare it with those it meets. Gives the milliseconds, comparing counted ``EVERY`` times."""
        self._held[report.id] = report
        if len(self._held) > HELD:
            del self._held[next(iter(self._held))]
        started = time.process_time()
        with self._ledger.writing():
            weights, _ = self._ledger.meet(WEIGHTS, report.id, candidate_keys(report))
        posted = time.process_time() - started
        if not compare:
            return 1000 * posted
        started = time.process_time()
        near = sorted(other for other, weighs in weights.items() if weighs >= ENOUGH and other in self._held)
        self.compared += len(near)
        self.links += sum(bool(compare_reports(report, self._held[other])) for other in near)
        spent = time.process_time() - started
        self.compared_s += spent
        return 1000 * (posted + EVERY * spent)


def run(data: Path, split: str, full: bool) -> Result:
    """Post generated reports and time them in twenty steps; needs no data."""
    count = int(os.environ.get("RASHOMON_COPIES", FULL if full else USUAL))
    started = time.perf_counter()
    step = max(EVERY, count // 20)
    steps: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "copies.ledger", create=True) as ledger:
        copies = Copies(ledger)
        spent: list[float] = []
        for number, world in enumerate(generate(11, count), start=1):
            report = made(world.url, world.title, world.text, world.published.isoformat())
            spent.append(copies.add(report, compare=number % EVERY == 0))
            if number % step == 0:
                plain = statistics.fmean(s for k, s in enumerate(spent, 1) if k % EVERY)
                deep = statistics.fmean(s for k, s in enumerate(spent, 1) if k % EVERY == 0)
                steps.append(plain + (deep - plain) / EVERY)
                print(f"{number} reports, {steps[-1]:.1f} ms each", file=sys.stderr, flush=True)
                spent.clear()
        size = (Path(folder) / "copies.ledger").stat().st_size
        flood = flooded(copies, count // EVERY)
    figures = {
        "ms_per_report": steps[-1],
        "slope": ratio(statistics.fmean(steps[-2:]), statistics.fmean(steps[1:3])),
        "flood_over_usual": ratio(flood, steps[-1]),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "ledger_kb_per_report": size / 1024 / count,
        "links_per_s": ratio(copies.links, copies.compared_s + steps[-1] * count / 1000 / EVERY),
    }
    more, lines = by_peer(count // EVERY)
    return Result("speed-copies", split, count, figures | more, time.perf_counter() - started, tuple(lines))


def flooded(copies: Copies, count: int) -> float:
    """Mean milliseconds of the last tenth of ``count`` copies of one text, each under an address of its own."""
    world = next(iter(generate(12, 1)))
    text = made(world.url, world.title, world.text, world.published.isoformat())
    spent = []
    for number in range(count):
        name = f"https://flood.example/{number}"
        one = replace(text, id=Report.identify(text.original_id, name), url=name)
        spent.append(copies.add(one, compare=number % EVERY == 0))
    last = spent[-max(EVERY, count // 10) :]
    return statistics.fmean(last)


def by_peer(count: int) -> tuple[dict[str, float], list[str]]:
    """Pairs a second that datasketch's LSH finds on the first reports; nothing but a line where it is not installed."""
    texts = [" ".join(world.text.lower().split()) for world in generate(11, count)]
    ran = subprocess.run(
        [os.environ.get("RASHOMON_PEER", sys.executable), "-m", "bench.copies_peer", "search"], cwd=ROOT,
        input=json.dumps(texts), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        return {}, ["peer: datasketch is not installed (uv sync --group bench, or RASHOMON_PEER=its interpreter)"]
    found = json.loads(ran.stdout)
    return {
        "minhash_pairs_per_s": ratio(found["pairs"], found["seconds"]),
        "minhash_ms_per_report": ratio(1000 * found["seconds"], count),
    }, []
