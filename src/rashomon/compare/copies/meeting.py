"""Under which keys reports meet that may share words, and how many must be shared for a closer look."""

from __future__ import annotations

from rashomon.compare.copies.passages import fingerprints
from rashomon.compare.questions.keys import published_days
from rashomon.records import Report

RETOLD = 3  # days within which reports meet by the sketch of a retelling (methods.md §5: 48 hours)
SHARED_KEYS = 4  # keys two reports must share to be aligned: two fingerprints (methods.md §6.1), each given twice


def passage_keys(report: Report) -> list[str]:
    """Keys under which a report meets those it shares text with, given as often as they weigh.

    The sketch of a retelling ("~") weighs three on one day, two on the next, one on the third; a fingerprint two; the
    whole text or the address alone suffices.
    """
    alone = [p for p in fingerprints(report) if p.startswith("=")] + ([f"url|{report.url}"] if report.url else [])
    days = published_days(report)
    near = ["?"] if days is None else [str(int(days) + ahead) for ahead in range(RETOLD)]
    weighed = [(p, 2) for p in fingerprints(report) if not p.startswith(("=", "~"))]
    weighed += [(f"{p}|{day}", 1) for p in fingerprints(report) if p.startswith("~") for day in near]
    weighed += [(key, SHARED_KEYS) for key in alone]
    return [f"{key}|{time}" for key, times in weighed for time in range(times)]
