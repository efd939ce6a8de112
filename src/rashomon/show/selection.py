"""Which questions a face shows, and which of them first; pure.

One order for every face: questions with conflicts or revisions first, then those most reports answer; among equals
counts and dates before plain occurrences, named speakers before unnamed ones, then the best corroborated.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.records import Attribute, Claim, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A question with what decides its place in a briefing."""

    question: Question
    reports: int
    conflicts: int
    revised: int
    claims: int
    expected: float
    named: bool  # somebody with a name or an office is the speaker of one of its statements

    @property
    def rank(self) -> tuple[bool, int, bool, bool, float, str, str]:
        """Smaller comes first; the identifier makes it total."""
        asked = self.question
        plain = asked.attribute is Attribute.OCCURRENCE
        rivals = self.conflicts or self.revised
        return (not rivals, -self.reports, plain, not self.named, -self.expected, asked.words, asked.id)

    @property
    def several(self) -> bool:
        """Whether it belongs to the body of a briefing: several reports answer it, or it has rival answers."""
        return self.reports > 1 or self.claims > 1


def named_by(about: str, question: Question, claims: Iterable[Claim]) -> bool:
    """Whether every word of ``about`` begins a word of the question, of what it is about, or of its answers."""
    said = [question.words, question.predicate, question.item or "", question.scope or "", *question.about]
    have = _folded(" ".join([*said, *(c.value.words for c in claims)]))
    return all(any(word.startswith(asked) for word in have) for asked in _folded(about))


def _folded(words: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()
