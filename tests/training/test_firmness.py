"""Which pairs of readings are let through, by counts that can be checked by hand."""

from __future__ import annotations

from rashomon.records import Commitment
from training.firmness import Judged, fitted, gain

PLANNED, ASSERTED, DENIED = Commitment.PLANNED, Commitment.ASSERTED, Commitment.DENIED


def rows(count: int, accepted: str, rules: Commitment, encoder: Commitment, chance: float) -> list[Judged]:
    return [Judged((accepted,), rules, encoder, chance)] * count


def test_gain_counts_rows_set_right_less_rows_set_wrong() -> None:
    own = rows(3, "asserted", PLANNED, ASSERTED, 0.8) + rows(1, "planned", PLANNED, ASSERTED, 0.55)
    own += rows(2, "possible", PLANNED, ASSERTED, 0.9)
    assert gain(own, (PLANNED, ASSERTED), 0.5) == 2
    assert gain(own, (PLANNED, ASSERTED), 0.7) == 3
    assert gain(own, (ASSERTED, PLANNED), 0.5) == 0


def test_the_lowest_of_the_best_chances_is_taken() -> None:
    train = rows(6, "asserted", PLANNED, ASSERTED, 0.95) + rows(1, "planned", PLANNED, ASSERTED, 0.55)
    assert fitted([train, []]) == {(PLANNED, ASSERTED): 0.7}, "against a rule that fired none below is tried"
    train = rows(6, "planned", ASSERTED, PLANNED, 0.95) + rows(1, "asserted", ASSERTED, PLANNED, 0.55)
    assert fitted([train, []]) == {(ASSERTED, PLANNED): 0.6}


def test_a_pair_must_gain_enough_and_lose_in_neither_part() -> None:
    assert fitted([rows(4, "asserted", PLANNED, ASSERTED, 0.9), []]) == {}
    losing = rows(1, "planned", PLANNED, ASSERTED, 0.95)
    assert (PLANNED, ASSERTED) not in fitted([rows(9, "asserted", PLANNED, ASSERTED, 0.99), losing])


def test_denials_are_never_let_through() -> None:
    assert fitted([rows(20, "asserted", DENIED, ASSERTED, 1.0), []]) == {}
