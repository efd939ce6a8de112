"""Which of two readings of firmness is shown: the rules', or the encoder's where that was measured to win."""

from __future__ import annotations

import itertools

import pytest

from rashomon.records import Commitment, Span
from rashomon.understand import encoder, firmness, reader

PLANNED, ASSERTED = Commitment.PLANNED, Commitment.ASSERTED


@pytest.mark.parametrize(
    ("rules", "read", "shown"),
    [
        (PLANNED, (ASSERTED, 0.9), ASSERTED),  # "the bridge would have been finished by May"
        (PLANNED, (ASSERTED, 0.3), PLANNED),
        (ASSERTED, (PLANNED, 0.9), PLANNED),  # "expects to cut 4,300 jobs"
        (ASSERTED, (PLANNED, 0.2), ASSERTED),
        (PLANNED, None, PLANNED),
    ],
)
def test_between_plan_and_fact_a_sure_encoder_decides(
    rules: Commitment, read: tuple[Commitment, float] | None, shown: Commitment
) -> None:
    assert firmness.settled(rules, read) is shown


def test_what_was_denied_or_asked_is_never_asserted_by_the_encoder() -> None:
    for rules, read in itertools.product((Commitment.DENIED, Commitment.QUESTION), Commitment):
        assert firmness.settled(rules, (read, 1.0)) is rules


def test_the_encoder_reads_firmness_of_the_words_asked_for() -> None:
    text = "The bridge fell on Monday. The council will build a new bridge next year."
    seen = reader.read(text, encoder.shipped())
    fell, built = Span(start=0, end=25), Span(start=27, end=len(text) - 1)
    assert seen.firmness([fell]) is not None
    firm, chance = seen.firmness([built]) or (ASSERTED, 0.0)
    assert firm is PLANNED
    assert 0.0 < chance <= 1.0
    assert (seen.firmness([fell]) or (PLANNED, 0.0))[0] is ASSERTED
    assert seen.firmness([]) is None
    assert seen.denied([]) == 0.0


def test_the_encoder_tells_what_is_said_not_to_hold() -> None:
    text = "The ships did not leave the harbour. The trains arrived."
    seen = reader.read(text, encoder.shipped())
    assert seen.denied([Span(start=0, end=35)]) > 0.5 > seen.denied([Span(start=37, end=55)])
