"""A report cites an outlet: which of the outlet's reports it means, by what both tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.lineage.counterparts import Reading
from rashomon.compare.questions.keys import published_days
from rashomon.compare.who.identity import cited_outlet, own_outlet, same_outlet
from rashomon.records import Link, LinkKind, Outlet, PairScore, Reason, Report, Span, Statement, digest

TELLS = 0.5  # chance that two statements answer one question from which one is what the other cites
DAYS = 30.0  # farther apart in publication no report is meant
CITED = 0.97  # probability of "citing/according to OUTLET" (methods.md 5: a certain pointer)


def names_outlet(statement: Statement, outlet: Outlet) -> bool:
    """Whether a statement comes through an outlet by its chain."""
    for voice in statement.chain[1:]:
        cited = cited_outlet(voice)
        if cited is not None and same_outlet(cited, (outlet.key, outlet.name)):
            return True
    return False


def cited_by(a: Statement, b: Statement, reports: Mapping[str, Report]) -> frozenset[tuple[str, str]]:
    """The two reports in order of id, where one of two statements comes through the other's outlet; else nothing."""
    one, two = sorted((a.report_id, b.report_id))
    told = ((a, reports[b.report_id].outlet), (b, reports[a.report_id].outlet))
    return frozenset({(one, two)}) if one != two and any(names_outlet(s, o) for s, o in told) else frozenset()


def citing(one: Reading, other: Reading) -> frozenset[str]:
    """The statements of two reports among which a citation is looked for; empty where neither cites the other."""
    found: set[str] = set()
    for child, parent in ((one, other), (other, one)):
        ours = {d.statement.id for d in child.statements if names_outlet(d.statement, parent.report.outlet)}
        found |= ours | {d.statement.id for d in parent.statements} if ours else ours
    return frozenset(found)


def citations(one: Reading, other: Reading, pairs: Sequence[PairScore]) -> Iterator[Link]:
    """The links from a report to one of an outlet that it cites. ``pairs`` are scores of statements of the two.

    Their evidence are the statements of both that tell the same; a report surely later is not what was cited.
    """
    for child, parent in ((one, other), (other, one)):
        ours = {d.statement.id: d.statement for d in child.statements}
        ours = {i: s for i, s in ours.items() if names_outlet(s, parent.report.outlet)}
        theirs = {d.statement.id: d.statement for d in parent.statements}
        own = own_outlet(child.report.outlet, parent.report.outlet.key, parent.report.outlet.name)
        if not ours or own or not _before(child.report, parent.report):
            continue
        best: dict[str, tuple[float, str]] = {}
        for pair in pairs:
            for a, b in ((pair.a, pair.b), (pair.b, pair.a)):
                if a in ours and b in theirs and pair.probability >= TELLS:
                    best[a] = max(best.get(a, (0.0, "")), (pair.probability, b))
        if best:
            runs = sorted((ours[a].span, theirs[b].span) for a, (_, b) in best.items())
            yield _link(child.report, parent.report, max(p for p, _ in best.values()), runs)


def _link(child: Report, parent: Report, sure: float, runs: Sequence[tuple[Span, Span]]) -> Link:
    words = f"{child.outlet.name} cites {parent.outlet.name} for what this report of it tells"
    return Link(
        id=digest("link", child.id, parent.id, LinkKind.CITES.value),
        child=child.id,
        parent=parent.id,
        kind=LinkKind.CITES,
        probability=round(CITED * sure, 6),
        directed=True,
        reasons=(Reason(feature="cites", weight=0.0, words=words),),
        runs=tuple(runs),
        direction=1.0,
    )


def _before(child: Report, parent: Report) -> bool:
    """Whether the parent may have been published before the child, and not long before."""
    (lo, _), (_, hi) = (_ends(r) for r in (parent, child))
    if lo is not None and hi is not None and lo > hi:
        return False
    one, two = (published_days(r) for r in (child, parent))
    return one is None or two is None or abs(one - two) <= DAYS


def _ends(report: Report) -> tuple[float | None, float | None]:
    when = report.published.when
    return (when.lo.timestamp() if when.lo else None), (when.hi.timestamp() if when.hi else None)
