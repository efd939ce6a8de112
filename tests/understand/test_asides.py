"""Relative clauses inside statements, and predicates that no statement holds. All names are invented."""

from __future__ import annotations

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, QuoteKind, Report, Span
from rashomon.understand import asides
from rashomon.understand.attribution.line import Line, read_all
from rashomon.understand.attribution.quotes import find
from rashomon.understand.parts import Attribution
from rashomon.understand.sentences import split


def line_of(text: str) -> tuple[Report, Line]:
    report = report_of((text, BlockKind.PARAGRAPH))
    sentences = split(report)
    (line,) = read_all(sentences, find(sentences))
    return report, line


def span_of(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start=start, end=start + len(words))


# A statement, its words without the clause that parts them, and that clause with its subject ("" for none).
PARTED = [
    ("The army, which has 300 soldiers in Sund, has withdrawn its tanks.", "The army | has withdrawn its tanks",
     "The army, which has 300 soldiers in Sund"),
    ("The mayor, whose house burned down, left for Orlen.", "The mayor | left for Orlen",
     "The mayor, whose house burned down"),
    ("The port, which closed in May, is now for sale.", "The port | is now for sale", "The port, which closed in May"),
    ("The port that closed in May is for sale.", "The port that closed in May is for sale", ""),
    ("The port was sold, which surprised the mayor.", "The port was sold, which surprised the mayor", ""),
    ("Which port is for sale, the mayor asked.", "Which port is for sale, the mayor asked", ""),
    ("The port, the mayor and the guild agreed.", "The port, the mayor and the guild agreed", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rest", "relative"), PARTED, ids=[c[0][:40] for c in PARTED])
def test_a_relative_clause_in_a_statement_is_told_apart(text: str, rest: str, relative: str) -> None:
    report, line = line_of(text)
    whole = span_of(report, text[:-1])
    assert " | ".join(s.of(report.text) for s in asides.without_relative(line, whole)) == rest
    assert [s.of(report.text) for s in asides.relative(line, whole)] == ([relative] if relative else [])


# A sentence, the statements found in it, its source and cue, and what is left to tell.
UNTOLD = [
    ("The port, which closed in May, is for sale.", ["which closed in May"], (), ["is for sale"]),
    ("The union has sued the port of Harrow.", [], (), ["The union has sued the port of Harrow"]),
    ("The union has sued the port of Harrow.", ["The union has sued the port of Harrow"], (), []),
    ("The army said the port was hit.", ["the port was hit"], ("The army", "said"), []),
    ("The army said the port, which closed in May, was hit.", ["which closed in May"], ("The army", "said"),
     ["the port, which closed in May, was hit"]),
    ("Ships in the harbour.", [], (), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "reporting", "left"), UNTOLD)
def test_predicates_that_no_statement_holds(
    text: str, found: list[str], reporting: tuple[str, ...], left: list[str]
) -> None:
    report, line = line_of(text)
    acts = []
    if reporting:
        source, cue = (span_of(report, words) for words in reporting)
        content = (Span(start=cue.end + 1, end=len(text) - 1),)
        acts = [Attribution(source, cue, content, QuoteKind.INDIRECT, line.sentence.number)]
    spans = [span_of(report, words) for words in found]
    assert [s.of(report.text) for s in asides.untold(line, acts, spans)] == left
