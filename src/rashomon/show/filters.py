"""What a search in the room may ask beyond words: who said it, how firmly, what number, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.errors import UsageError
from rashomon.records import Commitment, Statement

WIDEST = 1000  # best statements and reports by words that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a statement must have beside the words. ``speaker``: words that a voice of its chain is named with;
    ``low`` and ``high``: bounds of a number in it, inclusive; ``since`` and ``until``: days, inclusive, that its
    event, where its words tell when, or else its report's publication must reach.
    """

    speaker: str = ""
    commitment: Commitment | None = None
    low: float | None = None
    high: float | None = None
    since: date | None = None
    until: date | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return self != Filters()

    def fit(self, said: Statement, published: tuple[date | None, date | None]) -> bool:
        """Whether a statement has all that is asked. ``published``: first and last day its report may be from."""
        return (
            (not self.speaker or self._spoken(said))
            and self.commitment in (None, said.commitment)
            and ((self.low is None and self.high is None) or self._counted(said))
            and ((self.since is None and self.until is None) or self._dated(said, published))
        )

    def _spoken(self, said: Statement) -> bool:
        wanted = self.speaker.casefold().split()
        return any(all(w in f"{v.name} {v.institution or ''}".casefold() for w in wanted) for v in said.chain)

    def _counted(self, said: Statement) -> bool:
        floor = float("-inf") if self.low is None else self.low
        ceiling = float("inf") if self.high is None else self.high
        for q in said.quantities:
            low = float("-inf") if q.low is None else q.low
            high = float("inf") if q.high is None else q.high
            if (q.low, q.high) != (None, None) and low <= ceiling and floor <= high:
                return True
        return False

    def _dated(self, said: Statement, published: tuple[date | None, date | None]) -> bool:
        first, last = published
        event = said.happened
        if event is not None and event.words is not None and (event.lo or event.hi):
            first, last = event.lo and event.lo.date(), event.hi and event.hi.date()
        if first is None and last is None:
            return False
        return (self.until is None or first is None or first <= self.until) and (
            self.since is None or last is None or last >= self.since
        )


def filters(asked: dict[str, str]) -> Filters:
    """Filters of a form's fields (speaker, commitment, low, high, since, until), empty ones asking nothing.

    Raises UsageError for what is no number, no day, or no commitment.
    """
    firmly = asked.get("commitment", "").strip()
    if firmly and firmly not in set(Commitment):
        raise UsageError(f"{firmly[:40]!r} is no commitment: choose {', '.join(Commitment)}")
    return Filters(
        speaker=asked.get("speaker", "").strip(),
        commitment=Commitment(firmly) if firmly else None,
        low=_number(asked.get("low", "")),
        high=_number(asked.get("high", "")),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
    )


def _number(words: str) -> float | None:
    plain = words.replace(",", "").strip()
    if not plain:
        return None
    try:
        found = float(plain)
    except ValueError:
        found = float("nan")
    if not abs(found) < float("inf"):
        raise UsageError(f"{words[:40]!r} is no number: write 300 or 2.5")
    return found


def _day(words: str) -> date | None:
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise UsageError(f"{words[:40]!r} is no day: write 2031-03-05") from None
