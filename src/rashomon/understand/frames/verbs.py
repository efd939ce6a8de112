"""Verbs and clauses of a content, told by form and neighbours: no parser, linear in the words.

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

Pairs = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Entries of several words under their first word's lemma: the further words, and the family."""


_STOPS = frozenset({",", ";", "—", "–"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word classes of rules/predicates.toml."""

    modals: frozenset[str]
    have: frozenset[str]
    be: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    pronouns: frozenset[str]
    adverbs: frozenset[str]
    not_adverbs: frozenset[str]
    same_past: frozenset[str]
    particles: frozenset[str]
    locating: frozenset[str]
    locating_passed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predicates:
    """rules/predicates.toml, indexed."""

    verbs: Mapping[str, str]
    verb_pairs: Pairs
    nouns: Mapping[str, str]
    noun_pairs: Pairs
    light: frozenset[str]
    light_pairs: Pairs
    value: frozenset[str]
    raising: frozenset[str]
    raising_nouns: frozenset[str]
    sent_figures: frozenset[str]
    counted: frozenset[str]
    activities: frozenset[str]
    general_nouns: frozenset[str]
    first: frozenset[str]
    first_words: frozenset[str]
    first_not: frozenset[str]
    last: frozenset[str]
    last_words: frozenset[str]
    stop: frozenset[str]
    known_verbs: frozenset[str]
    grammar: Grammar


_LISTS = (
    *("value", "raising_nouns", "sent_figures", "counted", "activities", "general_nouns"),
    *("first", "first_words", "first_not"),
)


@lru_cache(maxsize=1)
def predicates() -> Predicates:
    """The rules, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/predicates.toml").read_text("utf-8"))
    verbs, verb_pairs = _indexed([(w, f["name"]) for f in raw["family"] for w in f["verbs"]])
    nouns, noun_pairs = _indexed([(w, f["name"]) for f in raw["family"] for w in f["nouns"]])
    light, light_pairs = _indexed([(w, "light") for w in raw["light"]])
    heads = {words.split()[0] for part in ("light", "value", "raising", "first", "last") for words in raw[part]}
    return Predicates(
        verbs=verbs,
        verb_pairs=verb_pairs,
        nouns=nouns,
        noun_pairs=noun_pairs,
        light=frozenset(light),
        light_pairs=light_pairs,
        raising=frozenset(words.split()[0] for words in raw["raising"]),
        last=frozenset(raw["last"]),
        last_words=frozenset(raw["last_words"]),
        stop=frozenset(raw["stop"]),
        known_verbs=frozenset(raw["verbs"].split()) | set(verbs) | set(verb_pairs) | heads | irregular_verbs(),
        grammar=Grammar(**{name: frozenset(words) for name, words in raw["grammar"].items()}),
        **{name: frozenset(raw[name]) for name in _LISTS},
    )


def _indexed(entries: Sequence[tuple[str, str]]) -> tuple[dict[str, str], Pairs]:
    """Entries of one word, and those of more under their first word."""
    single: dict[str, str] = {}
    several: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, family in entries:
        head, *rest = words.split()
        if rest:
            several.setdefault(head, []).append((tuple(rest), family))
        else:
            single[head] = family
    return single, {head: tuple(found) for head, found in several.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the content: form in lower case, lemma, whether capitalised, inside a name, a people's adjective."""

    low: str
    lemma: str
    capital: bool
    named: bool
    people: bool
    kind: TokenKind


def words_of(tokens: Sequence[Token], named: Sequence[bool], people: Sequence[bool]) -> list[Word]:
    """Tokens as :class:`Word`, quotes left out so that quoted words read on."""
    return [
        Word(t.lower, lemma(t.text) if t.kind is TokenKind.WORD else t.lower, t.text[0].isupper(), n, p, t.kind)
        for t, n, p in zip(tokens, named, people, strict=True)
        if t.kind is not TokenKind.QUOTE
    ]


class Clause:
    """The words of one content with judgements about single words. ``inside``: those in a subordinate clause."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.rules = predicates()
        self.grammar = self.rules.grammar
        full = [w for w in words if w.kind is TokenKind.WORD and len(w.low) > 3]
        self.heading = len(full) > 2 and sum(w.capital for w in full) * 5 >= len(full) * 3
        self.inside = self._subordinate()

    def low(self, number: int) -> str:
        """The word at this number in lower case; "" outside the content."""
        return self.words[number].low if 0 <= number < len(self.words) else ""

    def adverb(self, number: int) -> bool:
        """Whether the word is an adverb that may stand between a verb and its auxiliary."""
        low = self.low(number)
        return low in self.grammar.adverbs or (
            low.endswith("ly") and len(low) > 4 and low not in self.grammar.not_adverbs and not self.words[number].named
        )

    def previous(self, number: int) -> int:
        """The number of the word before, adverbs passed over; -1 where there is none."""
        at = number - 1
        while at >= 0 and self.adverb(at):
            at -= 1
        return at

    def following(self, number: int) -> int:
        """The number of the word after, adverbs passed over; may be past the end."""
        at = number + 1
        while at < len(self.words) and self.adverb(at):
            at += 1
        return at

    def _subordinate(self) -> list[bool]:
        """For each word, whether a subordinate clause has been opened and not closed before it.

        A comma closes a clause that a comma opened or that stands at the beginning.
        """
        inside = [False] * len(self.words)
        opened = -1
        for number, word in enumerate(self.words):
            if opened < 0 and word.low in self.grammar.openers and self._opens(number):
                opened = number
            elif opened >= 0 and word.low in _STOPS and (opened == 0 or self.low(opened - 1) in _STOPS):
                opened = -1
            inside[number] = opened >= 0
        return inside

    def _opens(self, number: int) -> bool:
        """Whether a word that may open a clause does: "after the attack" opens none, "after he attacked" does."""
        low, following = self.low(number), self.low(number + 1)
        if low in {"amid", "despite", "that"}:
            return number > 0
        if low == "as" and following in {"well", "many", "much", "a", "an", "the", "soon", "early", "of", "part"}:
            return False
        if low in {"before", "after", "until", "since", "as"}:
            return any(self._finite_form(n) for n in range(number + 1, min(number + 7, len(self.words))))
        return True

    def _finite_form(self, number: int) -> bool:
        """Whether the word by itself is a finite verb form: an auxiliary or a past tense."""
        low, grammar = self.low(number), self.grammar
        return low in grammar.modals or low in grammar.have or low in grammar.be or self.past(number)

    def past(self, number: int) -> bool:
        """Whether the word has the form of a past tense or participle of a known verb."""
        word = self.words[number]
        if word.named or word.kind is not TokenKind.WORD:
            return False
        if word.low == word.lemma:
            return word.low in self.grammar.same_past
        if word.low.endswith("ed"):
            return True
        return word.lemma in self.rules.known_verbs and not word.low.endswith(("s", "ing"))

    def finite(self, number: int) -> bool:
        """Whether this word is used as a finite verb; of "has been sent" only the last word is."""
        word, grammar = self.words[number], self.grammar
        if word.kind is not TokenKind.WORD or word.named or (word.capital and number and not self.heading):
            return False
        if word.low in grammar.modals or word.low in grammar.have:
            return self._alone(number)
        if self.adverb(number):
            return False
        before = self.low(self.previous(number))
        if word.low in grammar.be:
            return not self._helps(number)
        if before in grammar.modals:
            return word.low == word.lemma and (word.lemma in self.rules.known_verbs or len(word.low) > 2)
        if before in grammar.have:
            return self.past(number)
        if before in grammar.be:
            return self.past(number) or (word.low.endswith("ing") and word.lemma != word.low)
        if self.past(number):
            return self._finite_past(number, before)
        if word.lemma not in self.rules.known_verbs or word.low.endswith("ing"):
            return False
        return self._present(number)

    def _alone(self, number: int) -> bool:
        """Whether "have" or "do" is the verb itself: no verb form follows it."""
        if self.low(number) not in self.grammar.have:
            return False
        after = self.following(number)
        return after < len(self.words) and not (self.past(after) or self.low(after) in self.grammar.be | {"to"})

    def _helps(self, number: int) -> bool:
        """Whether a form of "be" only helps the verb after it ("was killed", "are being sent")."""
        after = self.following(number)
        if after >= len(self.words) or self.words[after].named:
            return False
        word = self.words[after]
        return word.low in self.grammar.be or self.past(after) or (word.low.endswith("ing") and word.lemma != word.low)

    def _finite_past(self, number: int, before: str) -> bool:
        """Whether a past form without auxiliary is finite: no adjective ("the captured hill"), no "sent by"."""
        grammar = self.grammar
        passive = self.low(number + 1) == "by" and self.words[number].lemma not in self.rules.value
        if passive or self.words[self.previous(number)].people:
            return False
        if before in {"and", ","}:
            return self.object_after(number)
        if before in {"that", "who", "which"}:
            return True
        return before not in grammar.determiners | grammar.prepositions | {"'s", "’s", "or"} and not before.endswith(
            "ing"
        )

    def object_after(self, number: int) -> bool:
        """Whether something that can be an object follows: a determiner, a name, a number, "that" ..."""
        if number + 1 >= len(self.words):
            return False
        after = self.words[number + 1]
        return (
            after.low in self.grammar.determiners
            or after.named
            or after.kind is TokenKind.NUMBER
            or after.low in {"to", "that", "him", "them", "down", "up", "out", "how", "whether"}
        )

    def _present(self, number: int) -> bool:
        """Whether a present-tense form is a verb here and no noun ("Orlen sends troops", "they drill")."""
        word, at = self.words[number], self.previous(number)
        if at < 0:
            return False
        before, grammar = self.words[at], self.grammar
        if before.low in grammar.pronouns:
            return True
        if before.low in grammar.determiners | grammar.prepositions | {"'s", "’s", "and", "or"} or before.people:
            return False
        if before.kind is not TokenKind.WORD:
            return False
        noun = word.lemma in self.rules.nouns or word.low in self.rules.nouns
        after = self.low(number + 1)
        stops = not after or after in {"of", "'s", "’s", "by", "against", "on"} or not after[0].isalnum()
        third = word.low != word.lemma
        if before.named:
            return (third and not (noun and stops)) or (self.heading and self.object_after(number))
        plural = before.low.endswith("s") and before.low != before.lemma
        if third:
            return not plural and (self.object_after(number) or not (noun or after in grammar.prepositions or stops))
        return plural and (self.object_after(number) or not noun)

    def governs(self, number: int) -> bool:
        """Whether an -ing form or participle stands as a verb: something it governs follows."""
        word, after = self.words[number], self.low(number + 1)
        if word.named or word.low == word.lemma:
            return False
        if word.low.endswith("ing"):
            return word.lemma in self.rules.known_verbs and after not in {"of", "has", "is", "was", "and", ",", ""}
        return self.past(number) and after in self.grammar.prepositions

    def infinitive(self, at: int) -> int | None:
        """The verb of "to X" in the next words after ``at``; adverbs, names and words that lead on are passed over."""
        limit = min(at + 7, len(self.words) - 1)
        agent = False  # "plans for the marshal to visit": whoever acts stands between "for" and "to"
        for number in range(at + 1, limit):
            word = self.words[number]
            agent = agent or word.low == "for"
            if word.low == "to":
                target = self.following(number)
                while target < len(self.words) and self.low(target) in self.grammar.have | self.grammar.be:
                    target = self.following(target)
                return target if target < len(self.words) and self._base(target) else None
            passed = (
                agent
                or self.adverb(number)
                or word.named
                or word.low in self.grammar.be
                or word.low in {"up", "out", "likely", "underway", "for"}
                or word.lemma in self.rules.raising
                or word.lemma in self.rules.raising_nouns
            )
            if not passed:
                return None
        return None

    def _base(self, number: int) -> bool:
        """Whether the word after "to" is a verb: a base form, or a participle after "have" or "be"."""
        word = self.words[number]
        helped = self.low(number - 1) in self.grammar.have | self.grammar.be or self.adverb(number - 1)
        return (word.low == word.lemma or helped) and not word.named and word.lemma in self.rules.known_verbs

    def pair(self, table: Pairs, at: int) -> str | None:
        """The family of an entry of several words that begins at ``at``; a particle may stand three words later."""
        for rest, family in table.get(self.words[at].lemma, ()):
            reach = (
                4 if len(rest) == 1 and rest[0] in self.grammar.particles and table is not self.rules.noun_pairs else 1
            )
            for begin in range(at + 1, min(at + 1 + reach, len(self.words) - len(rest) + 1)):
                stretch = self.words[begin : begin + len(rest)]
                if all(part in (w.low, w.lemma) for w, part in zip(stretch, rest, strict=True)):
                    return family
        return None


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
