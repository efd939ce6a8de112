"""``bench updates``: figures that change, read across the reports of one incident and of one story.

Scorer: this module. Two sets.

violent-corpus (README there): incidents of ``docs_SPLIT.jsonl`` and ``incidents_SPLIT.jsonl``. The reports' tolls go
through `compare.running`; ``final_killed_exact`` and ``final_injured_exact``: its last figure equals the record's, 0
where no report tells one. Baseline beside it, on the same tolls: ``latest_*_exact``, the latest report's figure
(``bench numbers``). ``final_ceiling_*``: the record is what at least one report tells.

stories (README there; all of it development material, whatever the split): each story is read into a ledger of its own.
``series_recall``: gold rows (measure, value, bound, party, time) that a claim of a COUNT question gives, by a statement
with this value and bound, a voice of this party in its chain, and an as-of time within a day of the gold's; ``_read``:
of the rows told in at least one report of a language that is understood. Rows whose measure is no toll of people
(`MEASURES`) count as missed. ``conflict_precision``: of the conflicts shown between numbers of these measures (those
said to be of another scope are none), the share in which a gold row of each side excludes one of the other's, of one
measure and of scopes that are not known to be two, neither being an update of the other. ``supersession_order``: of the
supersessions shown whose sides are gold rows of different times, the share in the gold's order;
``supersession_scope``: of all whose sides are gold rows, the share of one measure and scope.
Anchor: none published (private gold); small published models read victim counts exactly in .44 to .81 of texts.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import numbers
from bench.readers import plain_report
from bench.result import DataMissing, Result, ratio
from bench.series import Told, conflicts_shown, gold_rows, says, supersessions_shown, told_in
from rashomon.compare.claims.running import running
from rashomon.errors import Unreadable
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Fate, Toll
from rashomon.understand.casualties import read_toll
from rashomon.understand.sentences import split as sentences_of

SEEN = datetime(2031, 1, 1, tzinfo=UTC)
STORIES = ("crocus", "derna")
Dated = tuple[str, Toll]


def run(data: Path, split: str, full: bool) -> Result:
    """Score the incidents of a split and the stories; a set that is not at hand is left out, both raise DataMissing."""
    started = time.perf_counter()
    figures: dict[str, float] = {}
    lines: list[str] = []
    missing, count = [], 0
    for part in (incidents, stories):
        try:
            found, told, n = part(data, split)
        except DataMissing as trouble:
            missing.append(str(trouble))
            continue
        figures |= found
        lines += told
        count += n
    if len(missing) == 2:
        raise DataMissing("; ".join(missing))
    return Result("updates", split, count, figures, time.perf_counter() - started, (*lines, *missing))


def incidents(data: Path, split: str) -> tuple[dict[str, float], list[str], int]:
    """The final figures of the incidents of violent-corpus."""
    held = numbers.load(data / "violent-corpus", split)
    told = [(incident, tolls(incident)) for incident in held]
    figures: dict[str, float] = {}
    lines = []
    for what, fate in numbers.FATES.items():
        rows = [(i.truth[what], final(dated, fate), [_best(t, fate) for _, t in dated]) for i, dated in told]
        figures[f"final_{what}_exact"] = ratio(sum(true == found for true, found, _ in rows), len(rows))
        figures[f"latest_{what}_exact"] = ratio(sum(true == (all_[-1:] or [0])[0] for true, _, all_ in rows), len(rows))
        figures[f"final_ceiling_{what}"] = ratio(sum(true in (all_ or [0]) for true, _, all_ in rows), len(rows))
        off = Counter(max(-3, min(3, found - true)) for true, found, _ in rows if found != true)
        lines.append(f"final {what} less record (3 = 3 or more): {dict(sorted(off.items()))}")
    return figures, lines, len(held)


def tolls(incident: numbers.Incident) -> list[Dated]:
    """The tolls of an incident's reports with their days, in order; a text the product refuses tells nothing."""
    found = []
    for row in incident.reports:
        try:
            made = plain_report(numbers.text_of(row))
        except Unreadable:
            continue
        date = str(row["date"] or "")
        year = int(date[:4]) if date[:4].isdecimal() else None
        found.append((date, read_toll(made.id, made.text, sentences_of(made), year)))
    return found


def final(dated: Sequence[Dated], fate: Fate) -> int:
    """The figure that stands last by the product, 0 where no report tells one."""
    days = [(datetime.fromisoformat(d[:10]).replace(tzinfo=UTC) if d else None, toll) for d, toll in dated]
    return next((series.last.best for series in running(days) if series.fate is fate), 0)


def _best(toll: Toll, fate: Fate) -> int:
    tally = toll.of(fate)
    return 0 if tally is None else tally.best


def stories(data: Path, split: str) -> tuple[dict[str, float], list[str], int]:
    """Series, conflicts and supersessions of the stories."""
    folder = data / "stories"
    if not folder.is_dir():
        raise DataMissing(f"bench updates: no {folder}; name the data folder with --data DIR")
    figures: dict[str, float] = {}
    lines: list[str] = []
    total: Counter[str] = Counter()
    for name in sorted(p.name for p in folder.iterdir() if p.is_dir()):
        with Ledger.open(None) as ledger:
            read_into(ledger, [folder / name / "reports"], seen=SEEN)
            counts, told = story(ledger, folder / name)
        total += counts
        lines += [f"{name}: {line}" for line in told]
        figures[f"{name}_series_recall"] = ratio(counts["hit"], counts["rows"])
    return figures | _shares(total), lines, total["rows"]


def _shares(n: Mapping[str, int]) -> dict[str, float]:
    return {
        "series_recall": ratio(n["hit"], n["rows"]),
        "series_recall_read": ratio(n["hit"], n["readable"]),
        "conflict_precision": ratio(n["right"], n["shown"]),
        "conflicts_shown": float(n["shown"]),
        "supersession_order": ratio(n["in_order"], n["ordered"]),
        "supersession_scope": ratio(n["one_scope"], n["replaced"]),
        "supersessions_shown": float(n["superseded"]),
    }


def story(ledger: Ledger, folder: Path) -> tuple[Counter[str], list[str]]:
    """The counts behind the figures of one story, and lines on what was missed and wrongly shown."""
    rows = gold_rows(folder)
    told: list[Told] = told_in(ledger)
    understood = {t.document for t in told}
    hit = [row for row in rows if any(says(t, row) for t in told)]
    counts = Counter(rows=len(rows), hit=len(hit), readable=sum(bool(understood & row.documents) for row in rows))
    shown, wrong = conflicts_shown(ledger, told, rows)
    counts.update(shown=shown, right=shown - len(wrong))
    counts.update(supersessions_shown(ledger, told, rows))
    missed = [f"{row.measure} {row.value} {row.source}" for row in rows if row not in hit]
    return counts, [
        f"rows not found: {'; '.join(missed)}",
        *(f"conflict shown and not in the gold: {w}" for w in wrong),
    ]
