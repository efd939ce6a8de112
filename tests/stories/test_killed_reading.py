"""A reading process that is killed loses nothing and doubles nothing.

Ten kills; `RASHOMON_KILLS=200 RASHOMON_SEED=7 pytest -s tests/stories/test_killed_reading.py` for many, elsewhere.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bench.worlds import generate
from rashomon.errors import LedgerMissing
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Event
from tests.read.makers import page, warc
from tests.stories.reading_process import forks, reading
from tests.strategies import TROUBLED

PATIENCE = 80  # seconds for one run of some seconds, on a busy machine
KILLS = int(os.environ.get("RASHOMON_KILLS", "10"))
SEED = int(os.environ.get("RASHOMON_SEED", "11"))
INSIDE = 0.9  # of the kills fall after the ledger was begun, the others anywhere
EMPTY = "https://mirror.example/empty"


def archive(place: Path) -> Path:
    """A web archive of an invented newsroom, with one page among them that holds nothing."""
    answers = []
    for report in generate(5, 14, profile=TROUBLED):
        told = json.loads(report.payload)
        answers.append((told["url"], page(told["title"], told["text"].split("\n\n")).encode(), "text/html"))
    answers.insert(7, (EMPTY, b"<!doctype html><html><body></body></html>", "text/html"))
    place.write_bytes(warc(answers))
    return place


def start(ledger: Path, source: Path) -> BaseProcess:
    process = forks().Process(target=reading, args=(str(ledger), str(source)))
    process.start()
    return process


def ended(process: BaseProcess) -> int | None:
    process.join(PATIENCE)
    return process.exitcode


@pytest.mark.timeout(90 + 15 * KILLS)  # a second or two each on a quiet machine
def test_a_kill_at_any_point_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz")
    with Ledger.open(None) as whole:
        summary = read_into(whole, [source], seen=datetime.now(UTC), reader="rules")
        assert (len(summary.new), len(summary.not_read)) == (14, 1)
        expected, originals = whole.digest(), whole.counts()["originals"]
    assert ended(start(tmp_path / "warm.ledger", source)) == 3
    timed = start(tmp_path / "timed.ledger", source)
    begun(tmp_path / "timed.ledger", timed)
    before = time.monotonic()
    assert ended(timed) == 3
    longest = time.monotonic() - before
    chance = random.Random(SEED)
    killed, stood = 0, Counter[int]()
    while killed < KILLS:
        ledger = tmp_path / f"{killed}.ledger"
        for _ in range(chance.choice((1, 1, 2))):  # sometimes it is killed again while it goes on
            process = start(ledger, source)
            if chance.random() < INSIDE:
                begun(ledger, process)
            process.join(chance.uniform(0.0, 1.0) * longest)
            if process.exitcode is not None:  # it was quicker than the first
                longest *= 0.95
                continue
            process.kill()
            killed += 1
            assert ended(process) == -signal.SIGKILL
            stood[reports_in(ledger)] += 1
        assert ended(start(ledger, source)) == 3
        with Ledger.open(ledger, readonly=True) as held:
            assert held.digest() == expected
            assert held.counts()["originals"] == originals
            for report in held.reports():
                captures = held.captures(report.id)
                assert len(captures) == len({(c.original_id, c.locator, c.seen) for c in captures}) == 1
            failed = held.logged(events=[Event.NOT_READ])
            assert {line.source for line in failed} == {EMPTY}
            assert held.logged(events=[Event.RUN])[-1].words.endswith("1 not read")
        for file in tmp_path.glob(f"{ledger.name}*"):
            file.unlink()
    print(f"{killed} kills, seed {SEED}; reports held when they fell: {dict(sorted(stood.items()))}")


def begun(ledger: Path, process: BaseProcess) -> None:
    """Wait until a process has begun to write its ledger, which it does after a good part of its time."""
    while process.exitcode is None and not ledger.exists():
        time.sleep(0.002)


def reports_in(ledger: Path) -> int:
    """What a killed process left, which must be whole as far as it goes; -1 where it had not begun to write."""
    try:
        with Ledger.open(ledger) as held:
            held.check()
            return len(list(held.reports()))
    except LedgerMissing:
        return -1


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz")
    told: list[str] = []
    with Ledger.open(tmp_path / "a.ledger", create=True) as ledger:

        def stop(progress: object) -> None:
            told.append(progress.outcome)  # type: ignore[attr-defined]
            if len(told) == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read_into(ledger, [source], seen=datetime.now(UTC), reader="rules", notify=stop)
        assert told == ["new"] * 5
        again: list[tuple[str, float | None]] = []
        read_into(
            ledger,
            [source],
            seen=datetime.now(UTC),
            reader="rules",
            notify=lambda p: again.append((p.outcome, p.share)),
        )
    assert [outcome for outcome, _ in again] == ["held"] * 5 + ["new"] * 2 + ["not read"] + ["new"] * 7
    shares = [share for _, share in again if share is not None]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
