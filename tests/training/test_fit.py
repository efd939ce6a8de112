"""The training loop: it learns, it is the same twice, and a run that was killed goes on to the same weights.

Needs torch, which the tests' group leaves out: ``uv run --group train pytest tests/training/test_fit.py``.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is in the group `train` alone")

ROOT = Path(__file__).resolve().parents[2]


def begun(folder: Path) -> subprocess.Popen[bytes]:
    folder.mkdir(exist_ok=True)
    return subprocess.Popen([sys.executable, "-m", "tests.training.tiny", str(folder)], cwd=ROOT)


def losses(folder: Path) -> list[float]:
    """The sum of the heads' losses at each line of the log."""
    lines = (folder / "log.txt").read_text(encoding="utf-8").splitlines()
    return [sum(float(x) for x in re.findall(r"=(\d+\.\d+)", line)) for line in lines]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    assert begun(folder).wait(timeout=80) == 0
    return folder


@pytest.mark.timeout(180)
def test_a_tiny_training_learns(whole: Path) -> None:
    told = losses(whole)
    assert len(told) >= 2
    assert told[-1] < 0.8 * told[0]


@pytest.mark.timeout(180)
def test_a_killed_run_goes_on_to_the_same_weights(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    running = begun(folder)
    deadline = time.monotonic() + 60
    while not (folder / "stage.pt").exists():
        assert running.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    assert running.wait(timeout=10) == -signal.SIGKILL
    done = int(torch.load(folder / "stage.pt", weights_only=True)["step"])
    assert not (folder / "weights.pt").exists()
    assert begun(folder).wait(timeout=80) == 0
    last = torch.load(whole / "stage.pt", weights_only=True)["step"]
    assert 0 < done < last, "killed before its end, resumed from a checkpoint"
    expected, found = (torch.load(f / "weights.pt", weights_only=True) for f in (whole, folder))
    assert expected.keys() == found.keys()
    assert all(torch.equal(expected[name], found[name]) for name in expected)
