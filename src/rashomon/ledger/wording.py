"""Finding reports and statements by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.ledger.reported import Reported, statement_words
from rashomon.ledger.store import Values

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"\w+")
_TERMS = 32  # terms of a query that count; more would reach FTS5's limits
_TERM_LENGTH = 200
_AROUND = 60  # code points shown on each side of the word found


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One report or statement found by its words.

    ``kind`` is "report" or "statement"; ``snippet`` its words around the first term found, in one line; ``rank`` how
    well it fits: smaller (more negative) is better (BM25 as FTS5 gives it).
    """

    kind: str
    id: str
    report_id: str
    snippet: str
    rank: float


class Wording(Reported):
    """Full-text search."""

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Reports and statements that hold all the words, best first, ties by kind and id.

        Words match in any inflection English suffixes make ("drones" finds "drone"), without case or accents; words in
        double quotes must stand side by side. Any text at all may be given: what is no word is passed over, and a query
        without words finds nothing.
        """
        phrases = _phrases(words)
        if not phrases or limit < 1:
            return ()
        return tuple(
            self._hit(kind, identifier, rank, phrases)
            for kind, identifier, rank in self._store.find_words(phrases, limit)
        )

    def statements_with(
        self, words: str, condition: str = "", values: Values = (), *, limit: int = 50
    ) -> tuple[str, ...]:
        """Ids of the statements that hold all the words and fulfil a condition on ``f``, their row of facet."""
        phrases = _phrases(words)
        if not phrases or limit < 1:
            return ()
        return tuple(row[0] for row in self._store.find_statements(phrases, condition, values, limit))

    def _hit(self, kind: str, identifier: str, rank: float, phrases: list[str]) -> Hit:
        if kind == "report":
            report = self.report(identifier)
            text = report.text
        else:
            statement = self.statement(identifier)
            report = self.report(statement.report_id)
            text = statement_words(report, statement)
        return Hit(kind=kind, id=identifier, report_id=report.id, snippet=_snippet(text, phrases), rank=rank)


def _phrases(words: str) -> list[str]:
    found = []
    for match in _TERM.finditer(words):
        phrase = " ".join(_WORD.findall((match[1] or match[2] or "")[:_TERM_LENGTH]))
        if phrase.strip("_ "):
            found.append(phrase)
        if len(found) == _TERMS:
            break
    return found


def _snippet(text: str, phrases: list[str]) -> str:
    """The words around the first place a term's stem is found, cut to one line; the beginning where none is."""
    at = 0
    for phrase in phrases:
        stem = phrase.split()[0]
        stem = stem[: max(3, len(stem) - 3)]
        if found := re.search(rf"(?<!\w){re.escape(stem)}", text, re.IGNORECASE):
            at = found.start()
            break
    first, last = max(0, at - _AROUND), at + _AROUND
    if first:  # begin and end with whole words, where words are parted by spaces
        first = 1 + next((n for n in range(first, at) if text[n].isspace()), first - 1)
    if last < len(text):
        last = next((n for n in range(last, at, -1) if text[n].isspace()), last)
    shown = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
