"""Where the information of one claim came from, and how many origins that makes.

``fact`` counts who knew: persons and bodies named, documents, own observation, agencies and outlets cited but not held,
and texts that name nobody. ``said`` counts who witnessed that it was said: the same graph without the knowers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.classes import Classes, Evidence, Testimony, classes, evidence, gather
from rashomon.compare.sinks import SAME_OUTLET, Sinks, cited, sinks
from rashomon.records import Corroboration, Link, Origin, OriginKind, Reason, Report, Statement, digest

REASONS = 16  # reasons shown with one count; the last then says how many more there are
NAMES = 4  # outlets listed by name in one reason
TRIED = 6  # testimonies left out one by one to see whether the count hangs on them
ROUND = 9  # decimals kept, so that figures read back as written


@dataclass(frozen=True, slots=True)
class Weighed:
    """The origins of one claim, counted.

    ``circles``: statement ids of each circular component. ``fragile``: the one testimony without which a single origin
    would be left, in a sentence; None where nothing hangs on one testimony.
    """

    fact: Corroboration
    said: Corroboration
    origins: tuple[Origin, ...]
    circles: tuple[tuple[str, ...], ...]
    fragile: str | None


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
    return Weighed(
        fact=_corroboration(*counted[True]),
        said=_corroboration(*counted[False]),
        origins=tuple(sorted(_origins(claim_id, *counted[True]), key=lambda o: o.id)),
        circles=tuple(sorted(circles)),
        fragile=_fragile(held, *counted[True]),
    )


def _ids(held: Classes, at: Sequence[int]) -> list[str]:
    return sorted(s.id for i in at for t in held.members[i] for s in t.statements)


def _listed(names: Sequence[str]) -> str:
    """Names in a row, the first few written out."""
    unique = sorted(set(names))
    if len(unique) <= NAMES:
        return ", ".join(unique)
    return f"{', '.join(unique[:NAMES])} and {len(unique) - NAMES} more"


def _outlets(members: Sequence[Testimony]) -> str:
    return _listed([t.report.outlet.name or t.report.outlet.key for t in members])


def _corroboration(held: Classes, graph: Sinks) -> Corroboration:
    reasons = list(_reasons(held, graph))
    if len(reasons) > REASONS:
        more = len(reasons) - REASONS + 1
        reasons = [*reasons[: REASONS - 1], _reason("more", f"and {more} further reasons")]
    count = graph.count
    return Corroboration(
        least=count.least,
        expected=round(count.expected, ROUND),
        most=count.most,
        at_least_two=round(1.0 - count.one, ROUND),
        reasons=tuple(reasons),
    )


def _reason(feature: str, words: str, weight: float = 0.0) -> Reason:
    return Reason(feature=feature, weight=weight, words=words)


def _reasons(held: Classes, graph: Sinks) -> Iterator[Reason]:
    """Why the count is what it is: one text, one speaker, cited but not held, circles, guesses."""
    for members in held.members:
        count = len({t.report.id for t in members})
        if count > 1:
            first = members[0].report.outlet.name
            words = f"{count} reports carry one text ({_outlets(members)}; earliest held: {first})"
            yield _reason("one text", words)
    for label in sorted(graph.nodes):
        yield _node_reason(held, graph, label)
    for label in graph.firm:
        node = graph.nodes[label]
        if len(node.people) > 1:
            words = f"{_node_name(graph, label)}: {len(node.people)} people of one body, one origin at least"
            yield _reason("one body", words)
    for i in range(len(held.members)):
        yield from _class_reasons(held, graph, i)
    for circle in graph.circles:
        told = [t for i in circle for t in held.members[i]]
        yield _reason("circle", f"{_outlets(told)} rest on each other: at most one origin, which is unresolved")


def _node_name(graph: Sinks, label: str) -> str:
    """Who a node is, bodies before the people who speak for them."""
    node = graph.nodes[label]
    bodies = sorted({node.names[k] for k in node.bodies if k in node.names} or set(node.names.values()))
    return _listed(bodies) if bodies else label[2:]


def _node_reason(held: Classes, graph: Sinks, label: str) -> Reason:
    node, name = graph.nodes[label], _node_name(graph, label)
    who = [t for i in sorted(set(node.by)) for t in held.members[i]]
    reports = len({t.report.id for t in who})
    if label not in graph.firm and label not in graph.loose:
        return _reason("credit", f"{_outlets(who)} credits {name} with a part", 0.5)
    if node.unnamed:
        return _reason("unnamed", f"{_outlets(who)} names no one but “{name}”: not counted at least")
    if label in graph.loose:
        words = f"only a text taken from another report names {name} ({_outlets(who)}): not counted at least"
        return _reason("added attribution", words)
    if node.kind in (OriginKind.OUTLET, OriginKind.AGENCY):
        verb = "carry the mark of" if node.kind is OriginKind.AGENCY else "cite"
        if reports == 1:
            verb = "carries the mark of" if node.kind is OriginKind.AGENCY else "cites"
        return _reason("not held", f"{_outlets(who)} {verb} {name}, which is not held")
    if node.kind is OriginKind.OBSERVATION:
        return _reason("observation", f"{name} reports what it saw itself ({_outlets(who)})")
    noun = "document" if node.kind is OriginKind.DOCUMENT else "speaker"
    if reports == 1:
        return _reason(f"one {noun}", f"{_outlets(who)} alone names {name}")
    return _reason(f"one {noun}", f"{reports} reports name the same {noun}: {name}")


def _class_reasons(held: Classes, graph: Sinks, i: int) -> Iterator[Reason]:
    members = held.members[i]
    if i not in graph.roots:
        rests = [s for s in graph.resting[i] if s.startswith(("#", "@"))]
        if rests and not any(i in circle for circle in graph.circles):
            where = _outlets([t for s in sorted(rests) for t in held.members[int(s[1:])]])
            pointed = _listed([name for _, name, _ in cited(members)])
            why = f"cites {pointed}" if pointed else "carries words of another report"
            yield _reason("derived", f"{_outlets(members)} {why} and so rests on {where}")
        return
    at = graph.roots.index(i)
    row = graph.rows[at]
    for j, p in graph.parents[at]:
        where = _outlets(held.members[j])
        yield _reason("perhaps derived", f"{_outlets(members)} may rest on {where} ({p:.0%})", round(p, 3))
    if i in graph.again:
        words = f"{_outlets(members)} says it in other words too and may repeat itself ({SAME_OUTLET:.0%})"
        yield _reason("same outlet", words, SAME_OUTLET)
    if row.own > 0.0:
        yield _reason("own root", f"{_outlets(members)} names no one and cites no one: its origin is unknown")


def _origins(claim_id: str, held: Classes, graph: Sinks) -> Iterator[Origin]:
    """The sinks, each with the statements that rest on it."""
    on: dict[str, list[int]] = {}
    for i, ends in enumerate(graph.resting):
        for end in ends:
            on.setdefault(end, []).append(i)
    for label, node in graph.nodes.items():
        at = sorted({*on.get(label, ()), *node.by})
        name = _node_name(graph, label)
        speaks = node.kind in (OriginKind.SPEAKER, OriginKind.DOCUMENT, OriginKind.OBSERVATION)
        keys = sorted(node.names) if speaks else []
        statements = tuple(_ids(held, at))
        key = label if node.unnamed else label[2:]
        reasons = (_node_reason(held, graph, label),)
        yield _origin(claim_id, node.kind, (key, name), statements, reasons, tuple(keys))
    for i, row in zip(graph.roots, graph.rows, strict=True):
        if row.own > 0.0:
            statements = tuple(_ids(held, on[f"#{i}"]))
            name, key = _outlets(held.members[i]), held.members[i][0].report.id
            why = tuple(_class_reasons(held, graph, i))
            yield _origin(claim_id, OriginKind.REPORT, (key, name), statements, why)
    for circle in graph.circles:
        end = f"@{circle[0]}"
        if end in on:
            members = [t for i in circle for t in held.members[i]]
            name, key = _outlets(members), min(t.report.id for t in members)
            seen = (_reason("circle", f"{name} rest on each other; who was first is unresolved"),)
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
