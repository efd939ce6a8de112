"""Costly views of a big ledger, made in a process of their own at a lower priority, so that pages do not wait.

One interpreter runs one thread at a time: a view of a second and a half, made among the pages, stalls all of them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rashomon.errors import LedgerError, RashomonError
from rashomon.show.storybook import StoryBook
from rashomon.show.surveys import Surveys
from rashomon.show.views import opened

MEEK, MEEKEST = 10, 19
"""Niceness of the process, and of the one that makes what takes minutes: pages go first, and reading (5), yet a first
page made anew does not starve beside a reader on all cores."""


class Surveyor:
    """One process that makes views when asked, one after the other; begun at the first. Close it at the end.

    ``line`` is the thread on which `ask` is to be called: it waits.
    """

    def __init__(self, ledger: Path, *, meek: int = MEEK) -> None:
        self._ledger, self._meek = ledger, meek
        self.line = ThreadPoolExecutor(1, thread_name_prefix="surveyor")
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, name: str, given: tuple[Any, ...]) -> Any:
        """The view that this method of `Surveys` gives. Raises as it does, LedgerError where the process ended."""
        if self._process is None or not self._process.is_alive():
            self._begin()
        assert self._pipe is not None  # noqa: S101
        try:
            self._pipe.send((name, given))
            done, answer = self._pipe.recv()
        except (EOFError, OSError):
            raise LedgerError("the process that makes this page ended: ask again") from None
        if not done:
            raise answer
        return answer

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would share the connections and locks of all threads
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_survey, args=(self._ledger, theirs, self._meek), name="surveyor", daemon=True
        )
        self._process.start()
        theirs.close()

    def close(self) -> None:
        """End the process, whatever it does: it only reads."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(timeout=20)
        self.line.shutdown(wait=False, cancel_futures=True)


def _survey(ledger: Path, pipe: Connection, meek: int) -> None:
    """Answer until the room closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the room's, which ends this
    with suppress(OSError, AttributeError):
        os.nice(meek)
    stack, held, file, book = ExitStack(), None, None, StoryBook()
    with suppress(EOFError, OSError):
        while True:
            name, given = pipe.recv()
            try:
                found = ledger.stat() if ledger.exists() else None
                now = found and (found.st_dev, found.st_ino)
                if held is None or now != file:
                    stack.close()
                    held, file, book = stack.enter_context(opened(ledger)), now, StoryBook()
                with held.reading():
                    answer = True, getattr(Surveys(held, book), name)(*given)
            except RashomonError as error:
                answer = False, error
            except Exception as fault:  # a fault of ours is told where it was asked for
                answer = False, RuntimeError(f"{type(fault).__name__} in {name}")
            pipe.send(answer)
