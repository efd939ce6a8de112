"""The origin graph of one claim: who each text class rests on, what is a circle, and what remains as sinks.

Origins are sinks, not components: a report that stitches two agencies together does not make them one
(methods.md 1 and 2.2). Certain edges form a graph that is condensed; uncertain ones become rows of closed forms.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.graphs import Union, components, reaches
from rashomon.compare.origins.classes import Classes, Testimony
from rashomon.compare.origins.corroboration import HIGH, Row, Tally, own_shares, reckoned, row, tally
from rashomon.compare.origins.labels import Labels, carried_by, cited, named_in
from rashomon.compare.origins.nodes import Node, twins_of
from rashomon.compare.origins.roots import (
    HEADLINE,
    NAMELESS,
    SAME_OUTLET,
    behind_headline,
    desks,
    faint,
    oriented,
    together,
)
from rashomon.records import MarkKind, OriginKind

SAME_BODY = 0.25  # chance that a further person of one body knows independently of the first (start value)
LOOSE = 0.12  # chance that unnamed people, a circle, or a name only a copy gives are one more origin
# (measured: of 17 claims of a generated newsroom that hung on one such, 12 % had a second origin)
RETOLD = 0.5  # chance of being taken from another text from which a name that it alone gives is not sure
CREDIT = 0.5  # "with reporting by X": X had a part in it, which part is not said

HIDDEN = 0.6  # chance that a text which names nobody has it from who is named elsewhere, or from the same (start value)
_PASSING = (OriginKind.AGENCY, OriginKind.OUTLET)  # who passes on: whoever knew stands behind them


@dataclass(frozen=True, slots=True)
class Sinks:
    """The condensed graph.

    ``nodes`` by label; ``resting`` for each class what it rests on: labels of nodes, ``#i`` for a class that is its own
    root, ``@i`` for a circle. ``circles`` are the classes of each component of more than one. ``derived`` are the
    classes whose text is known to be taken from another, or that name who knew otherwise than what they were made of.
    ``rows`` and ``parents`` belong to ``roots``, in order; ``again`` are roots whose outlet was a root before.
    ``firm`` nodes are certain, ``loose`` ones may be another's, ``twins`` may be the other node given, with that
    chance.
    """

    nodes: Mapping[str, Node]
    resting: tuple[frozenset[str], ...]
    circles: tuple[tuple[int, ...], ...]
    derived: frozenset[int]
    roots: tuple[int, ...]
    rows: tuple[Row, ...]
    parents: tuple[tuple[tuple[int, float], ...], ...]
    again: frozenset[int]
    firm: tuple[str, ...]
    loose: tuple[str, ...]
    twins: Mapping[str, tuple[str, float]]
    count: Tally


def sinks(held: Classes, *, knowers: bool) -> Sinks:
    """Build the graph of one claim's classes and condense it. ``knowers`` False leaves out who knew (``said``)."""
    labels = Labels()
    named = named_in(held, labels, knowers=knowers)
    out, loops = _certain(held, named, labels)
    nodes = labels.nodes()
    for i, own in enumerate(named):
        for label in own:
            nodes[label].by.append(i)
    resting, circles = _condensed(out, loops)
    retold = _retold(held)
    derived = frozenset(i for i, p in retold.items() if p > HIGH) | _added(held)
    roots = tuple(i for i in range(len(out)) if not out[i] and i not in loops)
    told = {labels.union.find(label) for label in labels.told}
    named_so = {k for k in told if not nodes[k].unnamed and not (knowers and nodes[k].kind in _PASSING)}
    sure = {k for k in named_so if any(retold.get(i, 0.0) <= RETOLD for i in nodes[k].by)}
    twins = twins_of(nodes, sure, held)
    firm = tuple(sorted(sure - set(twins)))
    soft = sorted(set(nodes) - sure - set(twins))
    rows, parents = _rows(held, resting, nodes, firm, labels)
    for k, r in zip(roots, rows, strict=True):
        for label in r.nodes:
            nodes[label].by.append(k)
    closed = [i for circle in circles for i in circle if not any(end.startswith("#") for end in resting[i])]
    shared, again = desks(held, roots, rows, closed)
    loose = tuple(sorted([*soft, *{s for found in resting for s in found if s.startswith("@")}]))
    heads = {k: max(len(nodes[k].people), len(nodes[k].bodies), 1) for k in (*firm, *soft, *sorted(twins))}
    further = [SAME_BODY for k in heads for _ in range(heads[k] - 1)]
    further += [1.0 - twins[k][1] for k in sorted(twins)]
    circling = {f"@{circle[0]}": _circling(held, circle) for circle in circles}
    chances = [circling[k] if k in circling else _chance(nodes.get(k), retold) for k in loose]
    if knowers:
        joined = _joined(held, (named, labels.apart()), resting, firm, ())
        units = [*chances, *(p * (1.0 - HIDDEN) for p in own_shares(shared, firm))]
        count = reckoned(len(firm), joined, units, further)
    else:
        certain = {f"#{i}" for i, r in zip(roots, shared, strict=True) if r.own == 1.0}
        joined = _joined(held, (named, labels.apart()), resting, firm, certain)
        count = tally(faint(rows, shared), firm, joined, together(chances), further)
    return Sinks(nodes, resting, circles, derived, roots, rows, parents, again, firm, loose, twins, count)


