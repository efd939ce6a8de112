"""All a report says of people's fates: counts, persons, and words that only say that something befell somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.records import BlockKind, Quantity, QuantityKind, Span
from rashomon.understand.casualties.background import Distance, capitals, distance, teaser
from rashomon.understand.casualties.fates import Told, told, weak
from rashomon.understand.casualties.mention import Kind, Mention
from rashomon.understand.casualties.people import mentions
from rashomon.understand.casualties.persons import Cast, Person
from rashomon.understand.casualties.rules import rules
from rashomon.understand.parts import Sentence
from rashomon.understand.quantities import find_quantities

_LISTED = 12  # fates told in one sentence that are still a list of persons
_ITEMS = {"dead": "dead", "injured": "injured", "missing": "missing", "detained": "detained"}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people said to have met a fate, in sentence ``sentence``; ``high`` None is open.

    ``form``: how it is told (`Told.form`, or "nth": "a fifth victim", "written": a number read as such). ``apart``:
    besides others. ``one``: a single person, in words that would suit the first telling of one.
    """

    sentence: int
    fate: str
    low: int
    high: int | None
    form: str
    span: Span
    distance: Distance = Distance.MAIN
    apart: bool = False
    one: bool = False
    numeral: bool = False
    person: Person | None = None

    @property
    def exact(self) -> bool:
        """Whether it says one number."""
        return self.low == self.high


@dataclass(slots=True)
class Evidence:
    """What was found; ``body`` is the number of the first sentence behind the title."""

    body: int = 0
    counts: list[Count] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    aside: list[Person] = field(default_factory=list)
    hints: list[tuple[str, int, Span]] = field(default_factory=list)


def gather(text: str, sentences: Sequence[Sentence], year: int | None = None) -> Evidence:
    """Read every sentence of a report published in ``year``. Linear in the text."""
    found = Evidence()
    main, aside = Cast(), Cast()
    for n, sentence in enumerate(sentences):
        if sentence.block is BlockKind.TITLE:
            found.body = n + 1
        words = [t.lower for t in sentence.tokens]
        if teaser(words):
            continue
        away = distance(words, year)
        _read(_Line(text, n, sentence, words, away), main if away is Distance.MAIN else aside, found)
    found.persons, found.aside = main.settled(), aside.settled()
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    sentence: Sentence
    words: Sequence[str]
    away: Distance

    def span(self, first: int, last: int) -> Span:
        tokens = self.sentence.tokens
        return Span(start=tokens[first].span.start, end=tokens[last - 1].span.end)


def _read(line: _Line, cast: Cast, found: Evidence) -> None:
    words = line.words
    people = mentions(line.sentence.tokens, named=not capitals([t.text for t in line.sentence.tokens]))
    tale = told(words, people, title=line.sentence.block in (BlockKind.TITLE, BlockKind.HEADING))
    if line.away is not Distance.OTHER:
        found.hints += [(hint.fate, line.number, line.span(hint.first, hint.last)) for hint in weak(words)]
    if people:
        who = _resolve(line, people, tale, cast)
        for one in tale:
            found.counts += _counts(line, one, tale, people, who, cast)
            found.counts += _list(line, tale, people, who)
    if tale:
        found.counts += [c for one in tale if one.form == "teller" for c in _teller(line, one)]
    if not rules().words["tolls"].isdisjoint(words):
        found.counts += _written(line, tale)


def _resolve(line: _Line, people: Sequence[Mention], tale: Sequence[Told], cast: Cast) -> dict[int, Person]:
    """The person of each mention of one, with the fates the sentence tells of them."""
    fates: dict[int, set[str]] = {}
    for one in tale:
        for k in one.persons:
            fates.setdefault(k, set()).add(one.fate)
    cast.begin(line.number)
    who: dict[int, Person] = {}
    for k, m in enumerate(people):
        if not m.single:
            continue
        person = cast.resolve(k, m, frozenset(fates.get(k, ())))
        if person is None:
            continue
        who[k] = person
        for one in tale:
            if k in one.persons:
                person.fates.setdefault(one.fate, []).append((line.number, line.span(one.first, one.last)))
    return who


