"""What was read of a number: its value, its bound, its unit, what it is and why; whether or not it can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.records import Bound, Quantity, Span
from rashomon.understand.quantities.bounds import Interval


class Sense(StrEnum):
    """What a number in a text is."""

    COUNT = "count"
    MEASURE = "measure"
    MONEY = "money"
    SHARE = "share"  # per cent, and fractions of a whole
    KNOWN = "known things"  # "the two states": so few, with a word like "the", that nobody asks how many
    ONE_OF = "one of"  # "one of the men"
    AGE = "age"
    ELAPSED = "elapsed time"  # "two weeks ago", "the last three months"
    SCORE = "score"
    DATE = "date"
    CLOCK = "clock"
    ORDINAL = "ordinal"
    NAME = "name"  # types and designations: "Boeing 737", "Room 12"
    REFERENCE = "reference"  # telephone numbers, addresses on the net, case numbers
    PRONOUN = "pronoun"  # "one another", "one day"
    TWO_WAYS = "read in two ways"  # "10.000": ten or ten thousand
    BARE = "bare"  # nothing found that it counts


class Trend(StrEnum):
    """Whether the number tells a rise or a fall: "up 4 percent", "fell by 12"."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One number of a text, or one range.

    ``span`` covers bound words, sign of money and number. ``written`` is the face value, of a fraction ("a third")
    its own value with the unit "fraction"; ``upper`` the other end of a range as written, which may be the lower one.
    ``ends`` are those of the value, as in `records.Quantity`. ``hedge`` is the bound that words before or behind
    the number tell, None where there are none; ``bound`` also tells ranges and vague words. ``unit`` is a unit of
    the tables ("km/h", "USD", "%"); ``per`` what a rate is told for ("day", "share"); ``noun`` the counted phrase
    in lower case, its last word in the singular; both with their places. ``reason`` says in a few words why it is
    of this sense. ``earlier`` as in `records.Quantity`. ``quantity`` is what of it can be compared, None where it
    counts nothing comparable.
    """

    span: Span
    written: float
    upper: float | None
    ends: Interval
    bound: Bound
    hedge: Bound | None
    sense: Sense
    reason: str
    unit: str | None = None
    per: str | None = None
    unit_span: Span | None = None
    noun: str = ""
    noun_span: Span | None = None
    trend: Trend | None = None
    earlier: bool = False
    quantity: Quantity | None = None

    @property
    def low(self) -> float | None:
        """The least it can be; None where nothing bounds it."""
        return self.ends.low

    @property
    def high(self) -> float | None:
        """The most it can be; None where nothing bounds it."""
        return self.ends.high
