"""How firmly a content is put, and whether it is said to hold or not to hold.

Hedges and negation count in the content's main clause only: a relative clause's "may" says nothing of the main fact.
Phrases, their order of strength and their examples are in rules/stance.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rashomon.records import Commitment, Outlook, Polarity, Span
from rashomon.understand.frames.verbs import predicates
from rashomon.understand.lemmas import lemma
from rashomon.understand.parts import Token, TokenKind
from rashomon.understand.tokens import tokenize

_FIRMNESS = (
    Commitment.DENIED,
    Commitment.QUESTION,
    Commitment.UNCONFIRMED,
    Commitment.PLANNED,
    Commitment.POSSIBLE,
    Commitment.ALLEGED,
    Commitment.ASSESSED,
    Commitment.ASSERTED,
)
"""Of two layers the earlier in this list is the whole's: what is denied stays denied whoever passes it on."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """rules/stance.toml: per commitment, phrases by their first word; and the negation lists."""

    hedges: tuple[tuple[Commitment, Mapping[str, tuple[tuple[str, ...], ...]]], ...]
    negation: frozenset[str]
    harmless: tuple[tuple[str, ...], ...]
    verbs: Mapping[str, tuple[tuple[str, ...], ...]]
    denied_things: frozenset[str]
    words: Mapping[str, frozenset[str]]
    outlooks: tuple[tuple[Outlook, frozenset[Commitment], Mapping[str, tuple[tuple[str, ...], ...]]], ...]


