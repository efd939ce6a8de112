"""The head predicate of a content, without a parser: which word says what happened, and its family.

Finite verbs are told from nouns by form and by the words beside them; verbs that carry no event ("carried out a strike"),
verbs before "to" ("is set to supply") and verbs of size ("the toll rose to 40") hand over to the word that does.
Words and families are in rules/predicates.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rashomon.understand.lemmas import irregular_verbs, lemma
from rashomon.understand.parts import Token, TokenKind

_MODALS = frozenset(
    "will would can could may might must shall should do does did 'll won't wouldn't can't couldn't don't doesn't didn't cannot".split()
)
_HAVE = frozenset("has have had having 've hasn't haven't hadn't".split())
_BE = frozenset("is are was were be been being am 're isn't aren't wasn't weren't".split())
_DETERMINERS = frozenset(
    "a an the this that these those its their his her our your my some any no each every another more additional several many new".split()
)
_PREPOSITIONS = frozenset(
    "of in on at by for from with into to about over under between against during after before through across towards toward without within near amid among as than per via".split()
)
_OPENERS = frozenset(
    "who which that whose where while when after before if because although though as since until whether amid despite".split()
)
_PRONOUNS = frozenset("he she it they we i you who which that".split())
_ADVERBS = frozenset(
    "not never also already still just only now then again often always soon once first recently since ever even far well so further almost nearly indeed both all thereby".split()
)


@dataclass(frozen=True, slots=True)
class Predicates:
    """rules/predicates.toml, indexed. Two-word entries stand under their first word's lemma."""

    verbs: Mapping[str, str]
    verb_pairs: Mapping[str, tuple[tuple[str, str], ...]]
    nouns: Mapping[str, str]
    noun_pairs: Mapping[str, tuple[tuple[str, str], ...]]
    light: frozenset[str]
    value: frozenset[str]
    raising: frozenset[str]
    raising_nouns: frozenset[str]
    first: frozenset[str]
    first_words: frozenset[str]
    first_not: frozenset[str]
    last: frozenset[str]
    last_words: frozenset[str]
    stop: frozenset[str]
    known_verbs: frozenset[str]


@lru_cache(maxsize=1)
def predicates() -> Predicates:
    """The rules, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/predicates.toml").read_text("utf-8"))
    single: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}}
    pairs: dict[str, dict[str, list[tuple[str, str]]]] = {"verbs": {}, "nouns": {}}
    for family in raw["family"]:
        for part in ("verbs", "nouns"):
            for words in family[part]:
                head, _, rest = words.partition(" ")
                if rest:
                    pairs[part].setdefault(head, []).append((rest, family["name"]))
                else:
                    single[part][words] = family["name"]
    lists = (
        "light",
        "value",
        "raising",
        "raising_nouns",
        "first",
        "first_words",
        "first_not",
        "last",
        "last_words",
        "stop",
    )
    heads = {w.split()[0] for w in (*raw["light"], *raw["value"], *raw["raising"], *raw["last"], *raw["first"])}
    return Predicates(
        verbs=single["verbs"],
        nouns=single["nouns"],
        verb_pairs={k: tuple(v) for k, v in pairs["verbs"].items()},
        noun_pairs={k: tuple(v) for k, v in pairs["nouns"].items()},
        **{name: frozenset(raw[name]) for name in lists},
        known_verbs=frozenset(raw["verbs"].split())
        | frozenset(single["verbs"])
        | frozenset(pairs["verbs"])
        | heads
        | irregular_verbs(),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the content: its form in lower case, lemma, whether capitalised, and whether inside a name."""

    low: str
    lemma: str
    capital: bool
    named: bool
    kind: TokenKind


def words_of(tokens: Sequence[Token], named: Sequence[bool]) -> list[Word]:
    """Tokens as :class:`Word`, quotes left out so that quoted words read on."""
    return [
        Word(t.lower, lemma(t.text) if t.kind is TokenKind.WORD else t.lower, t.text[0].isupper(), n, t.kind)
        for t, n in zip(tokens, named, strict=True)
        if t.kind is not TokenKind.QUOTE
    ]


