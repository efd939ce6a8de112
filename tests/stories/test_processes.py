"""Real processes on one ledger: two that read at once lose nothing, one that is killed leaves it whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.worlds import WorldReport, generate
from rashomon.errors import LedgerError
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from tests.strategies import TROUBLED

Process = subprocess.Popen[str]
WORLD = tuple(generate(5, 14, profile=TROUBLED))  # two affairs whose reports copy and cite each other


def folder(path: Path, world: Iterable[WorldReport]) -> Path:
    """A folder with one file for each report."""
    path.mkdir()
    for number, report in enumerate(world):
        (path / f"{number:02}.json").write_bytes(report.payload)
    return path


def start(ledger: Path, *folders: Path) -> Process:
    command = [sys.executable, "-m", "rashomon", "--ledger", str(ledger), "read", *map(str, folders)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rashomon(*arguments: object) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "rashomon", *map(str, arguments)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return told.returncode, told.stdout, told.stderr


def reports_in(path: Path) -> int:
    """How many reports a ledger holds, whole; 0 while there is none."""
    try:
        with Ledger.open(path, readonly=True) as ledger:
            ledger.check()
            return ledger.counts()["reports"]
    except LedgerError:
        return 0


def until(process: Process, ledger: Path, reports: int) -> None:
    """Wait until a process at work has recorded so many reports."""
    deadline = time.monotonic() + 40
    while reports_in(ledger) < reports and time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


@pytest.fixture(scope="module")
def alone() -> str:
    """The digest of a ledger one process read all into."""
    import tempfile

    with tempfile.TemporaryDirectory() as place, Ledger.open(None) as ledger:
        read_into(ledger, [folder(Path(place) / "all", WORLD)], seen=datetime.now(UTC))
        assert ledger.counts()["reports"] == len(WORLD)
        return ledger.digest()


def test_two_processes_reading_at_once_lose_nothing(tmp_path: Path, alone: str) -> None:
    ledger = tmp_path / "case.ledger"
    one = folder(tmp_path / "one", WORLD[::2])
    two = folder(tmp_path / "two", (*WORLD[1::2], *WORLD[:4]))  # some reports come to both
    with start(ledger, one) as first, start(ledger, two) as second:
        told = [process.communicate(timeout=60) for process in (first, second)]
        assert [first.returncode, second.returncode] == [0, 0], told
    with Ledger.open(ledger, readonly=True) as held:
        assert held.counts()["reports"] == len(WORLD)
        assert held.counts()["captures"] == len(WORLD) + 4  # those that came to both were seen at two places
        assert held.digest() == alone
    assert rashomon("--ledger", ledger, "verify")[0] == 0


def test_a_process_killed_in_mid_read_leaves_the_ledger_whole(tmp_path: Path, alone: str) -> None:
    ledger, files = tmp_path / "case.ledger", folder(tmp_path / "all", WORLD)
    with start(ledger, files) as reading:
        until(reading, ledger, 3)
        reading.send_signal(signal.SIGKILL)
    assert reading.returncode == -signal.SIGKILL
    assert 3 <= reports_in(ledger) < len(WORLD)
    code, out, err = rashomon("--ledger", ledger, "verify")
    assert (code, err) == (0, ""), out
    code, out, err = rashomon("--ledger", ledger, "read", files)
    assert (code, err) == (0, "")
    assert " already held" in " ".join(out.split())
    with Ledger.open(ledger, readonly=True) as held:
        assert held.digest() == alone
