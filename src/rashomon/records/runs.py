"""What a run of reading tells while it goes on and when it has ended."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.records.reports import NotRead


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after each item: its locator, what became of it ("new", "held", "not read"), how many so far, and what share
    of the file in hand is passed, 0 to 1."""

    locator: str
    outcome: str
    done: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run of reading: ids of new reports, number already held, and the trouble, in order.

    ``unframed`` counts new statements without anything by which they could answer a question: kept and searchable.
    """

    new: tuple[str, ...]
    held: int
    not_read: tuple[NotRead, ...]
    not_understood: int
    unframed: int = 0
