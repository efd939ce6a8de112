"""One ledger open for many readers: a few threads with a connection each, and what is kept of costly views.

SQLite connections belong to their thread, so questions are asked on threads of our own; each keeps its connection and
what it has decoded. A ledger that is missing, damaged or replaced is found out at the next question, not at the start.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from rashomon.show.surveys import Surveys
from rashomon.show.views import opened

THREADS = 4  # more only wait for one another: one interpreter renders one page at a time
COSTS = 20  # a costly view is made anew at most every so many times as long as it took: 5 % of one core
T = TypeVar("T")


@dataclass(slots=True)
class _Kept:
    """A costly view, the state of the ledger it was made of, when, and how long it took."""

    stamp: str
    made: float
    cost: float
    value: Any


class Room:
    """Asks a ledger's views from many requests at once. Close it at the end."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="room")
        self._own = threading.local()
        self._kept: dict[str, _Kept] = {}
        self._file = _identity(ledger)
        self._sketching = threading.Lock()
        self._sketched: tuple[tuple[int, int], Any, Any] | None = None
        self._making: dict[str, asyncio.Task[Any]] = {}

    async def ask(self, work: Callable[[Surveys], T]) -> T:
        """Carry out ``work`` on the ledger as it is at one moment. Raises LedgerError where it cannot be opened."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._asked, work)

    def _asked(self, work: Callable[[Surveys], T]) -> T:
        identity = _identity(self.ledger)
        if getattr(self._own, "identity", None) != identity:
            self._forget_connection()
            stack = ExitStack()
            self._own.held = stack.enter_context(opened(self.ledger))
            self._own.stack, self._own.identity = stack, identity
        with self._own.held.reading():
            return work(Surveys(self._own.held))

    def _forget_connection(self) -> None:
        stack = getattr(self._own, "stack", None)
        self._own.identity = self._own.stack = None
        if stack is not None:
            stack.close()

    def sketches(self, ledger: Any) -> tuple[Any, Any]:
        """The sketches of all meanings, read once: what is recorded later is added at the next search."""
        with self._sketching:
            file = _identity(self.ledger)
            if self._sketched is None or self._sketched[0] != file:
                self._sketched = (file, *ledger.sketches())
            else:
                _, numbers, bits = self._sketched
                new, more = ledger.sketches(int(numbers[-1]) if len(numbers) else 0)
                if len(new):
                    bits = np.concatenate([bits, more]) if len(numbers) else more
                    self._sketched = file, np.concatenate([numbers, new]), bits
            return self._sketched[1], self._sketched[2]

    async def kept(self, name: str, work: Callable[[Surveys], T]) -> T:
        """A costly view: the one kept where the ledger has not changed since or it was made just now, else anew.

        One that is out of date is shown once more while it is made anew in the background.
        """
        stamp, now = self.stamp(), time.monotonic()
        if self._file != (file := _identity(self.ledger)):  # another ledger lies there now
            self._file = file
            self._kept.clear()
        held = self._kept.get(name)
        if held is not None and (held.stamp == stamp or now - held.made < held.cost * COSTS):
            return held.value  # type: ignore[no-any-return]
        task = self._making.get(name)
        if task is None:
            task = self._making[name] = asyncio.create_task(self._make(name, stamp, work))
        if held is not None and held.cost > 0.2:
            return held.value  # type: ignore[no-any-return]
        return await asyncio.shield(task)

    async def _make(self, name: str, stamp: str, work: Callable[[Surveys], T]) -> T:
        before = time.monotonic()
        try:
            value = await self.ask(work)
            now = time.monotonic()
            if len(self._kept) >= 64:
                self._kept.pop(next(iter(self._kept)))
            self._kept[name] = _Kept(stamp, now, now - before, value)
            return value
        finally:
            self._making.pop(name, None)

    def forget(self) -> None:
        """Keep nothing: what is asked next is made anew. For changes this server made itself."""
        self._kept.clear()

    def stamp(self) -> str:
        """Changes whenever the ledger's files do."""
        parts = []
        for path in (self.ledger, self.ledger.with_name(self.ledger.name + "-wal")):
            try:
                found = path.stat()
                parts.append(f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}")
            except OSError:
                parts.append("-")
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]

    def close(self) -> None:
        """Give all connections back."""
        gate = threading.Barrier(THREADS)

        def give_back() -> None:
            gate.wait(timeout=10)  # each thread takes exactly one
            self._forget_connection()

        for done in [self._pool.submit(give_back) for _ in range(THREADS)]:
            done.result(timeout=20)
        self._pool.shutdown()


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino
