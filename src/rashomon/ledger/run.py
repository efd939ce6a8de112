"""One run of reading as the ledger sees it: fetches and captures kept, trouble logged, everything counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rashomon.ledger.ledger import Ledger
from rashomon.records import Capture, Event, Fetched, Logged, NotRead, Progress, Refused, Summary, Taken, Understanding


class Run:
    """What becomes of the items of one run: ``record`` records a report and gives what was understood, trouble, or None
    where it was held already; ``seen`` is when the run began.
    """

    def __init__(
        self, ledger: Ledger, record: Callable[[Taken], Understanding | NotRead | None], seen: datetime
    ) -> None:
        self._ledger, self._record, self._seen = ledger, record, seen
        self._new: list[str] = []
        self._trouble: list[NotRead] = []
        self._held = self._done = self._not_understood = self._unframed = 0
        self._share: float | None = None

    def move(self, passed: int, size: int) -> None:
        """Note how much of the file in hand is passed."""
        self._share = min(1.0, passed / size) if size else None

    def take(self, item: Taken | Capture | NotRead | Fetched | Refused) -> Progress | None:
        """Record an item; what to tell of it, nothing for a fetch."""
        if isinstance(item, Fetched | Refused):
            self._ledger.keep_fetch(item)
            return None
        self._done += 1
        outcome = "held"
        if isinstance(item, Capture):
            self._ledger.log_capture(item)
            self._held += 1
        else:
            recorded = item if isinstance(item, NotRead) else self._record(item)
            if isinstance(recorded, NotRead):
                self._trouble.append(recorded)
                self._ledger.log([Logged.of(recorded, self._seen)])
                outcome = "not read"
            elif recorded is None:
                self._held += 1
            else:
                self._new.append(recorded.report_id)
                self._not_understood += not recorded.understood
                self._unframed += sum(not s.framed for s in recorded.statements)
                outcome = "new"
        return Progress(item.locator, outcome, self._done, self._share)

    def end(self, paths: Sequence[str]) -> Summary:
        """Close the run with a line in the log."""
        counts = f"{len(self._new):,} new, {self._held:,} held, {len(self._trouble):,} not read"
        named = " ".join(", ".join(paths).split())[:500] or "nothing"
        self._ledger.log([Logged(at=self._seen, source=named, event=Event.RUN, words=counts)])
        return Summary(tuple(self._new), self._held, tuple(self._trouble), self._not_understood, self._unframed)
