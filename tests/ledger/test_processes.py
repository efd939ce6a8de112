"""Several processes on one ledger: nothing lost, nothing half-written, no reader kept waiting."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.errors import LedgerBusy
from rashomon.ledger import Ledger
from tests.ledger import samples

ROOT = Path(__file__).resolve().parents[2]
Process = subprocess.Popen[str]


def start(path: Path, first: int, count: int, *more: str) -> Process:
    command = [sys.executable, "-m", "tests.ledger.one_writer", str(path), str(first), str(count), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def lines_until(process: Process, last: str) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if lines[-1] == last:
            break
    return lines


def whole(ledger: Ledger) -> set[int]:
    """Which of the reports the writer makes are there; each must be there with everything that belongs to it."""
    ledger.check()
    recorded = {report.id for report in ledger.reports()}
    numbers = {number for number in range(300) if samples.report(number).id in recorded}
    assert len(numbers) == len(recorded)
    for number in numbers:
        report = samples.report(number)
        understood = samples.understanding(report)
        ids = tuple(statement.id for statement in understood.statements)
        assert ledger.understanding(report.id) == understood
        assert ledger.payload(report.original_id) == samples.original(number)[1]
        assert ledger.captures(report.id) == (samples.capture(report),)
        block = samples.settled(ids)
        assert ledger.settled(block.block_id) == block
    counted = ledger.counts()
    assert counted["statements"] == 3 * len(numbers)
    assert counted["blocks"] == counted["originals"] == counted["captures"] == len(numbers)
    [(postings,)] = ledger._store.rows("SELECT count(*) FROM posting")
    assert postings == 2 * len(numbers)
    return numbers


def test_two_processes_writing_at_once_lose_nothing(path: Path) -> None:
    with start(path, 0, 60) as one, start(path, 40, 60) as two:  # both create it; 40..59 are written by both
        outputs = [process.communicate(timeout=60) for process in (one, two)]
    assert [process.returncode for process in (one, two)] == [0, 0], outputs
    with Ledger.open(path) as ledger, Ledger.open(None) as alone:
        assert whole(ledger) == set(range(100))
        for number in range(100):
            report = samples.report(number)
            alone.keep(*samples.original(number))
            alone.add_report(report, samples.understanding(report))
            ids = tuple(statement.id for statement in samples.understanding(report).statements)
            alone.replace_blocks((), [samples.settled(ids)])
        assert ledger.digest() == alone.digest()


def test_reading_goes_on_while_another_process_writes(path: Path) -> None:
    with start(path, 0, 8, "stall") as writer:
        lines_until(writer, "inside")
        try:
            with Ledger.open(path, readonly=True) as reader, Ledger.open(path, wait=0.1) as other:
                assert whole(reader) == set(range(7))
                assert len(reader.search("ferries")) > 0
                reader.digest()
                with pytest.raises(LedgerBusy), other.writing():
                    pass
        finally:
            writer.kill()


def test_a_process_killed_in_mid_write_leaves_the_ledger_whole(path: Path) -> None:
    with start(path, 0, 6, "stall") as writer:
        lines_until(writer, "inside")
        writer.send_signal(signal.SIGKILL)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    with Ledger.open(path) as ledger:
        assert whole(ledger) == set(range(5))
        with ledger.writing():
            ledger.keep(*samples.original(6))


@pytest.mark.parametrize("after", ["open", "3", "40"])
def test_whatever_was_committed_outlives_a_kill(path: Path, after: str) -> None:
    with start(path, 0, 200) as writer:
        said = lines_until(writer, after)
        writer.send_signal(signal.SIGKILL)
        assert writer.stdout is not None
        said += writer.stdout.read().split()
    promised = {int(line) for line in said if line.isdecimal()}
    with Ledger.open(path) as ledger:
        assert promised <= whole(ledger)


def test_what_is_read_together_is_of_one_moment(path: Path) -> None:
    with Ledger.open(path, create=True) as writer, Ledger.open(path, readonly=True) as reader:
        with reader.reading():
            before = reader.counts()
            writer.keep(*samples.original(1))
            assert reader.counts() == before
        assert reader.counts()["originals"] == 1
