"""Clauses of invented news: events by domain in the tense their place asks for, alone, joined, and real ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from training.invented.inflection import group, ing, participle
from training.invented.phrases import Claim, Phrase, said
from training.invented.pool import Real
from training.invented.words import Words

_T = TypeVar("_T")
Mood = Literal["shifted", "plain", "direct", "own", "past"]
"""Where a clause stands: under a past cue, beside one, in a quotation, in the outlet's voice, or always in the past."""

_EVENT: dict[Mood, str] = {
    "shifted": "past*9 pluperfect*8 would*2 may_have might could was_progressive perfect",
    "plain": "past*9 perfect*4 will*3 progressive may could may_have to_be",
    "direct": "past*8 perfect*4 will*3 progressive may could",
    "own": "past*12 perfect*3 will to_be progressive",
    "past": "past",
}
_STATE: dict[Mood, str] = {
    "shifted": "past*6 present*3 would might",
    "plain": "present*7 past*2 will may could",
    "direct": "present*7 past*2 will",
    "own": "present*6 past*3",
    "past": "past",
}
_FOLLOW: dict[Mood, str] = {"shifted": "past*4 pluperfect*6 would*2 may_have", "plain": "past*4 perfect*2 may_have"}
_FIRST = ("past*6 perfect*2", "present*5 past*4")
_BOUND = re.compile(r"\b(?:no|not|none|nobody|only|another|at least|up to|as many|some|fewer|more|over|several|none)\b")
_FUTURE = frozenset(("will", "would", "to_be"))
_GUESSED = frozenset(("may", "might", "could", "may_have"))
_TAILS = (
    "despite warnings|without warning|for the first time|again|for the second time this year|in response to the attack"
    "|for safety reasons|as planned|by mistake|under cover of darkness|with help from abroad|because of the storm"
    "|for lack of money|at the request of the government|in breach of the agreement|ahead of the vote|in a single day"
    "|after months of delay|within minutes|against the advice of experts|at the same time|as a precaution"
).split("|")
_ASIDES = {
    "{firm}": (
        "founded in {year}", "which employs {n} people", "which is based in {city}", "which makes {products}",
        "listed in {city} since {year}", "which was bought by {firm} in {year}",
    ),
    "{country}": (
        "which borders {country}", "which joined the bloc in {year}", "which has been under sanctions since {year}",
        "which became independent in {year}",
    ),
    "{team}": ("founded in {year}", "which won the cup in {year}", "promoted last season"),
    "the court in {city}": ("which has {few} judges", "set up in {year}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """A subject with its verb and the rest, slots unfilled."""

    subject: str
    verb: str
    rest: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A frame filled: who does what, not yet in any tense."""

    subject: str
    plural: bool
    verb: str
    rest: str
    state: bool
    free: bool = True
    """Whether it takes negation, adverbs, manner and time without reading oddly."""
    ahead: bool = False
    """Whether its time is still to come."""

    @property
    def perfect(self) -> str:
        """The past participle of its verb."""
        return participle(self.verb)

    def predicate(self, tense: str, negated: bool = False, adverb: str = "") -> str:
        """The verb group with what follows."""
        return f"{group(self.verb, tense, self.plural, negated, adverb)} {self.rest}".rstrip()


@cache
def domains() -> dict[str, dict[str, tuple[Frame, ...]]]:
    """The frames of domains.toml by domain and kind."""
    table = tomllib.loads(Path(__file__).with_name("domains.toml").read_text(encoding="utf-8"))
    return {
        domain: {kind: tuple(_frame(row) for row in rows.strip().split("\n")) for kind, rows in kinds.items()}
        for domain, kinds in table.items()
    }


def _frame(row: str) -> Frame:
    subject, _, predicate = row.removeprefix("+").partition(" > ")
    verb, _, rest = predicate.partition(" ")
    return Frame(subject, verb, rest, row.startswith("+"))


class Clauses:
    """Draws clauses of one domain at a time."""

    def __init__(self, words: Words, pool: Sequence[Real]) -> None:
        self.words, self._pool = words, pool
        self._alone = [real for real in pool if real.alone]
        self.domain, self._used = "conflict", set[object]()

    def turn(self) -> None:
        """Choose the domain of the next example."""
        self.domain = self.words.rng.choice([name for name in domains() if name != "voices"])
        self._used.clear()

    def fresh(self, choices: Sequence[_T]) -> _T:
        """One of the choices, not used in this example where there is one."""
        drawn = self.words.rng.choice([c for c in choices if c not in self._used] or choices)
        self._used.add(drawn)
        return drawn

    def _event(self, kind: str, subject: str | None = None) -> Event:
        frames = domains()["voices" if kind in ("direct", "fixed") else self.domain][kind]
        if subject is not None:
            frames = tuple(f for f in frames if f.subject == subject) or frames
        frame = self.fresh(frames)
        if kind == "results":  # a bare verb phrase: what stands before " > " is the whole row
            verb, _, rest = frame.subject.partition(" ")
            return Event("which", False, verb, self.words.fill(rest), False)
        filled = self.words.fill(frame.subject)
        plural = frame.plural or filled.startswith("+")
        rest, free = self.words.fill(frame.rest), kind in ("events", "states")
        ahead = "{soon}" in frame.rest
        return Event(filled.removeprefix("+"), plural, frame.verb, rest, kind == "states", free, ahead)

    def event(self) -> Event:
        """Something that happens, for forms that choose their own tense."""
        return self._event("events")

    def tense(self, mood: Mood, event: Event) -> str:
        """A tense fit for the place."""
        if event.ahead:
            return "would" if mood in ("shifted", "past") else "will"
        table = (_STATE if event.state else _EVENT)[mood]
        if not event.free:
            table = _FOLLOW.get(mood, "past")
            table = _FIRST[event.verb == "be"] if mood == "direct" else table
        names = [n for item in table.split() for n in [item.partition("*")[0]] * int(item.partition("*")[2] or 1)]
        tense = self.words.rng.choice(names)
        if tense in ("progressive", "was_progressive") and event.verb in ("be", "have"):
            return "past"
        return tense

    def claim(self, tense: str, negated: bool, adverb: str) -> Claim:
        """How firmly the tense and adverb put it."""
        firmness = "planned" if tense in _FUTURE else "speculated" if tense in _GUESSED else "asserted"
        if firmness == "asserted" and adverb:
            firmness = "alleged" if adverb in ("reportedly", "allegedly") else "assessed"
        return Claim(firmness, "-" if negated else "+")

    def put(self, event: Event, mood: Mood) -> tuple[Claim, str, str]:
        """The event in a tense: its claim, the subject, the predicate with its time and manner."""
        words = self.words
        tense = self.tense(mood, event)
        negated = event.free and words.chance(0.08) and not _BOUND.search(f"{event.subject} {event.rest}")
        adverb = ""
        if event.free and words.chance(0.07) and tense not in _FUTURE | _GUESSED and mood not in ("direct", "past"):
            adverb = words.of(("reportedly", "allegedly", "probably", "apparently", "probably"))
            negated = False
        rest = event.predicate(tense, negated, adverb)
        if event.free and words.chance(0.14) and not event.state:
            rest += f" {words.of(_TAILS)}"
        if event.free and words.chance(0.32) and not event.state and mood != "direct":
            dated = any(
                w in event.rest
                for w in (" since ", " after ", "shortly", "hour", "dawn", "soon", "day", "year", "night")
            )
            rest += "" if dated else self._when(tense)
        return self.claim(tense, negated, adverb), event.subject, rest

    def _when(self, tense: str) -> str:
        if tense in ("past", "pluperfect"):
            return f" {self.words.before()}"
        return f" {self.words.later()}" if tense in _FUTURE | _GUESSED - {"may_have"} else ""

    def kind(self) -> str:
        """An event mostly, else a state."""
        return "states" if self.words.chance(0.22) else "events"

    def one(self, mood: Mood) -> Phrase:
        """One clause with one predicate, marked as a statement; about half of them real."""
        real = self._real(self._pool) if self._pool and self.words.chance(0.72) else None
        if real is not None and (mood != "direct" or self.words.chance(0.4)):
            return (said(Claim(real.commitment, real.polarity), real.inside),)
        if mood == "direct" and self.words.chance(0.35):
            return self._fixed()
        event = self._event("direct" if mood == "direct" and self.words.chance(0.45) else self.kind())
        claim, subject, rest = self.put(event, mood)
        lead = f"{self.words.before()}, " if self.words.chance(0.03) and mood in ("past", "own") else ""
        return (said(claim, f"{lead}{subject} {rest}"),)

    def _real(self, pool: Sequence[Real]) -> Real:
        """One not used in this example, where there is one at hand."""
        drawn = [self.words.rng.choice(pool) for _ in range(4)]
        real = next((r for r in drawn if r not in self._used), drawn[0])
        self._used.add(real)
        return real

    def happening(self, mood: Mood) -> Phrase:
        """One clause of something that happens."""
        claim, subject, rest = self.put(self.event(), mood)
        return (said(claim, f"{subject} {rest}"),)

    def _fixed(self) -> Phrase:
        """A whole sentence as people say it; the signs at its end: "!" planned, "?" guessed, "-" negated."""
        row = self._event("fixed").subject
        words = row.rstrip("!?-")
        firmness = "planned" if "!" in row[len(words) :] else "speculated" if "?" in row[len(words) :] else "asserted"
        return (said(Claim(firmness, "-" if row.endswith("-") else "+"), words),)

    def some(self, mood: Mood, that: bool = False) -> Phrase:
        """One to three predicates, each its own statement; ``that``: later ones may say "that" again."""
        form = self.words.rng.random()
        if form < 0.5:
            return self.one(mood)
        if form < 0.64:
            return self._two_verbs(mood)
        if form < 0.76:
            again = " that" if that and self.words.chance(0.6) else ""
            joint = self.words.of(("and", "and", "but"))
            return (
                *self.one(mood),
                f"{self.words.of(('', ',')) if not again else ''} {joint}{again} ",
                *self.one(mood),
            )
        if form < 0.88:
            return self._with_result(mood)
        if form < 0.93:
            return self._interrupted(mood)
        joint = self.words.of((" after ", " because ", " before ", ", although ", " as ", ", while ", " when "))
        return (*self.one(mood), joint, *self.one("past" if mood in ("own", "past") else mood))

    def _two_verbs(self, mood: Mood) -> Phrase:
        """One subject, two predicates: "the army shelled the port" and "retook the town"."""
        frames = domains()[self.domain]["events"]
        shared = sorted({f.subject for f in frames if len({g.verb for g in frames if g.subject == f.subject}) > 1})
        if not shared:
            return self.one(mood)
        subject = self.words.rng.choice(shared)
        first, second = self.words.rng.sample([f for f in frames if f.subject == subject], 2)
        filled = self.words.fill(subject)
        plural = first.plural or filled.startswith("+")
        one = Event(filled.removeprefix("+"), plural, first.verb, self.words.fill(first.rest), False)
        other = Event("", plural, second.verb, self.words.fill(second.rest), False)
        tense = self.tense(mood, one).replace("was_progressive", "past").replace("progressive", "past")
        later = other.predicate(tense) if tense in ("past", "present") else self._bare_second(other, tense)
        joint = self.words.of((" and ", " and ", " but ", " and then ", ", then "))
        whole = said(self.claim(tense, False, ""), f"{one.subject} {one.predicate(tense)}")
        return (whole, joint, said(self.claim(tense, False, ""), later))

    def _bare_second(self, event: Event, tense: str) -> str:
        """The predicate without a second auxiliary, where the tense has one."""
        full = event.predicate(tense)
        skipped = 2 if tense in ("to_be", "may_have") else 1
        return full.split(" ", skipped)[-1]

    def _with_result(self, mood: Mood) -> Phrase:
        event, result = self._event("events"), self._event("results")
        tense = self.tense(mood, event)
        ahead = tense in _FUTURE | _GUESSED
        first = said(self.claim(tense, False, ""), f"{event.subject} {event.predicate(tense)}")
        firm = self.claim(tense, False, "") if ahead else Claim()
        if self.words.chance(0.65):
            return (first, ", ", said(firm, f"{ing(result.verb)} {result.rest}"))
        relative = group(result.verb, "would" if ahead else "past", False)
        return (first, ", ", said(firm, f"which {relative} {result.rest}"))

    def _interrupted(self, mood: Mood) -> Phrase:
        """A relative clause between subject and verb, a statement of its own inside the other."""
        subjects = {f.subject for f in domains()[self.domain]["events"]} & _ASIDES.keys()
        if not subjects:
            return self.one(mood)
        slot = self.words.rng.choice(sorted(subjects))
        claim, subject, rest = self.put(self._event("events", slot), mood)
        return (said(claim, subject, ", ", said(Claim(), self.words.of(_ASIDES[slot])), ", ", rest),)

    def follow(self, mood: Mood) -> Phrase:
        """A clause that speaks of what was said just before: "it spread fast"."""
        claim, subject, rest = self.put(self._event("follow"), mood)
        return (said(claim, f"{subject} {rest}"),)

    def fact(self) -> Phrase:
        """An outlet's background, long past or general."""
        if self._alone and self.words.chance(0.45):
            real = self._real(self._alone)
            return (said(Claim(real.commitment, real.polarity), real.words),)
        event = self._event("past_facts")
        tense = "perfect" if " since " in f" {event.rest}" else "past"
        return (said(Claim(), f"{event.subject} {event.predicate(tense)}"),)

    def having(self) -> Phrase:
        """A gerund of the past: "having sold 12 tanks"."""
        event = self._event("events")
        while event.verb == "be":
            event = self._event("events")
        return (said(Claim(), f"having {participle(event.verb)} {event.rest}"),)
