"""Denials: who denies, what is denied, and that it is denied."""

from __future__ import annotations

import pytest
from test_chains import statement_with

from rashomon.records import Commitment, Polarity, VoiceKind

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
