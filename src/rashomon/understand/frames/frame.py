"""What a statement is about, without its values: predicate family, content words, names, places, aspect.

Numbers, dates, polarity and reporting words are left out, so that "10,000 soldiers were sent in May" and "no troops
were sent" have one frame (methods.md, decision 1).
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Aspect, Frame, Name, NameKind, Span
from rashomon.understand.frames.heads import Reader
from rashomon.understand.frames.terms import term
from rashomon.understand.frames.verbs import Word, aspect_words, predicates, words_of
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.names import Names
from rashomon.understand.parts import Token, TokenKind
from rashomon.understand.tokens import tokenize


def frame(text: str, content: tuple[Span, ...], names: Names) -> Frame:
    """The frame of the words at ``content`` in ``text``; never fails: content that tells nothing has predicate "".

    ``names`` of the frame are those wholly inside the content, in order; ``terms`` are sorted lemmas, names by the
    words of their keys.
    """
    tokens: list[Token] = []
    found: list[Name] = []
    for span in content:
        tokens.extend(tokenize(text, span))
        found.extend(names.within(span))
    words = words_of(tokens, *_named(tokens, found, names))
    predicate, passed = Reader(words).predicate()
    return Frame(
        predicate=predicate,
        terms=_terms(words, found),
        names=tuple(found),
        places=_places(text, content, names),
        aspect=_aspect(words, passed),
    )


def _named(tokens: Sequence[Token], found: Sequence[Name], names: Names) -> tuple[list[bool], list[bool]]:
    """For each token, whether it lies inside a name, and whether that name is a people's adjective ("Velmoran")."""
    inside, people = [], []
    at = 0
    for token in tokens:
        while at < len(found) and found[at].span.end <= token.span.start:
            at += 1
        here = found[at] if at < len(found) and found[at].span.start <= token.span.start else None
        inside.append(here is not None)
        people.append(here is not None and here.kind is NameKind.PLACE and names.people(here))
    return inside, people


def _terms(words: Sequence[Word], found: Sequence[Name]) -> tuple[str, ...]:
    """Sorted, unique content lemmas."""
    stop = predicates().stop
    terms = {
        term(w.lemma)
        for w in words
        if w.kind is TokenKind.WORD
        and not w.named
        and w.lemma not in stop
        and w.low not in stop
        and len(w.lemma) > 1
        and not w.low.endswith("n't")
    }
    for name in found:
        terms.update(part for part in name.key.split() if part not in stop)
    return tuple(sorted(terms))


def _aspect(words: Sequence[Word], passed: str) -> Aspect:
    """FIRST or LAST where a verb on the way to the predicate or another word says so."""
    rules = predicates()
    first, last = aspect_words(words)
    if passed in rules.first or first:
        return Aspect.FIRST
    if passed in rules.last or last:
        return Aspect.LAST
    return Aspect.PLAIN


def _places(text: str, content: Sequence[Span], names: Names) -> tuple[str, ...]:
    """Keys of the places that a word of place leads to, in order of mention; a capital also gives its country's key."""
    found: dict[str, None] = {}
    for span in content:
        for name in names.within(span):
            if name.kind is NameKind.PLACE and _located(text, span, name):
                entry = match(name.text.split())
                if entry is not None and entry.kind is PlaceKind.CAPITAL:
                    found[entry.place] = None
                found[name.key] = None
    return tuple(sorted(found))


def _located(text: str, span: Span, name: Name) -> bool:
    """Whether "in", "to", "near" ... stands before the name, articles, adjectives and owners passed over."""
    before = text[max(span.start, name.span.start - 60) : name.span.start].replace("’", "'").split()
    for word in reversed(before[-5:]):
        low = word.lower().strip('"“”')
        if low in predicates().grammar.locating:
            return True
        if low not in predicates().grammar.locating_passed and not low.endswith("'s"):
            return False
    return False