def _counts(
    line: _Line, one: Told, tale: Sequence[Told], people: Sequence[Mention], who: dict[int, Person], cast: Cast
) -> list[Count]:
    """The counts one telling makes: those of its persons together, and of "a fifth victim" five."""
    meant = [cast.whole(people[k], line.number) for k in one.persons if not people[k].nobody]
    if not meant:
        nobody = any(people[k].nobody for k in one.persons)
        none = Count(line.number, one.fate, 0, 0, "none", line.span(one.first, one.last), line.away)
        return [none] if nobody else []
    first, last = min(one.first, *(m.first for m in meant)), max(one.last, *(m.last for m in meant))
    span = line.span(first, last)
    made = []
    for m in meant:
        if m.nth and m.single and m.kind is not Kind.KNOWN:
            fate = "struck" if one.fate == "injured" else one.fate
            made.append(Count(line.number, fate, m.nth, m.nth, "nth", span, line.away))
    selves = sum(m.himself for m in meant)
    singles = len({id(who[k]) for k in one.persons if k in who and not people[k].himself}) + selves
    many = [m for m in meant if not m.single]
    if one.fate == "dead" and one.form in ("did", "doing"):
        singles += any(
            t.form == "self" and t.fate == "dead" and t.first > one.first for t in tale
        )  # "before killing himself"
    if not many and singles < 2:
        m = meant[0]
        if m.kind in (Kind.NEW, Kind.BARE) and not m.part:
            numeral = not m.noun or line.words[m.first] in ("one", "1")
            made.append(
                Count(
                    line.number,
                    one.fate,
                    1,
                    1,
                    one.form,
                    span,
                    line.away,
                    one=True,
                    numeral=numeral,
                    person=who.get(one.persons[0]),
                )
            )
        return made
    low = sum(m.low for m in many) + singles
    high = None if any(m.high is None for m in many) else sum(m.high or 0 for m in many) + singles
    apart = any(m.apart for m in meant) or (one.fate == "struck" and _besides(tale))
    return [*made, Count(line.number, one.fate, low, high, one.form, span, line.away, apart=apart)]


def _besides(tale: Sequence[Told]) -> bool:
    """Whether the dead of the sentence are none of those struck: "shot two women before killing himself"."""
    return any(other.fate == "dead" and other.form == "self" for other in tale)


def _list(line: _Line, tale: Sequence[Told], people: Sequence[Mention], who: dict[int, Person]) -> list[Count]:
    """Those told of side by side in one sentence: "a man was killed, a boy was shot and two girls were hurt"."""
    made = []
    for fates in (("dead",), ("injured", "struck")):
        told_ = [t for t in tale if t.fate in fates and t.form not in ("noun", "teller")]
        ks = sorted({k for t in told_ for k in t.persons})
        meant = [people[k] for k in ks]
        dead = {k for t in tale if t.fate == "dead" for k in t.persons} if fates[0] != "dead" else set()
        if not 2 <= len(told_) <= _LISTED or len(ks) < 2 or dead & set(ks):
            continue
        if any(m.kind not in (Kind.NEW, Kind.BARE) or m.part or m.nobody or m.high is None for m in meant):
            continue
        groups = {t.persons for t in told_}
        if sum(map(len, groups)) != len(ks):
            continue  # one of them is told of twice
        low = sum(m.low for m in meant if not m.single) + len({id(who[k]) for k in ks if k in who})
        span = line.span(min(t.first for t in told_), max(t.last for t in told_))
        made.append(Count(line.number, fates[0], low, low, "list", span, line.away))
    return made


def _teller(line: _Line, one: Told) -> list[Count]:
    return [Count(line.number, one.fate, one.low, one.high, "teller", line.span(one.first, one.last), line.away)]


def _written(line: _Line, tale: Sequence[Told]) -> list[Count]:
    """Numbers told without a deed: "the death toll rose to 47", "12 lives were lost"."""
    taken = {one.fate for one in tale}
    made = []
    for q in find_quantities(line.text, line.sentence.span):
        fate = _ITEMS.get(q.item)
        if fate is None or fate in taken or not _whole(q):
            continue
        low = int(q.written if q.low is None else q.low)
        high = None if q.high is None else int(q.high)
        made.append(Count(line.number, fate, low, high, "written", q.span, line.away))
    return made


def _whole(q: Quantity) -> bool:
    return not q.earlier and q.kind is QuantityKind.STOCK and q.written == int(q.written)
