"""A time as words give it: its days as a function of the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from rashomon.records import Precision
from rashomon.understand.moments.days import DAY, Days


@dataclass(frozen=True, slots=True)
class Reading:
    """A time as words give it: ``on(d)`` are its days if published on day d.

    ``fixed``: the same whatever d is. ``yearly``: first and last day as MM-DD where only the year is missing.
    """

    precision: Precision
    on: Callable[[date], Days]
    basis: str
    fixed: bool = False
    yearly: tuple[str, str] | None = None


def to_morning(reading: Reading) -> Reading:
    """A night begins on its day and ends on the next."""

    def on(d: date) -> Days:
        first, after = reading.on(d)
        return first, after + (DAY if after - first == DAY else 0 * DAY)  # "the night of 11 to 12 May" has both

    return replace(reading, on=on, basis=f"{reading.basis}, and the morning after")


def fixed(precision: Precision, days: Days, basis: str = "named in full") -> Reading:
    """A time named in full."""
    return Reading(precision, lambda _d: days, basis, fixed=True)


def nearest(make: Callable[[int], Days | None], *, ahead: bool) -> Callable[[date], Days]:
    """The yearless days ``make(year)`` of the latest year not after d (a day's grace for the clock), or the next."""

    def on(d: date) -> Days:
        span = range(d.year - 8, d.year + 9)
        made = [days for days in map(make, span) if days is not None]
        if ahead:
            return next(days for days in made if days[1] > d)
        return [days for days in made if days[0] <= d + DAY][-1]

    return on


def _yearly(days: Days) -> tuple[str, str]:
    first, last = days[0], days[1] - DAY
    return f"{first.month:02d}-{first.day:02d}", f"{last.month:02d}-{last.day:02d}"


def yearless(precision: Precision, make: Callable[[int], Days | None], *, ahead: bool) -> Reading | None:
    """A time without a year, of the nearest year before publication or ``ahead`` of it; None: no year has such days."""
    example = make(2023) or make(2024)
    if example is None:
        return None
    basis = "the next such time after publication" if ahead else "the nearest such time before publication"
    return Reading(precision, nearest(make, ahead=ahead), basis, yearly=_yearly(example))
