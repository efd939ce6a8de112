"""Denials: who denies, what is denied, and that it is denied."""

from __future__ import annotations

import pytest
from test_chains import report, statement_with

from rashomon.records import Commitment, Polarity, VoiceKind
from rashomon.understand import Reader, understand

WHAT = "40 ships had sunk"

# Each: a text that holds WHAT and denies it, and the keys of its chain after the outlet.
CASES: list[tuple[str, list[str]]] = [
    (f"Mara Lint denied that {WHAT}.", ["mara lint"]),
    (f"Mara Lint rejected on Wednesday reports that {WHAT}.", ["mara lint"]),
    (f"Orlen's Foreign Ministry on Thursday denied that {WHAT}.", ["foreign ministry"]),
    (f"Mara Lint dismissed the claims that {WHAT}.", ["mara lint"]),
    (f"Mara Lint refuted reports that {WHAT}.", ["mara lint"]),
    (f"Mara Lint said it was not true that {WHAT}.", ["mara lint"]),
    (f"Mara Lint said there was no truth in reports that {WHAT}.", ["mara lint"]),
    (f"Orlenpress quoted Mara Lint as denying that {WHAT}.", ["orlenpress", "mara lint"]),
    (f"Orlenpress reported that Mara Lint had denied that {WHAT}.", ["orlenpress", "mara lint"]),
    (f"Orlenpress reported that it was not true that {WHAT}.", ["orlenpress"]),
    (f"It is not true that {WHAT}.", []),
    (f"It is not true that {WHAT}, reports indicate.", ["unnamed:reports"]),
    (f"There is no truth in reports that {WHAT}.", ["unnamed"]),
]


@pytest.mark.parametrize(("text", "keys"), CASES, ids=[c[0][:50] for c in CASES])
def test_denial(text: str, keys: list[str]) -> None:
    statement = statement_with(text, WHAT)
    assert [c.of(text) for c in statement.content] == [WHAT]
    assert (statement.commitment, statement.polarity) == (Commitment.DENIED, Polarity.NEGATIVE)
    assert [v.key for v in statement.chain[1:]] == keys


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mara Lint did not deny that 40 ships had sunk.", WHAT),
        ("Mara Lint said it was true that 40 ships had sunk.", WHAT),
    ],
)
def test_what_is_not_denied(text: str, words: str) -> None:
    statement = statement_with(text, words)
    assert (statement.polarity, statement.speaker.kind) == (Polarity.POSITIVE, VoiceKind.PERSON)


Told = tuple[str, str, Commitment]  # innermost voice's key, the words, the commitment


def told(text: str) -> list[Told]:
    page = report(text)
    made = understand(page, reader=Reader.RULES).statements
    return [(s.speaker.key, " … ".join(c.of(page.text) for c in s.content), s.commitment) for s in made]


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("Mara Lint said 40 ships sank, a claim Orlenpress denies.", "orlenpress", "a claim Orlenpress denies"),
        ("Mara Lint said 40 ships sank, which Ivo Korr has denied.", "ivo korr", "which Ivo Korr has denied"),
        ("Mara Lint said 40 ships sank, but Ivo Korr denied it.", "ivo korr", "Ivo Korr denied it"),
        ("Mara Lint says 40 ships sank, Ivo Korr denies.", "ivo korr", "Ivo Korr denies"),
        ("Mara Lint said 40 ships sank. Ivo Korr denied the claim.", "ivo korr", "Ivo Korr denied the claim"),
        ("Mara Lint said 40 ships sank. But Ivo Korr has rejected this.", "ivo korr", "Ivo Korr has rejected this"),
    ],
)
def test_a_denial_has_the_words_denied_and_those_that_deny(text: str, who: str, words: str) -> None:
    found = told(text)
    assert ("mara lint", "40 ships sank", Commitment.ASSERTED) in found
    assert (who, f"40 ships sank … {words}", Commitment.DENIED) in found
    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lint said 40 ships sank, a claim that surprised Ivo Korr.",
        "Mara Lint said 40 ships sank. Ivo Korr denied entry to the crew.",
        "The town lies on the Orl. Ivo Korr denied the claim.",  # nothing said stands before it
        "Mara Lint said 40 ships sank, and Ivo Korr denied bail to the captain.",
    ],
)
def test_what_denies_no_other_words(text: str) -> None:
    assert not any("…" in words for _, words, _ in told(text))
