"""One key for all mentions of one entity: full names for surnames, expansions for short forms, owners for offices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rashomon.records import Name, NameKind, Span
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.names.bodies import Bodies
from rashomon.understand.names.kinds import PLACE_BEFORE
from rashomon.understand.names.parts import Candidate, Mention, rules
from rashomon.understand.names.persons import Persons, gender_of
from rashomon.understand.parts import Sentence, Token
from rashomon.understand.titles import is_role, role_length, titles

_SPELLING = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "labour": "labor",
}
_OF = re.compile(r"^(ministry|department|office|bureau|directorate|secretariat) (?:of|for) (?:the )?(.+)$")
_TAIL = ("news agency", "newspaper", "inc", "corp", "ltd", "llc", "plc", "co", "n.v", "nv", "limited", "corporation")
_HALVES = re.compile(r"(?<=[A-Z])([^\W\d_]+)-(?=[a-z])")
_ARTICLES = ("the ", "a ", "an ")


def plain(words: str) -> str:
    """The words in lower case with one space between them, without articles, possessives and full stops."""
    low = " ".join(words.lower().replace("’", "'").replace(" 's", "'s").replace(" ' ", "' ").replace(" ,", "").split())
    for article in _ARTICLES:
        low = low.removeprefix(article)
    return low.removesuffix("'s").removesuffix("'").replace(" / ", "/").replace(". ", " ").strip(" .,") or low


def person_key(words: str) -> str:
    """The identity of a person: the name in lower case, initials without full stops ("j r tolle"), a given name of two
    halves without its hyphen where the second is written small or the family name comes first ("Kim Jong-un").
    """
    low = " ".join(plain(_HALVES.sub(r"\1 ", words)).replace(".", " ").replace(" ' ", "'").split())
    parts = low.split()
    while len(parts) > 2 and parts[-1] in rules().postnominals:
        parts.pop()
    low = " ".join(parts)
    first, _, rest = low.partition(" ")
    return f"{first} {rest.replace('-', ' ')}" if rest and first in rules().family_first else low


def organisation_key(words: str, owner: str, *, inside: bool = False) -> str:
    """The identity of an organisation: short forms spelt out, one spelling, "X ministry" for "ministry of X".

    ``owner`` (a country's key) goes first where the name is one every country may have ("defense ministry"), or names
    the country itself (``inside``: "Velmoran Red Crescent").
    """
    low = _spelt_out(plain(words))
    if (known := rules().aliases.get(low) or rules().aliases.get(low.replace(".", ""))) is not None:
        return known
    if found := _OF.match(low):
        low = f"{found.group(2)} {found.group(1)}"
    low = " ".join(_SPELLING.get(w, w) for w in low.split())
    for tail in _TAIL:
        shorter = low.removesuffix(" " + tail)
        if shorter != low and not set(shorter.split()) <= rules().generic:
            low = shorter
    low = rules().aliases.get(low, low)
    if owner and inside:
        return low if low.startswith(owner + " ") else f"{owner} {low}"
    if owner and set(low.split()) <= rules().generic | titles().organisation_heads | titles().bodies:
        return low if low.startswith(owner + " ") else f"{owner} {low}"
    return low


def _spelt_out(low: str) -> str:
    """A place's name with "mt" and "st" in full."""
    first, _, rest = low.partition(" ")
    return f"{_SHORTENED[first.rstrip('.')]} {rest}" if rest and first.rstrip(".") in _SHORTENED else low


_TOWNS = (PlaceKind.CAPITAL, PlaceKind.CITY, PlaceKind.REGION)
_SHORTENED = {"mt": "mount", "st": "saint", "ft": "fort"}
_IN_ROLE = titles().role_modifiers | titles().honorifics | {"."}
_AFTER_LAND = frozenset({"'s", "’s", "'", "’", ".", ","})


def _role_start(tokens: Sequence[Token], end: int) -> int:
    """Where the role phrase right before token ``end`` begins ("military spokesperson" Lee); ``end`` for none."""
    at = end - 1 if end and tokens[end - 1].text == "," else end
    while at > 0 and (is_role(tokens[at - 1].text) or tokens[at - 1].lower in _IN_ROLE):
        at -= 1
    return at


def _role_after(after: Sequence[Token]) -> str:
    """The role phrase of an apposition: "foreign minister" of ", the foreign minister of Velmora"; "" for none."""
    if not after or after[0].text != ",":
        return ""
    words = [t.text for t in after[1:]]
    begin = 1 if words[:1] and words[0].lower() in {"a", "an", "the"} else 0
    held = role_length(words[begin:])
    return " ".join(words[begin : begin + held]).lower()


class Linker:
    """Keys for the candidates of one report, kinds decided. One pass to collect, one to name."""

    def __init__(self, found: Sequence[Candidate], sentences: Sequence[Sentence], text: str) -> None:
        self.found = found
        self.sentences = {s.number: s for s in sentences}
        self.text = text
        self.lands: Mapping[str, str] = {}
        self.persons = Persons()
        self.first: dict[str, int] = {}  # surface -> place of its first mention
        self.bodies = Bodies()
        self.full: dict[str, str] = {}  # key -> fullest form
        self.short: dict[str, str] = {}  # short form -> key of the organisation
        self.owned: dict[str, set[str]] = {}  # name of an office without owner -> keys with owner

    def link(self, kinds: Mapping[str, NameKind], lands: Mapping[str, str]) -> list[Mention]:
        """All mentions with their keys, in order."""
        self.lands = lands
        for candidate in self.found:
            self.first.setdefault(candidate.surface, candidate.tokens[0].span.start)
            candidate.kind = candidate.kind or kinds.get(candidate.surface, NameKind.OTHER)
        for candidate in self.found:
            if candidate.kind is NameKind.PERSON:
                self._tie(candidate)
        self._persons()
        for candidate in self.found:
            if self._surname(candidate):
                candidate.kind, candidate.entry = NameKind.PERSON, None
            self._tie(candidate)
        self._offices()
        for candidate in self.found:
            if candidate.kind is NameKind.OTHER and self.bodies.stands(candidate):
                candidate.kind = NameKind.ORGANISATION
        return [self._mention(c) for c in self.found]

    def _surname(self, candidate: Candidate) -> bool:
        """Whether a name of no kind, or a city's where no place is meant, is a person's of the report: "Paris said"."""
        if candidate.kind is NameKind.OTHER:
            return self.persons.known(person_key(candidate.surface))
        if candidate.kind is NameKind.ORGANISATION:
            plain_word = len(candidate.words) == 1 and not candidate.words[0].isupper()
            known = candidate.surface in rules().organisations or candidate.surface in rules().aliases
            return (
                plain_word and not known and self.persons.introduced(candidate.surface, self.first[candidate.surface])
            )
        entry = candidate.entry
        if entry is None or entry.kind not in _TOWNS or not self.persons.surname(candidate.surface):
            return False
        tokens, first = self.sentences[candidate.sentence].tokens, candidate.first
        return not first or tokens[first - 1].lower not in PLACE_BEFORE

    def _tie(self, candidate: Candidate) -> None:
        """Sets the country an organisation or a person's office belongs to, from "X's" or a people before or in it."""
        tokens = self.sentences[candidate.sentence].tokens
        if candidate.kind is NameKind.PERSON:
            begin = _role_start(tokens, candidate.first)
            words = [t.text for t in tokens[begin : candidate.first] if t.text[0].isalnum()]
            candidate.role = candidate.role or (" ".join(words).lower() if role_length(words) else "")
            at = begin
            while at > 0 and tokens[at - 1].text in _AFTER_LAND:
                at -= 1
            candidate.owner = self._land_before(candidate.sentence, at) if candidate.role else ""
            candidate.role = candidate.role or _role_after(tokens[candidate.last : candidate.last + 9])
            return
        if candidate.kind is not NameKind.ORGANISATION or candidate.owner:
            return
        first = candidate.words[0].lower()
        if len(candidate.words) > 1 and first in self.lands:
            candidate.owner, candidate.prefix = self.lands[first], 1
            return
        at = candidate.first - 1
        if at > 0 and tokens[at].lower in {"'s", "’s", "'", "’"}:
            candidate.owner = self._land_before(candidate.sentence, at)
        elif at >= 0 and (owner := self._land_before(candidate.sentence, at + 1)) and tokens[at].text[0].isupper():
            candidate.owner = owner

    def _land_before(self, sentence: int, at: int) -> str:
        """The key of the country whose name ends right before token ``at``; "" where there is none."""
        tokens = self.sentences[sentence].tokens
        for size in (3, 2, 1):
            words = [t.text for t in tokens[max(0, at - size) : at]]
            if len(words) == size and (entry := match(words)) and len(entry.words) == size:
                return entry.key if entry.kind in (PlaceKind.COUNTRY, PlaceKind.PEOPLE, PlaceKind.CAPITAL) else ""
        return self.lands.get(tokens[at - 1].lower, "") if at else ""

    def _persons(self) -> None:
        """Collects full names of persons and the single names that stand for them."""
        named = [c for c in self.found if c.kind is NameKind.PERSON]
        self.persons.collect((c, person_key(" ".join(c.words))) for c in named)

    def _offices(self) -> None:
        """Collects organisations, short forms given in brackets or by initials, and offices with their owners."""
        for candidate in self.found:
            if candidate.kind is not NameKind.ORGANISATION:
                continue
            bare = organisation_key(self._bare(candidate), "")
            key = organisation_key(self._bare(candidate), candidate.owner, inside=candidate.prefix > 0)
            self.full.setdefault(key, self._named(candidate))
            if key != bare:
                self.owned.setdefault(bare, set()).add(key)
        for candidate in self.found:
            if candidate.kind is NameKind.ORGANISATION and len(candidate.words) > 1:
                key = self._office(candidate)
                for letters in self._letters(candidate):
                    self.short.setdefault(letters, key)
                self.bodies.collect(candidate, key)

    def _letters(self, candidate: Candidate) -> list[str]:
        """Short forms of an organisation's name: the one in brackets after it, then its initials."""
        tokens = self.sentences[candidate.sentence].tokens[candidate.last : candidate.last + 3]
        found = []
        if len(tokens) == 3 and tokens[0].text == "(" and tokens[2].text == ")" and tokens[1].text[0].isupper():
            found.append(tokens[1].lower)
        own = candidate.words[candidate.prefix :]
        for words in (own, candidate.words):
            initials = "".join(w[0] for w in words if w[0].isupper()).lower()
            if len(initials) > 1 and initials not in rules().aliases and not match([initials.upper()]):
                found.append(initials)
        return found

    def _bare(self, candidate: Candidate) -> str:
        """The name without the people or country at its head."""
        return " ".join(candidate.words[candidate.prefix :])

    def _named(self, candidate: Candidate) -> str:
        """The name as shown."""
        return " ".join(candidate.words)

    def _office(self, candidate: Candidate) -> str:
        """The key of an organisation: with its owner where it has one here, or the only one the report gives it."""
        bare = organisation_key(self._bare(candidate), "")
        if not candidate.owner and len(self.owned.get(bare, ())) == 1:
            return next(iter(self.owned[bare]))
        return organisation_key(self._bare(candidate), candidate.owner, inside=candidate.prefix > 0)

    def _definite(self, candidate: Candidate) -> bool:
        """Whether "the" or another word that points back stands before the name."""
        tokens = self.sentences[candidate.sentence].tokens
        return candidate.first > 0 and tokens[candidate.first - 1].lower in {"the", "this", "that", "its", "their"}

    def _mention(self, candidate: Candidate) -> Mention:
        """The mention with its key, by kind."""
        kind = candidate.kind or NameKind.OTHER
        key = self._key(candidate, kind)
        state = kind is NameKind.PLACE and (
            candidate.surface in self.lands
            or (
                candidate.entry is not None
                and candidate.entry.kind in (PlaceKind.COUNTRY, PlaceKind.PEOPLE, PlaceKind.CAPITAL)
            )
        )
        span = Span(start=candidate.tokens[0].span.start, end=candidate.tokens[-1].span.end)
        name = Name(kind=kind, key=key, text=span.of(self.text), span=span)
        return Mention(
            name=name,
            sentence=candidate.sentence,
            full=self.persons.shown(key) or self.full.get(key, " ".join(candidate.words)),
            role=candidate.role,
            owner=candidate.owner,
            gender=gender_of(candidate.role) or (self.persons.gender.get(key, "") if kind is NameKind.PERSON else ""),
            state=state,
        )

    def _key(self, candidate: Candidate, kind: NameKind) -> str:
        """The key of one candidate."""
        low = plain(" ".join(candidate.words))
        if kind is NameKind.PLACE:
            if candidate.entry is not None:
                return candidate.entry.key
            return self.lands.get(candidate.surface, _spelt_out(low))
        if kind is NameKind.PERSON:
            low = person_key(" ".join(candidate.words))
            return self.persons.find(low, candidate.tokens[0].span.start, gender_of(candidate.role))
        if kind is NameKind.ORGANISATION:
            if len(candidate.words) == 1 and low in self.short:
                return self.short[low]
            return self.bodies.find(candidate, definite=self._definite(candidate)) or self._office(candidate)
        return self.short.get(low, low)
