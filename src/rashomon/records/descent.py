"""From which report another was most likely made: chosen among its links, a view that nothing is recorded of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.records.findings import Link, LinkKind
from rashomon.records.mutations import MutationKind

LIKELY = 0.5  # probability of a link below which nobody is called a parent
NEARLY = 0.05  # difference of coverage within which two texts are equally near
PART = 0.15  # share of the shared words of a report that a second parent must add to the first
WORDS = 120  # and characters
_COPIES = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE})
_TEXTUAL = _COPIES | {LinkKind.REWRITE}
_ERRORS = frozenset({MutationKind.NUMBER_ALTERED, MutationKind.DATE_ALTERED, MutationKind.NAME_ALTERED,
                     MutationKind.QUOTE_ALTERED, MutationKind.BOUND_DROPPED})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """What one report was made of.

    ``parents`` are links to its parents: one, or two of a mixture; none where no likely link names an earlier report.
    ``others`` are its further likely text links, nearest first: the rest of its family. ``sure`` is how sure it is that
    the first parent is the parent, given that there is one among those held. ``ordered`` is False where it is not known
    that the parent was first.
    """

    report: str
    parents: tuple[Link, ...]
    others: tuple[Link, ...]
    sure: float
    ordered: bool


def descent(report: str, links: Iterable[Link], published: Mapping[str, float]) -> Descent:
    """Choose the parent of a report among its links.

    ``published`` gives the earliest publication of the reports linked, in seconds; those not in it count as latest.
    A parent is a report that is not known to be later; nearest is the one that most of the child's words stand in, then
    the one from which the fewest numbers, days, names and quoted words differ (a copy inherits the slips of its
    parent), then the one the child names, then the earliest: of copies that say the same the first is the likeliest.
    """
    own = [ln for ln in links if ln.kind in _TEXTUAL and ln.probability > LIKELY and report in (ln.child, ln.parent)]
    able = [ln for ln in own if ln.child == report or not ln.directed]
    cited = [
        ln for ln in links
        if ln.kind is LinkKind.CITES and ln.child == report and not ln.parent.startswith("outlet:")
    ]  # fmt: skip
    ranked = sorted(able, key=lambda ln: _rank(ln, report, published))
    if not ranked:
        return _by_citation(report, cited, published)
    first = ranked[0]
    second = next((ln for ln in ranked[1:] if _adds(first, ln, report)), None)
    parents = (first,) if second is None else (first, second)
    rest = [ln for ln in own if ln not in parents]
    return Descent(
        report=report,
        parents=parents,
        others=tuple(sorted(rest, key=lambda ln: _rank(ln, report, published))),
        sure=_sure(ranked, report, published),
        ordered=first.directed,
    )


def _by_citation(report: str, cited: Sequence[Link], published: Mapping[str, float]) -> Descent:
    """Of the reports of an outlet that is cited, the one that tells most of what is cited, and of those the latest."""
    ranked = sorted(cited, key=lambda ln: (-len(ln.runs), -published.get(ln.parent, -math.inf), ln.parent))
    equal = sum(len(ln.runs) == len(ranked[0].runs) for ln in ranked)
    sure = round(ranked[0].probability / equal, 6) if ranked else 0.0
    return Descent(report=report, parents=tuple(ranked[:1]), others=tuple(ranked[1:]), sure=sure, ordered=True)


def _other(link: Link, report: str) -> str:
    return link.parent if link.child == report else link.child


def _age(link: Link, report: str, published: Mapping[str, float]) -> tuple[float, str]:
    other = _other(link, report)
    return published.get(other, math.inf), other


def _near(link: Link, report: str) -> float:
    """Share of the words found in the other; of a rewrite, which shares none, its probability, below all copies."""
    covered = link.coverage[0] if link.child == report else link.coverage[1]
    return 1.0 + covered if link.kind in _COPIES else link.probability


def _rank(link: Link, report: str, published: Mapping[str, float]) -> tuple[float | str, ...]:
    names = any(r.feature == "names the parent" for r in link.reasons)
    slips = sum(m.kind in _ERRORS for m in link.mutations)
    step = round(_near(link, report) / NEARLY)
    return (not link.directed, -step, slips, not names, *_age(link, report, published))


def _sure(ranked: Sequence[Link], report: str, published: Mapping[str, float]) -> float:
    """Share of the first among those as near as it: each later one half as likely as the one before."""
    if not ranked:
        return 0.0
    top = _rank(ranked[0], report, published)[:4]
    equal = sum(_rank(ln, report, published)[:4] == top for ln in ranked)
    return round(ranked[0].probability / math.fsum(0.5**k for k in range(equal)), 6)


def _adds(first: Link, second: Link, report: str) -> bool:
    """Whether the second text holds a good part of the report's words that the first has not."""
    if first.kind not in _COPIES or second.kind not in _COPIES:
        return False
    one, two = (_places(ln, report) for ln in (first, second))
    new = sum(hi - lo - sum(max(0, min(hi, b) - max(lo, a)) for a, b in one) for lo, hi in two)
    whole = sum(hi - lo for lo, hi in one) + new
    return new >= WORDS and new >= PART * whole


def _places(link: Link, report: str) -> list[tuple[int, int]]:
    side = 0 if link.child == report else 1
    return [(pair[side].start, pair[side].end) for pair in link.runs]
