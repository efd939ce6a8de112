"""``bench origins``: how many independent origins claims of generated newsrooms have, and attacks on that count.

Scorer: this module over `bench.newsroom` and `bench.worlds` (65 % of the reports depend on another). Anchor: methods.md
§5 (simulated: error 6.1 by reports, 4.4 by outlets). Baselines printed beside: counting reports, and counting outlets.
``brier`` is of P(at least two origins); the reliability table says how often it is so for each fifth of P.
``false_corroboration`` is the share of claims of one origin that are called corroborated. ``attacks_succeeded`` counts
the newsrooms of `bench.attacks` where what was added changed the status of a claim. Seed 1 is dev; --split NAME takes
another. Beside it stands a newsroom of another seed (`HELD`), on which no constant was set: its figures end in "_held".
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.attacks import Attack, attacks
from bench.newsroom import FULL, REPORTS, SEEN, claims_of, locate
from bench.result import Result, ratio
from bench.worlds import Truth, WorldReport, generate
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Claim, Status, digest

BINS = 5
HELD = 411763  # seed of the newsroom beside; never looked into, only printed


@dataclass(frozen=True, slots=True)
class Counted:
    """One claim: how many origins it truly has, and how many reports and outlets; the claim found for it."""

    true: int
    reports: int
    outlets: int
    claim: Claim


def run(data: Path, split: str, full: bool) -> Result:
    """Generate, read and score one world and the attacks; needs no data."""
    started = time.perf_counter()
    seed = 1 if split == "dev" else int(digest("world", split), 16) % 10**6
    size = FULL if full else REPORTS
    counted = counted_in(seed, size)
    figures, failures = score(counted)
    held, lines = score(counted_in(HELD, size))
    figures |= {f"{name}_held": figure for name, figure in held.items()}
    failures += [f"held-out seed: {line}" for line in lines]
    changed = [a.name for a in attacks() if succeeded(a)]
    figures["attacks_succeeded"] = float(len(changed))
    failures += [f"attack “{name}” changed a status" for name in changed]
    return Result("origins", split, len(counted), figures, time.perf_counter() - started, tuple(failures))


def counted_in(seed: int, size: int) -> list[Counted]:
    """The true claims of one generated newsroom beside those found for them."""
    world = list(generate(seed, size))
    with Ledger.open(None) as ledger:
        read_records(ledger, [r.payload for r in world])
        return count(ledger, world)


def read_records(ledger: Ledger, records: Sequence[bytes]) -> None:
    """Read JSON records into a ledger, all at once."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "world.jsonl"
        file.write_bytes(b"\n".join(records) + b"\n")
        summary = read_into(ledger, [file], seen=max(SEEN, datetime(2040, 1, 1, tzinfo=UTC)))
    if summary.not_read:
        raise AssertionError(f"a generated report was not read: {summary.not_read[0]}")


def count(ledger: Ledger, world: Sequence[WorldReport]) -> list[Counted]:
    """The true claims that were found; those that exist by a slip of the hand alone have no origin and are left out."""
    truth = Truth(world)
    reports = {r.url: r for r in ledger.reports() if r.url}
    claims = claims_of(ledger, locate(ledger, world, reports)[0])
    return [
        Counted(len(truth.origins(key)), len(true.reports), len(true.outlets), claims[key])
        for key, true in truth.claims.items()
        if not true.altered and key in claims
    ]


def score(counted: Sequence[Counted]) -> tuple[dict[str, float], list[str]]:
    """All figures and the reliability table, one line a fifth."""
    if not counted:
        return {}, []
    several = [c.claim.fact.at_least_two for c in counted]
    single = [c for c in counted if c.true < 2]
    called = [c for c in counted if c.claim.status is Status.CORROBORATED]
    figures = {
        "corroboration_mae": statistics.fmean(abs(c.claim.fact.expected - c.true) for c in counted),
        "mae_by_reports": statistics.fmean(abs(c.reports - c.true) for c in counted),
        "mae_by_outlets": statistics.fmean(abs(c.outlets - c.true) for c in counted),
        "within_bounds": statistics.fmean(c.claim.fact.least <= c.true <= c.claim.fact.most for c in counted),
        "brier": statistics.fmean((p - (c.true >= 2)) ** 2 for p, c in zip(several, counted, strict=True)),
        "false_corroboration": ratio(sum(c.claim.status is Status.CORROBORATED for c in single), len(single)),
        "corroborated_precision": ratio(sum(c.true >= 2 for c in called), len(called)),
    }
    return figures, reliability([(p, c.true >= 2) for p, c in zip(several, counted, strict=True)])


def reliability(told: Sequence[tuple[float, bool]]) -> list[str]:
    """For each fifth of the probability: how many claims, the mean said, and the share for which it is so."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for p, so in told:
        bins[min(BINS - 1, int(p * BINS))].append((p, so))
    return [
        f"P(two or more) from {n / BINS:.1f}: {len(held)} claims, said {statistics.fmean(p for p, _ in held):.2f}, "
        f"so for {statistics.fmean(so for _, so in held):.2f}"
        for n, held in enumerate(bins)
        if held
    ]


def succeeded(attack: Attack) -> bool:
    """Whether what an attack adds changes the status of what was told before it, or makes anything corroborated."""
    with Ledger.open(None) as ledger:
        read_records(ledger, attack.before)
        before = _statuses(ledger)
        read_records(ledger, attack.added)
        after = _statuses(ledger)
    return Status.CORROBORATED in after.values() or any(after.get(s) != status for s, status in before.items())


def _statuses(ledger: Ledger) -> dict[str, Status]:
    """The status of the claim each statement supports; the first in order where it supports several."""
    claims = [c for q in ledger.questions() for c in ledger.claims_of(q.id)]
    return {s: c.status for c in sorted(claims, key=lambda c: c.id, reverse=True) for s in c.supports}
