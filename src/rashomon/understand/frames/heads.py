"""The head predicate of a content: which word says what happened, and its family.

The main finite verb comes before nouns. Verbs that carry no event ("carried out a strike"), verbs before "to" ("is
set to supply"), verbs that pass a clause on ("said that ...") and verbs of size ("the toll rose to 40") hand over
to the word that does. A content without a finite verb is read by its first noun of the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.frames.verbs import Clause
from rashomon.understand.parts import TokenKind

_STEPS = 6
"""Verbs followed one from another at most: "is said to plan to continue to send" needs four."""

_CLAUSE = 15
"""Words after a verb in which its object is looked for."""

_RESULTING = frozenset({"report", "believe", "presume", "fear", "consider", "confirm"})
"""Verbs that a participle may follow: "was reported killed"."""

_SUBJECT_FIRST = frozenset(
    {
        "include",
        "come",
        "occur",
        "begin",
        "start",
        "commence",
        "end",
        "happen",
        "mark",
        "represent",
        "constitute",
        "involve",
    }
)
"""Light verbs whose subject, not object, names the event: "the tests included drones"."""


class Reader(Clause):
    """Finds the head predicate of one content."""

    def predicate(self) -> tuple[str, str]:
        """The family (or lemma) of the head predicate, and the aspectual lemma passed on the way to it ("begin")."""
        finite = [n for n in range(len(self.words)) if self.finite(n)]
        outer = [n for n in finite if not self.inside[n]]
        lead = self._leading()
        if lead is not None and (not outer or self.low(lead).endswith("ing") or self.low(lead - 1) == "to"):
            outer = [lead, *outer]
        if outer and (found := self._walk(outer, finite)):
            return found
        if any(self.low(n).endswith("ing") and self._deadly(n) for n in range(len(self.words))):
            return "fatalities", ""
        nominal = self._noun(0, len(self.words), outer_only=True)
        if nominal:
            return nominal, ""
        if finite and finite != outer and (found := self._walk(finite, finite)):
            return found
        return self._noun(0, len(self.words)) or self._any_verb() or self._fallback(finite), ""

    def _any_verb(self) -> str | None:
        """The family of the first verb form of any kind, the infinitive included."""
        for number, word in enumerate(self.words):
            form = self.low(number - 1) == "to" or word.low.endswith("ing") or self.past(number)
            if form and not word.named and word.kind is TokenKind.WORD and (family := self._verb(number)):
                return family
        return None

    def _fallback(self, finite: Sequence[int]) -> str:
        """The lemma of the first finite verb that is not merely light, else of the first content word; "" for none."""
        for number in finite:
            if self.words[number].lemma not in self.rules.light:
                return self.words[number].lemma
        after = finite[0] if finite else 0
        for word in (*self.words[after:], *self.words[:after]):
            if word.kind is TokenKind.WORD and word.lemma not in self.rules.stop | self.rules.light and not word.named:
                return word.lemma
        return ""

    def _leading(self) -> int | None:
        """A participle or -ing form that the content begins with, or after its first name (a headline's verb)."""
        at = 0
        while at < len(self.words) and self.adverb(at):
            at += 1
        if at < len(self.words) and self.governs(at):
            return at
        names = at
        while names < len(self.words) and (self.words[names].named or self.low(names) in {"the", "leader", "'s", "’s"}):
            names += 1
        if not at < names < len(self.words) - 1:
            return None
        if self.low(names) == "to":
            return self.infinitive(names - 1)
        return names if self.low(names).endswith("ing") and self.governs(names) else None

    def _walk(self, verbs: Sequence[int], finite: Sequence[int]) -> tuple[str, str] | None:
        """Follows the verbs in turn to the first that tells what happened; None where none does."""
        aspect = ""
        for number in verbs:
            at = number
            for _ in range(_STEPS):
                low = self.words[at].lemma
                if low in self.rules.first | self.rules.last and not aspect:
                    aspect = low
                onward = self._onward(at, finite)
                if onward is None:
                    break
                at = onward
            if family := self._settled(at):
                return family, aspect
        return None

    def _onward(self, at: int, finite: Sequence[int]) -> int | None:
        """The verb that the one at ``at`` hands over to: after "to", as -ing, or in the clause it passes on."""
        rules, low, after = self.rules, self.words[at].lemma, at + 1
        if after >= len(self.words) or self._deadly(at):
            return None
        word = self.words[after]
        going_on = low in rules.first | rules.last | {"continue", "keep", "resume"} and word.low.endswith("ing")
        if going_on and word.lemma in rules.known_verbs and not word.named and self.low(after + 1) != "of":
            return after
        if low in _RESULTING and self.past(after):
            return after
        if (low in rules.raising | rules.first | rules.last or low == "be") and (
            target := self.infinitive(at)
        ) is not None:
            return target
        passes = self._verb(at) in {"say", "assess"}
        if (word.low == "that" or passes) and (inner := [n for n in finite if n > after]):
            return inner[0]
        return None

    def _settled(self, at: int) -> str | None:
        """The family of the verb at ``at`` or of the noun it leaves the event to; None for a light verb alone."""
        rules, low = self.rules, self.words[at].lemma
        if self._deadly(at):
            return "fatalities"
        family = self._verb(at)
        if family == "deploy" and self._figure(at):
            return low
        passive = self.low(self.previous(at)) in self.grammar.be and self.past(at)
        light = low in rules.light or self.pair(rules.light_pairs, at) is not None
        if self.pair(rules.verb_pairs, at):
            light = False
        if light or low in rules.first | rules.last or (family is None and low in rules.raising):
            other = self._beside(at, passive=passive)
            return other or (None if low in {"be", "have"} or (light and not passive) else family or low)
        if low in rules.value:
            subject = self._noun(0, at, outer_only=True)
            if subject in rules.counted:
                return subject
            if (thing := self._noun(at + 1, self._end(at))) in rules.activities and self.low(at + 1) != "by":
                return thing
        if family == "say" and passive and (subject := self._noun(0, at, outer_only=True)):
            return subject
        if family in {"deny", "confirm", "find"} and (thing := self._noun(at + 1, self._end(at))) not in {
            None,
            "say",
            "find",
        }:
            return thing
        return family or low

    def _deadly(self, at: int) -> bool:
        """Whether lives end here: "claimed 40 lives", "lost their lives", "left 40 dead"."""
        object_ = {"claim": "life", "lose": "life", "cost": "life", "take": "life", "leave": "dead"}
        wanted = object_.get(self.words[at].lemma)
        near = range(at + 1, min(at + 6, len(self.words)))
        found = next((n for n in near if self.words[n].lemma == wanted), None) if wanted else None
        return found is not None and (
            wanted == "dead" or self.low(found) == "lives" or self.low(found - 1) in {"his", "her", "their"}
        )

    def _figure(self, at: int) -> bool:
        """Whether what is sent is no force or thing: "sent shockwaves", "sent a clear signal"."""
        return any(self.words[n].lemma in self.rules.sent_figures for n in range(at + 1, min(at + 5, len(self.words))))

    def _beside(self, at: int, *, passive: bool) -> str | None:
        """The family of the noun beside a light verb: its object, or its subject in the passive and of some verbs."""
        low = self.words[at].lemma
        subject = self._noun(0, at, outer_only=True)
        if passive or (subject is not None and low in _SUBJECT_FIRST | self.rules.value):
            return subject
        if (thing := self.infinitive(at)) is not None:
            return self._verb(thing) or self.words[thing].lemma
        return self._noun(at + 1, self._end(at)) or subject

    def _end(self, at: int) -> int:
        """Where the clause of the word at ``at`` ends: at a stronger mark, a subordinate clause, or some words on."""
        for number in range(at + 1, min(at + _CLAUSE, len(self.words))):
            if self.low(number) in {";", ":", "—"} or (self.inside[number] and not self.inside[at]):
                return number
        return min(at + _CLAUSE, len(self.words))

    def _verb(self, at: int) -> str | None:
        """The family of the verb at ``at``, with its particle or alone."""
        return self.pair(self.rules.verb_pairs, at) or self.rules.verbs.get(self.words[at].lemma)

    def _noun(self, begin: int, end: int, *, outer_only: bool = False) -> str | None:
        """The family of the first noun of the table between two places; nouns that only introduce another come last.

        In a compound the last noun counts ("attack drones" are no attack), unless it is a general one ("operations").
        """
        introducing: str | None = None
        for number in range(begin, end):
            word = self.words[number]
            if word.named or word.kind is not TokenKind.WORD or (outer_only and self.inside[number]):
                continue
            if self.rules.raising_nouns & {word.low, word.lemma} and not word.low.endswith("ing"):
                if (target := self.infinitive(number)) is not None and target < end:
                    return self._settled(target) or self.words[target].lemma
                introducing = introducing or self.rules.nouns.get(word.lemma)
                continue
            family = self._noun_family(number)
            if family is None or self._modifies(number, end):
                continue
            if family == "say" or (word.lemma in self.rules.value and word.low.endswith("ing")):
                introducing = introducing or family
                continue
            return family
        return introducing

    def _noun_family(self, number: int) -> str | None:
        """The family of the noun (or -ing form) at ``number``."""
        word, rules = self.words[number], self.rules
        family = self.pair(rules.noun_pairs, number) or rules.nouns.get(word.low)
        if word.low.endswith("ing"):
            return family or rules.verbs.get(word.lemma)
        return family or rules.nouns.get(word.lemma)

    def _modifies(self, number: int, end: int) -> bool:
        """Whether the noun only modifies the noun right after it ("attack drones", "test site")."""
        if number + 1 >= end or self.pair(self.rules.noun_pairs, number):
            return False
        after, grammar = self.words[number + 1], self.grammar
        if after.kind is not TokenKind.WORD or after.named or after.lemma in self.rules.general_nouns:
            return False
        if self.words[number].low.endswith("ing") and self.words[number].low not in self.rules.nouns:
            return False
        closed = (grammar.prepositions, grammar.determiners, grammar.openers, grammar.modals, grammar.have, grammar.be)
        if any(after.low in words for words in closed) or after.low in {"and", "or", "to", "'s", "’s"}:
            return False
        return not (self.adverb(number + 1) or self.finite(number + 1) or self.past(number + 1))
