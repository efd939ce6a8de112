"""A reading process that is killed loses nothing and doubles nothing; `RASHOMON_KILLS=200` for many."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.worlds import generate
from rashomon.errors import LedgerMissing
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Event
from tests.read.makers import page, warc
from tests.strategies import TROUBLED

PATIENCE = 80  # seconds for one run of some seconds, on a busy machine
KILLS = int(os.environ.get("RASHOMON_KILLS", "3"))
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


def start(ledger: Path, source: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rashomon", "--ledger", str(ledger), "read", "--reader", "rules", str(source)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.timeout(90 + 90 * KILLS)  # some seconds each on a quiet machine
def test_a_kill_at_any_point_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz")
    with Ledger.open(None) as whole:
        summary = read_into(whole, [source], seen=datetime.now(UTC), reader="rules")
        assert (len(summary.new), len(summary.not_read)) == (14, 1)
        expected, originals = whole.digest(), whole.counts()["originals"]
    before = time.monotonic()
    assert start(tmp_path / "timed.ledger", source).wait(PATIENCE) == 3
    longest = time.monotonic() - before
    chance = random.Random(11)
    for number in range(KILLS):
        ledger = tmp_path / f"{number}.ledger"
        for _ in range(chance.choice((1, 1, 2))):  # sometimes it is killed again while it goes on
            process = start(ledger, source)
            time.sleep(chance.uniform(0.2, 1.0) * longest)
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
            try:
                with Ledger.open(ledger) as held:
                    held.check()
            except LedgerMissing:
                pass  # it had not begun to write
        assert start(ledger, source).wait(PATIENCE) == 3
        with Ledger.open(ledger, readonly=True) as held:
            assert held.digest() == expected
            assert held.counts()["originals"] == originals
            for report in held.reports():
                captures = held.captures(report.id)
                assert len(captures) == len({(c.original_id, c.locator, c.seen) for c in captures}) == 1
            failed = held.logged(events=[Event.NOT_READ])
            assert {line.source for line in failed} == {EMPTY}
            assert held.logged(events=[Event.RUN])[-1].words.endswith("1 not read")


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
