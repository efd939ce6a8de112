"""The persons of a report: mentions in different sentences that mean the same one, and what befell each in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rashomon.understand.casualties.people import Kind, Mention
from rashomon.understand.casualties.rules import OLDEST

_HARM = frozenset(("dead", "struck", "injured", "presumed", "missing"))


@dataclass(slots=True, eq=False)
class Person:
    """One person: what is known of them and every fate told, with its sentence and tokens."""

    sex: str = ""
    young: int = 0
    old: int = OLDEST
    name: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    role: str = ""
    apart: bool = False
    seen: int = -1
    fates: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)

    @property
    def harmed(self) -> bool:
        """Whether anything bad is said to have befallen them."""
        return not _HARM.isdisjoint(self.fates)

    @property
    def exact(self) -> bool:
        """Whether their age is known."""
        return self.young == self.old

    def takes(self, m: Mention) -> bool:
        """Whether the mention may mean this person, by sex, age, name and role."""
        if m.sex and self.sex and m.sex != self.sex:
            return False
        if m.young > self.old or m.old < self.young:
            return False
        if m.name and self.name and m.name[-1] not in self.name and self.name.isdisjoint(m.name[-1:]):
            return False
        return not (m.role and self.role and m.role != self.role)

    def learn(self, m: Mention, sentence: int) -> None:
        """Take over what the mention says of them."""
        self.sex = self.sex or m.sex
        if max(self.young, m.young) <= min(self.old, m.old):
            self.young, self.old = max(self.young, m.young), min(self.old, m.old)
        self.name |= set(m.name)
        if m.noun:
            self.nouns.add(m.noun)
        self.role = self.role or m.role
        self.seen = sentence


def agrees(person: Person, fates: Iterable[str]) -> int:
    """How well fates told of a new mention fit those of a person: 0 not at all, more is better."""
    told = set(fates)
    mine = person.fates.keys()
    if "dead" in told:
        if "dead" in mine:
            return 3
        return 0 if "injured" in mine or "unhurt" in mine else 2 if "struck" in mine else 0
    if "injured" in told:
        if "dead" in mine or "unhurt" in mine:
            return 0
        return 3 if "injured" in mine else 2 if "struck" in mine else 0
    if "struck" in told:
        return 2 if not {"dead", "injured", "struck"}.isdisjoint(mine) else 0
    for fate in told:
        if fate in mine:
            return 2
    return 0


class Cast:
    """All persons of a report, found one mention after the other."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._used: dict[int, Person] = {}
        self._sentence = -1

    def begin(self, sentence: int) -> None:
        """A new sentence: its mentions stand for different persons unless one points back."""
        self._used = {}
        self._sentence = sentence

    def resolve(self, k: int, m: Mention, fates: frozenset[str]) -> Person | None:
        """The person mention ``k`` of the sentence stands for; None where it names nobody to count."""
        person = self._find(m, fates)
        if person is None:
            if m.kind is Kind.PRONOUN or (m.kind is Kind.NAME and not fates and m.young != m.old):
                return None
            if m.kind is Kind.BARE and not m.noun and not fates:
                return None
            person = Person(apart=m.apart)
            self.persons.append(person)
        person.learn(m, self._sentence)
        self._used[k] = person
        return person

    def _recent(self) -> Iterator[Person]:
        return iter(sorted(self.persons[-40:], key=lambda p: p.seen, reverse=True))

    def _find(self, m: Mention, fates: frozenset[str]) -> Person | None:
        used = list(self._used.values())
        if m.name:
            for person in self._recent():
                if person.name and m.name[-1] in person.name and person.takes(m):
                    return person
        if m.kind is Kind.PRONOUN:
            return self._pronoun(m, fates)
        free = [p for p in self._recent() if p.takes(m) and not any(p is u for u in used)]
        if m.name and m.kind is Kind.NAME and not fates and m.young != m.old:
            return None
        if m.young == m.old:
            for person in free:
                if person.exact and (person.harmed or not fates) and (not fates or agrees(person, fates) or m.kind is not Kind.NEW):
                    return person
        if m.apart:
            free = [p for p in free if p.apart]
        if m.kind is Kind.KNOWN:
            return self._known(m, fates, free)
        if not fates:
            if m.young == m.old or m.role:
                return next((p for p in free if (p.exact and m.young == m.old) or (m.role and p.role == m.role)), None)
            return None if m.kind is Kind.NEW else next((p for p in free if m.noun and m.noun in p.nouns), None)
        best = max(((agrees(p, fates), -n, p) for n, p in enumerate(free)), key=lambda r: r[:2], default=None)
        return best[2] if best is not None and best[0] > 0 else None

    def _known(self, m: Mention, fates: frozenset[str], free: list[Person]) -> Person | None:
        same = [p for p in free if m.noun and m.noun in p.nouns]
        harmed = [p for p in free if p.harmed]
        if m.role == "victim":
            return next(iter(harmed), None)
        if m.role == "suspect":
            return next((p for p in free if p.role == "suspect"), None)
        if _HARM.isdisjoint(fates):
            return next(iter(same), None) or next(iter(free), None)
        for group in ([p for p in same if p.harmed], harmed, same):
            if group:
                return group[0]
        return next(iter(free), None)

    def _pronoun(self, m: Mention, fates: frozenset[str]) -> Person | None:
        """ "He": somebody of this sentence, else of those before, the harmed first where harm is told."""
        for person in reversed(list(self._used.values())):
            if person.takes(m):
                return person
        near = [p for p in self._recent() if p.takes(m) and p.seen >= self._sentence - 3]
        if not _HARM.isdisjoint(fates):
            near = [p for p in near if p.harmed] or near
        return near[0] if near else None
