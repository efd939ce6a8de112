"""``bench seeds``: five real reports, 119 annotated statements, 37 claim groups, 11 conflicts.

Scorer: this module, after gold-format.md. Anchor: none published (private set). Baseline printed beside: one statement
per sentence, spoken by the outlet. A predicted statement matches a gold row when their contents overlap with
intersection over union >= .5, one to one, best first; rows of kind fact are required, opinion and provenance accepted,
the others neither required nor counted as false.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import seeds_rows
from bench.result import DataMissing, Result, b_cubed, ratio
from rashomon.intake import effective, read_into
from rashomon.ledger import Ledger
from rashomon.records import Attribute, Report, Span, Statement

SEEN = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed capture time, so that figures do not move with the calendar
Row = dict[str, Any]
_ACCEPTED = frozenset({"fact", "opinion", "provenance"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The ledger's reading of the seeds beside the gold: reports and statements by file name, and matched pairs."""

    ledger: Ledger
    reports: dict[str, Report]
    statements: dict[str, tuple[Statement, ...]]
    rows: list[Row]
    cross: dict[str, Any]
    matched: dict[str, Statement]  # gold row id -> predicted statement


def run(data: Path, split: str, full: bool) -> Result:
    """Read the seeds into a fresh ledger and score every figure. ``full`` changes nothing here."""
    folder = data / "seeds"
    if not (folder / "reports").is_dir():
        raise DataMissing(f"bench seeds: no {folder}/reports; name the data folder with --data DIR")
    started = time.perf_counter()
    with Ledger.open(None) as ledger:
        reading = read_seeds(ledger, folder)
        figures, failures = score(reading)
    return Result("seeds", split, len(reading.rows), figures, time.perf_counter() - started, tuple(failures))


