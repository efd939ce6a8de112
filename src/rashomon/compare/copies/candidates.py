"""Which reports are worth comparing: the keys under which a report is found, and what sharing them weighs.

Keys are of three spaces. The *whole* text, the address or a slip that a text shows by itself suffices alone; two
*prints* (winnowed 5-grams) do, or one with a retold key; a *retold* key (two particulars of sentences near each other)
weighs a sixth for each window of days that two reports have in common, so that three suffice within a day or two and
six at the edge of two.

In a translation words are others, and the names and numbers stand as they were: a number with a name or number beside
it makes a retold key too.
"""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.compare.copies.measured import marked
from rashomon.compare.copies.passages import fingerprints
from rashomon.compare.copies.retelling import KEPT
from rashomon.compare.copies.slips import slips
from rashomon.compare.questions.keys import published_days
from rashomon.records import Report, digest

PRINTS, WHOLE, RETOLD = "print", "whole", "retold"
WEIGHTS = {PRINTS: 4, WHOLE: 6, RETOLD: 1}  # what a key shared in a space weighs
ENOUGH = 6  # weight from which two reports are compared: two prints (methods.md 6.1)
WIDE, SHIFT = 4, 2  # days of a window of retold keys, and after how many the next begins (methods.md 5: 48 hours)
NEAR, MOST = 4, 40
UNDATED = -1  # the window of reports without a date

Key = str | tuple[int, str]


def candidate_keys(report: Report) -> dict[str, list[Key]]:
    """The keys of a report in each space; those that hold for a time come with its number."""
    days = published_days(report)
    windows = [UNDATED] if days is None else [(int(days) - back) // SHIFT for back in range(0, WIDE, SHIFT)]
    found = fingerprints(report)
    whole: list[Key] = [key for key in found if key.startswith("=")]
    whole += [f"url|{report.url}"] if report.url else []
    return {
        WHOLE: whole
        + ([f"url|{report.url}"] if report.url else [])
        + [f"slip|{digest(words)}" for words in slips(report)],
        PRINTS: [key for key in found if not key.startswith(("=", "~"))],
        RETOLD: [
            (window, f"{key}|{window}|{turn}")
            for key in (*(k for k in found if k.startswith("~")), *beside(report))
            for window in windows
            for turn in range(2 if days is None else 1)
        ],
    }


def beside(report: Report) -> list[str]:
    """Each number of a report with each of the names and numbers up to `NEAR` places after it; at most `MOST`.

    Of the keys every second is kept, by its digest.
    """
    row = marked(report)
    keys = {
        digest("beside", token, after)
        for k, token in enumerate(row)
        for after in row[k + 1 : k + 1 + NEAR]
        if token[0].isdigit()
    }
    return sorted(key for key in keys if int(key[-1], 16) % KEPT == 0)[:MOST]


def weight(shared: Mapping[str, int]) -> int:
    """What the keys shared by two reports weigh, from their number in each space."""
    return sum(WEIGHTS[space] * count for space, count in shared.items())