def _retold(held: Classes) -> dict[int, float]:
    """How likely each class is taken from another one. A text that was there before the other was not, however much a
    late copy of it may have been set beside that other one."""
    found: dict[int, float] = {}
    first = [members[0].order[0] for members in held.members]
    for pair, edges in held.edges.items():
        for e in edges:
            if e.child is not None and first[e.child] >= first[sum(pair) - e.child]:
                found[e.child] = max(e.probability, found.get(e.child, 0.0))
    return found


def _added(held: Classes) -> frozenset[int]:
    """Classes that name who knew only in words that a copy or rewrite put in."""
    return frozenset(
        i
        for i, members in enumerate(held.members)
        if any(t.knower is not None for t in members) and all(t.added for t in members if t.knower is not None)
    )


def _chance(node: Node | None, retold: Mapping[int, float]) -> float:
    """That a loose origin is one more: of a name that only a text perhaps taken from another gives, as it is not."""
    if node is None or node.unnamed or not node.by:
        return LOOSE
    if node.kind in _PASSING:
        return 1.0 - HIDDEN
    return 1.0 - (1.0 - LOOSE) * min(retold.get(i, 1.0) for i in node.by)


def _circling(held: Classes, circle: Sequence[int]) -> float:
    """The chance that a circle is one more origin: no greater than that of a text of it which cites nobody, so that
    what closes a circle raises no count (I1). Such a text may rest on what its outlets laid to who knew, and on texts
    that were there before it.
    """
    inside = set(circle)
    own = {t.outlet for i in circle for t in held.members[i]} - set(NAMELESS)
    behind: dict[int, float] = {}
    for i, members in enumerate(held.members):
        if i not in inside and any(t.knower is not None and t.outlet in own for t in members):
            behind = {i: SAME_OUTLET}
            break
    for (i, j), edges in held.edges.items():
        if i not in inside and j in inside:  # classes stand in order: i is the earlier
            best = max((e.probability for e in edges if e.child in (None, j) and e.probability <= HIGH), default=0.0)
            if best > behind.get(i, 0.0):
                behind[i] = best
    return min(LOOSE, row(list(behind.values())).own * (1.0 - HIDDEN))


def _certain(
    held: Classes, named: Sequence[Sequence[str]], labels: Labels
) -> tuple[list[list[int | str]], frozenset[int]]:
    """Certain out-edges of each class: nodes it names, classes it cites, else texts it is taken from.

    And the classes that are circles in themselves: outlets that print one text and cite each other for it.
    """
    carried = carried_by(held)
    out: list[list[int | str]] = [list(found) for found in named]
    knows = [any(t.knower is not None for t in members) for members in held.members]
    back: list[tuple[int, int]] = []
    for i, members in enumerate(held.members):
        own = {t.outlet for t in members}
        for key in sorted({key for key, _, _ in cited(members)} if not knows[i] else ()):
            others = sorted(carried.get(key, set()) - {i})
            if key in own:
                back += [(-i, j) for j in others]
            else:
                out[i] += others
    for i, j in sorted(back):
        # A text that cites an outlet which prints it rests on that outlet's others, but never makes a closed circle.
        if not reaches(out, j, -i) or _escapes(out, j, -i):
            out[-i].append(j)
    # A text that cites an outlet which prints it too, and whose other text rests on it in turn, stays a circle (I1).
    closed = {-i for i, j in back if reaches(out, j, -i)}
    loops = frozenset(
        i for i, members in enumerate(held.members) if not out[i] and not knows[i] and (i in closed or _loop(members))
    )
    fixed = [bool(found) for found in out]
    for (i, j), edges in held.edges.items():
        for e in edges:
            if e.probability <= HIGH:
                continue
            if not fixed[i] and not fixed[j]:
                out[j].append(i)  # classes stand in order: the later from the earlier, copies count the same either way
            elif fixed[i] != fixed[j]:
                child, parent = (j, i) if fixed[i] else (i, j)
                if e.child in (None, child):
                    out[child].append(parent)
    known = {label for found in named for label in found}
    for i, members in enumerate(held.members):
        if not knows[i]:  # what a body that is named as who knew prints itself rests on that body
            own_names = sorted({labels.union.find(f"k:{t.outlet}") for t in members})
            out[i] += [k for k in own_names if k in known]
    loops = frozenset(i for i in loops if not out[i])
    return [sorted(set(found), key=lambda x: (isinstance(x, str), x)) for found in out], loops


def _escapes(out: Sequence[Sequence[int | str]], start: int, back: int) -> bool:
    """Whether a class rests on something that does not in turn rest on ``back``: no closed circle of both."""
    seen, frontier = {start}, [start]
    while frontier:
        for found in out[frontier.pop()]:
            if isinstance(found, str) or (found != back and not reaches(out, found, back)):
                return True
            if found not in seen:
                seen.add(found)
                frontier.append(found)
    return False


def _loop(members: Sequence[Testimony]) -> bool:
    """Whether outlets that carry one text cite each other for it, directly or in a ring."""
    if len(members) == 1:
        return False
    outlets = sorted({t.outlet for t in members})
    at = {key: i for i, key in enumerate(outlets)}
    out: list[set[int]] = [set() for _ in outlets]
    for t in members:
        if t.conduit is not None and t.conduit.key in at:
            out[at[t.outlet]].add(at[t.conduit.key])
    return any(len(component) > 1 for component in components([sorted(found) for found in out]))


def _condensed(
    out: Sequence[Sequence[int | str]], loops: Container[int]
) -> tuple[tuple[frozenset[str], ...], tuple[tuple[int, ...], ...]]:
    """What each class rests on in the end, and the components that are circles."""
    resting: list[frozenset[str]] = [frozenset()] * len(out)
    circles = []
    for component in components([[x for x in found if isinstance(x, int)] for found in out]):
        inside = set(component)
        found: set[str] = set()
        for i in component:
            for x in out[i]:
                if isinstance(x, str):
                    found.add(x)
                elif x not in inside:
                    found |= resting[x]
        circular = len(component) > 1 or component[0] in loops
        if circular:
            circles.append(tuple(component))
        end = f"@{component[0]}" if circular else f"#{component[0]}"
        for i in component:
            resting[i] = frozenset(found or {end})
    return tuple(resting), tuple(sorted(circles))


def _rows(
    held: Classes,
    resting: Sequence[frozenset[str]],
    nodes: dict[str, Node],
    firm: Sequence[str],
    labels: Labels,
) -> tuple[tuple[Row, ...], tuple[tuple[tuple[int, float], ...], ...]]:
    """A row for each root: classes it may come from, and agencies it credits with a part."""
    roots = [i for i, ends in enumerate(resting) if ends == {f"#{i}"}]
    found: dict[int, dict[int, float]] = {i: {} for i in roots}
    for (i, j), edges in held.edges.items():
        for e in edges:
            for x, y in oriented(i, j, e.child, resting, found) if e.probability <= HIGH else ():
                found[x][y] = max(e.probability, found[x].get(y, 0.0))
    carried = carried_by(held)
    for i in roots:
        told = {j for t in held.members[i] for j in carried[t.outlet] if t.outlet not in NAMELESS}
        attributed = [j for j in sorted(told) if any(t.knower is not None for t in held.members[j])]
        if attributed:  # an outlet that named who knew, and elsewhere says it in its own voice
            found[i][attributed[0]] = max(SAME_OUTLET, found[i].get(attributed[0], 0.0))
        told_by = behind_headline(held, i, roots)
        if told_by is not None:
            found[i][told_by] = max(HEADLINE, found[i].get(told_by, 0.0))
    rows = []
    for i in roots:
        credited: dict[str, float] = {}
        behind = list(found[i].values())
        own = {t.outlet for t in held.members[i]}
        marks = {m.key: m for t in held.members[i] for m in t.marks if m.kind is MarkKind.CREDIT}
        for key in sorted(set(marks) - own - set(carried)):
            label = labels.union.find(f"k:{key}")
            if label in nodes and nodes[label].by and label not in firm:
                behind.append(CREDIT)
                continue
            credited[label] = CREDIT
            nodes.setdefault(label, Node(OriginKind.AGENCY)).names.setdefault(key, marks[key].name)
        rows.append(row(behind, credited))
    return tuple(rows), tuple(tuple(sorted(found[i].items())) for i in roots)


def _joined(
    held: Classes,
    names: tuple[Sequence[Sequence[str]], Container[tuple[str, str]]],
    resting: Sequence[frozenset[str]],
    firm: Sequence[str],
    certain: Container[str],
) -> int:
    """How many firm nodes there are at the very least besides the ``certain`` roots, which are counted by their rows.

    Names in one text, or in two of unknown order, are one unless one report gives both; and a name beside a text that
    is cited may be its source. ``names`` are those of each class, and the pairs that one report gives.
    """
    same = Union()
    named, apart_ = names
    for i, found in enumerate(named):
        for k, label in enumerate(found):
            other = next((one for one in found[:k] if (one, label) not in apart_), None)
            if other is not None:
                same.join(other, label)
        ends = [end for end in sorted(resting[i]) if found and (end in certain or end in firm)]
        apart = [end for end in ends if same.find(end) != same.find(found[0])]
        if apart:  # it may be the source of one text cited; the others' sources stay apart from each other
            same.join(found[0], apart[0])
    for (i, j), edges in held.edges.items():
        if named[i] and named[j] and any(e.probability > HIGH and e.child is None for e in edges):
            same.join(named[i][0], named[j][0])
    # "#" sorts before the letters of nodes: a root stands for every set it is in
    return len({root for label in firm if not (root := same.find(label)).startswith("#")})