def _by_first(phrases: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases under their first word."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        index.setdefault(parts[0], []).append(parts)
    return {first: tuple(found) for first, found in index.items()}


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """The rules, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/stance.toml").read_text("utf-8"))
    negation = raw["negation"]
    return _Rules(
        hedges=tuple((Commitment(h["commitment"]), _by_first(h["phrases"])) for h in raw["hedge"]),
        negation=frozenset(negation["words"]),
        harmless=tuple(tuple(p.split()) for p in negation["harmless"]),
        verbs=_by_first(negation["verbs"]),
        denied_things=frozenset(negation["denied_things"]),
        words={name: frozenset(words) for name, words in raw["words"].items()},
        outlooks=tuple(
            (Outlook(o["outlook"]), frozenset(map(Commitment, o["under"])), _by_first(o["phrases"]))
            for o in raw["outlook"]
        ),
    )


def _words(name: str) -> frozenset[str]:
    """A small word class of the rules."""
    return _rules().words[name]


def _verbs() -> frozenset[str]:
    """The dictionary forms of known verbs."""
    return predicates().known_verbs


def stance(text: str, content: tuple[Span, ...], cue: str | None) -> tuple[Commitment, Polarity]:
    """The commitment and polarity of the words at ``content``, passed on by the reporting words ``cue`` (or None).

    A cue that denies ("denied that ...") makes what it denies DENIED and NEGATIVE. The commitment of other cues is
    theirs and is not read here, except where the cue itself hedges ("reportedly said").
    """
    words: list[Token] = []
    for span in content:
        words.extend(_main(tokenize(text, span)))
    commitment = _commitment(words)
    negative = _negated(words)
    if commitment is Commitment.DENIED:
        return (commitment, Polarity.NEGATIVE) if not negative else (Commitment.ASSERTED, Polarity.POSITIVE)
    if cue:
        reporting = [t for t in tokenize(cue, Span(start=0, end=len(cue))) if t.kind is not TokenKind.QUOTE]
        of_cue = Commitment.DENIED if _turned_down(reporting) else _commitment(reporting)
        if of_cue is Commitment.DENIED:
            denied = not _negated([t for t in reporting if t.lower != "no"])  # "no truth in claims" denies once
            return (
                Commitment.DENIED if denied else Commitment.ASSERTED,
                Polarity.NEGATIVE if denied != negative else Polarity.POSITIVE,
            )
        if of_cue is Commitment.UNCONFIRMED or (commitment is Commitment.ASSERTED and of_cue is Commitment.ALLEGED):
            commitment = of_cue
    if commitment is Commitment.ASSERTED and _asked(text, content):
        commitment = Commitment.QUESTION
    if commitment is Commitment.UNCONFIRMED or (commitment is Commitment.POSSIBLE and _not_ruled_out(words)):
        negative = False
    return commitment, Polarity.NEGATIVE if negative else Polarity.POSITIVE


def firmer(inner: Commitment, outer: Commitment) -> Commitment:
    """The commitment of the whole of two layers."""
    return min(inner, outer, key=_FIRMNESS.index)


def outlook(text: str, content: tuple[Span, ...], cue: str | None, commitment: Commitment) -> Outlook | None:
    """What kind of forecast, plan, condition or presumption the words are, put with this commitment; None for none.

    A condition counts wherever it stands in the content, the rest in the main clause and the reporting words.
    """
    every = [t for span in content for t in tokenize(text, span) if t.kind is not TokenKind.QUOTE]
    main = [t for span in content for t in _main(tokenize(text, span))]
    reporting = tokenize(cue, Span(start=0, end=len(cue))) if cue else []
    for kind, under, phrases in _rules().outlooks:
        if commitment not in under:
            continue
        for words in (every,) if kind is Outlook.CONDITIONAL else (main, reporting):
            if any(
                _matches(words, at, phrase) and not _no_condition(words, at, kind)
                for at, word in enumerate(words)
                for first in dict.fromkeys((word.lower, lemma(word.text)))
                for phrase in phrases.get(first, ())
            ):
                return kind
    return None


def _no_condition(words: Sequence[Token], at: int, kind: Outlook) -> bool:
    """ "Even if", "as if", "asked if", "if any": no condition."""
    if kind is not Outlook.CONDITIONAL or words[at].lower != "if":
        return False
    before = lemma(words[at - 1].text).lower() if at else ""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return before in _words("no_condition_before") or after in _words("no_condition_after")


def _turned_down(reporting: Sequence[Token]) -> bool:
    """Whether the reporting words turn down what others say: "rejected on Friday reports", "no truth in claims"."""
    return any(lemma(token.text) in _words("turning_down") for token in reporting) or any(
        _matches(reporting, at, ("no", "truth")) for at in range(len(reporting))
    )


def denies(text: str, verdict: Span) -> bool:
    """Whether the words of a verdict deny what follows them: "it was not true that", "it is false that"."""
    return _negated([token for token in tokenize(text, verdict) if token.kind is not TokenKind.QUOTE])


def _asked(text: str, content: Sequence[Span]) -> bool:
    """Whether a question mark closes the content."""
    end = content[-1].end
    tail = text[max(end - 2, content[-1].start) : end + 1].rstrip(" \"”’'")
    return tail.endswith("?")


def _main(tokens: Sequence[Token]) -> list[Token]:
    """The main clause: relative, adverbial and ", -ing" clauses are left out, up to the comma that closes them."""
    kept: list[Token] = []
    closed_by_comma, inside = False, False
    for number, token in enumerate(tokens):
        if token.kind is TokenKind.QUOTE:
            continue
        low = token.lower
        if not inside and _opens(tokens, number, bool(kept)):
            inside = True
            closed_by_comma = not kept or kept[-1].text == ","
        elif not inside and kept and kept[-1].text == "," and low.endswith("ing") and lemma(token.text) in _verbs():
            inside = closed_by_comma = True
        elif (inside and token.text in {",", ";"} and closed_by_comma) or (inside and low in {"—", "–"}):
            inside = False
        if not inside:
            kept.append(token)
    return kept or [t for t in tokens if t.kind is not TokenKind.QUOTE]


def _opens(tokens: Sequence[Token], number: int, begun: bool) -> bool:
    """Whether the word opens a clause that is not the main one."""
    low = tokens[number].lower
    if low in _words("relative"):
        return begun or low in _words("adverbial")
    if low in _words("temporal"):
        before = tokens[number - 1].lower if number else ""
        after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
        if low == "as" and (
            after in {"well", "many", "much", "soon", "long", "a", "part", "of"}
            or before in {"such", "well", "as", "same"}
        ):
            return False
        return not (low == "if" and before in {"unclear", "clear", "as"})
    return False


def _commitment(words: Sequence[Token]) -> Commitment:
    """The commitment of the strongest hedge among the words."""
    for commitment, phrases in _rules().hedges:
        for at, word in enumerate(words):
            for first in dict.fromkeys((word.lower, lemma(word.text))):
                for phrase in phrases.get(first, ()):
                    if _matches(words, at, phrase) and _holds(words, at, phrase, commitment):
                        return commitment
    if _headline_plan(words):
        return Commitment.PLANNED
    return Commitment.ASSERTED


def _matches(words: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Whether the phrase stands at this place; adverbs between its words are passed over."""
    for number, part in enumerate(phrase):
        if number:
            at += 1
            while at < len(words) and _adverb(words[at].lower) and words[at].lower != part:
                at += 1
        if at >= len(words):
            return False
        word = words[at]
        if part == "VERB":
            if word.lower != lemma(word.text) or word.lower not in _verbs():
                return False
        elif part not in (word.lower, lemma(word.text)):
            return False
    return True


def _adverb(low: str) -> bool:
    """Whether the word may stand between the words of a phrase."""
    return low in _words("adverbs") or (low.endswith("ly") and low not in _words("not_adverbs"))


def _holds(words: Sequence[Token], at: int, phrase: Sequence[str], commitment: Commitment) -> bool:
    """Rules out readings of a phrase that are no hedge: the month of May, "could not swim", "denied entry"."""
    first = phrase[0]
    word = words[at]
    before = words[at - 1].lower if at else ""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if first == "may":
        return (
            word.lower in {"may", "might"}
            and not (word.text[0].isupper() and at)
            and before not in _words("prepositions") | {"the", "last"}
            and not after.isdigit()
        )
    if first == "due" and len(phrase) > 2 and words[at + 2].lower in predicates().nouns:
        return at + 3 < len(words) and (words[at + 3].lower in {"the", "a", "an"} or words[at + 3].text[0].isupper())
    if first == "might":
        return before not in {"the", "his", "her", "its", "their", "military"}
    if first == "could":
        return word.lower == "could" and after not in _words("past_able")
    if first in {"will", "would"}:
        return (
            word.lower in {"will", "would"}
            and before not in {"the", "of", "a", "his", "her", "their", "free", "good", "ill", "last", "'s"}
            and not word.text[:1].isupper()
        )
    if commitment is Commitment.DENIED and before in {"nor", "or"} and any(w.lower == "confirm" for w in words[:at]):
        return False  # "would neither confirm nor deny"
    if commitment is Commitment.DENIED and len(phrase) == 1:
        following = [w.lower for w in words[at + 1 : at + 4]]
        return not set(following) & _rules().denied_things and word.lower not in {"undenied"}
    if first == "claim":
        return not any(
            w.lower in {"life", "lives", "victory", "responsibility", "credit"} or w.kind is TokenKind.NUMBER
            for w in words[at + 1 : at + 4]
        )
    if first in {"estimate", "suggest", "indicate", "believe", "assess", "suspect", "assume"} and len(phrase) == 1:
        return before not in {"to"} or first in {"believe"}
    if first == "consider" and len(phrase) == 1:
        return word.lower in {"considering", "considers", "consider"} and before not in {"widely"}
    return True


def _headline_plan(words: Sequence[Token]) -> bool:
    """Whether a headline's infinitive tells of a plan: "Orlen to send boats"."""
    names = 0
    while names < min(5, len(words)) and words[names].text[0].isupper():
        names += 1
    if not 0 < names < len(words) - 1 or words[names].lower != "to" or names == 5:
        return False
    verb = words[names + 1]
    return verb.text.islower() and verb.lower == lemma(verb.text) and verb.lower not in _words("no_verbs")


def _not_ruled_out(words: Sequence[Token]) -> bool:
    """Whether a negation only leaves a possibility open ("could not be ruled out")."""
    lows = [w.lower for w in words]
    return any(
        low in {"rule", "ruled", "excluded"} and any(n in lows[max(0, at - 4) : at] for n in ("not", "cannot", "n't"))
        for at, low in enumerate(lows)
    )


def _negated(words: Sequence[Token]) -> bool:
    """Whether the main clause is denied: an odd number of negations in it."""
    count = 0
    for at, word in enumerate(words):
        low = word.lower.replace("’", "'")
        if low in _rules().negation or low.endswith("n't"):
            count += _denies(words, at)
        elif any(_matches(words, at, p) for first in (low, lemma(word.text)) for p in _rules().verbs.get(first, ())):
            count += 1
    return count % 2 == 1


def _denies(words: Sequence[Token], at: int) -> bool:
    """Whether this word of negation denies the clause."""
    low = words[at].lower.replace("’", "'")
    before = words[at - 1].lower if at else ""
    following = words[at + 1] if at + 1 < len(words) else None
    after = following.lower if following else ""
    for phrase in _rules().harmless:
        for number, part in enumerate(phrase):
            if part == low and [w.lower for w in words[max(0, at - number) : at - number + len(phrase)]] == list(
                phrase
            ):
                return False
    if low == "no":
        if before in _words("prepositions") or (
            after == "." and at + 2 < len(words) and words[at + 2].kind is TokenKind.NUMBER
        ):
            return False
        return not (following is not None and following.kind is TokenKind.NUMBER) and after != ","
    if low in {"not", "never"} and before in {"but", ",", "and"} and after not in {"be", "to", "have"}:
        return any(
            w.lower
            in {"is", "are", "was", "were", "has", "have", "had", "did", "does", "do", "will", "would", "can", "could"}
            for w in words[at + 1 : at + 3]
        )
    if low == "nor":
        return not any(w.lower == "neither" for w in words[:at])
    if any(_matches(words, at + 1, ("deny",)) for _ in (0,)) or (after == "be" and _matches(words, at + 2, ("deny",))):
        return True
    return before not in {"or", "if"}
