"""What an expression of time is read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.understand.moments.amounts import Groups
from rashomon.understand.moments.grammar import Tense

BACK_WORDS = ("last", "previous", "past", "this past")
AHEAD_WORDS = ("next", "following", "coming", "this coming")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against.

    ``today``: the day of publication. ``spoken``: the last day, month or year named before, as a TIMEX3 value, or "",
    and whether it stands ``near``: in this sentence or the one before. ``tense``: what the words before speak of.
    ``quarter``: the last quarter named, or "".
    """

    today: date
    spoken: str = ""
    near: bool = False
    tense: Tense = Tense.OPEN
    quarter: str = ""

    @property
    def future(self) -> bool:
        """Whether the words around speak of what is to come."""
        return self.tense is Tense.AHEAD


def shift_of(g: Groups) -> str:
    """The word that shifts a time: "last", "next", "this", without its article."""
    return g.get("shift", "").lower().removeprefix("the ")
