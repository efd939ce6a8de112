"""A report's sentences in, its toll out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.records import BlockKind
from rashomon.understand.casualties.fates import Told, told, weak
from rashomon.understand.casualties.people import Mention, mentions
from rashomon.understand.casualties.persons import Cast, Person
from rashomon.understand.casualties.rules import rules
from rashomon.understand.parts import Sentence


@dataclass(frozen=True, slots=True)
class Group:
    sentence: int
    fate: str
    low: int
    high: int | None
    total: bool  # several mentions or a plural
    part: bool
    apart: bool
    background: bool
    first: int
    last: int
    form: str = ''


@dataclass(slots=True)
class Evidence:
    persons: list[Person] = field(default_factory=list)
    aside: list[Person] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    weak: list[tuple[int, str]] = field(default_factory=list)
    ones: list[tuple[int, str, bool]] = field(default_factory=list)
    title: int = 0


def background(words: Sequence[str]) -> bool:
    for i, text in enumerate(words):
        for phrase in rules().background.get(text, ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                return True
    return False


def teaser(words: Sequence[str]) -> bool:
    if not words:
        return True
    first = words[0]
    if ":" in first and first.replace(":", "").isdigit():
        return True
    return first == "[" and words[-1] == "]"


def other_year(words: Sequence[str], year: int | None) -> bool:
    return year is not None and any(len(w) == 4 and w.isdigit() and 1900 < int(w) < 2100 and int(w) != year for w in words)


def capitals(s: Sentence) -> bool:
    if s.block not in (BlockKind.TITLE, BlockKind.HEADING):
        return False
    w = [t.text for t in s.tokens if t.text[0].isalpha() and len(t.text) > 3]
    return sum(x[0].isupper() for x in w) > 0.6 * len(w)


def gather(sentences: Sequence[Sentence], year: int | None = None) -> Evidence:
    out = Evidence()
    cast, aside = Cast(), Cast()
    for n, s in enumerate(sentences):
        words = [t.lower for t in s.tokens]
        if s.block is BlockKind.TITLE:
            out.title = n + 1
        if teaser(words):
            continue
        people = mentions(s.tokens, named=not capitals(s))
        found = told(words, people, title=s.block in (BlockKind.TITLE, BlockKind.HEADING))
        back = background(words) or other_year(words, year)
        out.weak += [(n, w.fate) for w in weak(words)]
        here = aside if back else cast
        here.begin(n)
        fates: dict[int, set[str]] = {}
        for t in found:
            for k in t.persons:
                if people[k].nobody:
                    continue
                fates.setdefault(k, set()).add(t.fate)
        who: dict[int, Person] = {}
        for k, m in enumerate(people):
            if m.owner and not fates.get(k):
                pass
            if not m.single:
                continue
            person = here.resolve(k, m, frozenset(fates.get(k, ())))
            if person is None:
                continue
            who[k] = person
            for t in found:
                if k in t.persons:
                    person.fates.setdefault(t.fate, []).append((n, t.first, t.last))
        for t in found:
            if t.form == "teller":
                out.groups.append(Group(n, t.fate, t.low, t.high, True, False, False, back, t.first, t.last, t.form))
            ms = [people[k] for k in t.persons if not people[k].nobody]
            ones = {id(who[k]) for k in t.persons if k in who}
            many = [m for m in ms if not m.single]
            if not many and len(ones) < 2:
                if ms and ms[0].kind in ("new", "bare") and not ms[0].part and not back:
                    out.ones.append((n, t.fate, ms[0].noun == "" or words[ms[0].first] in ("one", "1")))
                continue
            if t.fate == "dead" and t.form in ("did", "doing") and any(u.form == "self" and u.first > t.first for u in found):
                many, ones = many, ones | {0}
            low = sum(m.low for m in many) + len(ones)
            high = None if any(m.high is None for m in many) else sum(m.high or 0 for m in many) + len(ones)
            out.groups.append(Group(n, t.fate, low, high, True, any(m.part for m in ms), any(m.apart for m in ms), back, t.first, t.last, t.form))
    out.persons = cast.settled()
    out.aside = aside.settled()
    return out


def read_toll(sentences):
    return gather(sentences)
