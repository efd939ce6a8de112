"""Which mentions of persons are one person, within a report: full names that differ in middle names, initials, short
forms or one letter; surnames and given names that stand for the full name last so used.

Two full names with different first names are never one (methods.md 6.3). All look-ups are by bisection in lists of
places, so a surname shared by thousands costs no more than one that is not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.records.spelling import near_spelling, one_first_name
from rashomon.understand.names.parts import Candidate, rules
from rashomon.understand.titles import titles

COMPARED = 12
"""Full names of one surname that a new one is compared with; the rest of a surname shared by more stay apart."""


@dataclass(frozen=True, slots=True)
class Full:
    """A full name: its key's words, and the form shown."""

    words: tuple[str, ...]
    shown: str

    @property
    def key(self) -> str:
        """The identity it has by itself."""
        return " ".join(self.words)

    @property
    def family(self) -> str:
        """The surname: the first word where family names come first, else the last."""
        first = self.words[0]
        east = first in rules().family_first and (first == "kim" or first not in rules().first_names)
        return first if east else self.words[-1]

    @property
    def given(self) -> tuple[str, ...]:
        """The words that are no surname."""
        return self.words[1:] if self.family == self.words[0] else self.words[:-1]


def one_person(a: Full, b: Full) -> bool:
    """Whether two full names of one report may be one person's: one surname, first names that agree, and middle names
    that do not differ."""
    if a.family != b.family and not near_spelling(a.family, b.family):
        return False
    (first, *middle), (other, *others) = a.given, b.given
    if not one_first_name(first, other, spelt=False):
        return False
    if a.family != b.family and first != other:
        return False
    if a.family == a.words[0] and (middle or others):
        return middle == others  # "Kim Jong Un" and "Kim Jong Il" differ in the given name's second half
    return all(m == o or (m[0] == o[0] and 1 in (len(m), len(o))) for m, o in zip(middle, others, strict=False))


class Persons:
    """The full names of a report's persons and what stands for each."""

    def __init__(self) -> None:
        self.full: dict[str, Full] = {}  # own key -> the full name
        self.same: dict[str, str] = {}  # own key -> key of the person
        self.gender: dict[str, str] = {}  # key of the person -> f or m, where a title tells
        self.parts: dict[tuple[str, str], tuple[list[int], list[str]]] = {}  # name, gender -> places, keys

    def collect(self, candidates: Iterable[tuple[Candidate, str]]) -> None:
        """Takes in the full names (with their keys) in the order of the report; called once."""
        placed: list[tuple[int, str, Candidate]] = []
        for candidate, key in candidates:
            words = tuple(key.split())
            if len(words) < 2:
                continue
            self.full.setdefault(key, Full(words, " ".join(candidate.words)))
            placed.append((candidate.tokens[0].span.start, key, candidate))
        self._group()
        for place, key, candidate in placed:
            own = self.same[key]
            gender = gender_of(candidate.role) or first_name_gender(key)
            if gender:
                self.gender.setdefault(own, gender)
            full = self.full[key]
            for part in dict.fromkeys((full.family, full.words[-1], " ".join(full.words[1:]))):
                self._stand(part, place, own)
        for key, full in self.full.items():
            if (full.words[0], "") not in self.parts:
                self._stand(full.words[0], 0, self.same[key])

    def _stand(self, part: str, place: int, key: str) -> None:
        for gender in {"", self.gender.get(key, "")}:
            places, keys = self.parts.setdefault((part, gender), ([], []))
            if not places or places[-1] <= place:
                places.append(place)
                keys.append(key)

    def _group(self) -> None:
        """Joins full names that are one person's; a name that fits two different persons stays by itself."""
        surnames: dict[str, list[str]] = {}
        for key, full in self.full.items():
            surnames.setdefault(full.family[:2] + full.family[-1:], []).append(key)
        for keys in surnames.values():
            groups: list[list[str]] = []
            for key in sorted(keys, key=lambda k: (-len(self.full[k].words), len(k) < 6, k)):
                fits = [g for g in groups[:COMPARED] if all(one_person(self.full[key], self.full[k]) for k in g)]
                if len(fits) == 1:
                    fits[0].append(key)
                else:
                    groups.append([key])
            for group in groups:
                best = min(group, key=lambda k: (any(len(w) == 1 for w in k.split()), -len(k.split()), k))
                self.same |= dict.fromkeys(group, best)

    def known(self, low: str) -> bool:
        """Whether the name stands for a full name of the report."""
        return (low, "") in self.parts

    def surname(self, low: str) -> bool:
        """Whether the name is the surname of a full name of the report."""
        return any(self.full[key].family == low for key in self.parts.get((low, ""), ((), ()))[1][:1])

    def introduced(self, low: str, place: int) -> bool:
        """Whether the name is a surname, and its full name stands before ``place``: news gives it first, while a firm
        with a founder's name stands alone from the beginning."""
        return self.surname(low) and self.parts[low, ""][0][0] < place

    def find(self, low: str, place: int, gender: str = "") -> str:
        """The key of the person this name stands for at ``place``: the full name last so used, of the title's gender
        where one is told; the first after it where none stands before; the name itself where there is none."""
        if low in self.same:
            return self.same[low]
        for asked in dict.fromkeys((gender, "")):
            found = self.parts.get((low, asked))
            if found is not None:
                places, keys = found
                at = bisect_right(places, place)
                last = keys[at - 1] if at else keys[0]
                if not gender or self.gender.get(last, gender) == gender:
                    return last
        return low if gender and self.known(low) else self.parts.get((low, ""), ([], [low]))[1][0]

    def shown(self, key: str) -> str | None:
        """The fullest form of a person's name."""
        full = self.full.get(key)
        return full.shown if full is not None else None


def first_name_gender(key: str) -> str:
    """f or m where the first name of a full name is known as a woman's or a man's; "" else."""
    first, _, rest = key.partition(" ")
    known = rules()
    if not rest or first not in known.first_names or first in known.either or first in known.family_first:
        return ""
    return "f" if first in known.women else "m"


def gender_of(role: str) -> str:
    """f or m where a title or role tells; "" else."""
    words: Sequence[str] = role.split()
    ends = {words[0], words[-1]} if words else set()
    return "f" if ends & titles().female else "m" if ends & titles().male else ""