class Reader:
    """Finds the head predicate of one content. ``words`` is the content; everything is linear in it."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.rules = predicates()
        self.inside = self._subordinate()

    def predicate(self) -> tuple[str, str]:
        """The family (or lemma) of the head predicate, and the aspectual lemma passed on the way to it ("begin")."""
        finite = [n for n in range(len(self.words)) if self._finite(n)]
        outer = [n for n in finite if not self.inside[n]]
        lead = self._leading()
        if lead is not None and (not outer or self.words[lead].low.endswith("ing")):
            outer = [lead, *outer]
        nominal = self._noun(0, len(self.words), outer_only=True)
        for chosen in (outer, None, finite):
            if chosen is None:
                if nominal is not None:
                    return nominal, ""
            elif chosen and (found := self._walk(chosen)):
                return found
        if nominal := self._noun(0, len(self.words), outer_only=False):
            return nominal, ""
        for number in range(len(self.words)):
            if self._verbal(number) and (family := self._verb(number)):
                return family, ""
        return self._fallback(finite), ""

    def _fallback(self, finite: Sequence[int]) -> str:
        """The lemma of the first finite verb that is not merely light, else of the first content word."""
        for number in finite:
            word = self.words[number]
            if word.lemma not in self.rules.light:
                return word.lemma
        for word in self.words:
            if word.kind is TokenKind.WORD and word.lemma not in self.rules.stop and not word.named:
                return word.lemma
        return "be"

    def _subordinate(self) -> list[bool]:
        """For each word, whether a relative or subordinate clause has been opened and not closed before it.

        A comma closes a clause that a comma opened, or that stands at the beginning.
        """
        inside = [False] * len(self.words)
        depth, opened_at = False, -1
        for number, word in enumerate(self.words):
            before = self.words[number - 1].low if number else ""
            if word.low in _OPENERS and not (word.low == "that" and before in _BE) and self._opens(number):
                if not depth:
                    opened_at = number
                depth = True
            elif (
                word.low in {",", ";", "—", "–"}
                and depth
                and (opened_at == 0 or self.words[opened_at - 1].low in {",", "—", "–"})
            ):
                depth = False
            inside[number] = depth
        return inside

    def _opens(self, number: int) -> bool:
        """Whether a word that may open a clause does: "after the attack" opens none, "after he attacked" does."""
        low = self.words[number].low
        following = self.words[number + 1].low if number + 1 < len(self.words) else ""
        if low in {"amid", "despite"}:
            return True
        if low == "that":
            return not (following and number + 1 < len(self.words) and number == 0)
        if low in {"as", "since"} and following in {
            "well",
            "part",
            "many",
            "much",
            "a",
            "an",
            "the",
            "soon",
            "early",
            "of",
        }:
            return low == "since" and following == "the" or following in {"part", "well"}
        return low not in {"before", "after", "until", "since"} or any(
            self._finite_form(n) for n in range(number + 1, min(number + 7, len(self.words)))
        )

    def _finite_form(self, number: int) -> bool:
        """Whether the word by itself is a finite verb form: an auxiliary or a past tense."""
        low = self.words[number].low
        return low in _MODALS or low in _HAVE or low in _BE or self._past(number)

    def _past(self, number: int) -> bool:
        """Whether the word has the form of a past tense or participle of a known verb."""
        word = self.words[number]
        if (
            word.named
            or word.low == word.lemma
            and word.low
            not in {"put", "set", "hit", "cut", "shut", "cost", "hurt", "cast", "let", "read", "spread", "split"}
        ):
            return False
        if word.low.endswith("ed"):
            return True
        return word.lemma in self.rules.known_verbs and not word.low.endswith(("s", "ing"))

    def _previous(self, number: int) -> int:
        """The number of the word before, adverbs passed over; -1 where there is none."""
        at = number - 1
        while (
            at >= 0
            and (self.words[at].low in _ADVERBS or self.words[at].low.endswith("ly"))
            and not self.words[at].named
        ):
            at -= 1
        return at

    def _finite(self, number: int) -> bool:
        """Whether this word is used as a finite verb (its auxiliaries included in the judgement)."""
        word = self.words[number]
        if word.kind is not TokenKind.WORD or word.named or (word.capital and number and not self._heading()):
            return False
        at = self._previous(number)
        before = self.words[at].low if at >= 0 else ""
        following = self.words[number + 1].low if number + 1 < len(self.words) else ""
        if word.low in _MODALS or word.low in _HAVE:
            return False
        if word.low in _BE:
            return not self._auxiliary(number)
        if before in _MODALS:
            return word.low == word.lemma and (word.lemma in self.rules.known_verbs or len(word.low) > 2)
        if before in _HAVE:
            return self._past(number)
        if before in _BE:
            return self._past(number) or (word.low.endswith("ing") and word.lemma != word.low)
        if self._past(number):
            return (
                before not in _DETERMINERS | _PREPOSITIONS | {"'s", "’s", "and", ","}
                or (before in {"and", ","} and following not in _PREPOSITIONS and self._object(number))
                or before in {"that", "who", "which"}
            )
        if word.lemma not in self.rules.known_verbs or word.low.endswith("ing"):
            return False
        return self._present(number, at)

    def _heading(self) -> bool:
        """Whether the content is written with capitals as a headline is."""
        words = [w for w in self.words if w.kind is TokenKind.WORD and len(w.low) > 3]
        return len(words) > 2 and sum(w.capital for w in words) * 5 >= len(words) * 3

    def _auxiliary(self, number: int) -> bool:
        """Whether a form of "be" only helps the verb after it ("was killed", "are being sent")."""
        at = number + 1
        while at < len(self.words) and (self.words[at].low in _ADVERBS or self.words[at].low.endswith("ly")):
            at += 1
        if at >= len(self.words) or self.words[at].named:
            return False
        return (
            self.words[at].low in _BE
            or self._past(at)
            or (self.words[at].low.endswith("ing") and self.words[at].lemma != self.words[at].low)
        )

    def _object(self, number: int) -> bool:
        """Whether something that can be an object follows: a determiner, a name, a number."""
        if number + 1 >= len(self.words):
            return False
        following = self.words[number + 1]
        return (
            following.low in _DETERMINERS
            or following.named
            or following.kind is TokenKind.NUMBER
            or following.low in {"to", "that", "him", "them", "down", "up", "out"}
        )

    def _present(self, number: int, at: int) -> bool:
        """Whether a present-tense form is a verb here and no noun ("Orlen sends troops", "they drill")."""
        word = self.words[number]
        if at < 0:
            return False
        before = self.words[at]
        noun = word.lemma in self.rules.nouns or word.low in self.rules.nouns
        following = self.words[number + 1] if number + 1 < len(self.words) else None
        stops = (
            following is None
            or following.low in {"of", "'s", "’s", "by", "against", "on"}
            or following.kind is TokenKind.PUNCTUATION
        )
        if before.low in _PRONOUNS:
            return True
        if before.low in _DETERMINERS | _PREPOSITIONS | {"'s", "’s", "and", "or"}:
            return False
        third = word.low != word.lemma
        if before.named:
            return third and not (noun and stops) or self._heading() and self._object(number)
        plural = before.low.endswith("s") and before.low != before.lemma
        if third:
            return not plural and (not noun or self._object(number)) and before.kind is TokenKind.WORD
        return plural and (not noun or self._object(number) or not stops)

    def _verbal(self, number: int) -> bool:
        """Whether the word may be any verb form, the infinitive and -ing included."""
        word = self.words[number]
        if word.named or word.kind is not TokenKind.WORD:
            return False
        before = self.words[number - 1].low if number else ""
        return word.lemma in self.rules.known_verbs and (
            before == "to" or word.low.endswith("ing") or self._past(number)
        )

    def _leading(self) -> int | None:
        """A participle or -ing form that the content begins with, or that follows its first name (a headline's verb)."""
        at = 0
        while at < len(self.words) and (self.words[at].low in _ADVERBS or self.words[at].low.endswith("ly")):
            at += 1
        if at < len(self.words) and self._verb_form(at):
            return at
        names = at
        while names < len(self.words) and (
            self.words[names].named or self.words[names].low in {"the", "leader", "'s", "’s"}
        ):
            names += 1
        if names > at and names < len(self.words) and self.words[names].low.endswith("ing") and self._verb_form(names):
            return names
        return None

    def _verb_form(self, number: int) -> bool:
        """Whether an -ing form or participle stands as a verb: something it governs follows."""
        word = self.words[number]
        if word.named or word.low == word.lemma and word.low != "to":
            return False
        following = self.words[number + 1].low if number + 1 < len(self.words) else ""
        if word.low.endswith("ing"):
            return word.lemma in self.rules.known_verbs and following not in {"of", "has", "is", "was", "and", ",", ""}
        return self._past(number) and following in _PREPOSITIONS

    def _walk(self, verbs: Sequence[int]) -> tuple[str, str] | None:
        """Follows the first verb through light, raising and reporting verbs to the one that tells what happened."""
        aspect = ""
        for number in verbs:
            at: int | None = number
            for _ in range(6):
                if at is None:
                    break
                word = self.words[at]
                low = word.lemma
                if low in self.rules.first | self.rules.last and not aspect:
                    aspect = low
                nearest = self._raised(at)
                if nearest is not None:
                    at = nearest
                    continue
                family = self._verb(at)
                if self._hands_over(at, family):
                    if other := self._companion(at):
                        return other, aspect
                    if family is None or low in self.rules.light or low in {"say", "be", "have"}:
                        break
                if family == "say" and any(v > at for v in verbs):
                    break
                return family or low, aspect
        return None

    def _hands_over(self, at: int, family: str | None) -> bool:
        """Whether the verb's subject or object names the event, not the verb."""
        low = self.words[at].lemma
        if self._pair(self.rules.verb_pairs, at, reach=3):
            return False
        return low in self.rules.light | self.rules.value | self.rules.first | self.rules.last or (
            family is None and low in _BE
        )

    def _companion(self, at: int) -> str | None:
        """The family of the noun beside a light verb: its object ("conducted a test"); of value verbs, the subject first."""
        low = self.words[at].lemma
        subject = self._noun(0, at, outer_only=True, last=False)
        if (
            low
            in self.rules.value
            | {
                "include",
                "follow",
                "come",
                "occur",
                "begin",
                "start",
                "commence",
                "end",
                "happen",
                "indicate",
                "mark",
                "represent",
                "constitute",
                "involve",
            }
            and subject is not None
        ):
            return subject
        if (thing := self._infinitive(at)) is not None and low not in self.rules.value:
            return self._verb(thing) or self.words[thing].lemma
        return self._noun(at + 1, self._clause_end(at), outer_only=False) or subject

    def _clause_end(self, at: int) -> int:
        """Where the clause of the word at ``at`` ends: at a stronger mark or after 14 words."""
        for number in range(at + 1, min(at + 15, len(self.words))):
            if self.words[number].low in {";", ":", "—"} or (
                self.words[number].low in _OPENERS and self.inside[number] and not self.inside[at]
            ):
                return number
        return min(at + 15, len(self.words))

    def _raised(self, at: int) -> int | None:
        """The verb after "to" that a raising verb or adjective leads to ("is set to supply" -> "supply"), if any.

        "began shelling", "kept firing" and "was reported killed" lead to the form right after.
        """
        low = self.words[at].lemma
        rules = self.rules
        if at + 1 < len(self.words) and low in rules.first | rules.last | {
            "continue",
            "keep",
            "resume",
            "report",
            "believe",
            "presume",
            "fear",
            "consider",
            "confirm",
        }:
            after = at + 1
            word = self.words[after]
            if (
                word.low.endswith("ing")
                and word.lemma in rules.known_verbs
                and not word.named
                and not (after + 1 < len(self.words) and self.words[after + 1].low == "of")
            ):
                return after
            if (
                low in {"report", "believe", "presume", "fear", "consider", "confirm"}
                and self._past(after)
                and not word.named
            ):
                return after
        if low in rules.raising | rules.first | rules.last or low == "be":
            return self._infinitive(at)
        return None

    def _infinitive(self, at: int) -> int | None:
        """The verb of "to X" within the next words after ``at``, adverbs and one complement passed over."""
        for number in range(at + 1, min(at + 6, len(self.words) - 1)):
            low = self.words[number].low
            if low == "to":
                target = number + 1
                while target < len(self.words) - 1 and (
                    self.words[target].low in _ADVERBS
                    or self.words[target].low.endswith("ly")
                    or self.words[target].low in _HAVE | _BE
                ):
                    target += 1
                word = self.words[target]
                fits = word.low == word.lemma or self.words[target - 1].low in _HAVE | _BE
                return target if fits and not word.named and (word.lemma in self.rules.known_verbs) else None
            passed = (
                low in _ADVERBS
                or low.endswith("ly")
                or low in _BE
                or low
                in {
                    "up",
                    "out",
                    "likely",
                    "due",
                    "about",
                    "able",
                    "ready",
                    "set",
                    "said",
                    "unlikely",
                    "expected",
                    "underway",
                    "for",
                }
                or self.words[number].lemma in self.rules.raising
                or self.words[number].named
                or self.words[number].lemma in self.rules.raising_nouns
            )
            if not passed:
                return None
        return None

    def _pair(self, table: Mapping[str, tuple[tuple[str, str], ...]], at: int, reach: int = 1) -> str | None:
        """The family of a two-word entry that begins at ``at``; a verb's particle may stand up to ``reach`` words on."""
        for rest, family in table.get(self.words[at].lemma, ()):
            parts = rest.split()
            limit = min(
                at
                + 1
                + (reach if len(parts) == 1 and parts[0] in {"down", "up", "out", "off", "over", "in", "back"} else 1),
                len(self.words),
            )
            for begin in range(at + 1, limit):
                if [
                    w.lemma if w.low != p else w.low
                    for w, p in zip(self.words[begin : begin + len(parts)], parts, strict=False)
                ] == parts:
                    return family
        return None

    def _verb(self, at: int) -> str | None:
        """The family of the verb at ``at``: with its particle, alone, or by the noun of the same form."""
        return self._pair(self.rules.verb_pairs, at, reach=4) or self.rules.verbs.get(self.words[at].lemma)

    def _noun(self, begin: int, end: int, *, outer_only: bool, last: bool = False) -> str | None:
        """The family of the first noun of the table between two places; nouns that only introduce another come last.

        In a compound the last noun counts ("drone attack plan" is a plan of an attack: the plan only introduces it).
        """
        introducing: str | None = None
        for number in range(begin, end):
            word = self.words[number]
            if word.named or word.kind is not TokenKind.WORD or (outer_only and self.inside[number]):
                continue
            family = (
                self._pair(self.rules.noun_pairs, number)
                or self.rules.nouns.get(word.lemma)
                or self.rules.nouns.get(word.low)
            )
            if family is None and word.low.endswith("ing") and word.lemma in self.rules.verbs:
                family = self.rules.verbs[word.lemma]
            if family is None or self._modifies(number, end):
                continue
            if word.lemma in self.rules.raising_nouns or family == "say":
                introducing = introducing or family
                continue
            return family
        return introducing

    def _modifies(self, number: int, end: int) -> bool:
        """Whether the noun only modifies the noun right after it ("attack drones", "test site")."""
        if number + 1 >= end:
            return False
        following = self.words[number + 1]
        if following.kind is not TokenKind.WORD or following.named or following.capital:
            return False
        low = following.low
        if low in _PREPOSITIONS | _DETERMINERS | _OPENERS | _MODALS | _HAVE | _BE | _ADVERBS | {
            "and",
            "or",
            "to",
            "'s",
            "’s",
        } or low.endswith("ly"):
            return False
        return not self._finite(number + 1) and not self._past(number + 1)


def aspect_words(words: Sequence[Word]) -> tuple[bool, bool]:
    """Whether words outside the verb single out the first or the last occurrence ("for the first time", "finally")."""
    rules = predicates()
    first = last = False
    for number, word in enumerate(words):
        following = words[number + 1].lemma if number + 1 < len(words) else ""
        if word.low in rules.first_words and following not in rules.first_not:
            first = True
        if word.low in rules.last_words or (word.low == "last" and following == "time"):
            last = True
    return first, last
