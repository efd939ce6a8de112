"""What became of a run of reading or verifying, as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.show.briefing import DIM, GOOD, WARN
from rashomon.show.layout import Line, line
from rashomon.show.wording import count_words

if TYPE_CHECKING:
    from rashomon.intake import Difference, Summary
    from rashomon.records import NotRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, by kind, and what differs."""

    counts: Mapping[str, int]
    differences: tuple[Difference, ...]


def not_read_words(item: NotRead) -> str:
    """The trouble with one item in one line."""
    advice = f"{item.advice[:1].upper()}{item.advice[1:]}"
    return f"not read: {item.locator}: {item.why.rstrip('.')}. {advice}"


def read_lines(summary: Summary, ledger: Path) -> list[Line]:
    """The last line of a run of reading, and what to do next."""
    parts = [f"{count_words(len(summary.new), 'new report')} in {ledger}"]
    if summary.held:
        parts.append(f"{summary.held:,} already held")
    if summary.not_read:
        parts.append(f"{len(summary.not_read):,} not read")
    if summary.not_understood:
        parts.append(f"{summary.not_understood:,} kept but not understood")
    if summary.unframed:
        told = count_words(summary.unframed, "statement")
        parts.append(f"{told} with nothing to compare: kept, searchable, in no question")
    lines = [line("; ".join(parts))]
    if summary.new:
        lines.append(line(("rashomon brief shows what they say.", DIM)))
    return lines


def verify_lines(found: Verified) -> list[Line]:
    """What differs, one line each, or that all agrees."""
    counts = found.counts
    looked = (
        f"{count_words(counts.get('reports', 0), 'report')}, {count_words(counts.get('statements', 0), 'statement')}"
    )
    if not found.differences:
        words = f"verified: {looked}; every cell is what the archived bytes give, and the rebuilt ledger is the same"
        return [line((words, GOOD))]
    lines = [line((f"{one.subject}: ", WARN), one.words) for one in found.differences]
    return [*lines, line(f"{count_words(len(found.differences), 'difference')} in {looked}")]
