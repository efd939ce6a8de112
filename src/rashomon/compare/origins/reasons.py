"""Why a count is what it is, in words: the most telling first, each thing once, five lines at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rashomon.compare.origins.classes import Classes, Testimony
from rashomon.compare.origins.labels import cited
from rashomon.compare.origins.roots import SAME_OUTLET
from rashomon.compare.origins.sinks import Sinks
from rashomon.records import OriginKind, Reason

REASONS = 5  # lines of one count; the last then says how many more there are
NAMES = 4  # names listed in one line

_ORDER = (
    "circle", "one speaker", "one document", "speakers", "observation", "same body", "one body", "one text", "not held",
    "own root", "derived", "perhaps derived", "unnamed", "added attribution", "same outlet", "credit",
)  # fmt: skip


def reason(feature: str, words: str, weight: float = 0.0) -> Reason:
    """A reason by its feature and words."""
    return Reason(feature=feature, weight=weight, words=words)


def listed(names: Iterable[str]) -> str:
    """Names in a row, the first few written out."""
    unique = sorted(set(names))
    if len(unique) <= NAMES:
        return ", ".join(unique)
    return f"{', '.join(unique[:NAMES])} and {len(unique) - NAMES} more"


def outlets_of(members: Iterable[Testimony]) -> str:
    """The outlets of testimonies, by name."""
    return listed(_names(members))


def _names(members: Iterable[Testimony]) -> list[str]:
    return sorted({t.report.outlet.name or t.report.outlet.key for t in members})


def reasons_of(held: Classes, graph: Sinks, *, knowers: bool) -> tuple[Reason, ...]:
    """The reasons of a count. ``knowers`` False: of the count of those who witness that it was said."""
    found = [*_text_reasons(held), *_node_reasons(held, graph), *_root_reasons(held, graph, knowers=knowers)]
    unique = {(r.feature, r.words): r for r in found}
    ordered = sorted(unique.values(), key=lambda r: _ORDER.index(r.feature))
    if len(ordered) > REASONS:
        more = len(ordered) - REASONS + 1
        ordered = [*ordered[: REASONS - 1], reason("more", f"and {more} further reasons")]
    return tuple(ordered)


def _text_reasons(held: Classes) -> Iterator[Reason]:
    for members in held.members:
        count = len({t.report.id for t in members})
        if count > 1:
            first = members[0].report.outlet.name
            yield reason("one text", f"{count} reports carry one text ({outlets_of(members)}; earliest held: {first})")


def _node_reasons(held: Classes, graph: Sinks) -> Iterator[Reason]:
    """Of the nodes; speakers whom one report alone names share a line where there are several."""
    alone = []
    for label in sorted(graph.nodes):
        why = node_reason(held, graph, label)
        if why.feature == "one speaker" and len(_reports(held, graph, label)) == 1:
            alone.append((node_name(graph, label), outlets_of(_tellers(held, graph, label)), why))
        else:
            yield why
    if len(alone) > 1:
        yield reason("speakers", f"named by one report each: {listed(f'{name} ({who})' for name, who, _ in alone)}")
    else:
        yield from (why for *_, why in alone)
    for label in graph.firm:
        people = len(graph.nodes[label].people)
        if people > 1:
            words = f"{node_name(graph, label)}: {people} people of one body, one origin at least"
            yield reason("one body", words)


def _root_reasons(held: Classes, graph: Sinks, *, knowers: bool) -> Iterator[Reason]:
    """Of the texts that name nobody, those of one kind in one line, and of the circles."""
    unknown: set[str] = set()
    again: set[str] = set()
    texts = 0
    for i, members in enumerate(held.members):
        for why in class_reasons(held, graph, i):
            if why.feature == "own root":
                unknown.update(_names(members))
                texts += 1
            elif why.feature == "same outlet":
                again.update(_names(members))
            else:
                yield why
    if unknown:
        yield _unknown(sorted(unknown), texts, knowers=knowers)
    if again:
        verb = "say it in other words too and may repeat themselves"
        if len(again) == 1:
            verb = "says it in other words too and may repeat itself"
        yield reason("same outlet", f"{listed(again)} {verb} ({SAME_OUTLET:.0%})", SAME_OUTLET)
    for circle in graph.circles:
        told = [t for i in circle for t in held.members[i]]
        yield reason("circle", f"{outlets_of(told)} rest on each other: at most one origin, which is unresolved")


def _unknown(names: Sequence[str], texts: int, *, knowers: bool) -> Reason:
    """Of outlets that name nobody, in so many different texts."""
    single = len(names) == 1
    if not knowers:
        words = f"{len(names)} outlets say it in their own words and cite no one ({listed(names)})"
        return reason("own root", f"{names[0]} says it in its own words and cites no one" if single else words)
    if texts > 1 and not single:
        words = f"{len(names)} outlets name no one and cite no one: origins unknown ({listed(names)})"
        return reason("own root", words)
    verbs = _verb("name", single=single), _verb("cite", single=single)
    return reason("own root", f"{listed(names)} {verbs[0]} no one and {verbs[1]} no one: the origin is unknown")


def node_name(graph: Sinks, label: str) -> str:
    """Who a node is, bodies before the people who speak for them."""
    node = graph.nodes[label]
    bodies = sorted({node.names[k] for k in node.bodies if k in node.names} or set(node.names.values()))
    return listed(bodies) if bodies else label[2:]


def _tellers(held: Classes, graph: Sinks, label: str) -> list[Testimony]:
    return [t for i in sorted(set(graph.nodes[label].by)) for t in held.members[i]]


def _reports(held: Classes, graph: Sinks, label: str) -> set[str]:
    return {t.report.id for t in _tellers(held, graph, label)}


def node_reason(held: Classes, graph: Sinks, label: str) -> Reason:
    """Why a node is counted as it is."""
    node, name = graph.nodes[label], node_name(graph, label)
    who = outlets_of(_tellers(held, graph, label))
    single = len(_reports(held, graph, label)) == 1
    if label in graph.twins:
        twin, chance = graph.twins[label]
        words = f"“{name}” ({who}) may be “{node_name(graph, twin)}” ({chance:.0%})"
        return reason("same body", words, chance)
    if label not in graph.firm and label not in graph.loose:
        return reason("credit", f"{who} {_verb('credit', single=single)} {name} with a part", 0.5)
    if node.unnamed:
        return reason("unnamed", f"{who} {_verb('name', single=single)} no one but “{name}”: not counted at least")
    if label in graph.loose and node.kind not in (OriginKind.OUTLET, OriginKind.AGENCY):
        words = f"only a text taken from another report names {name} ({who}): not counted at least"
        return reason("added attribution", words)
    if node.kind in (OriginKind.OUTLET, OriginKind.AGENCY):
        verb = _verb("carry the mark of" if node.kind is OriginKind.AGENCY else "cite", single=single)
        return reason("not held", f"{who} {verb} {name}, whose own report is not among these")
    if node.kind is OriginKind.OBSERVATION:
        return reason("observation", f"{name} reports what it saw itself ({who})")
    noun = "document" if node.kind is OriginKind.DOCUMENT else "speaker"
    if single:
        return reason(f"one {noun}", f"{who} alone names {name}")
    reports = len(_reports(held, graph, label))
    return reason(f"one {noun}", f"{reports} reports name the same {noun}: {name}")


def _verb(plural: str, *, single: bool) -> str:
    if not single:
        return plural
    return plural.replace("carry", "carries") if plural.startswith("carry") else f"{plural}s"


def class_reasons(held: Classes, graph: Sinks, i: int) -> Iterator[Reason]:
    """Why a class counts as it does: it rests on another, perhaps rests on another, or its root is unknown."""
    members = held.members[i]
    if i not in graph.roots:
        rests = [s for s in graph.resting[i] if s.startswith(("#", "@"))]
        if rests and not any(i in circle for circle in graph.circles):
            where = outlets_of([t for s in sorted(rests) for t in held.members[int(s[1:])]])
            pointed = listed([name for _, name, _ in cited(members)])
            plural = len(_names(members)) > 1
            verb = _verb("cite" if pointed else "carry", single=not plural)
            what = f"{pointed or 'words of another report'} and so {_verb('rest', single=not plural)} on {where}"
            yield reason("derived", f"{outlets_of(members)} {verb} {what}")
        return
    row = graph.rows[graph.roots.index(i)]
    behind = graph.parents[graph.roots.index(i)]
    if behind:
        j, p = max(behind, key=lambda found: found[1])
        words = f"{outlets_of(members)} may rest on {outlets_of(held.members[j])} ({p:.0%})"
        yield reason("perhaps derived", words, round(p, 3))
    if i in graph.again:
        yield reason("same outlet", f"{outlets_of(members)} may repeat itself ({SAME_OUTLET:.0%})", SAME_OUTLET)
    if row.own > 0.0:
        yield _unknown(_names(members), 1, knowers=True)
