"""What became of a run of reading or verifying, as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import UsageError
from rashomon.show.briefing import DIM, GOOD, WARN
from rashomon.show.layout import Line, line
from rashomon.show.wording import count_words

if TYPE_CHECKING:
    from rashomon.intake import Summary
    from rashomon.records import NotRead
    from rashomon.show.keeping import LogView
    from rashomon.verification import Difference

_NAMED = 20  # items not read that are named one by one; all are in the log
_REASONS = 12  # rows of the table of reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, by kind, and what differs; with --rebuild the digests of the ledger grown and rebuilt."""

    counts: Mapping[str, int]
    differences: tuple[Difference, ...]
    grown: str | None = None
    rebuilt: str | None = None


def not_read_words(item: NotRead) -> str:
    """The trouble with one item in one line."""
    advice = f"{item.advice[:1].upper()}{item.advice[1:]}"
    return f"not read: {item.locator}: {item.why.rstrip('.')}. {advice}"


def complaints(items: Sequence[NotRead]) -> Iterable[str]:
    """A line on each item that was not read, the first of them only where they are many."""
    yield from (not_read_words(item) for item in items[:_NAMED])
    if len(items) > _NAMED:
        yield f"not read: {len(items) - _NAMED:,} more: rashomon log --failed lists all"


def pairs(fields: Iterable[str]) -> dict[str, str]:
    """Options ``OURS=THEIRS`` as a mapping. Raises UsageError."""
    found = {}
    for option in fields:
        ours, mark, theirs = option.partition("=")
        if not mark or not ours.strip() or not theirs.strip():
            raise UsageError(f"--field {option!r} is no pair: write text=body, the field's name and the table's")
        found[ours.strip().lower()] = theirs.strip()
    return found


def _reasons(items: Sequence[NotRead]) -> list[Line]:
    """The table of what was not read: by reason, the most frequent first, with one item as an example."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for item in items:
        by_reason.setdefault((item.why.rstrip("."), item.advice), []).append(item.locator)
    rows = sorted(by_reason.items(), key=lambda row: (-len(row[1]), row[0]))
    lines = [line(("items  not read because", WARN), indent=2)]
    for (why, advice), places in rows[:_REASONS]:
        words = f"{why} ({places[0]}{' and others' if len(places) > 1 else ''}); {advice}"
        lines.append(_row(len(places), words))
    if len(rows) > _REASONS:
        lines.append(_row(sum(len(p) for _, p in rows[_REASONS:]), "for other reasons: rashomon log --failed"))
    return lines


def _row(count: int, words: str) -> Line:
    return line(f"{count:,}  {words}", indent=max(0, 7 - len(f"{count:,}")), hang=len(f"{count:,}") + 2)


def log_lines(view: LogView) -> list[Line]:
    """The log, one entry a line, oldest first."""
    if not view.lines:
        return [line("The log holds nothing of that.")]
    made = []
    for entry in view.lines:
        style = DIM if entry.event.value == "run" else WARN
        told = f": {entry.words.rstrip('.')}" + (f"; {entry.advice}" if entry.advice else "")
        made.append(line(f"{entry.at:%Y-%m-%d %H:%M}Z ", (entry.event.value, style), f" {entry.source}{told}"))
    return made


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
    if summary.not_read:
        lines += _reasons(summary.not_read)
    if summary.new:
        lines.append(line(("rashomon brief shows what they say.", DIM)))
    return lines


def verify_lines(found: Verified) -> list[Line]:
    """What differs, one line each, or that all agrees."""
    counts = found.counts
    looked = (
        f"{count_words(counts.get('reports', 0), 'report')}, {count_words(counts.get('statements', 0), 'statement')}"
    )
    proof = []
    if found.grown is not None and found.rebuilt is not None:
        proof = [line(("as it grew  ", DIM), found.grown), line(("rebuilt     ", DIM), found.rebuilt)]
    if not found.differences:
        words = f"verified: {looked}; every cell is what the archived bytes give, and the rebuilt ledger is the same"
        return [*proof, line((words, GOOD))]
    lines = [*proof, *(line((f"{one.subject}: ", WARN), one.words) for one in found.differences)]
    return [*lines, line(f"{count_words(len(found.differences), 'difference')} in {looked}")]
