"""Whole speeches and interviews: what marks of quotation and the form of a page say of who speaks."""

from __future__ import annotations

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, QuoteKind, Span
from rashomon.understand import sentences
from rashomon.understand.attribution import interviews, quotes, speeches
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.names import find_names
from rashomon.understand.parts import Attribution

Read = tuple[str, str, tuple[str, ...]]  # source, cue, contents


def completed(paragraphs: tuple[str, ...], *read: Read) -> list[tuple[str, str]]:
    """Speaker and words of every attribution added to those read."""
    report = report_of(*((words, BlockKind.PARAGRAPH) for words in paragraphs))
    found = sentences.split(report)
    marks = quotes.find(found)

    def span(words: str) -> Span:
        start = report.text.index(words)
        return Span(start=start, end=start + len(words))

    def number(place: Span) -> int:
        return next(s.number for s in found if s.span.start <= place.start < s.span.end)

    acts = [
        Attribution(span(source), span(cue), tuple(map(span, contents)), QuoteKind.DIRECT, number(span(cue)))
        for source, cue, contents in read
    ]
    added = speeches.completed(attribution_line.read_all(found, marks), marks, acts)
    return [(act.source.of(report.text) if act.source else "", act.content[0].of(report.text)) for act in added]


def test_sentences_before_the_one_with_the_speaker_are_his_too() -> None:
    text = "“The dam is old. It may break. Nobody will pay for it,” said Lint."
    added = completed((text,), ("Lint", "said", ("Nobody will pay for it",)))
    assert added == [("Lint", "“The dam is old. It may break. ")]


def test_a_quotation_that_goes_on_behind_the_speaker_is_his() -> None:
    text = "“The dam is old,” Lint said, “and nobody in the town will pay for it.”"
    added = completed((text,), ("Lint", "said", ("“The dam is old,”",)))
    assert added == [("Lint", "“and nobody in the town will pay for it.”")]


def test_a_quotation_closed_in_the_next_paragraph_is_one_speech() -> None:
    paragraphs = ('Lint said, "The dam is old and tired.', 'It may break in spring."', "The town lies on the Orl.")
    added = completed(paragraphs, ("Lint", "said", ('"The dam is old and tired.',)))
    assert added == [("Lint", 'It may break in spring."')]


@pytest.mark.parametrize(
    ("paragraphs", "read"),
    [
        # Two voices outside share the words: no telling whose the rest is.
        (
            ("“The dam is old. It may break,” said Lint, and Varo agreed. “So we build,” he went on.",),
            (("Lint", "said", ("It may break",)), ("Varo", "agreed", ("It may break",))),
        ),
        # A report inside the speech is the speaker's own, and gives him no words.
        (
            ("“The dam is old. The mayor said it holds. We must build,” people hear.",),
            (("The mayor", "said", ("it holds",)),),
        ),
        # An open mark that nothing closes binds no later paragraph.
        (('Lint said, "The dam is old.', "The town lies on the Orl."), (("Lint", "said", ('"The dam is old.',)),)),
    ],
)
def test_nothing_is_added_where_the_voice_is_not_plain(paragraphs: tuple[str, ...], read: tuple[Read, ...]) -> None:
    assert completed(paragraphs, *read) == []


def test_mixed_straight_marks_close_each_other() -> None:
    text = "\"The dam is old and it will break, '' said Lint."
    report = report_of((text, BlockKind.PARAGRAPH))
    (one,) = quotes.find(sentences.split(report))
    assert one.span.of(report.text) == "\"The dam is old and it will break, ''"


def answers(*paragraphs: str) -> list[tuple[str, str]]:
    report = report_of(*((words, BlockKind.PARAGRAPH) for words in paragraphs))
    found = sentences.split(report)
    read = interviews.answered(report.text, found, find_names(report.text, found))
    return [(act.source.of(report.text) if act.source else "", act.content[0].of(report.text)) for act in read]


INTRODUCTION = "The Vale Courier spoke with Ada Lint, who keeps the dam at Orlen, about the winter."


def test_answers_are_those_of_the_one_asked() -> None:
    found = answers(
        INTRODUCTION,
        "How old is the dam?",
        "It was built in 1931. My father laid the first stone.",
        "Will it hold?",
        "Nobody knows.",
    )
    assert found == [
        ("Ada Lint", "It was built in 1931."),
        ("Ada Lint", "My father laid the first stone."),
        ("Ada Lint", "Nobody knows."),
    ]


def test_before_the_first_question_only_the_first_person_answers() -> None:
    found = answers(
        INTRODUCTION, "The dam is 90 years old.", "I came here in May.", "And then?", "We built.", "Why?", "Rain."
    )
    assert [words for _, words in found] == ["I came here in May.", "We built.", "Rain."]


def test_labels_name_who_speaks() -> None:
    found = answers(
        "The winter was hard on the dam.",
        "Courier: How old is it?",
        "Ada Lint: It was built in 1931.",
        "It has three gates.",
        "Q: Will it hold?",
        "Ada Lint: Nobody knows.",
    )
    assert found == [
        ("Ada Lint", "It was built in 1931."),
        ("Ada Lint", "It has three gates."),
        ("Ada Lint", "Nobody knows."),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "The dam is old.",
            "Will it hold?",
            "Nobody knows.",
            "Who will pay?",
            "The town has no money.",
        ),
        (INTRODUCTION, "The dam was built in 1931.", "Will it hold?", "The town has no money."),  # one question
        (INTRODUCTION, "“Will it hold?”", "“Who will pay?”", "The town has no money."),  # questions quoted
    ],
)
def test_other_reports_are_no_interviews(paragraphs: tuple[str, ...]) -> None:
    assert answers(*paragraphs) == []
