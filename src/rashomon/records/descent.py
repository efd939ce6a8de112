"""From which report another was most likely made: chosen among its links, a view that nothing is recorded of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.records.findings import Link, LinkKind
from rashomon.records.mutations import MutationKind

LIKELY = 0.5  # probability of a link below which nobody is called a parent
COPIED = 0.8  # share of a report's words found in another from which it is its copy
RETOLD = 0.6  # share of a report's sentences that another tells too from which it was made of it, if in other words
NEARLY = 0.1  # difference of either within which two texts are equally near
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
    A parent is a report that is not known to be later. Before all come those whose words the report has (`COPIED`),
    then those that tell most of its sentences (`RETOLD`), then those it cites for what they tell. Among equals comes
    the one from which the fewest numbers, days, names and quoted words differ (a copy inherits the slips of its
    parent), then the one the child names, then the earliest: of texts that say the same the first is the likeliest.
    """
    likely = [ln for ln in links if ln.probability > LIKELY and report in (ln.child, ln.parent)]
    own = [ln for ln in likely if ln.kind in _TEXTUAL]
    cited = [ln for ln in likely if ln.kind is LinkKind.CITES and not ln.parent.startswith("outlet:")]
    named = {ln.parent: len(ln.runs) for ln in cited if ln.child == report}
    able = [ln for ln in own if ln.child == report or not ln.directed]
    texts = {_other(ln, report) for ln in able}
    able += [ln for ln in cited if ln.child == report and ln.parent not in texts]
    ranked = sorted(able, key=lambda ln: _rank(ln, report, named, published))
    first = ranked[0] if ranked else None
    second = next((ln for ln in ranked[1:] if _adds(ranked[0], ln, report)), None)
    parents = tuple(ln for ln in (first, second) if ln is not None)
    rest = [ln for ln in own if ln not in parents]
    return Descent(
        report=report,
        parents=parents,
        others=tuple(sorted(rest, key=lambda ln: _rank(ln, report, named, published))),
        sure=_sure([_rank(ln, report, named, published) for ln in ranked], first),
        ordered=first is not None and first.directed,
    )


def _other(link: Link, report: str) -> str:
    return link.parent if link.child == report else link.child


def _age(link: Link, report: str, published: Mapping[str, float]) -> tuple[float, str]:
    other = _other(link, report)
    return published.get(other, math.inf), other


def _rank(
    link: Link, report: str, named: Mapping[str, int], published: Mapping[str, float]
) -> tuple[float | str | bool, ...]:
    """The smaller the likelier the parent; see `descent`."""
    side = 0 if link.child == report else 1
    other = _other(link, report)
    says = any(r.feature == "names the parent" for r in link.reasons)
    slips = sum(m.kind in _ERRORS for m in link.mutations)
    when = published.get(other, math.inf)
    if link.kind in _COPIES and link.coverage[side] >= COPIED:
        tier, near = 0, link.coverage[side]
    elif link.told[side] >= RETOLD and link.kind is not LinkKind.CITES:
        tier, near = 1, link.told[side]
    elif other in named:  # of an outlet's reports the one that tells most of what is cited, then the latest
        return not link.directed, 2, -named[other], 0, False, -when, other
    else:
        tier, near = 3, max(link.told[side], link.coverage[side])
    return not link.directed, tier, -round(near / NEARLY), slips, not says, when, other


def _sure(ranks: Sequence[tuple[float | str | bool, ...]], first: Link | None) -> float:
    """Share of the first among those as near as it: each further one half as likely as the one before."""
    if first is None:
        return 0.0
    equal = sum(rank[:5] == ranks[0][:5] for rank in ranks)
    return round(first.probability / math.fsum(0.5**k for k in range(equal)), 6)


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
