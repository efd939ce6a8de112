"""``bench newsroom``: generated newsrooms with exact truth, read end to end.

Scorer: this module over ``bench.worlds``. Anchor: methods.md §5 (simulated: error 6.1 by reports, 4.4 by outlets).
Baselines printed beside: counting reports, and counting outlets. A gold statement is found when a predicted statement
stands in its sentence and, for counts, gives its number. Seeds of the worlds: 1 (dev); --split NAME takes another.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from bench.result import Result, ratio
from bench.worlds import ClaimKey, GoldStatement, Truth, WorldReport, generate
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Attribute, Claim, Conflict, ConflictKind, LinkKind, Question, Report, Statement, digest

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
REPORTS, FULL = 400, 2000
LIKELY = 0.6  # probability above which a link counts as found
_COPIES = {LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE}


@dataclass(frozen=True, slots=True)
class Found:
    """A gold statement and the predicted statement found in its sentence."""

    gold: GoldStatement
    report: WorldReport
    statement: Statement


def run(data: Path, split: str, full: bool) -> Result:
    """Generate, read and score one world; needs no data."""
    started = time.perf_counter()
    seed = 1 if split == "dev" else int(digest("world", split), 16) % 10**6
    world = list(generate(seed, FULL if full else REPORTS))
    with tempfile.TemporaryDirectory() as folder, Ledger.open(None) as ledger:
        file = Path(folder) / "world.jsonl"
        file.write_bytes(b"\n".join(r.payload for r in world) + b"\n")
        summary = read_into(ledger, [file], seen=SEEN)
        if summary.not_read:
            raise AssertionError(f"a generated report was not read: {summary.not_read[0]}")
        figures, failures = score(ledger, world)
    return Result("newsroom", split, len(world), figures, time.perf_counter() - started, tuple(failures))


def score(ledger: Ledger, world: list[WorldReport]) -> tuple[dict[str, float], list[str]]:
    """All figures of one world and lines on what was missed."""
    truth = Truth(world)
    reports = {r.url: r for r in ledger.reports() if r.url}
    found, missed = locate(ledger, world, reports)
    total = len(found) + sum(missed.values())
    figures = {"statements_found": ratio(len(found), total)}
    claims = claims_of(ledger, found)
    figures |= _origins(truth, claims)
    figures |= _merging(ledger, found)
    figures |= _conflicts(ledger, truth, found)
    figures |= _lineage(ledger, world, reports)
    return figures, [f"gold statements without a prediction, by relation: {dict(missed)}"]


def locate(
    ledger: Ledger, world: Iterable[WorldReport], reports: Mapping[str, Report]
) -> tuple[list[Found], Counter[str]]:
    """Pair each gold statement with a predicted one; and count those without, by relation."""
    found: list[Found] = []
    missed: Counter[str] = Counter()
    for report in world:
        held = reports.get(report.url)
        statements = ledger.statements_of(held.id) if held is not None else ()
        for gold in report.statements:
            best = _best(gold, held, statements) if held is not None else None
            if best is None:
                missed[gold.relation] += 1
            else:
                found.append(Found(gold, report, best))
    return found, missed


def _best(gold: GoldStatement, held: Report, statements: tuple[Statement, ...]) -> Statement | None:
    start = held.text.find(gold.sentence)
    if start < 0:
        return None
    end = start + len(gold.sentence)
    inside = [s for s in statements if start <= s.span.start and s.span.end <= end + 1]
    if gold.written is not None:
        inside = [s for s in inside if any(q.written == gold.written for q in s.quantities)]
    return max(inside, key=lambda s: (sum(x.end - x.start for x in s.content), s.id), default=None)


def claims_of(ledger: Ledger, found: Iterable[Found]) -> dict[ClaimKey, Claim]:
    """For each true claim the predicted one that most of its statements support."""
    votes: dict[ClaimKey, Counter[str]] = defaultdict(Counter)
    for one in found:
        for claim in ledger.claims_with(one.statement.id):
            if claim.value.attribute == _attribute(one.gold) and one.statement.id in claim.supports:
                votes[one.gold.question, one.gold.value][claim.id] += 1
    chosen = {key: min(seen.items(), key=lambda cn: (-cn[1], cn[0]))[0] for key, seen in votes.items()}
    return {key: ledger.claim(claim_id) for key, claim_id in chosen.items()}


def _attribute(gold: GoldStatement) -> Attribute:
    return Attribute(gold.attribute)


def _origins(truth: Truth, claims: Mapping[ClaimKey, Claim]) -> dict[str, float]:
    errors, by_reports, by_outlets, brier = [], [], [], []
    for key, true in truth.claims.items():
        if true.altered or key not in claims:
            continue
        count = len(truth.origins(key))
        fact = claims[key].fact
        errors.append(abs(fact.expected - count))
        by_reports.append(abs(len(true.reports) - count))
        by_outlets.append(abs(len(true.outlets) - count))
        brier.append((fact.at_least_two - (count >= 2)) ** 2)
    if not errors:
        return {}
    return {
        "origin_count_mae": statistics.fmean(errors),
        "origin_count_mae_by_reports": statistics.fmean(by_reports),
        "origin_count_mae_by_outlets": statistics.fmean(by_outlets),
        "brier": statistics.fmean(brier),
        "claims_scored": ratio(len(errors), sum(not c.altered for c in truth.claims.values())),
    }


def _merging(ledger: Ledger, found: list[Found]) -> dict[str, float]:
    """Share of predicted pairs that join two questions, and of true pairs that are put apart."""
    asked: dict[int, frozenset[str]] = {}
    for at, one in enumerate(found):
        wanted = _attribute(one.gold)
        asked[at] = frozenset(q.id for q in ledger.questions_of(one.statement.id) if q.attribute is wanted)
    by_question: dict[str, list[int]] = defaultdict(list)
    by_gold: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        by_gold[one.gold.question].append(at)
        for question in asked[at]:
            by_question[question].append(at)
    joined = {(a, b) for members in by_question.values() for a, b in combinations(members, 2)}
    wrong = sum(found[a].gold.question != found[b].gold.question for a, b in joined)
    true = [(a, b) for members in by_gold.values() for a, b in combinations(members, 2)]
    apart = sum(not asked[a] & asked[b] for a, b in true)
    return {"over_merge": ratio(wrong, len(joined)), "over_split": ratio(apart, len(true))}


def _conflicts(ledger: Ledger, truth: Truth, found: list[Found]) -> dict[str, float]:
    by_statement: dict[str, set[ClaimKey]] = defaultdict(set)
    altered = {(f.gold.question, f.gold.value) for f in found if f.gold.altered}
    for one in found:
        by_statement[one.statement.id].add((one.gold.question, one.gold.value))
    questions: list[Question] = list(ledger.questions())
    shown = [c for q in questions for c in ledger.conflicts_of(q.id)]
    disputed = [c for c in shown if c.kind.disputes]
    pairs = [p for c in disputed if (p := _pair(c, by_statement)) is not None and not altered & set(p)]
    real = truth.conflicts()
    replaced = {(a, b) for a, b, _ in truth.supersessions()}
    superseded = set()
    for question in questions:
        spoken = {c.id: _most(c.supports, by_statement) for c in ledger.claims_of(question.id)}
        for one in ledger.supersessions_of(question.id):
            earlier, later = spoken[one.earlier], spoken[one.later]
            if earlier is not None and later is not None and earlier != later:
                superseded.add((earlier, later))
    unscored = {p for p in superseded if altered & set(p)}
    right = superseded & (replaced | truth.updates())
    return {
        "conflict_precision": ratio(sum(p in real for p in pairs), len(pairs)),
        "conflict_recall": ratio(len(real & set(pairs)), len(real)),
        "supersession_precision": ratio(len(right - unscored), len(superseded - unscored)),
        "supersession_recall": ratio(len(superseded & replaced), len(replaced)),
    }


def _pair(conflict: Conflict, by_statement: Mapping[str, set[ClaimKey]]) -> tuple[ClaimKey, ClaimKey] | None:
    """The true claims that the two sides of a conflict speak of, most often.

    None where a side has no gold, and where it denies the event that the other counts: right, but not in the gold.
    """
    polar = conflict.kind is ConflictKind.POLARITY
    one, other = (_most(statements, by_statement, occurred=polar) for statements in conflict.statements)
    if one is None or other is None or one == other:
        return None
    if polar and one[0] != other[0] and _event(one) == _event(other):
        return None
    return (min(one, other), max(one, other))


def _most(
    statements: Iterable[str], by_statement: Mapping[str, set[ClaimKey]], *, occurred: bool = False
) -> ClaimKey | None:
    """The true claim that most of these statements speak of, None where none has gold; ``occurred``: those that say
    whether something happened before those that count it."""
    seen = Counter(key for s in statements for key in sorted(by_statement.get(s, ())))
    said = [key for key in seen if key[0].endswith(":occurred")] if occurred else []
    return min(said or seen, key=lambda key: (-seen[key], key), default=None)


def _event(key: ClaimKey) -> str:
    return ":".join(key[0].split(":")[:2])


def _lineage(ledger: Ledger, world: Iterable[WorldReport], reports: Mapping[str, Report]) -> dict[str, float]:
    """Share of verbatim copies linked with a report of their own line, and of text links that join two lines."""
    by_id = {r.id: url for url, r in reports.items()}
    root = {r.url: r.root for r in world}
    affair = {r.url: r.affair for r in world}
    copies = [r for r in world if r.relation in {"copy", "truncated"} and r.url in reports]
    hit = wrong = total = 0
    for report in copies:
        links = [ln for ln in ledger.links_of(reports[report.url].id) if ln.kind in _COPIES]
        others = [by_id.get(x) for ln in links for x in (ln.child, ln.parent) if x != reports[report.url].id]
        hit += any(o is not None and root[o] == root[report.url] for o in others)
        total += len(others)
        wrong += sum(o is not None and affair[o] != affair[report.url] for o in others)
    figures = {"copies_linked": ratio(hit, len(copies)), "links_across_affairs": ratio(wrong, total)}
    return figures | _rewrites(ledger, world, reports)


def _rewrites(ledger: Ledger, world: Iterable[WorldReport], reports: Mapping[str, Report]) -> dict[str, float]:
    """Share of reports told in other words that are linked to their line, and of pairs of two lines that are linked."""
    held = {reports[r.url].id: r for r in world if r.url in reports}
    joined = {
        frozenset((ln.child, ln.parent))
        for one in held
        for ln in ledger.links_of(one)
        if ln.kind in {*_COPIES, LinkKind.REWRITE, LinkKind.COMMON} and ln.probability > LIKELY and ln.parent in held
    }
    lines: dict[str, set[bool]] = defaultdict(set)
    for pair in joined:
        one, other = (held[x] for x in pair)
        for r in (one, other):
            lines[r.url].add(one.root == other.root)
    retold = [r for r in held.values() if r.relation in {"rewrite", "paraphrase"}]
    apart = [
        frozenset((a, b)) for a, b in combinations(held, 2) if held[a].affair == held[b].affair
        and held[a].root != held[b].root
    ]  # fmt: skip
    return {
        "rewrites_linked": ratio(sum(True in lines[r.url] for r in retold), len(retold)),
        "independent_linked": ratio(sum(p in joined for p in apart), len(apart)),
    }
