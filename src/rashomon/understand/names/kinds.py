"""What a name names: evidence from its own form and from the words around it, added up over all its mentions.

The weights are hand-set: a title or an office's name decides alone, a preposition only tips. Evidence is pooled over
a report's mentions of one form, since news explains a name once and then uses it bare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rashomon.records import NameKind
from rashomon.understand.gazetteer import PlaceKind, land_stems, match, stem_of
from rashomon.understand.lemmas import lemma
from rashomon.understand.names.parts import Candidate, rules
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.titles import is_role, titles

PERSON, ORGANISATION, PLACE, EQUIPMENT = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.EQUIPMENT

DECIDED = 1.0
"""Evidence below which a name stays without a kind (NameKind.OTHER)."""

_MODEL = re.compile(r"[A-Za-z]{1,12}-?\d{1,4}[A-Za-z]{0,3}$|[A-Z][a-z]+-\d{1,4}[A-Za-z]{0,2}$")
_COMPANY = frozenset({"inc", "corp", "ltd", "llc", "plc", "gmbh", "co", "sa", "ag", "group", "holdings", "company"})
_SURNAME_ENDS = (
    "enko",
    "ov",
    "ev",
    "ova",
    "eva",
    "sky",
    "skyi",
    "ski",
    "ska",
    "son",
    "sen",
    "vich",
    "yan",
    "ian",
    "ez",
    "ić",
    "chuk",
    "dze",
    "shvili",
    "oğlu",
    "stein",
    "berg",
    "man",
    "ini",
    "elli",
)
_PLACE_ENDS = (
    "burg",
    "grad",
    "ville",
    "stan",
    "abad",
    "shire",
    "polis",
    "port",
    "ford",
    "haven",
    "mouth",
    "ovo",
    "sk",
    "land",
    "dorf",
    "wick",
    "bury",
    "stadt",
    "pur",
)
PLACE_BEFORE = {
    "of": 0.0,
    "in": 2.5,
    "near": 2.5,
    "at": 1.0,
    "from": 1.0,
    "to": 1.0,
    "into": 1.5,
    "across": 2.0,
    "around": 1.5,
    "outside": 2.0,
    "toward": 1.0,
    "towards": 1.0,
    "throughout": 2.0,
    "between": 0.3,
    "over": 0.3,
    "through": 1.0,
}
_PLACE_NOUNS = frozenset(
    {
        "city",
        "town",
        "village",
        "province",
        "region",
        "capital",
        "district",
        "county",
        "island",
        "port",
        "suburb",
        "state",
        "peninsula",
        "river",
        "valley",
        "republic",
        "country",
        "border",
        "coast",
        "airport",
    }
)
_STATE_NOUNS = frozenset(
    {
        "government",
        "capital",
        "military",
        "army",
        "president",
        "parliament",
        "territory",
        "border",
        "troop",
        "force",
        "soldier",
        "economy",
        "constitution",
        "airspace",
        "leader",
        "people",
        "authority",
        "war",
        "minister",
        "coast",
    }
)
_ORGANISATION_NOUNS = frozenset(
    {
        "news",
        "newspaper",
        "agency",
        "company",
        "group",
        "party",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "militant",
        "fighter",
        "website",
        "channel",
        "official",
        "executive",
        "shareholder",
        "employee",
        "newswire",
        "correspondent",
        "network",
        "movement",
        "militia",
        "rebel",
        "headquarters",
    }
)
_CIVIL = frozenset("service police government ministry army parliament municipality council staff authority".split())
"""Bodies of a land or town: "the fire service of Karrow"."""
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone", "operation"})
_SAYING = frozenset("say tell add note write report announce state warn claim argue explain deny insist tweet".split())


def score(candidate: Candidate, sentence: Sentence) -> None:
    """Adds the evidence of one mention to ``candidate.scores``."""
    if candidate.kind is not None:
        candidate.scores[candidate.kind] = 10.0
        return
    scores = candidate.scores
    for kind, weight in (*_form(candidate), *_before(candidate, sentence), *_after(candidate, sentence)):
        scores[kind] = scores.get(kind, 0.0) + weight


def _form(candidate: Candidate) -> list[tuple[NameKind, float]]:
    """Evidence in the name itself."""
    words = candidate.words
    low = [w.lower() for w in words]
    known = titles()
    found: list[tuple[NameKind, float]] = [(NameKind.OTHER, 6.0)] if low[0] in _STORMS and len(low) > 1 else []
    surface = " ".join(low)
    if surface in rules().organisations or surface in rules().aliases:
        found.append((ORGANISATION, 8.0))
    if low[-1] in known.organisation_heads and (len(words) > 1 or low[-1] not in known.roles):
        found.append((ORGANISATION, 5.0 if len(words) > 1 else 2.5))
    elif any(w in known.organisation_heads and low[n + 1] in {"of", "for", "on"} for n, w in enumerate(low[:-1])):
        found.append((ORGANISATION, 5.0))
    if low[-1] in _COMPANY:
        found.append((ORGANISATION, 3.0))
    elif len(words) > 1 and low[-1] in rules().trades - known.organisation_heads:
        found.append((ORGANISATION, 5.0))
    if (low[-1] in known.place_heads and len(words) > 1) or (
        low[0] in {"mount", "mt", "lake", "port", "cape", "fort", "san", "santa", "saint", "st"} and len(words) == 2
    ):
        found.append((PLACE, 4.5))
    if any(_MODEL.match(w) and any(c.isdigit() for c in w) and len(w) > 2 for w in words):
        found.append((EQUIPMENT, 4.0))
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6 and words[0].isalpha():
        found.append((ORGANISATION, 3.0))
    if low[0] in rules().first_names:
        found.append((PERSON, 4.0 if len(words) in (2, 3, 4) else 2.2))
    if any(w in rules().particles for w in low[1:-1]) or any(len(w) == 1 for w in low[:-1]) or low[-1] in {"jr", "sr"}:
        found.append((PERSON, 2.5))
    if (
        len(words) in (2, 3)
        and all(w[0].isupper() and w[1:].islower() for w in words if len(w) > 1)
        and not set(low) & (rules().generic | rules().starters)
    ):
        found.append((PERSON, 1.2))
        if low[0] in rules().family_first:
            found.append((PERSON, 2.0))
    if len(words) > 1 and any(w.startswith(("al-", "el-")) for w in low[1:]):
        found.append((PERSON, 2.0))
    if low[-1].endswith(_SURNAME_ENDS) and low[-1].isalpha():
        found.append((PERSON, 0.7))
    if low[-1].endswith(_PLACE_ENDS):
        found.append((PLACE, 0.8))
    return found


def _before(candidate: Candidate, sentence: Sentence) -> list[tuple[NameKind, float]]:
    """Evidence in the words before the name."""
    found: list[tuple[NameKind, float]] = []
    if candidate.role:
        found.append((PERSON, 5.0))
    tokens, first = sentence.tokens, candidate.first
    if not first:
        return found
    before = tokens[first - 1]
    earlier = tokens[first - 2].lower if first > 1 else ""
    low = before.lower
    single = len(candidate.words) == 1
    if PLACE_BEFORE.get(low):
        weight = PLACE_BEFORE[low]
        found.append((PLACE, weight if single else weight * 0.6))
    elif (low == "of" and earlier in _PLACE_NOUNS) or (low == "of" and lemma(earlier) in _CIVIL):
        found.append((PLACE, 5.0))
    elif low == "of" and earlier in {
        "north",
        "south",
        "east",
        "west",
        "part",
        "outskirts",
        "north-east",
        "people",
        "centre",
        "center",
    }:
        found.append((PLACE, 3.0))
    elif low == "the":
        found.extend([(PERSON, -3.0), (ORGANISATION, 0.6 if single else 1.0)])
    elif (low in {"a", "an"}) and single:
        found.append((PERSON, -2.0))
    elif low == "capital" or (low == "," and earlier == "capital"):
        found.append((PLACE, 5.0))
    elif is_role(low) or (low == "," and is_role(earlier)):
        found.append((PERSON, 4.0))
    elif low in _STORMS:
        found.append((NameKind.OTHER, 7.0))
    elif low == "named":
        found.append((PERSON, 2.0))
    return found


def _after(candidate: Candidate, sentence: Sentence) -> list[tuple[NameKind, float]]:
    """Evidence in the words after the name."""
    tokens, last = sentence.tokens, candidate.last
    after = tokens[last : last + 4]
    if not after:
        return []
    single = len(candidate.words) == 1
    low = after[0].lower
    if low in {"'s", "’s"} or (low in {"'", "’"} and candidate.words[-1].endswith("s")):
        noun = lemma(after[1].text) if len(after) > 1 else ""
        office = len(after) > 1 and after[1].lower in rules().generic
        return [(PLACE, 4.0)] if noun in _STATE_NOUNS or office else []
    if low == ",":
        return _apposition(after[1:], single)
    if after[0].kind is not TokenKind.WORD:
        return []
    noun = lemma(low)
    found: list[tuple[NameKind, float]] = []
    if noun in titles().equipment_heads and not candidate.words[-1].isupper():
        found.append((EQUIPMENT, 4.0))
    elif noun in _STORMS:
        found.append((NameKind.OTHER, 7.0))
    elif noun in _PLACE_NOUNS:
        found.append((PLACE, 3.5))
    elif noun in _ORGANISATION_NOUNS:
        found.append((ORGANISATION, 2.0))
    elif noun in _STATE_NOUNS:
        found.append((PLACE, 1.0))
    elif noun in _SAYING:
        found.extend([(PERSON, 1.0), (ORGANISATION, 0.8 if single else 0.3)])
    elif low in {"who", "whose", "himself", "herself"}:
        found.append((PERSON, 3.0))
    return found


def _apposition(after: Sequence[Token], single: bool) -> list[tuple[NameKind, float]]:
    """Evidence after a comma: "Ilse Halden, a senior analyst", "Ilse Halden, 45," "Karrow, the capital"."""
    words = [t.lower for t in after if t.kind is TokenKind.WORD]
    if after and after[0].kind is TokenKind.NUMBER and len(after[0].text) == 2:
        return [(PERSON, 3.0)]
    if not words:
        return []
    if words[0] in {"who", "whose"}:
        return [(PERSON, 3.0)]
    rest = words[1:] if words[0] in {"a", "an", "the", "its", "their", "his", "her"} else words
    if rest and rest[0] in _PLACE_NOUNS:
        return [(PLACE, 3.0)]
    if any(is_role(w) for w in rest[:2]):
        return [(PERSON, 2.5)]
    return [(PLACE, 1.0)] if single and match([t.text for t in after]) else []


def decide(found: Sequence[Candidate]) -> dict[str, NameKind]:
    """The kind of each form in the report: the pooled evidence, and the forms of peoples and their lands."""
    pooled: dict[str, dict[NameKind, float]] = {}
    for candidate in found:
        sums = pooled.setdefault(candidate.surface, {})
        for kind, weight in candidate.scores.items():
            sums[kind] = sums.get(kind, 0.0) + weight
    return {
        surface: max(sums, key=lambda k: (sums[k], k.value))
        if sums and max(sums.values()) >= DECIDED
        else NameKind.OTHER
        for surface, sums in pooled.items()
    }


def peoples(found: Sequence[Candidate], kinds: Mapping[str, NameKind]) -> dict[str, str]:
    """Unknown peoples and the lands the report itself ties them to by form: {"velmoran": "velmora"}."""
    singles = {c.surface for c in found if c.entry is None and len(c.words) == 1 and c.words[0].isalpha()}
    lands: dict[str, str] = {}
    for surface in sorted(singles):
        if kinds.get(surface) is not NameKind.EQUIPMENT:
            for stem in land_stems(surface):
                lands.setdefault(stem, surface)
    tied: dict[str, str] = {}
    for surface in sorted({w.lower() for c in found if c.entry is None for w in c.words[:1]}):
        for stem in stem_of(surface):
            land = lands.get(stem)
            if land is not None and land != surface and not (surface.endswith("s") and surface[:-1] == land):
                tied[surface] = land
                break
    return {people: tied.get(land, land) if tied.get(land) != people else land for people, land in tied.items()}


def capitals(text_tokens: Sequence[Token], lands: Mapping[str, str]) -> dict[str, str]:
    """Capitals the report names as such: "the Velmoran capital, Karrow", "Karrow, the capital of Velmora"."""
    tied: dict[str, str] = {}
    for at, token in enumerate(text_tokens):
        if token.lower != "capital" or not _of_a_land(text_tokens, at):
            continue
        window = text_tokens[max(0, at - 4) : at + 5]
        names = [t for t in window if t.text[0].isupper()]
        owners = [lands[t.lower] for t in names if t.lower in lands] + [
            e.key for t in names if (e := match([t.text])) and e.kind is not PlaceKind.CAPITAL
        ]
        cities = [
            t.lower
            for t in names
            if t.lower not in lands and not match([t.text]) and t.lower not in rules().function_words
            if not (t.text.isupper() and len(t.text) < 5)
        ]
        if len(owners) == 1 and len(cities) == 1:
            tied[cities[0]] = owners[0]
    return tied


def _of_a_land(tokens: Sequence[Token], at: int) -> bool:
    """Whether "capital" here is a city: "the Velmoran capital", "Velmora's capital", "capital of Velmora"."""
    before = tokens[at - 1] if at else None
    owned = before is not None and (before.text[0].isupper() or before.lower in {"'s", "’s"})
    return owned or (at + 1 < len(tokens) and tokens[at + 1].lower == "of")
