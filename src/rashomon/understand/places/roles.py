"""Whether the name of a land or capital means those who govern it: "Seoul said", "according to Moscow"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Level
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.places.gazetteer import Entry
from rashomon.understand.places.parts import Role, Spot, words

_SOFT = frozenset({"of", "for", "over", "between", "under", "from", "to", "toward", "towards"})
"""Words before a name that leave it open whether a place or a government is meant."""


def role_of(spot: Spot, entry: Entry, sentence: Sentence) -> Role:
    """The role of a spot that is resolved; those inside bodies' names and peoples keep theirs."""
    if spot.role is not Role.PLACE or not _governed(spot, entry, sentence):
        return spot.role
    tokens = sentence.tokens
    before = _before(tokens, spot.first)
    known = words()
    if before is not None and _acted_on(tokens, spot.first, before):
        return Role.ACTOR
    if before is not None and before.lower in known.locating and before.lower not in _SOFT:
        return Role.PLACE
    land = entry.level is not Level.PROVINCE
    return Role.ACTOR if _acts(tokens, spot.last, before) or (land and _owns(tokens, spot.last)) else Role.PLACE


def _governed(spot: Spot, entry: Entry, sentence: Sentence) -> bool:
    """Whether the place has a government that news calls by its name: a land, a first division, a capital."""
    if entry.level in (Level.COUNTRY, Level.PROVINCE):
        return True
    known = match([t.text for t in sentence.tokens[spot.first : spot.last]])
    return known is not None and known.kind is PlaceKind.CAPITAL


def _before(tokens: Sequence[Token], first: int) -> Token | None:
    """The word before, "the" passed over."""
    at = first - 1
    if at > 0 and tokens[at].lower == "the":
        at -= 1
    return tokens[at] if at >= 0 else None


def _acted_on(tokens: Sequence[Token], first: int, before: Token) -> bool:
    """Whether the words before make it one who acts or is acted on: "according to", "by", "urged"."""
    low = before.lower
    if low == "to":
        at = first - 2 if tokens[first - 1].lower == "to" else first - 3
        return at >= 0 and tokens[at].lower == "according"
    if low == "of":
        at = first - 2 if tokens[first - 1].lower == "of" else first - 3
        return at >= 0 and tokens[at].lower in words().bodies_of
    return low in words().acted_on


def _owns(tokens: Sequence[Token], last: int) -> bool:
    """Whether what follows is the land's as a state: "China's trade", "U.S. goals"; not "Syria's north"."""
    if last + 1 >= len(tokens):
        return False
    noun = tokens[last + 1] if tokens[last].lower in {"'s", "’s"} else tokens[last]
    if noun.kind is not TokenKind.WORD or not noun.text[0].islower() or noun.span.start - tokens[last].span.start > 3:
        return False
    known = words()
    if noun.lower in known.place_nouns or noun.lower in known.passing or noun.lower in known.acting:
        return False
    following = tokens[last + 2].lower if noun is tokens[last + 1 : last + 2][0] and last + 2 < len(tokens) else ""
    return following not in known.place_nouns


def _acts(tokens: Sequence[Token], last: int, before: Token | None) -> bool:
    """Whether the words after say that it acts: "said", "has accused", "officials"."""
    if last >= len(tokens) or tokens[last].kind is not TokenKind.WORD:
        return False
    known, low = words(), tokens[last].lower
    if low in known.acting_nouns and tokens[last].text[0].islower():
        return True
    if low not in known.acting:
        return False
    if low not in known.weak_acting:
        return True
    if before is not None and before.lower in known.locating:
        return False
    following = next((t.lower for t in tokens[last + 1 : last + 4] if t.lower not in _PASSED), "")
    return following not in known.lying and (following in known.acting or following.endswith(("ed", "ing")))


_PASSED = frozenset(
    {"not", "also", "already", "never", "long", "repeatedly", "now", "still", "recently", "been", "n't"}
)
