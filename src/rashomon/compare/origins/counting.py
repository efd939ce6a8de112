"""Where the information of one claim came from, and how many origins that makes.

``fact`` counts who knew: persons and bodies named, documents, own observation, agencies and outlets cited but not held,
and texts that name nobody. ``said`` counts who witnessed that it was said: the same graph without the knowers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.compare.origins.classes import Classes, Evidence, classes, evidence, gather
from rashomon.compare.origins.reasons import class_reasons, node_name, node_reason, outlets_of, reason, reasons_of
from rashomon.compare.origins.sides import levels
from rashomon.compare.origins.sinks import Sinks, sinks
from rashomon.records import Corroboration, Levels, Link, Origin, OriginKind, Reason, Report, Statement, digest

TRIED = 6  # testimonies left out one by one to see whether the count hangs on them
REMEMBERED = 2_000  # claims of which `Weighings` keeps the origins
ROUND = 9  # decimals kept, so that figures read back as written


@dataclass(frozen=True, slots=True)
class Weighed:
    """The origins of one claim, counted.

    ``circles``: statement ids of each circular component. ``fragile``: the one testimony without which a single origin
    would be left, in a sentence; None where nothing hangs on one testimony. ``levels``: who is named, level by level.
    """

    fact: Corroboration
    said: Corroboration
    origins: tuple[Origin, ...]
    circles: tuple[tuple[str, ...], ...]
    fragile: str | None
    levels: Levels = field(default_factory=Levels)


def weigh(
    claim_id: str, statements: Sequence[Statement], reports: Mapping[str, Report], links: Sequence[Link]
) -> Weighed:
    """Count the origins behind the testimonies of one claim.

    ``statements`` all tell the same; ``reports`` holds at least the reports they stand in; ``links`` may be any, those
    between these reports are used. Depends on the set of statements and links alone, not on their order. Raises
    ValueError without statements.
    """
    if not statements:
        raise ValueError("a claim without statements has no origins")
    held = evidence({s.id: s for s in statements}.values(), reports, links)
    counted = {}
    for knowers in (True, False):
        found = classes(held, gather(held, knowers=knowers))
        counted[knowers] = found, sinks(found, knowers=knowers)
    circles = {tuple(_ids(found, circle)) for found, graph in counted.values() for circle in graph.circles}
    fact, said = (_corroboration(*counted[knowers], knowers=knowers) for knowers in (True, False))
    return Weighed(
        fact=_told_by(said, fact),
        said=said,
        origins=tuple(sorted(_origins(claim_id, *counted[True]), key=lambda o: o.id)),
        circles=tuple(sorted(circles)),
        fragile=_fragile(held, *counted[True]),
        levels=levels(held.statements),
    )


class Weighings:
    """The origins of claims, remembered: of the claims of a block few change when a report joins it.

    What is remembered is used only for the same claim of the same testimonies, dates of their reports and links among
    them, so it changes no result. At `REMEMBERED` claims all is forgotten.
    """

    def __init__(self) -> None:
        self._held: dict[str, tuple[object, Weighed]] = {}

    def of(
        self, claim_id: str, statements: Sequence[Statement], reports: Mapping[str, Report], links: Sequence[Link]
    ) -> Weighed:
        """As `weigh`."""
        told = {s.report_id for s in statements}
        among = [link for link in links if link.child in told and link.parent in told]
        dates = [reports[r].published for r in sorted(told)]
        asked = ([(s.id, s.chain, s.happened, s.said) for s in statements], dates, among)
        held = self._held.get(claim_id)
        if held is None or held[0] != asked:
            if len(self._held) >= REMEMBERED:
                self._held.clear()
            held = self._held[claim_id] = (asked, weigh(claim_id, statements, reports, among))
        return held[1]


def _ids(held: Classes, at: Sequence[int]) -> list[str]:
    return sorted(s.id for i in at for t in held.members[i] for s in t.statements)


def _corroboration(held: Classes, graph: Sinks, *, knowers: bool) -> Corroboration:
    count = graph.count
    return Corroboration(
        least=count.least,
        expected=round(count.expected, ROUND),
        most=count.most,
        at_least_two=round(1.0 - count.one, ROUND),
        reasons=reasons_of(held, graph, knowers=knowers),
    )


def _told_by(said: Corroboration, fact: Corroboration) -> Corroboration:
    """The count of those who knew, with a word where fewer tell of them: one report may name many people."""
    if fact.least <= said.least:
        return fact
    through = "one witness that is sure" if said.least == 1 else f"{said.least} witnesses that are sure"
    words = f"{fact.least} are named, through {through}"
    return replace(fact, reasons=(*fact.reasons, reason("told by", words)))


def _origins(claim_id: str, held: Classes, graph: Sinks) -> Iterator[Origin]:
    """The sinks, each with the statements that rest on it."""
    on: dict[str, list[int]] = {}
    for i, ends in enumerate(graph.resting):
        for end in ends:
            on.setdefault(end, []).append(i)
    for label, node in graph.nodes.items():
        at = sorted({*on.get(label, ()), *node.by})
        name = node_name(graph, label)
        speaks = node.kind in (OriginKind.SPEAKER, OriginKind.DOCUMENT, OriginKind.OBSERVATION)
        keys = sorted(node.names) if speaks else []
        statements = tuple(_ids(held, at))
        key = label if node.unnamed else label[2:]
        reasons = (node_reason(held, graph, label),)
        yield _origin(claim_id, node.kind, (key, name), statements, reasons, tuple(keys))
    for i, row in zip(graph.roots, graph.rows, strict=True):
        if row.own > 0.0:
            statements = tuple(_ids(held, on[f"#{i}"]))
            name, key = outlets_of(held.members[i]), held.members[i][0].report.id
            why = tuple(class_reasons(held, graph, i))
            yield _origin(claim_id, OriginKind.REPORT, (key, name), statements, why)
    for circle in graph.circles:
        end = f"@{circle[0]}"
        if end in on:
            members = [t for i in circle for t in held.members[i]]
            name, key = outlets_of(members), min(t.report.id for t in members)
            seen = (reason("circle", f"{name} rest on each other; who was first is unresolved"),)
            yield _origin(claim_id, OriginKind.CIRCLE, (key, name), tuple(_ids(held, on[end])), seen)


def _origin(
    claim_id: str,
    kind: OriginKind,
    named: tuple[str, str],
    statements: tuple[str, ...],
    reasons: tuple[Reason, ...],
    speakers: tuple[str, ...] = (),
) -> Origin:
    key, name = named
    identifier = digest("origin", claim_id, kind.value, key)
    return Origin(
        id=identifier,
        claim_id=claim_id,
        kind=kind,
        key=key,
        name=name,
        statements=statements,
        reasons=reasons,
        speakers=speakers,
    )


def _fragile(held: Evidence, found: Classes, graph: Sinks) -> str | None:
    """The testimony without which least or most would fall to one, losing most of the expected count; else None."""
    count = graph.count
    if count.least != 2 and count.most != 2:
        return None
    told = [members[0] for i, members in enumerate(found.members) if len(members) == 1 and _bears(graph, i)]
    fallen = []
    for t in told[:TRIED]:
        rest = gather(held, knowers=True, without=t.id)
        if rest:
            left = sinks(classes(held, rest), knowers=True).count
            if min(count.least, 2) > left.least or min(count.most, 2) > left.most:
                fallen.append((left.expected, t.id, t, left))
    if not fallen:
        return None
    _, _, t, left = min(fallen, key=lambda f: f[:2])
    outlet = t.report.outlet.name or t.report.outlet.key
    through = f", which names {t.knower.name}," if t.knower is not None else ""
    certain = "only one origin would be left" if left.most == 1 else "only one origin would be certain"
    return f"Without the report of {outlet}{through} {certain}."


def _bears(graph: Sinks, i: int) -> bool:
    """Whether a class alone stands for a sink."""
    if i in graph.roots:
        return graph.rows[graph.roots.index(i)].own > 0.0
    return any(node.by == [i] for node in graph.nodes.values())
