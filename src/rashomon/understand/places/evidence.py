"""What speaks for a stretch's being a place: the names' reader, the words before and after, and its own form.

Weights are set by hand, on one half of GeoWebNews, LGL and TR-News; nothing is learned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.records import Level, Name, NameKind
from rashomon.understand.gazetteer import match
from rashomon.understand.names.parts import rules
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.places.parts import Role, Spot, words
from rashomon.understand.places.shortened import shortened

NEUTRAL = 0.0
_NATURE = frozenset({"lake", "mount", "river", "fort", "camp", "cape", "point"})
_TOWNS = frozenset({"city", "town", "village", "suburb", "municipality", "township", "borough"})
_COUNTIES = frozenset({"county", "counties", "district", "parish"})


class Looked:
    """What is known of the characters of a report: which the names' reader takes for a person, body or place."""

    def __init__(self, mentions: Sequence[Name], read: Mapping[tuple[int, int], str]) -> None:
        self.kinds: dict[int, tuple[int, int, NameKind]] = {}
        for name in mentions:
            for place in range(name.span.start, min(name.span.end, name.span.start + 200)):
                self.kinds[place] = (name.span.start, name.span.end, name.kind)
        self.read: dict[int, tuple[int, int, str]] = {}
        for (start, end), kind in read.items():
            for place in range(start, min(end, start + 200)):
                self.read[place] = (start, end, kind)


def evidence(text: str, sentence: Sentence, spot: Spot, looked: Looked, lower: frozenset[str]) -> float:
    """What speaks for the spot's being a place, beside its being in the gazetteer; sets its level and role."""
    tokens = sentence.tokens
    before = tokens[spot.first - 1] if spot.first else None
    after = tokens[spot.last] if spot.last < len(tokens) else None
    total = _reader(spot, looked) + _left(tokens, spot, before) + _right(text, tokens, spot, after)
    if spot.last - spot.first > 1:
        total += 1.5 if tokens[spot.last - 1].text in words().type_words else 0.0
    else:
        total -= 1.5 * (spot.form in words().doubtful) + 1.5 * (spot.form in lower)
        total -= 1.0 * (spot.form in rules().first_names) + 4.0 * (spot.form in rules().never)
    if total < NEUTRAL and after is not None and after.lower in words().body_words and _begins(spot, looked):
        total += 3.0  # a chief of police is a person, his town is none
    return total + _joined(spot, before)


def _begins(spot: Spot, looked: Looked) -> bool:
    """Whether the spot begins a longer name taken for a person's: "Carthage Police Chief Ada Norvik"."""
    start, end, kind = looked.kinds.get(spot.start, (0, 0, None))
    return kind is NameKind.PERSON and start == spot.start and end > spot.end


def _joined(spot: Spot, before: Token | None) -> float:
    """Against a spot that goes on from a word with a capital ("City Hall"), or that ends names ("Hall")."""
    known = words()
    if before is not None and before.text[0].isupper() and spot.start - before.span.end == 1:
        total = -1.5 if before.lower in _NATURE else 0.0
        if before.lower in known.locating:
            return total - 2.0 * (spot.form in known.never_last)
        if spot.form in known.never_last:
            return total - 3.0
        return total - (1.0 if spot.role is Role.PART else 0.5)
    return -2.0 if spot.form in known.never_last else 0.0


def _reader(spot: Spot, looked: Looked) -> float:
    """What the names' reader takes the words for."""
    total = 0.5
    start, end, kind = looked.kinds.get(spot.start, (0, 0, None))
    whole = start == spot.start and end <= spot.end + 1
    if kind is NameKind.PLACE:
        total += 1.5
    elif kind is NameKind.PERSON:
        total -= 2.0 if whole and spot.role is not Role.PLACE else 3.0
    elif kind is NameKind.EQUIPMENT or (kind is NameKind.ORGANISATION and whole):
        total -= 2.0
    elif kind is NameKind.ORGANISATION and spot.role is Role.PLACE:
        spot.role = Role.PART
        total += 0.5
    start, end, label = looked.read.get(spot.start, (0, 0, ""))
    if label == "PLACE":
        total += 1.5
    elif label == "PERSON":
        total -= 2.0
    elif label == "ORGANISATION" and end > spot.end and spot.role is Role.PLACE:
        spot.role = Role.PART
    return total


