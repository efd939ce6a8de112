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

from rashomon.show.storybook import StoryBook
from rashomon.show.surveys import Surveys
from rashomon.show.views import opened
from rashomon.show.web.surveying import MEEKEST, Surveyor

THREADS = 4  # more only wait for one another: one interpreter renders one page at a time
COSTS = 20  # a costly view is made anew at most every so many times as long as it took: 5 % of one core
BIG = 64 * 2**20  # bytes of a ledger from which on costly views are made in a process of their own
SLOW = frozenset({"some_stories", "briefing"})  # views that may take minutes: the others do not wait for them
T = TypeVar("T")


class Unready(Exception):
    """A costly view is being made for the first time."""


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
        self._kept: dict[tuple[Any, ...], _Kept] = {}
        self._file = _identity(ledger)
        self._sketching = threading.Lock()
        self._sketched: tuple[tuple[int, int], Any, Any] | None = None
        self._making: dict[tuple[Any, ...], asyncio.Task[Any]] = {}
        self._book, self._book_of = StoryBook(), self._file
        self._surveyors = Surveyor(ledger), Surveyor(ledger, meek=MEEKEST)

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
            if self._book_of != identity:  # another ledger lies there now
                self._book, self._book_of = StoryBook(), identity
        with self._own.held.reading():
            return work(Surveys(self._own.held, self._book))

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

    async def kept(self, name: str, *given: Any, wait: float | None = None) -> Any:
        """A costly view by the name of its method in `Surveys` and what that is given: the one kept where the ledger
        has not changed since or it was made just now, else made anew.

        One that is out of date is shown once more while it is made anew in the background. Raises Unready where there
        is none after ``wait`` seconds.
        """
        key, stamp, now = (name, *given), self.stamp(), time.monotonic()
        if self._file != (file := _identity(self.ledger)):  # another ledger lies there now
            self._file = file
            self._kept.clear()
        held = self._kept.get(key)
        if held is not None and (held.stamp == stamp or now - held.made < held.cost * COSTS):
            return held.value
        task = self._making.get(key)
        if task is None:
            task = self._making[key] = asyncio.create_task(self._make(key, stamp))
            task.add_done_callback(_heard)
        if held is not None and held.cost > 0.2:
            return held.value
        try:
            return await asyncio.wait_for(asyncio.shield(task), wait)
        except TimeoutError:
            raise Unready from None

    async def _make(self, key: tuple[Any, ...], stamp: str) -> Any:
        before = time.monotonic()
        try:
            value = await self._surveyed(*key)
            now = time.monotonic()
            if len(self._kept) >= 64:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = _Kept(stamp, now, now - before, value)
            return value
        finally:
            self._making.pop(key, None)

    async def _surveyed(self, name: str, *given: Any) -> Any:
        """Make a view: in a process of its own where the ledger is big."""
        try:
            big = self.ledger.stat().st_size >= BIG
        except OSError:
            big = False
        if not big:
            return await self.ask(lambda views: getattr(views, name)(*given))
        surveyor = self._surveyors[name in SLOW]
        return await asyncio.get_running_loop().run_in_executor(surveyor.line, surveyor.ask, name, given)

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
        for surveyor in self._surveyors:
            surveyor.close()


def _heard(task: asyncio.Task[Any]) -> None:
    """Whoever still waits hears of trouble; where nobody does it is no news."""
    if not task.cancelled():
        task.exception()


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino
