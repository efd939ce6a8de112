"""The scorer of `bench origins`: what it counts as an error, and that an attack that succeeds is seen."""

from __future__ import annotations

import pytest

from bench.attacks import Attack, attacks
from bench.origins import Counted, reliability, score, succeeded
from rashomon.records import Attribute, Claim, Corroboration, Reason, Status, Value
from tests.stories.rigs import changed

WHY = (Reason(feature="given", weight=0.0, words="given"),)


def counted(true: int, expected: float, several: float, status: Status) -> Counted:
    fact = Corroboration(least=1, expected=expected, most=3, at_least_two=several, reasons=WHY)
    claim = Claim(
        id="c", question_id="q", value=Value(attribute=Attribute.COUNT, words="3"), supports=("s",), denies=(),
        fact=fact, said=fact, origins=(), status=status,
    )  # fmt: skip
    return Counted(true=true, reports=9, outlets=5, claim=claim)


def test_figures_are_of_claims_by_true_origins() -> None:
    figures, table = score(
        [
            counted(1, 1.2, 0.1, Status.SINGLE),
            counted(1, 2.0, 0.9, Status.CORROBORATED),
            counted(2, 2.0, 0.9, Status.CORROBORATED),
            counted(4, 2.5, 0.5, Status.DISPUTED),
        ]
    )
    assert figures["corroboration_mae"] == pytest.approx((0.2 + 1.0 + 0.0 + 1.5) / 4)
    assert figures["mae_by_reports"] == pytest.approx((8 + 8 + 7 + 5) / 4)
    assert figures["brier"] == pytest.approx((0.01 + 0.81 + 0.01 + 0.25) / 4)
    assert figures["false_corroboration"] == 0.5
    assert figures["corroborated_precision"] == 0.5
    assert figures["within_bounds"] == 0.75
    assert len(table) == 3


def test_a_reliability_table_has_a_line_for_each_fifth_that_is_not_empty() -> None:
    (low, high) = reliability([(0.0, False), (0.1, True), (1.0, True)])
    assert "2 claims, said 0.05, so for 0.50" in low
    assert "from 0.8: 1 claims, said 1.00, so for 1.00" in high


def test_an_attack_that_brings_another_speaker_in_other_words_is_seen() -> None:
    told = next(iter(attacks())).before
    text = "In the harbour of Velmora a burning warehouse killed 14 dock workers, the fire brigade said on Tuesday."
    added = changed(told[0], outlet="Dune Courier", url="https://dune.example/fire", text=text, title="Blaze")
    assert succeeded(Attack("a second origin", told, (added,)))
