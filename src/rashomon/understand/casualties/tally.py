"""From all a report says to one tally a fate: what is counted in so many words wins over what is added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.records import Fate, Span, Tally, Toll
from rashomon.understand.casualties.background import Distance
from rashomon.understand.casualties.evidence import Count, Evidence, gather
from rashomon.understand.casualties.persons import Person
from rashomon.understand.parts import Sentence
from rashomon.understand.quantities import find_quantities

# Weights of a count by place, found on the train part of violent-corpus (bench numbers --split train).
_TITLE, _LEAD, _UPPER, _REST = 4.0, 2.0, 0.75, 0.5
_LEAD_ENDS, _UPPER_ENDS = 3, 8  # sentences behind the title
_CONDITION = 0.4  # "two are in critical condition": most often a part of the injured
_STRUCK = 1.0  # "five were shot": less the dead, the injured
_LIST = 0.3  # persons of one sentence added up: they may be one person told of twice
_NEAR = 0.5  # of the winner's weight: a rival number this strong widens the interval
_HINTED = 2  # sentences behind the title in which "a fatal shooting" says that the one shot is dead
_SHOWN = 8  # spans kept for a tally
_FATES = {Fate.DEAD: "dead", Fate.PRESUMED: "presumed", Fate.MISSING: "missing", Fate.DETAINED: "detained"}


@dataclass(slots=True)
class _Votes:
    """Weights and words by the number they speak for."""

    weight: dict[int, float] = field(default_factory=dict)
    counts: dict[int, list[Count]] = field(default_factory=dict)

    def add(self, number: int, count: Count, weight: float) -> None:
        self.weight[number] = self.weight.get(number, 0.0) + weight
        self.counts.setdefault(number, []).append(count)

    def best(self) -> int | None:
        """The number most strongly spoken for; of equals the first told."""
        return max(self.weight, key=lambda n: self.weight[n]) if self.weight else None


def read_toll(report_id: str, text: str, sentences: Sequence[Sentence], year: int | None = None) -> Toll:
    """The toll of a report's main event from its ``sentences`` in ``text``; ``year`` is that of publication.

    Persons told of in different sentences are merged, a later fate overrides an earlier ("shot", then "died"), a
    number written wins over a sum, and words like "several" give open intervals. Empty where nothing befell anybody.
    """
    found = gather(text, sentences, year)
    dead = _dead(text, found)
    tallies = [
        dead,
        _plain(text, found, Fate.PRESUMED),
        _injured(text, found, dead.best if dead else 0),
        _plain(text, found, Fate.MISSING),
        _plain(text, found, Fate.DETAINED),
    ]
    return Toll(report_id=report_id, tallies=tuple(t for t in tallies if t is not None))


def final(person: Person) -> str:
    """What befell a person in the end: who was shot and then died is dead."""
    for fate in ("dead", "presumed", "injured", "struck", "missing", "unhurt", "detained"):
        if fate in person.fates:
            return "injured" if fate == "struck" else fate
    return ""


def _weight(count: Count, found: Evidence) -> float:
    place = count.sentence - found.body
    weight = _TITLE if place < 0 else _LEAD if place < _LEAD_ENDS else _UPPER if place < _UPPER_ENDS else _REST
    if count.form == "nth":
        return max(weight, 1.0)
    if count.form == "list":
        return _LIST * weight
    if count.one:
        return weight if place < 0 or count.numeral else weight / 2
    return weight * _CONDITION if count.form == "alone" and count.fate == "injured" else weight


def _pool(found: Evidence, fates: Iterable[str]) -> list[Count]:
    """The counts that may vote: of the main event; where it has none, those of sentences that name another year."""
    wanted = frozenset(fates)
    near = [c for c in found.counts if c.exact and 0 < c.low < _HUGE and c.form != "none"]
    main = [c for c in near if c.distance is Distance.MAIN]
    if not main:
        main += [c for c in near if c.distance is Distance.DATED and not c.one]
    return [c for c in main if c.fate in wanted and (not c.one or _early(c, found))]


_HUGE = 1_000_000_000


def _early(count: Count, found: Evidence) -> bool:
    return count.sentence < found.body + _LEAD_ENDS


def _vote(found: Evidence, fate: str, dead: int | None = None) -> _Votes:
    """The numbers spoken for; for the injured (``dead`` given) also those struck, less the dead."""
    votes = _Votes()
    fates = (fate,) if dead is None else (fate, "struck")
    pool = _pool(found, fates)
    told = {c.sentence for c in pool if not c.one}
    deaths = {c.sentence for c in found.counts if c.fate == "dead" and not c.one}
    seen: set[int] = set()
    for count in sorted(pool, key=lambda c: c.one):
        weight = _weight(count, found)
        if count.one:
            if count.sentence in told or count.sentence in seen or count.fate != fate:
                continue
            gone = count.person is not None and final(count.person.last) == "dead"
            if fate == "injured" and gone and not (count.numeral and count.sentence in deaths):
                continue
            seen.add(count.sentence)
        if count.fate == fate:
            votes.add(count.low, count, weight)
        elif not count.one:
            number = count.low if count.apart else count.low - (dead or 0)
            if number >= 0:
                votes.add(number, count, _STRUCK * weight)
    return votes


def _dead(text: str, found: Evidence) -> Tally | None:
    votes = _vote(found, "dead")
    best = votes.best()
    persons = [p for p in found.persons or found.aside if final(p) == "dead"]
    hurt = [p for p in found.persons or found.aside if final(p) == "injured"]
    tellers = [c for c in found.counts if c.form == "teller" and c.fate == "dead" and not c.distance]
    least = max((c.low for c in tellers), default=0)
    if least > (best or (1 if persons else 0)):
        spans = [c.span for c in tellers if c.low == least]
        return _tally(Fate.DEAD, (least, least, None), spans, "the words for it tell how many", counted=True)
    if best is not None:
        return _counted(text, found, Fate.DEAD, votes, best)
    if persons:
        return _summed(Fate.DEAD, persons, ("dead",))
    hints = [span for fate, n, span in found.hints if fate == "dead" and (not hurt or n < found.body + _HINTED)]
    if hints and not any("injured" in p.fates for p in hurt):
        return _tally(Fate.DEAD, (1, 0, None), hints, "only words for the event say so")
    return _vague(found, Fate.DEAD, ("dead",)) or _none(found, Fate.DEAD)


def _injured(text: str, found: Evidence, dead: int) -> Tally | None:
    votes = _vote(found, "injured", dead)
    best = votes.best()
    vague = _vague(found, Fate.INJURED, ("injured",) if dead else ("injured", "struck"))
    if best == 1 and vague is not None and vague.best > 2 and all(c.one for c in votes.counts[1]):
        return vague
    if best is not None:
        return _counted(text, found, Fate.INJURED, votes, best)
    persons = [p for p in found.persons or found.aside if final(p) == "injured"]
    if dead:
        # measured: beside a death, someone only said to be "shot" is most often the dead person told of anew
        persons = [p for p in persons if "injured" in p.fates]
    if persons:
        return _summed(Fate.INJURED, persons, ("injured", "struck"))
    if vague is not None:
        return vague
    hints = [span for fate, _, span in found.hints if fate == "struck"]
    if hints and not dead:
        return _tally(Fate.INJURED, (1, 0, None), hints, "only words for the event say so")
    return _none(found, Fate.INJURED)


def _plain(text: str, found: Evidence, fate: Fate) -> Tally | None:
    votes = _vote(found, _FATES[fate])
    best = votes.best()
    if best is not None:
        return _counted(text, found, fate, votes, best)
    persons = [
        p for p in found.persons if final(p) == _FATES[fate] or (fate is Fate.DETAINED and "detained" in p.fates)
    ]
    return _summed(fate, persons, (_FATES[fate],)) if persons else _vague(found, fate, (_FATES[fate],))


def _counted(text: str, found: Evidence, fate: Fate, votes: _Votes, best: int) -> Tally:
    """The tally of the number that won; rivals nearly as strong widen it, and so does a bound word before it."""
    near = [n for n, weight in votes.weight.items() if weight >= _NEAR * votes.weight[best]]
    low, high = min(near), max(near)
    top: int | None = high
    for count in votes.counts[best]:
        for q in find_quantities(text, count.span) if best > 1 else ():
            if q.written == best and (q.low != q.written or q.high != q.written):
                low = min(low, best if q.low is None else int(q.low))
                top = None if q.high is None or top is None else max(top, int(q.high))
    words = "written" if any(not c.one for c in votes.counts[best]) else "told of one"
    rivals = "" if len(near) == 1 else f"; also {', '.join(str(n) for n in sorted(near) if n != best)}"
    spans = [c.span for c in votes.counts[best]]
    return _tally(fate, (best, low, top), spans, f"{words} {len(spans)} times{rivals}", counted=True)


def _summed(fate: Fate, persons: Sequence[Person], fates: Sequence[str]) -> Tally:
    """Persons told of one by one. Measured: without a number, a report speaks of one person in many words."""
    spans = [span for p in persons for f in fates for _, span in p.fates.get(f, ())]
    return _tally(fate, (1, 1, len(persons)), spans, f"no number; {len(persons)} told of")


def _vague(found: Evidence, fate: Fate, fates: Sequence[str]) -> Tally | None:
    """ "Several people were hurt": at least so many."""
    open_ = [c for c in found.counts if c.fate in fates and not c.exact and not c.distance]
    if not open_:
        return None
    low = max(c.low for c in open_)
    spans = [c.span for c in open_ if c.low == low]
    highs = [c.high for c in open_ if c.low == low]
    high = None if None in highs else max(h for h in highs if h is not None)
    return _tally(fate, (low, low, high), spans, "an open number word")


def _none(found: Evidence, fate: Fate) -> Tally | None:
    """ "No one was hurt"."""
    nobody = [c.span for c in found.counts if c.exact and not c.low and c.fate == str(fate) and not c.distance]
    return _tally(fate, (0, 0, 0), nobody, "nobody, it says", counted=True) if nobody else None


def _tally(
    fate: Fate, ends: tuple[int, int, int | None], spans: Iterable[Span], reason: str, *, counted: bool = False
) -> Tally:
    best, low, high = ends
    shown = tuple(sorted(set(spans))[:_SHOWN])
    return Tally(fate=fate, best=best, low=min(low, best), high=high if high is None else max(high, best), spans=shown,
                 reasons=(reason,), counted=counted)  # fmt: skip
