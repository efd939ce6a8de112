"""Lines of the log: what runs of reading and visits of watched sources did, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.errors import RecordError
from rashomon.records.reports import NotRead


class Event(StrEnum):
    """What a line of the log tells."""

    RUN = "run"  # a run of reading, or a visit of a watched source, with what came of it
    NOT_READ = "not read"  # one item, and why
    ALARM = "alarm"  # a source gives less than it should
    DELIVERED = "delivered"  # somebody was told of something
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One line of the log: when, about what (a path, an address, a watched source), and in one line each what
    happened and what to do ("" where there is nothing to do).
    """

    at: datetime
    source: str
    event: Event
    words: str
    advice: str = ""

    def __post_init__(self) -> None:
        if not self.words or "\n" in self.words + self.advice:
            raise RecordError(f"a line of the log about {self.source[:80]} must be one line of words")

    @classmethod
    def of(cls, item: NotRead, at: datetime) -> Logged:
        """The line on an item that was not read."""
        why, advice = (" ".join(words.split()) for words in (item.why, item.advice))
        return cls(at=at, source=item.locator, event=Event.NOT_READ, words=why or "no reason is known", advice=advice)
