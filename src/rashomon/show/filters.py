"""What a form, an address or a command asks beyond words, understood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rashomon.errors import UsageError
from rashomon.records import Commitment, Wanted

FIELDS = ("speaker", "commitment", "low", "high", "since", "until")


def given(pairs: Iterable[str]) -> dict[str, str]:
    """The fields of ``FIELD=VALUE`` words."""
    return dict(pair.partition("=")[::2] for pair in pairs)


def filters(asked: dict[str, str]) -> Wanted:
    """What the fields of a form ask's fields (speaker, commitment, low, high, since, until), empty ones asking nothing.

    Raises UsageError for another field, and what is no number, no day, or no commitment.
    """
    for name in asked:
        if name not in FIELDS:
            raise UsageError(f"{name[:40]!r} cannot be asked of a statement: choose {', '.join(FIELDS)}")
    firmly = asked.get("commitment", "").strip()
    if firmly and firmly not in set(Commitment):
        raise UsageError(f"{firmly[:40]!r} is no commitment: choose {', '.join(Commitment)}")
    return Wanted(
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
