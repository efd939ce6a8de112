"""Stretches of a report that may name a place: capitalised words that the gazetteer knows, and what speaks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.records import Level
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.places.evidence import Looked, evidence
from rashomon.understand.places.folding import fold
from rashomon.understand.places.gazetteer import Gazetteer
from rashomon.understand.places.parts import Role, Spot, words
from rashomon.understand.places.shortened import shortened

LONGEST = 6
"""Tokens of the longest name looked up."""
NEEDED, WEAK, SURE = 1.0, 0.0, 2.0
"""Evidence a stretch needs by itself; what it needs where its form has ``SURE`` evidence elsewhere in the report."""
KNOWN, GIVEN = 4.0, 3.0
"""Evidence of a country's name or a state's short form, and of a name joined to another by a hyphen."""

LISTED = 1.0
"""Evidence of a name that goes on from a sure one: "in Atlanta and Savannah"."""
_JOINING = frozenset({"and", "or", ",", "&", "/"})

_INSIDE = frozenset("of de la del al el du des le les di da do the and sur upon on am an".split())
_OF = frozenset("city county town village state province district borough municipality".split())
"""Words that with "of" stand before a name and are no part of it."""
_PARTIES = frozenset({"D", "R", "I", "DFL"})
_ADJECTIVAL = frozenset(
    "based born area style educated bound trained owned backed led run held controlled ruled".split()
)
_INITIALS = re.compile(r"[A-Z]\. ?[A-Z][a-z]{0,2}\.")
_DOTTED = frozenset({"st", "mt", "ft", "ste"})


def find(
    text: str, sentences: Sequence[Sentence], looked: Looked, gazetteer: Gazetteer, lower: frozenset[str]
) -> list[Spot]:
    """The spots of a report in order, apart from each other. ``lower``: words also written without a capital."""
    found: list[Spot] = []
    for sentence in sentences:
        at = 0
        tokens = sentence.tokens
        while at < len(tokens):
            token = tokens[at]
            if token.kind is not TokenKind.WORD or not token.text[0].isupper():
                at += 1
                continue
            spot = _spot(text, sentence, at, gazetteer)
            if spot is None:
                found.extend(_halves(text, sentence, at, gazetteer))
                at += 1
                continue
            spot.evidence += evidence(text, sentence, spot, looked, lower) + (
                LISTED if _listed(found, spot, tokens) else 0
            )
            if spot.evidence >= WEAK:
                found.append(spot)
            at = max(spot.last, at + 1) if spot.evidence >= NEEDED else at + 1
    return _supported(found)


def _listed(found: Sequence[Spot], spot: Spot, tokens: Sequence[Token]) -> bool:
    """Whether the spot goes on from one that is sure: "between Atlanta and Savannah"."""
    if not found or found[-1].sentence != spot.sentence or found[-1].last != spot.first - 1:
        return False
    return found[-1].evidence >= SURE and tokens[spot.first - 1].lower in _JOINING


def _supported(found: Sequence[Spot]) -> list[Spot]:
    """The spots that stand by themselves, and weak ones of a form that surely names a place elsewhere in the report."""
    sure = {s.form for s in found if s.evidence >= SURE}
    kept: list[Spot] = []
    for spot in found:
        if spot.evidence >= NEEDED or spot.form in sure:
            if kept and spot.start < kept[-1].end:
                continue
            kept.append(spot)
    return kept


def _at(sentence: Sentence, first: int, last: int, form: str, **more: object) -> Spot:
    """The spot of some tokens; ``more`` are further fields."""
    start, end = sentence.tokens[first].span.start, sentence.tokens[last - 1].span.end
    return Spot(start, end, form, sentence.number, first, last, **more)  # type: ignore[arg-type]


def _spot(text: str, sentence: Sentence, at: int, gazetteer: Gazetteer) -> Spot | None:
    """The longest name of the gazetteer that begins at this token."""
    tokens = sentence.tokens
    short = shortened(tokens, at)
    if short is not None:
        return _at(sentence, at, short[1], short[0], level=Level.PROVINCE.value, evidence=KNOWN)
    last = _longest(text, tokens, at, gazetteer)
    entry = match([t.text for t in tokens[at : at + LONGEST]])
    if entry is not None and entry.kind in (PlaceKind.PEOPLE, PlaceKind.COUNTRY):
        known = at + len(entry.words)
        if last is None or last <= known:
            if entry.kind is PlaceKind.COUNTRY:
                return _at(sentence, at, known, fold(entry.key), evidence=KNOWN)
            return _at(sentence, at, known, fold(entry.key), role=Role.PEOPLE, evidence=KNOWN, people=entry.key)
    if last is None or (tokens[at].lower in _OF and at + 1 < last and tokens[at + 1].lower == "of"):
        return None
    form = fold(text[tokens[at].span.start : tokens[last - 1].span.end])
    if [t.lower for t in tokens[last : last + 2]] == ["co", "."] and gazetteer.numbers(f"{form} county"):
        return _at(sentence, at, last + 2, f"{form} county")
    return _at(sentence, at, last, form)


def _longest(text: str, tokens: Sequence[Token], at: int, gazetteer: Gazetteer) -> int | None:
    """Where the longest known name that begins at this token ends."""
    last = at + 1
    ends = [last]
    while last < len(tokens) and last - at < LONGEST:
        token, left = tokens[last], tokens[last - 1]
        if token.text == "." and token.span.start == left.span.end and left.lower in _DOTTED:
            last += 1
            continue
        if token.kind is not TokenKind.WORD or token.span.start - left.span.end > 1:
            break
        if token.text[0].isupper():
            ends.append(last + 1)
        elif token.lower not in _INSIDE:
            break
        last += 1
    for end in reversed(ends):
        start, stop = tokens[at].span.start, tokens[end - 1].span.end
        if end == at + 1 and len(tokens[at].text) < 3 and not tokens[at].text.istitle():
            continue
        if stop - start <= 80 and gazetteer.numbers(fold(text[start:stop])):
            return end
    return None


def _halves(text: str, sentence: Sentence, at: int, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Places on either side of a hyphen: "Canada-EU", "D-Texas", "Boston-based"."""
    token = sentence.tokens[at]
    left, mark, right = token.text.partition("-")
    if not mark or not right:
        return
    start, middle = token.span.start, token.span.start + len(left) + 1
    if left in _PARTIES:
        spot = _seat(text, sentence, at, middle, gazetteer)
        if spot is not None:
            yield spot
    elif right[0].islower():
        if right in _ADJECTIVAL and gazetteer.numbers(fold(left)):
            yield Spot(start, middle - 1, fold(left), sentence.number, at, at + 1, evidence=SURE)
    else:
        for offset, part in ((start, left), (middle, right)):
            entry = match([part])
            if entry is None:
                continue
            people = entry.key if entry.kind is PlaceKind.PEOPLE else ""
            form = fold(entry.key if entry.kind in (PlaceKind.PEOPLE, PlaceKind.COUNTRY) else part)
            if gazetteer.numbers(form):
                role = Role.PEOPLE if people else Role.PLACE
                spot = Spot(offset, offset + len(part), form, sentence.number, at, at + 1, evidence=GIVEN)
                spot.role, spot.people = role, people
                yield spot


def _seat(text: str, sentence: Sentence, at: int, start: int, gazetteer: Gazetteer) -> Spot | None:
    """The place a lawmaker stands for: "D-Texas", "R-S.C.", "DFL-Elk River"."""
    known, tokens = words(), sentence.tokens
    found = _INITIALS.match(text, start)
    if found:
        name = known.abbreviations.get(found.group().replace(" ", ""))
        if name is None:
            return None
        last = at + 1
        while last < len(tokens) and tokens[last].span.end <= found.end():
            last += 1
        level = Level.PROVINCE.value
        return Spot(start, found.end(), fold(name), sentence.number, at, last, level=level, evidence=KNOWN)
    for last in range(min(at + 2, len(tokens)), at, -1):
        stop = tokens[last - 1].span.end
        word = text[start:stop]
        name = known.abbreviations.get(word) or known.postal.get(word)
        form = fold(name or word)
        if word[-1].isalpha() and gazetteer.numbers(form):
            dot = 1 if name and text[stop : stop + 1] == "." else 0
            level = Level.PROVINCE.value if name else ""
            return Spot(start, stop + dot, form, sentence.number, at, last + dot, level=level, evidence=KNOWN)
    return None
