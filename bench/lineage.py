"""``bench lineage``: who took it from whom, and what changed on the way, on generated newsrooms with exact truth.

Scorer: this module over ``bench.worlds``. Anchor: methods.md §5 (simulated: the count of origins errs by 6.1 counting
reports, 4.4 counting outlets) and World Monitor, which found .335 of what it called corroborated to have one publisher.
Baselines printed beside: the earliest report of the same text class family as parent, counting reports and outlets.
Worlds of 30, 65 and 85 % copying; parents, roots and mutations are scored at 65 %, mutations on worlds with slips in
words of the family "dev" (--split dev) or "held" (any other split). The reader by rules, for speed; --full reads with
the trained one and worlds three times as large.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measures import adjusted_rand
from bench.newsroom import SEEN, claims_of, locate
from bench.result import Result, ratio
from bench.worlds import GoldMutation, Profile, Truth, WorldReport, generate
from rashomon.intake import effective, read_into
from rashomon.ledger import Ledger
from rashomon.records import Link, LinkKind, Mutation, MutationKind, Report, Span, digest
from rashomon.records.descent import Descent, descent
from rashomon.understand import Reader

REPORTS = 300
COPYING = (30, 65, 85)
SLIPS = {"typo": 0.12, "added": 0.08, "dropped": 0.15, "slips": 0.3}
_TEXTUAL = {LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE}
_SCORED = tuple(k for k in MutationKind if k not in (MutationKind.LEFT_OUT, MutationKind.PUT_IN))
_VOICES = {MutationKind.ATTRIBUTION_DROPPED, MutationKind.ATTRIBUTION_REPLACED}


@dataclass(frozen=True, slots=True)
class Read:
    """One world in a ledger: its reports by address and by id, and the descent of each."""

    ledger: Ledger
    world: Sequence[WorldReport]
    held: Mapping[str, Report]
    address: Mapping[str, str]
    descents: Mapping[str, Descent]


def run(data: Path, split: str, full: bool) -> Result:
    """Generate, read and score the worlds; needs no data."""
    started = time.perf_counter()
    seed = 1 if split == "dev" else int(digest("world", split), 16) % 10**6
    family = "dev" if split == "dev" else "held"
    reader, size = (Reader.TRAINED, 3 * REPORTS) if full else (Reader.RULES, REPORTS)
    figures: dict[str, float] = {}
    lines = [f"reader: {reader.value}; {size} reports a world, seed {seed}, slips in words of the family {family!r}"]
    for share in COPYING:
        with Ledger.open(None) as ledger:
            found = read(ledger, generate(seed, size, profile=Profile(copying=share / 100)), reader)
            figures |= counted(found, share)
            if share == 65:
                more, wrong = related(found)
                figures |= more
                lines += wrong
    with Ledger.open(None) as ledger:
        found = read(ledger, generate(seed, size, profile=Profile(family=family, **SLIPS)), reader)
        more, wrong = changed(found)
        figures |= more
        lines += wrong
    return Result("lineage", split, size * (len(COPYING) + 1), figures, time.perf_counter() - started, tuple(lines))


def read(ledger: Ledger, reports: Iterable[WorldReport], reader: Reader) -> Read:
    """Read a world into an empty ledger."""
    world = list(reports)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "world.jsonl"
        file.write_bytes(b"\n".join(r.payload for r in world) + b"\n")
        summary = read_into(ledger, [file], seen=SEEN, reader=reader)
    if summary.not_read:
        raise AssertionError(f"a generated report was not read: {summary.not_read[0]}")
    held = {r.url: effective(ledger, r.id) for r in ledger.reports() if r.url}
    first = {r.id: lo.timestamp() for r in held.values() if (lo := r.published.when.lo) is not None}
    descents = {url: descent(r.id, ledger.links_of(r.id), first) for url, r in held.items()}
    return Read(ledger, world, held, {r.id: url for url, r in held.items()}, descents)


def counted(found: Read, share: int) -> dict[str, float]:
    """Origins counted against the truth at one share of copying; the bare names are of 65 %.

    A claim shown with least two origins is false where no true claim that its statements tell has two: "at least 24"
    is told by the claim of 79 too, and may itself have one origin.
    """
    truth = Truth(found.world)
    claims = claims_of(found.ledger, locate(found.ledger, found.world, found.held)[0])
    errors, by_reports, by_outlets = [], [], []
    told: dict[str, list[int]] = defaultdict(list)
    kept = several = 0
    for key, true in truth.claims.items():
        if true.altered or key not in claims:
            continue
        count, fact = len(truth.origins(key)), claims[key].fact
        errors.append(abs(fact.expected - count))
        by_reports.append(abs(len(true.reports) - count))
        by_outlets.append(abs(len(true.outlets) - count))
        told[claims[key].id].append(count)
        several += count >= 2
        kept += count >= 2 and fact.least >= 2
    least = {claim.id: claim.fact.least for claim in claims.values()}
    shown = [max(counts) for claim, counts in told.items() if least[claim] >= 2]
    tail = "" if share == 65 else f"_{share}"
    return {
        f"origin_count_mae{tail}": statistics.fmean(errors),
        f"origin_count_mae_by_reports{tail}": statistics.fmean(by_reports),
        f"origin_count_mae_by_outlets{tail}": statistics.fmean(by_outlets),
        f"false_corroboration{tail}": ratio(sum(count < 2 for count in shown), len(shown)),
        f"corroborated{tail}": float(len(shown)),
        f"corroboration_recall{tail}": ratio(kept, several),
    }


def related(found: Read) -> tuple[dict[str, float], list[str]]:
    """Parents, directions and roots against the truth, with the misses by kind of report."""
    dependent = [r for r in found.world if r.parent is not None and r.parent in found.held and r.relation != "circular"]
    right: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    by_url = {r.url: r for r in found.world}
    for r in dependent:
        links = found.descents[r.url].parents
        told = found.address[other(links[0], found.held[r.url].id)] if links else None
        same = told is not None and by_url[told].text == by_url[r.parent or ""].text
        right[r.relation] += told == r.parent
        alike[r.relation] += told == r.parent or same
        if told != r.parent:
            what = "none" if told is None else "same text" if same else _kin(by_url[told], r)
            missed[r.relation, what] += 1
    total = Counter(r.relation for r in dependent)
    directed, undirected, turned = directions(found)
    figures = {
        "parent_accuracy": ratio(right.total(), len(dependent)),
        "parent_accuracy_or_same_text": ratio(alike.total(), len(dependent)),
        "parent_accuracy_earliest_linked": ratio(_earliest(found, dependent), len(dependent)),
        "direction_accuracy": ratio(directed - turned, directed),
        "directed": ratio(directed, directed + undirected),
        "root_partition_ari": _roots(found),
    }
    figures |= {f"parent_accuracy_{kind}": ratio(right[kind], n) for kind, n in sorted(total.items())}
    return figures, [f"parents missed, by kind of report and what was named instead: {dict(missed.most_common())}"]


def _kin(told: WorldReport, r: WorldReport) -> str:
    return "of its line" if told.root == r.root else "of its affair" if told.affair == r.affair else "a stranger"


def other(link: Link, report: str) -> str:
    """The other end of a link."""
    return link.parent if link.child == report else link.child


def directions(found: Read) -> tuple[int, int, int]:
    """Text links between a report and its true parent: directed, not directed, and directed the wrong way."""
    directed = undirected = turned = 0
    for r in found.world:
        if r.parent in found.held and r.parent is not None:
            ends = found.held[r.url].id, found.held[r.parent].id
            for link in found.ledger.links_of(ends[0]):
                if link.kind in _TEXTUAL and {link.child, link.parent} == set(ends):
                    directed += link.directed
                    undirected += not link.directed
                    turned += link.directed and link.child != ends[0]
    return directed, undirected, turned


def _earliest(found: Read, dependent: Iterable[WorldReport]) -> int:
    """The baseline: the earliest report with any likely text link."""
    right = 0
    published = {r.url: r.published for r in found.world}
    for r in dependent:
        own = found.held[r.url].id
        ends = [
            found.address[other(ln, own)]
            for ln in found.ledger.links_of(own)
            if ln.kind in _TEXTUAL and ln.probability > 0.5
        ]
        right += bool(ends) and min(ends, key=lambda url: (published[url], url)) == r.parent
    return right


def _roots(found: Read) -> float:
    """Adjusted Rand index of the lines: each report with the first of its chain of parents."""
    up: dict[str, str] = {}
    for url, d in found.descents.items():
        if d.parents and d.parents[0].probability > 0.5:
            up[url] = found.address[other(d.parents[0], found.held[url].id)]

    def root(url: str) -> str:
        seen = {url}
        while url in up and up[url] not in seen:
            url = up[url]
            seen.add(url)
        return url

    told = [r for r in found.world if r.url in found.held]
    return adjusted_rand([r.root for r in told], [root(r.url) for r in told])


def changed(found: Read) -> tuple[dict[str, float], list[str]]:
    """Mutations along the links to true parents: recall and precision by kind, and what was missed or made up."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    told: Counter[str] = Counter()
    good: Counter[str] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    invented: dict[str, list[str]] = defaultdict(list)
    for r in found.world:
        if r.parent is None or r.parent not in found.held or r.relation in ("relay", "circular"):
            continue
        report = found.held[r.url]
        link = _link(found, report, found.held[r.parent])
        mutations = [] if link is None else [m for m in link.mutations if m.kind in _SCORED]
        for gold in r.mutations:
            hit = any(_meets(m, gold, report) for m in mutations)
            if not gold.optional:
                wanted[gold.kind] += 1
                hits[gold.kind] += hit
                missed[gold.kind, "no link" if link is None else r.relation] += not hit
        for m in mutations:
            right = any(_meets(m, gold, report) for gold in r.mutations)
            told[m.kind.value] += 1
            good[m.kind.value] += right
            if not right:
                invented[m.kind.value].append(f"{r.relation}: “{m.parent_words[:60]}” → “{m.child_words[:60]}”")
    figures = {"mutation_recall": ratio(hits.total(), wanted.total())}
    figures["mutation_precision"] = ratio(good.total(), told.total())
    for kind in sorted(wanted | told):
        name = kind.replace(" ", "_")
        if wanted[kind]:
            figures[f"recall_{name}"] = ratio(hits[kind], wanted[kind])
        if told[kind]:
            figures[f"precision_{name}"] = ratio(good[kind], told[kind])
    lines = [f"mutations wanted: {dict(wanted)}; told: {dict(told)}"]
    lines.append(f"missed, by kind and report: { {k: n for k, n in missed.most_common() if n} }")
    lines += [
        f"not in the truth, {kind} ({len(some)}): {'; '.join(some[:3])}" for kind, some in sorted(invented.items())
    ]
    return figures, lines


def _link(found: Read, report: Report, parent: Report) -> Link | None:
    links = [
        ln for ln in found.ledger.links_of(report.id)
        if ln.kind in _TEXTUAL and ln.child == report.id and ln.parent == parent.id
    ]  # fmt: skip
    return links[0] if links else None


def _meets(m: Mutation, gold: GoldMutation, report: Report) -> bool:
    """Whether a mutation is the gold one: its kind (who is replaced by nobody in particular is as good as dropped), and
    a place in the sentence."""
    same = m.kind.value == gold.kind or (m.kind in _VOICES and gold.kind in {k.value for k in _VOICES})
    at = report.text.find(gold.sentence)
    if not same or at < 0 or m.child is None:
        return False
    return m.child.overlap(Span(start=at, end=at + len(gold.sentence))) > 0
