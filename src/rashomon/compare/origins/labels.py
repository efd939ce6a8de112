"""Who the texts of a claim name: the nodes of its origin graph, by the keys of who is named."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.compare.graphs import Union
from rashomon.compare.origins.classes import Classes, Testimony
from rashomon.compare.origins.nodes import Node
from rashomon.compare.origins.roots import NAMELESS, headlines
from rashomon.compare.who.identity import names_nobody
from rashomon.records import MarkKind, OriginKind, Voice, VoiceKind

_NODE_KINDS = (OriginKind.SPEAKER, OriginKind.DOCUMENT, OriginKind.OBSERVATION, OriginKind.AGENCY, OriginKind.OUTLET)


class Labels:
    """Names nodes by the keys of who is named; keys said to belong together become one node."""

    def __init__(self) -> None:
        self.union = Union()
        self.voices: list[tuple[str, OriginKind, str, str]] = []  # label, kind, key, name
        self.told: set[str] = set()  # labels that not only a copy or rewrite put in
        self.beside: dict[str, set[str]] = {}  # by report: labels of those whom it names for the claim
        self.people: list[tuple[str, str]] = []
        self.bodies: list[tuple[str, str]] = []

    def knower(self, t: Testimony, voice: Voice, first: str) -> str:
        """The label of who is named in one testimony of the class whose first testimony is ``first``."""
        if voice.kind is VoiceKind.OBSERVATION:
            label = f"o:{t.outlet}"
            self.voices.append((label, OriginKind.OBSERVATION, t.outlet, t.report.outlet.name))
            return label
        body = voice.institution if voice.institution and not names_nobody(voice.institution) else None
        if voice.kind is VoiceKind.UNNAMED or (voice.kind is VoiceKind.INSTITUTION and names_nobody(voice.key)):
            label = f"k:{body}" if body else f"u:{first}:{voice.key}"
            if voice.kind is VoiceKind.INSTITUTION and not body and t.outlet not in NAMELESS:
                self.union.join(label, f"v:{t.outlet}:{voice.key}")  # one outlet's "the company" is one company
            self.people.append((label, f"{first}:{voice.key}"))
            self.voices.append((label, OriginKind.SPEAKER, body or voice.key, voice.name))
            return label
        label = f"k:{voice.key}"
        kind = OriginKind.DOCUMENT if voice.kind is VoiceKind.DOCUMENT else OriginKind.SPEAKER
        self.voices.append((label, kind, voice.key, voice.name))
        (self.bodies if voice.kind is VoiceKind.INSTITUTION else self.people).append((label, voice.key))
        if body:
            self.union.join(label, f"k:{body}")
        return label

    def apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of labels that one report gives side by side: two who knew, however alike the sentences."""
        sets = ({self.union.find(x) for x in found} for found in self.beside.values())
        return frozenset((a, b) for found in sets for a in found for b in found if a != b)

    def nodes(self) -> dict[str, Node]:
        """Nodes by the label that stands for each, the strongest kind of those that name it."""
        found: dict[str, Node] = {}
        for label, kind, key, name in sorted(set(self.voices)):
            at = self.union.find(label)
            node = found.setdefault(at, Node(kind, unnamed=at.startswith("u:")))
            node.kind = min(node.kind, kind, key=_NODE_KINDS.index)
            node.names.setdefault(key, name)
        for label, who in self.people:
            found[self.union.find(label)].people.add(who)
        for label, who in self.bodies:
            found[self.union.find(label)].bodies.add(who)
        return found


def named_in(held: Classes, labels: Labels, *, knowers: bool) -> list[list[str]]:
    """For each class the nodes it names; fills ``labels``. Outlets held in the claim are edges, not nodes."""
    raw: list[list[str]] = []
    for members in held.members:
        found = []
        for t in members:
            if knowers and t.knower is not None:
                found.append(labels.knower(t, t.knower, members[0].id))
                labels.told |= {found[-1]} if not t.added else set()
                labels.beside.setdefault(t.report.id, set()).add(found[-1])
        watched = sorted({label for label in found if label.startswith("o:")})
        for label in watched[1:]:  # a copied "this reporter saw" is one pair of eyes
            labels.union.join(watched[0], label)
        raw.append(found)
    carried = carried_by(held)
    known = any(raw)
    for i, members in enumerate(held.members):
        if not raw[i] and not (known and headlines(members)):
            own = {t.outlet for t in members}
            for key, name, kind in cited(members):
                if not carried.get(key, set()) - {i} and key not in own:
                    raw[i].append(f"k:{key}")
                    labels.told.add(f"k:{key}")
                    labels.voices.append((f"k:{key}", kind, key, name))
    return [sorted({labels.union.find(x) for x in found}) for found in raw]


def cited(members: Sequence[Testimony]) -> list[tuple[str, str, OriginKind]]:
    """(key, name, kind) of who a class says it has its words from: of each member its conduit, else its source lines,
    else its agency marks. Not of the class as one: a citation in one report takes no mark from another (I10).
    """
    found: set[tuple[str, str, OriginKind]] = set()
    for t in members:
        own = {(t.conduit.key, t.conduit.name, OriginKind.OUTLET)} if t.conduit is not None else set()
        for kind, sort in ((MarkKind.SOURCE_LINE, OriginKind.OUTLET), (MarkKind.AGENCY, OriginKind.AGENCY)):
            own = own or {(m.key, m.name, sort) for m in t.marks if m.kind is kind}
        found |= own
    return sorted(found)


def carried_by(held: Classes) -> dict[str, set[int]]:
    """The classes that each outlet carries."""
    carried: dict[str, set[int]] = {}
    for i, members in enumerate(held.members):
        for t in members:
            carried.setdefault(t.outlet, set()).add(i)
    return carried
