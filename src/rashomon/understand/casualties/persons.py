"""The persons of a report: mentions in different sentences that mean the same one, and what befell each in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from rashomon.records import Span
from rashomon.understand.casualties.mention import Kind, Mention
from rashomon.understand.casualties.rules import OLDEST

_HARM = frozenset(("dead", "struck", "injured", "presumed", "missing"))
_GROUP = 2  # sentences a "they" may point back
_KEPT = 60  # persons looked at for one mention: the work of a report stays linear in its length


@dataclass(slots=True, eq=False)
class Person:
    """One person: what is known of them and every fate told, with its sentence and tokens.

    ``others``: persons told of beside this one, who are therefore somebody else.
    """

    sex: str = ""
    young: int = 0
    old: int = OLDEST
    name: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    role: str = ""
    apart: bool = False
    seen: int = -1
    fates: dict[str, list[tuple[int, Span]]] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)
    into: Person | None = None  # the person this one turned out to be

    @property
    def last(self) -> Person:
        """The person they turned out to be."""
        person = self
        while person.into is not None:
            person = person.into
        return person

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
        if (m.sex and self.sex and m.sex != self.sex) or m.young > self.old or m.old < self.young:
            return False
        if m.name and self.name and self.name.isdisjoint(m.name):
            return False
        return not (m.role and self.role and m.role != self.role)

    def learn(self, m: Mention, sentence: int) -> None:
        """Take over what the mention says of them."""
        self.sex = self.sex or m.sex
        if max(self.young, m.young) <= min(self.old, m.old):
            self.young, self.old = max(self.young, m.young), min(self.old, m.old)
        self.name |= set(m.name)
        if m.noun and m.kind is not Kind.PRONOUN:
            self.nouns.add(m.noun)
        self.role = self.role or m.role
        self.seen = sentence

    def may_be(self, other: Person) -> bool:
        """Whether two persons told of apart may be one, by what is known of both."""
        if id(other) in self.others or id(self) in other.others:
            return False
        if (self.sex and other.sex and self.sex != other.sex) or self.young > other.old or other.young > self.old:
            return False
        if self.name and other.name and self.name.isdisjoint(other.name):
            return False
        return not (self.role and other.role and self.role != other.role)

    def absorb(self, other: Person) -> None:
        """Become one with ``other``."""
        other.into = self
        self.sex = self.sex or other.sex
        self.young, self.old = max(self.young, other.young), min(self.old, other.old)
        self.name |= other.name
        self.nouns |= other.nouns
        self.role = self.role or other.role
        self.others |= other.others
        for fate, places in other.fates.items():
            self.fates.setdefault(fate, []).extend(places)


def agrees(mine: Collection[str], told: Collection[str]) -> int:
    """How well the fates told of one fit those of another: 0 not at all, more is better."""
    if "dead" in told:
        return 3 if "dead" in mine else 0 if "injured" in mine or "unhurt" in mine else 2 if "struck" in mine else 0
    if "injured" in told:
        return 0 if "dead" in mine or "unhurt" in mine else 3 if "injured" in mine else 2 if "struck" in mine else 0
    if "struck" in told:
        return 2 if "dead" in mine or "injured" in mine or "struck" in mine else 0
    return 2 if any(fate in mine for fate in told) else 0


def alike(person: Person, told: Collection[str], exact: bool = True) -> int:
    """As `agrees`; of one age known to the year, who was hurt may be who died."""
    return agrees(person.fates, told) or int(exact and person.exact and person.harmed and not _HARM.isdisjoint(told))


class Cast:
    """All persons of a report, found one mention after the other."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._used: dict[int, tuple[Mention, Person]] = {}
        self._sentence = -1
        self._many = (-1, 0)  # the sentence and number of the last group told of

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
            if m.kind is Kind.NAME and len(m.name) < 2 and m.young != m.old and "dead" not in fates:
                return None
            person = Person(apart=m.apart)
            if m.apart:
                person.others |= {id(p) for p in self.persons[-_KEPT:] if p.harmed}
            self.persons.append(person)
        person.learn(m, self._sentence)
        if m.kind is not Kind.PRONOUN:
            for n, p in self._used.values():
                if p is not person and n.kind is not Kind.PRONOUN:
                    person.others.add(id(p))
        self._used[k] = (m, person)
        return person

    def whole(self, m: Mention, sentence: int) -> Mention:
        """The mention of several with their number: "they" and "the boys" are as many as told of just before."""
        if m.high is not None:
            if m.low > 1:
                self._many = (sentence, m.low)
            return m
        told, many = self._many
        if m.kind in (Kind.PRONOUN, Kind.KNOWN) and not m.apart and many and sentence - told <= _GROUP:
            return replace(m, low=many, high=many)
        return m

    def _recent(self) -> Iterator[Person]:
        return iter(sorted(self.persons[-_KEPT:], key=lambda p: p.seen, reverse=True))

    def _find(self, m: Mention, fates: frozenset[str]) -> Person | None:
        if m.name:
            for person in self._recent():
                if m.name[-1] in person.name and person.takes(m):
                    return person
        if m.kind is Kind.PRONOUN:
            return self._pronoun(m, fates)
        taken = {
            id(p)
            for n, p in self._used.values()
            if n.kind is not Kind.PRONOUN and (m.noun != n.noun or m.kind is not Kind.KNOWN or m.apart)
        }
        free = [p for p in self._recent() if p.takes(m) and id(p) not in taken]
        if m.kind is Kind.NAME and not fates and m.young != m.old:
            return None
        if m.apart:
            latest = next((p for p in free if p.harmed), None)
            free = [p for p in free if p.apart or (p.others and p is not latest)]
        elif m.young == m.old:
            for person in free:
                if person.exact and (not fates or alike(person, fates) or m.kind is not Kind.NEW):
                    return person
        if m.kind is Kind.KNOWN:
            return self._known(m, fates, free)
        if not fates:
            if m.role:
                return next((p for p in free if p.role == m.role), None)
            return None if m.kind is Kind.NEW else next((p for p in free if m.noun and m.noun in p.nouns), None)
        best = max(((agrees(p.fates, fates), -n, p) for n, p in enumerate(free)), key=lambda r: r[:2], default=None)
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
        for _, person in reversed(list(self._used.values())):
            if person.takes(m):
                return person
        near = [p for p in self._recent() if p.takes(m) and p.seen >= self._sentence - 3]
        if not _HARM.isdisjoint(fates):
            near = [p for p in near if p.harmed] or near
        return near[0] if near else None

    def settled(self) -> list[Person]:
        """The harmed persons, those who may be one made one: a report tells of the same few people again and again."""
        kept: list[Person] = []
        harmed = [p for p in self.persons if p.fates]
        for person in sorted(harmed, key=lambda p: (not p.name, not p.exact)):
            fit = [
                (alike(q, person.fates, person.exact), -n, q) for n, q in enumerate(kept[:_KEPT]) if q.may_be(person)
            ]
            best = max(fit, key=lambda r: r[:2], default=None)
            if best is not None and best[0] > 0:
                best[2].absorb(person)
                for q in kept[:_KEPT]:
                    if id(person) in q.others:
                        q.others.add(id(best[2]))
            else:
                kept.append(person)
        return kept
