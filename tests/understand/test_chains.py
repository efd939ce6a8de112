"""Chains: the outlet, who passed it on, who speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, Commitment, Mark, MarkKind, Report, Span, Statement, VoiceKind
from rashomon.understand import Reader, understand

OUTLET = ("outlet", "vale.example")


def report(text: str) -> Report:
    return report_of((text, BlockKind.PARAGRAPH))


def statement_with(text: str, words: str) -> Statement:
    page = report(text)
    found = [
        s
        for s in understand(page, reader=Reader.RULES).statements
        if words in " ".join(c.of(page.text) for c in s.content)
    ]
    assert len(found) == 1, [
        [c.of(page.text) for c in s.content] for s in understand(page, reader=Reader.RULES).statements
    ]
    return found[0]


# Each: a text, words of the statement meant, and its chain after the outlet.
CASES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("Orlen ratified the treaty on 3 May.", "ratified", []),
    ("Mara Lint said the treaty had been signed.", "signed", [("person", "mara lint")]),
    (
        "President Mara Lint left on Friday. Lint said the treaty had been signed.",
        "signed",
        [("person", "mara lint")],
    ),
    (
        "The Vale Courier reported that Mara Lint said the treaty had been signed.",
        "signed",
        [("conduit", "vale courier"), ("person", "mara lint")],
    ),
    (
        "The treaty had been signed, Mara Lint said, according to the Vale Courier.",
        "signed",
        [("conduit", "vale courier"), ("person", "mara lint")],
    ),
    (
        "Mara Lint told the Vale Courier that the treaty had been signed.",
        "signed",
        [("conduit", "vale courier"), ("person", "mara lint")],
    ),
    ("Mara Lint told reporters that the treaty had been signed.", "signed", [("person", "mara lint")]),
    ("Experts said that the treaty had been signed.", "signed", [("unnamed", "unnamed:experts")]),
    ("The treaty was reportedly signed in May.", "signed", [("unnamed", "unnamed")]),
    ("State media said the treaty had been signed.", "signed", [("institution", "state media")]),
    (
        "The Vale Courier, citing two officials, said the treaty had been signed.",
        "signed",
        [("conduit", "vale courier"), ("unnamed", "unnamed:officials")],
    ),
    (
        "According to the Vale Courier, the treaty was reportedly signed in May.",
        "signed",
        [("conduit", "vale courier")],
    ),
    (
        "It is alleged by the Orlen Institute that two ships were sold.",
        "sold",
        [("institution", "orlen institute")],
    ),
    (
        "The mayor read an Orlen Institute estimate that two ships were sold.",
        "sold",
        [("institution", "orlen institute")],
    ),
    (
        "According to the Orlen Institute, intelligence assessments indicate that two ships were sold.",
        "sold",
        [("institution", "orlen institute")],
    ),
]


@pytest.mark.parametrize(("text", "words", "chain"), CASES, ids=[c[0][:50] for c in CASES])
def test_chain(text: str, words: str, chain: list[tuple[str, str]]) -> None:
    statement = statement_with(text, words)
    assert [(v.kind.value, v.key) for v in statement.chain] == [OUTLET, *chain]


def test_pronouns_name_the_person_meant() -> None:
    text = "Ada Voss leads the Orlen Institute. She said that 300 sailors had died."
    assert statement_with(text, "300").speaker.key == "ada voss"


def test_a_speaker_carried_on_is_marked_as_inherited() -> None:
    text = "According to the Orlen Institute, two ships sailed. These ships reached Sund in May."
    speaker = statement_with(text, "reached").speaker
    assert (speaker.key, speaker.inherited) == ("orlen institute", True)


@pytest.mark.parametrize(
    ("text", "words", "commitment"),
    [
        ("Vale claimed that Orlen had sunk three ships.", "sunk", Commitment.ALLEGED),
        ("Vale denied that it had sunk three ships.", "sunk", Commitment.DENIED),
        ("Mara Lint said that Orlen had sunk three ships.", "sunk", Commitment.ASSERTED),
        ("Analysts believe Orlen sank three ships.", "sank", Commitment.ASSESSED),
        ("Orlen Press could not verify that three ships were sunk.", "sunk", Commitment.UNCONFIRMED),
    ],
)
def test_the_cue_tells_the_commitment_of_its_voice(text: str, words: str, commitment: Commitment) -> None:
    statement = statement_with(text, words)
    assert statement.speaker.commitment is commitment
    assert statement.commitment is commitment


def test_the_outlet_of_a_source_line_passes_on_what_others_say() -> None:
    text = "Mara Lint said the treaty had been signed. Orlen sold 40 ships in May. Source: orlpress.example"
    page = report_of((text[:71], BlockKind.PARAGRAPH), (text[72:], BlockKind.MARK))
    mark = Mark(kind=MarkKind.SOURCE_LINE, key="orlpress.example", name="Orl Press", span=Span(start=80, end=90))
    said, sold = understand(replace(page, marks=(mark,)), reader=Reader.RULES).statements
    assert [v.kind for v in said.chain] == [VoiceKind.OUTLET, VoiceKind.CONDUIT, VoiceKind.PERSON]
    assert [v.kind for v in sold.chain] == [VoiceKind.OUTLET]


def test_places_of_voices_lie_in_the_text() -> None:
    text = "The Vale Courier reported that Mara Lint said the treaty had been signed."
    statement = statement_with(text, "signed")
    assert [v.span.of(text) for v in statement.chain if v.span] == ["The Vale Courier", "Mara Lint"]
    assert [v.cue.of(text) for v in statement.chain if v.cue] == ["reported", "said"]
