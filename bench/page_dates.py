"""The htmldate set: the day a page was published.

Scorer: the set's own (htmldate's evaluation): a page is right where the day shown is the day labelled, no answer is a
false negative, a wrong one a false positive; accuracy is right / all, F1 of precision and recall. Our answer is the
first day of the publication interval that `rashomon.read` gives, where that is no wider than a day and rests on more
than capture; a time with its zone is given in that zone's own day where the page tells it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from htmldate import find_date

from bench.result import DataMissing, f1, ratio
from rashomon.read import Unreadable, extract
from rashomon.records import PublishedBasis

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, bytes as captured, and the day labelled."""

    url: str
    payload: bytes
    day: str


def pages(folder: Path) -> Iterator[Page]:
    """All labelled pages in the order of the labels. Raises DataMissing where the folder is not there."""
    labels = folder / "labels.jsonl"
    if not labels.exists():
        raise DataMissing(f"bench moments: no {labels}; name the data folder with --data DIR")
    days = {row["file"]: row["date"] for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines())}
    for shard in sorted(folder.glob("pages-*.jsonl.gz")):
        with gzip.open(shard, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield Page(row["url"], row["html"].encode(row["encoding"]), str(days[row["file"]]))


def ours(page: Page) -> str | None:
    """The day `rashomon.read` dates a page to, or None."""
    try:
        report = extract(page.payload, locator=page.url, media_type="text/html", seen=SEEN)
    except Unreadable:
        return None
    when, local = report.published.when, report.published.local_day
    if local is not None:
        return local
    if report.published.basis is PublishedBasis.CAPTURE or when.lo is None or when.hi is None:
        return None
    return when.lo.date().isoformat() if when.hi - when.lo <= _DAY else None


def theirs(page: Page) -> str | None:
    """The day htmldate alone gives, searching widely, the original date asked for: its published set-up."""
    try:
        found: str | None = find_date(page.payload, extensive_search=True, original_date=True)
    except ValueError:  # it takes some pages for no HTML
        return None
    return found


def score(gold: list[str], shown: list[str | None]) -> dict[str, float]:
    """Accuracy, precision, recall and F1."""
    right = sum(g == s for g, s in zip(gold, shown, strict=True))
    given = sum(s is not None for s in shown)
    precision, recall = ratio(right, given), ratio(right, right + len(gold) - given)
    return {"accuracy": ratio(right, len(gold)), "precision": precision, "recall": recall, "f1": f1(precision, recall)}
