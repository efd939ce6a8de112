"""What is no part of a report's main event: the year's statistics, earlier events, teasers of other reports."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from rashomon.understand.casualties.rules import rules

_YEARS = range(1900, 2100)
_SPEAKING = 0.75  # share of capitalised words from which a line is a headline in capitals


class Distance(IntEnum):
    """How far a sentence is from the main event."""

    MAIN = 0
    DATED = 1  # names another year: an earlier event, or the main one in a report of the trial
    OTHER = 2


def distance(words: Sequence[str], year: int | None) -> Distance:
    """Whether the sentence tells of the main event; ``year`` is the report's, None where it is not known."""
    for i, word in enumerate(words):
        for phrase in rules().background.get(word, ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                return Distance.OTHER
    if year is not None and any(len(w) == 4 and w.isdecimal() and int(w) in _YEARS and int(w) != year for w in words):
        return Distance.DATED
    return Distance.MAIN


def teaser(words: Sequence[str]) -> bool:
    """Whether the sentence announces another piece: "1:45 Two hurt in ...", "[Read: ...]"."""
    if not words:
        return True
    clock = ":" in words[0] and words[0].replace(":", "").isdecimal()
    if words[0] in rules().words["teasers"] and ":" in words[1:3]:
        return True
    return clock or (words[0] == "[" and words[-1] == "]")


def capitals(forms: Sequence[str]) -> bool:
    """Whether nearly all longer words are capitalised, so that capitals mark no names."""
    longer = [form for form in forms if len(form) > 3 and form[0].isalpha()]
    return sum(form[0].isupper() for form in longer) > _SPEAKING * len(longer)
