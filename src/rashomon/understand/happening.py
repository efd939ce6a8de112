"""When what a statement tells happened, where its own words name no time: inferred, and marked so.

An inferred moment has ``words`` None and says in ``basis`` how it was reached, so that nothing takes it for a date
that the report gives: it opens no conflict and keeps no events apart. In this order:

0. the report gives a time where it tells of the same deed and the same number ("more than 3,000 troops were sent in
   January" for "the sending of 3,000 troops");
1. a time at the head of the sentence governs its past clauses ("On Tuesday, ..."), if it is not that of the saying;
2. a sentence that goes on ("The strike also ...", "They ...") happened at the time named in the sentence before;
3. what is to come lies not before publication; "had" and words of background lie open to the past;
4. "has" lies open to the past, but in the lead, where it tells the news;
5. the rest of the news is dated to the month of publication: past within it, present holding in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from rashomon.records import (
    BlockKind,
    Commitment,
    Moment,
    Polarity,
    Precision,
    Published,
    QuantityKind,
    Span,
    Statement,
)
from rashomon.understand import grammar, moments
from rashomon.understand.attribution.line import Group, Line
from rashomon.understand.cues import cues
from rashomon.understand.lemmas import lemma
from rashomon.understand.verbs import Form, forms

_DAY = timedelta(days=1)
WIDEST = 31  # days: a report published at no surer time than this dates nothing it tells
EARLY = 7  # days into a month in which news of the month before is still told
LEAD = 3  # sentences that tell the news itself
FRONT = 3  # tokens at the head of a sentence before which a time governs it
SAYING = "say"  # the family of predicates of saying: its time is not that of what is told next
MANY = 13  # a smaller number of people or things is told of more than one deed
_COUNTS = (QuantityKind.STOCK, QuantityKind.INCREMENT, QuantityKind.SUBSET)
OLD = 45  # days: what the sentence before dates farther back than this is background


class Kind(StrEnum):
    """What tense and words say of the time of a clause."""

    FRESH = "fresh"
    PAST = "past"
    PERFECT = "perfect"
    BEFORE = "before"
    PRESENT = "present"
    TRYING = "trying"  # an effort that is on now, whatever is planned
    AHEAD = "ahead"


@cache
def _words(name: str) -> frozenset[str]:
    text = files("rashomon.understand").joinpath("rules", "happening.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(text)["words"][name]).split())


def kind(line: Line, first: int, last: int) -> Kind | None:
    """What tense and words say of the clause in tokens ``[first, last)``; None without any verb in reach."""
    own = line.finite_in(first, last)
    group = own or _governing(line, first)
    if group is None:
        return None
    if own is None and line.tokens[group.end - 1].lower in cues().verbs and _tense(line, group) is Kind.PERFECT:
        return Kind.FRESH  # "losses have been reported": the reporting is the news
    near = {t.lower for t in [*line.tokens[:2], *line.tokens[first:last]]}
    tense = _tense(line, group)
    if tense is Kind.AHEAD:
        return tense
    if near & _words("fresh") and tense in (Kind.PAST, Kind.PERFECT, Kind.PRESENT, Kind.TRYING):
        return Kind.FRESH
    around = {t.lower for t in line.tokens[max(first, group.start - 6) : group.end + 2]}
    if tense in (Kind.PAST, Kind.PERFECT) and around & _words("background"):
        return Kind.BEFORE
    return tense


def _governing(line: Line, first: int) -> Group | None:
    """The finite verb that words without one hang on: the last before them, else the first after."""
    before = [g for g in line.groups if g.finite and g.head < first]
    return before[-1] if before else next((g for g in line.groups if g.finite), None)


def _tense(line: Line, group: Group) -> Kind:
    words = [t.lower.replace("’", "'") for t in line.tokens[group.start : group.end]]
    tags = line.tags[group.start : group.end]
    after = line.tokens[group.end].lower if group.end < len(line.tokens) else ""
    if any(w in _words("ahead") for w in words) and not ("h" in tags and words[-1] != "have"):
        return Kind.AHEAD
    if tags[-1] in "NGIrb" and after == "to" and any(w in _words("ahead_after_be") for w in words[-2:]):
        return Kind.AHEAD
    if any(w in ("had", "hadn't") for w in words) and tags[-1] == grammar.PARTICIPLE:
        return Kind.BEFORE
    if "h" in tags and tags[-1] in (grammar.PARTICIPLE, grammar.ING, grammar.BE, grammar.FINITE):
        return Kind.PERFECT
    if words[-1] in _words("striving") and after == "to":
        return Kind.PAST if any(w in ("was", "were") for w in words) else Kind.TRYING
    auxiliary = next((w for w, t in zip(words, tags, strict=True) if t in "bhK"), "")
    if auxiliary:
        return Kind.PAST if auxiliary in ("was", "were", "wasn't", "weren't", "had", "hadn't") else Kind.PRESENT
    if any(w in ("did", "didn't") for w in words):
        return Kind.PAST
    kinds = {form for _, form in forms().get(words[-1], ())}
    if not kinds:
        return Kind.PAST if words[-1].endswith("ed") else Kind.PRESENT
    return Kind.PAST if Form.PAST in kinds and Form.THIRD not in kinds else Kind.PRESENT


_Deed = tuple[str, float, str]
"""A predicate with a number and what it counts."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the inference looks at beside the statement: its report's lines, the times named, and publication.

    ``named`` are the times each sentence names that belong to no saying, by the sentence's start, ``every`` those of
    sayings too; ``told`` the time that a sentence's own words give to what it tells; ``counted`` the time named for a
    deed with its number; ``about`` terms of title and lead.
    """

    lines: Sequence[Line]
    named: Mapping[int, Sequence[Moment]]
    every: Mapping[int, Sequence[Moment]]
    told: Mapping[int, Moment]
    counted: Mapping[_Deed, Moment]
    about: frozenset[str]
    published: Published


def settle(
    made: Sequence[Statement], lines: Sequence[Line], named: Mapping[Span, Sequence[Moment]], published: Published
) -> tuple[Statement, ...]:
    """The statements, each without a time of its own given the one inferred for it, where one can be.

    ``lines`` are all sentences of the report in order, ``named`` the times found by the stretch looked at.
    """
    saying = {s.said.words for s in made if s.said is not None}
    own: dict[int, list[Moment]] = {}
    every: dict[int, list[Moment]] = {}
    for reach, found in named.items():
        own.setdefault(reach.start, []).extend(m for m in found if m.words not in saying)
        every.setdefault(reach.start, []).extend(found)
    scene = _Scene(lines, own, every, _told(made), _counted(made), _lead(made, lines), published)
    by_start = {line.sentence.span.start: line for line in lines}
    out = []
    for statement in made:
        line = by_start.get(statement.sentence.start)
        found_here = None if statement.happened is not None or line is None else _inferred(statement, line, scene)
        out.append(statement if found_here is None else replace(statement, happened=found_here))
    return tuple(out)


def _told(made: Sequence[Statement]) -> dict[int, Moment]:
    """By the start of a sentence: the time its own words give to what it tells, where that is one time."""
    told: dict[int, list[Moment]] = {}
    for s in made:
        m = s.happened
        if m is not None and m.words is not None and m.lo is not None and m.hi is not None and not s.headline:
            happened = s.commitment not in (Commitment.PLANNED, Commitment.POSSIBLE) and s.polarity is Polarity.POSITIVE
            if happened and s.frame.predicate != SAYING:
                told.setdefault(s.sentence.start, []).append(m)
    return {start: held[0] for start, held in told.items() if len({(m.lo, m.hi) for m in held}) == 1}


def _deeds(statement: Statement) -> list[_Deed]:
    """The deed a statement tells with each number it counts; a small number is told of many deeds."""
    if statement.polarity is not Polarity.POSITIVE or statement.commitment in (Commitment.DENIED, Commitment.PLANNED):
        return []
    counts = [q for q in statement.quantities if q.written >= MANY and q.kind in _COUNTS]
    return [(statement.frame.predicate, q.written, q.item) for q in counts]


def _counted(made: Sequence[Statement]) -> dict[_Deed, Moment]:
    """The times named for deeds with their numbers, where a report names one time for each."""
    found: dict[_Deed, set[Moment]] = {}
    for s in made:
        if s.happened is not None and s.happened.words is not None and s.happened.lo and s.happened.hi:
            for deed in _deeds(s):
                found.setdefault(deed, set()).add(replace(s.happened, words=None, basis=""))
    return {deed: next(iter(held)) for deed, held in found.items() if len(held) == 1}


def _lead(made: Sequence[Statement], lines: Sequence[Line]) -> frozenset[str]:
    """Terms of the title and the first sentences: what the report is about."""
    body = [line.sentence.span.start for line in lines if line.sentence.block is not BlockKind.TITLE]
    end = body[LEAD] if len(body) > LEAD else float("inf")
    about = [s for s in made if s.headline or s.sentence.start < end]
    return frozenset(term for s in about for term in s.frame.terms)


def _inferred(statement: Statement, line: Line, scene: _Scene) -> Moment | None:
    first = line.at(statement.content[0].start)
    last = min(line.at(statement.content[0].end - 1) + 1, len(line.tokens))
    which = kind(line, first, last)
    if which is None:
        return None
    again = next((scene.counted[deed] for deed in _deeds(statement) if deed in scene.counted), None)
    if again is not None and which is not Kind.AHEAD:
        return replace(again, basis="inferred: the time given where the report tells of the same deed and number")
    bare = line.finite_in(first, last) is None
    if which is Kind.AHEAD or (statement.commitment is Commitment.PLANNED and (bare or which is Kind.PRESENT)):
        return _ahead(scene.published)
    if which in (Kind.PAST, Kind.FRESH):
        governed = _fronted(line, first, scene) or _carried(line, scene)
        if governed is not None:
            return governed
    behind = _behind(line, scene)
    if behind is not None:
        return behind
    number = line.sentence.number - scene.lines[0].sentence.number
    in_lead = statement.headline or number < LEAD
    about = any(lemma(t.lower) in scene.about for t, tag in zip(line.tokens, line.tags, strict=True) if tag in "nP")
    if (
        which is Kind.BEFORE
        or (which is Kind.PERFECT and not in_lead)
        or (which is Kind.PAST and not about and not in_lead)
    ):
        return _open(scene.published, which)
    return recent(scene.published, past=which not in (Kind.PRESENT, Kind.TRYING))


def _ahead(published: Published) -> Moment | None:
    first, _ = moments.days_of(published)
    if first is None:
        return None
    basis = "inferred: spoken of as to come, so not before publication"
    return Moment(lo=moments.midnight(first), hi=None, precision=Precision.OPEN, basis=basis)


def _open(published: Published, which: Kind) -> Moment | None:
    first, last = moments.days_of(published)
    if first is None or last is None:  # of a report not dated at all there is nothing to say
        return None
    why = {Kind.BEFORE: "spoken of as lying behind the news", Kind.PERFECT: '"has" leaves the time open'}
    words = why.get(which, "a past time that is not named")
    hi = moments.midnight(last + _DAY)
    return Moment(lo=None, hi=hi, precision=Precision.OPEN, basis=f"inferred: {words}, so before publication")


def recent(published: Published, *, past: bool) -> Moment | None:
    """The month of publication, or in its first days the month before publication for what is past; None where
    publication itself is known no closer than `WIDEST` days.
    """
    first, last = moments.days_of(published)
    if first is None or last is None or (last - first).days >= WIDEST:
        return None
    if past and (first.day <= EARLY or first.month != last.month):
        lo, hi = min(last - (WIDEST - 1) * _DAY, first), last + _DAY
        basis = "inferred: told as news without a time, so within the month up to publication"
    else:
        lo, hi = date(first.year, first.month, 1), _next_month(last)
        told = "told as news without a time" if past else "told in the present tense"
        basis = f"inferred: {told}, so in the month of publication"
    return Moment(lo=moments.midnight(lo), hi=moments.midnight(hi), precision=Precision.MONTH, basis=basis)


def _next_month(d: date) -> date:
    return date(d.year + d.month // 12, d.month % 12 + 1, 1)


def _fronted(line: Line, first: int, scene: _Scene) -> Moment | None:
    """The time at the head of the sentence, for a clause after it that is not joined as lying apart from it."""
    for moment in scene.named.get(line.sentence.span.start, ()):
        if moment.words is None or moment.lo is None or moment.hi is None:
            continue
        place = line.at(moment.words.start)
        apart = first > 0 and line.tokens[first - 1].lower in _words("apart")
        if place <= FRONT and place < first and not apart:
            basis = f"inferred: governed by the time at the head of the sentence, {moment.basis}"
            return replace(moment, words=None, basis=basis)
    return None


def _goes_on(words: Sequence[str], before: Line) -> bool:
    """Whether a sentence goes on with what was told: it opens with a pronoun, or names a thing told of again."""
    if words[0] in _words("pronoun"):
        return True
    again = {t.lower for t, tag in zip(before.tokens, before.tags, strict=True) if tag == grammar.NOUN}
    return words[0] in _words("onward") and bool(again & set(words[1:4]))


def _behind(line: Line, scene: _Scene) -> Moment | None:
    """From the old time that another clause of the sentence names up to publication: the sentence is background."""
    first, last = moments.days_of(scene.published)
    if first is None or last is None:
        return None
    for moment in scene.every.get(line.sentence.span.start, ()):
        if moment.lo is not None and moment.hi is not None and moment.hi < moments.midnight(first) - OLD * _DAY:
            basis = f"inferred: at or after another time the sentence names, {moment.basis}"
            hi = moments.midnight(last + _DAY)
            return Moment(lo=moment.lo, hi=hi, precision=Precision.OPEN, basis=basis)
    return None


def _carried(line: Line, scene: _Scene) -> Moment | None:
    """The time of the sentence before in the same paragraph, for a sentence that goes on and names none itself."""
    number = line.sentence.number - scene.lines[0].sentence.number
    named = scene.named.get(line.sentence.span.start, ())
    before = scene.lines[number - 1].sentence if 0 < number <= len(scene.lines) else None
    if before is None or named or before.block_number != line.sentence.block_number:
        return None
    moment = scene.told.get(before.span.start)
    words = [t.lower for t in line.tokens if t.lower not in "“\"'‘”’"]
    if moment is None or not words or not _goes_on(words, scene.lines[number - 1]):
        return None
    first, last = moments.days_of(scene.published)
    if moment.lo is None or moment.hi is None:
        return None
    if last is not None and first is not None and moment.hi < moments.midnight(first) - OLD * _DAY:
        basis = f"inferred: at or after the time in the sentence before, {moment.basis}"
        hi = moments.midnight(last + _DAY)
        return Moment(lo=moment.lo, hi=hi, precision=Precision.OPEN, basis=basis)
    return replace(moment, words=None, basis=f"inferred: carried from the sentence before, {moment.basis}")