def _left(tokens: Sequence[Token], spot: Spot, before: Token | None) -> float:
    """What the words before say."""
    if before is None:
        return 0.0
    known, low = words(), before.lower
    earlier = tokens[spot.first - 2].lower if spot.first > 1 else ""
    if low == "of" and earlier in known.heads:
        if earlier in known.province_nouns:
            spot.level = spot.level or Level.PROVINCE.value
        elif earlier in known.county_nouns:
            spot.level = spot.level or Level.COUNTY.value
        elif earlier in {"town", "city", "village", "suburb", "mayor"}:
            spot.level = spot.level or Level.SETTLEMENT.value
        return 2.0
    if low in known.firm:
        return 1.5
    if low in known.locating:
        return 0.5
    if low in known.person_before or (before.text == "." and earlier in known.person_before):
        return -3.0
    if low in rules().first_names and before.text[0].isupper():
        return -2.5
    if low == "county" and before.text[0].isupper():
        spot.level = Level.COUNTY.value
        return 1.0
    return 0.0


def _right(text: str, tokens: Sequence[Token], spot: Spot, after: Token | None) -> float:
    """What the words after say."""
    if after is None:
        return 0.0
    known, low = words(), after.lower
    if after.text[0].isupper() and after.kind is TokenKind.WORD:
        return _capital(tokens, spot, after)
    if low in known.province_nouns:
        spot.level = spot.level or Level.PROVINCE.value
        return 1.5
    if low in known.county_nouns or (low in {"and", ","} and _counties(tokens, spot.last)):
        spot.level = spot.level or Level.COUNTY.value
        return 1.5
    if low in known.town_nouns:
        spot.level = spot.level or (Level.SETTLEMENT.value if low in _TOWNS else "")
        return 2.0 if low in known.folk else 1.0
    if low in {"'s", "’s"} and spot.form.startswith("st "):
        return -2.0  # "St. Michael's"
    if after.text == ",":
        following = tokens[spot.last + 1 : spot.last + 4]
        if following and (shortened(tokens, spot.last + 1) or match([t.text for t in following])):
            return 2.0
    if after.text in {"(", "—", "–", "--", "-"} and (spot.first == 0 or text[spot.start : spot.end].isupper()):
        return 1.5  # a dateline
    return 0.0


def _capital(tokens: Sequence[Token], spot: Spot, after: Token) -> float:
    """What a word with a capital right after the name says of it: "Dallas County", "Paris Street", "Paris Hilton"."""
    known, low = words(), after.lower
    if low in known.street_words and after.span.start - spot.end == 1:
        return -3.0
    if after.text in known.type_words:
        spot.level = spot.level or (Level.COUNTY.value if low in _COUNTIES else "")
        return 0.5
    if low in known.body_words:
        return 0.3
    if after.span.start - spot.end == 1 and len(after.text) > 1 and not match([after.text]):
        return -3.0 if _aged(tokens, spot.last + 1) else -1.0
    return 0.0


def _aged(tokens: Sequence[Token], at: int) -> bool:
    """Whether an age follows: "Paris Harlow, 34"."""
    following = tokens[at : at + 2]
    return (
        len(following) == 2 and following[0].text == "," and following[1].text.isdigit() and len(following[1].text) == 2
    )


def _counties(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list of names goes on to "counties": "Clark, Boone and Adair counties"."""
    for token in tokens[at : at + 12]:
        if token.lower == "counties":
            return True
        if not (token.text in {",", "and"} or token.text[0].isupper()):
            return False
    return False
