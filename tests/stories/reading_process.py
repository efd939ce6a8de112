"""Reading in a process that can be killed and costs no start: a fork of one that has read before.

`forks` gives the context of such processes; its server imports this module once and reads a page, so that a fork has
everything in memory and a kill falls into the work of reading and not into the imports of Python.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import UTC, datetime
from multiprocessing.context import ForkServerContext
from pathlib import Path

from rashomon.show.cli import run

_SERVER = "RASHOMON_FORK_SERVER"  # set where this module is imported by the server, which alone need be warm


def forks() -> ForkServerContext:
    """Processes forked from a server that has this module loaded."""
    os.environ[_SERVER] = "1"
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def reading(ledger: str, source: str) -> None:
    """``rashomon read`` and nothing else, quietly; ends with its exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person at the terminal stops the test, which stops this
    _hush()
    raise SystemExit(run(["--ledger", ledger, "read", "--reader", "rules", source]))


def _hush() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _warm() -> None:
    """Load what reading loads late."""
    import tempfile

    from rashomon.intake import read_into
    from rashomon.ledger import Ledger
    from tests.read.makers import page, warc

    with tempfile.TemporaryDirectory() as folder, Ledger.open(None) as ledger:
        archive = Path(folder) / "warm.warc"
        archive.write_bytes(warc([("https://mirror.example/ferry", page().encode(), "text/html")], gzip=False))
        read_into(ledger, [archive], seen=datetime.now(UTC), reader="rules")


if os.environ.pop(_SERVER, None):
    _warm()