def read_seeds(ledger: Ledger, folder: Path, reader: str = "trained") -> Reading:
    """Read the reports of ``folder`` and match their statements with the gold rows."""
    read_into(ledger, [folder / "reports"], seen=SEEN, reader=reader)
    reports = {Path(min(c.locator for c in ledger.captures(r.id))).name: r for r in ledger.reports()}
    statements = {name: ledger.statements_of(r.id) for name, r in reports.items()}
    gold = (folder / "gold" / "seeds_gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in gold if line.strip()]
    cross = json.loads((folder / "gold" / "seeds_cross.json").read_text(encoding="utf-8"))
    matched: dict[str, Statement] = {}
    for name, found in statements.items():
        matched |= match([r for r in rows if r["doc"] == name and r["kind"] in _ACCEPTED], found)
    return Reading(ledger, reports, statements, rows, cross, matched)


def iou(a: tuple[Span, ...], b: tuple[Span, ...]) -> float:
    """Intersection over union of two contents, in code points."""
    inside = sum(x.overlap(y) for x in a for y in b)
    whole = sum(s.end - s.start for s in a) + sum(s.end - s.start for s in b) - inside
    return ratio(inside, whole)


def match(rows: list[Row], statements: tuple[Statement, ...]) -> dict[str, Statement]:
    """One to one, best overlap first; ties by row id, then statement place."""
    pairs = sorted(
        (
            (-iou(s.content, (Span(start=r["start"], end=r["end"]),)), r["id"], s.span.start, s.id)
            for r in rows
            for s in statements
        ),
    )
    by_id = {s.id: s for s in statements}
    found: dict[str, Statement] = {}
    used: set[str] = set()
    for negative, row, _, sid in pairs:
        if -negative >= 0.5 and row not in found and sid not in used:
            found[row] = by_id[sid]
            used.add(sid)
    return found


def score(reading: Reading) -> tuple[dict[str, float], list[str]]:
    """All figures of the set and one line per kind of failure."""
    figures: dict[str, float] = {}
    facts = [r for r in reading.rows if r["kind"] == "fact"]
    hit = [r for r in facts if r["id"] in reading.matched]
    figures["statement_recall"] = ratio(len(hit), len(facts))
    right, wrong = _shown(reading)
    figures["statement_precision"] = ratio(right, right + wrong)
    figures["baseline_recall"], figures["baseline_precision"] = _sentence_baseline(reading, facts)
    verdicts = seeds_rows.judge(hit, facts, reading.matched)
    figures |= verdicts.figures
    figures["claim_b3_f1"] = _groups(reading)
    found, false, lines = seeds_rows.conflicts(reading.ledger, reading.cross, reading.matched)
    figures["conflicts_found"], figures["conflicts_false"] = float(len(found)), float(len(false))
    shown, one_origin = _single_origins(reading)
    figures["single_origin_claims"], figures["single_origin_shown"] = float(shown), float(len(one_origin))
    lines.append(f"claims of one origin in several reports, shown with at most one: {', '.join(one_origin) or 'none'}")
    figures["published_in_range"] = float(_published(reading))
    missed = Counter(r["quote_kind"] for r in facts if r["id"] not in reading.matched)
    failures = [f"missed statements by quote kind: {dict(missed)}; shown without a gold row: {wrong}"]
    return figures, failures + list(verdicts.failures) + lines


def _shown(reading: Reading) -> tuple[int, int]:
    """Statements shown that match a gold row, and those that match none and lie on no ignored row."""
    used = {s.id for s in reading.matched.values()}
    wrong = 0
    for name, statements in reading.statements.items():
        ignored = [r for r in reading.rows if r["doc"] == name and r["kind"] not in _ACCEPTED]
        spans = [Span(start=r["start"], end=r["end"]) for r in ignored]
        wrong += sum(s.id not in used and not any(iou(s.content, (x,)) >= 0.5 for x in spans) for s in statements)
    return len(used), wrong


def _sentence_baseline(reading: Reading, facts: list[Row]) -> tuple[float, float]:
    """Recall and precision of one statement per sentence of the gold's own sentence bounds and nothing else."""
    hit = total = 0
    for name in sorted(reading.reports):
        rows = [r for r in reading.rows if r["doc"] == name]
        sentences = {(r["sent_start"], r["sent_end"]) for r in rows}
        total += len(sentences)
        for start, end in sentences:
            whole = (Span(start=start, end=end),)
            hit += any(iou(whole, (Span(start=r["start"], end=r["end"]),)) >= 0.5 for r in facts if r["doc"] == name)
    return ratio(hit, len(facts)), ratio(hit, total)


def _groups(reading: Reading) -> float:
    gold = {row: g["id"] for g in reading.cross["groups"] for row in g["rows"]}
    predicted: dict[str, str] = {}
    for row in gold:
        statement = reading.matched.get(row)
        if statement is not None:
            asked = reading.ledger.questions_of(statement.id)
            whole = [q.id for q in asked if q.attribute is Attribute.OCCURRENCE]
            predicted[row] = min(whole or [q.id for q in asked])
    return b_cubed(gold, predicted)[2]


def _single_origins(reading: Reading) -> tuple[int, list[str]]:
    """How many claims of the gold stand in several reports with one origin, and those that the ledger gives one.

    Shown with one: every claim that a matched row of the group supports counts at least one origin and no more as the
    least, and fewer than two as expected. A group without a matched row, or of which no claim joins two reports, is
    shown as many claims, not as one.
    """
    wanted = reading.cross["single_origin_multi_doc"]
    rows = {g["id"]: g["rows"] for g in reading.cross["groups"]}
    found = []
    for group in wanted:
        held = [reading.matched[r] for r in rows[group] if r in reading.matched]
        claims = [c for s in held for c in reading.ledger.claims_with(s.id) if s.id in c.supports]
        if claims and all(c.fact.least == 1 and c.fact.expected < 2.0 for c in claims):
            found.append(group)
    return len(wanted), found


def _published(reading: Reading) -> int:
    """Reports whose publication interval lies within the gold range (its days included)."""
    found = 0
    for name, report in reading.reports.items():
        when = effective(reading.ledger, report.id).published.when
        gold = reading.cross["publication_dates"].get(name[:3])
        if gold is None or when.lo is None or when.hi is None:
            continue
        first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in gold["range"])
        found += when.lo >= first and (when.hi - last).total_seconds() <= 86400
    return found
