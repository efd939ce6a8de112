"""The head noun of a source phrase: "a senior official at the ministry" is an official."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.lemmas import lemma
from rashomon.understand.names.parts import Mention, rules
from rashomon.understand.parts import Token
from rashomon.understand.titles import is_role, titles


def head_noun(words: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Token | None, int]:
    """The head noun of the phrase outside names: the last word before "of", "in", "from" ...; and its number."""
    taken = [m.name.span for m in mentions]
    head: Token | None = None
    place, named = 0, False
    for number, word in enumerate(words):
        if word.lower in {
            "of",
            "in",
            "from",
            "for",
            "at",
            "with",
            "by",
            "on",
            "who",
            "which",
            "that",
            "and",
            "to",
            "close",
            "familiar",
            "near",
            "including",
            "about",
            "as",
            "cited",
            "quoted",
        } and (head is not None or named):
            break
        if head is not None and _describes(words, number, head):
            break
        if any(s.start <= word.span.start < s.end for s in taken):
            named = True
            continue
        if word.lower in rules().function_words or word.lower in {"'s", "’s"}:
            continue
        head, place = word, number
    return head, place


def _describes(words: Sequence[Token], number: int, head: Token) -> bool:
    """Whether a participle here only describes the noun before it: "a person briefed on ...", "photos released of"."""
    low = words[number].lower
    if not (low.endswith(("ed", "ing")) or low in _PARTICIPLES):
        return False
    after = words[number + 1].lower if number + 1 < len(words) else "of"
    return _people(head) or after in _AFTER_PARTICIPLE


_PARTICIPLES = frozenset(("made", "seen", "sent", "shown", "given", "taken", "held", "written", "known"))
_AFTER_PARTICIPLE = frozenset("of in on by at from to for with just this last the a an as during about over".split())


def _people(head: Token) -> bool:
    """Whether the noun means people: a participle after it only describes them ("a person briefed on ...")."""
    return is_role(head.text) or lemma(head.text) in titles().unnamed
