"""The stories of a ledger that grows: every report is looked at once, however often they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from rashomon import intake
from rashomon.records import Report, Story


class StoryBook:
    """Keeps what stories are made of (some 10 KB a report) between one asking and the next. One ledger, one book."""

    def __init__(self) -> None:
        self._stories = intake.Stories()
        self._dates: dict[str, tuple[str, str]] = {}
        self._lock = threading.Lock()

    def part(
        self, dates: Mapping[str, tuple[str, str]], report_of: Callable[[str], Report], start: int, limit: int
    ) -> tuple[int, int, tuple[Story, ...]]:
        """How many stories there are, how many of one report, and some of them: those of most reports first.

        ``dates``: of all reports held, between which times they were published; ``report_of`` gives one of them. About
        5 ms for each report that was not held when this was last asked. A date that was bettered since makes all of
        them anew, as stories are a function of the reports alone.
        """
        with self._lock:
            if any(dates.get(report) != held for report, held in self._dates.items()):
                self._stories, self._dates = intake.Stories(), {}
            for report in sorted(dates.keys() - self._dates.keys()):
                self._stories.add(report_of(report))
                self._dates[report] = dates[report]
            return self._stories.largest(start, limit)
