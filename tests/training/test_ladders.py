"""Ladders are fitted in one direction, and weigh what the examples say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.ladders import Scorer, read_ladders
from tests.compare.origin_worlds import calm
from training.ladders import Plan, columns, fit, written

PLAN = Plan(
    steps={"more": (1, 2, 3), "less": (1,), "either": (1,)}, falling=frozenset({"less"}), free=frozenset({"either"})
)
rows = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 2), st.one_of(st.none(), st.integers(0, 2)), st.booleans()),
    min_size=4, max_size=40,
)  # fmt: skip


@calm
@given(rows)
def test_every_ladder_keeps_its_direction(found: list[tuple[int, int, int | None, bool]]) -> None:
    values = np.array([[a, b, np.nan if c is None else c] for a, b, c, _ in found], float)
    good = np.array([float(ok) for *_, ok in found])
    _, ladders = fit(values, good, PLAN)
    assert list(ladders["more"].weights[1:]) == sorted(ladders["more"].weights[1:])
    assert list(ladders["less"].weights[1:]) == sorted(ladders["less"].weights[1:], reverse=True)


def test_what_decides_weighs_and_what_is_unknown_weighs_nothing() -> None:
    values = np.array([[n % 5, 0, np.nan] for n in range(100)], float)
    bias, ladders = fit(values, (values[:, 0] >= 3).astype(float), PLAN, ridge=0.5)
    assert bias + ladders["more"].weight(4) > 1 > -1 > bias + ladders["more"].weight(0)
    assert ladders["either"].weight(None) == 0.0
    assert ladders["less"].weights[1] == 0.0 + ladders["less"].weights[0]


def test_counts_weigh_as_repeats_do() -> None:
    values = np.array([[0.0, 0, 0], [3.0, 0, 0], [3.0, 0, 0]])
    good = np.array([0.0, 1.0, 0.0])
    once = fit(values, good, PLAN, np.array([1.0, 3.0, 1.0]))
    many = fit(np.repeat(values, [1, 3, 1], axis=0), np.repeat(good, [1, 3, 1]), PLAN)
    assert once == many


def test_the_columns_are_bias_known_and_steps() -> None:
    matrix, signs = columns(np.array([[2.0, np.nan, 0.0]]), PLAN)
    assert matrix[0].tolist() == [1, 1, 1, 1, 0, 0, 0, 1, 0]
    assert signs.tolist() == [0, 0, 1, 1, 1, 0, -1, 0, 0]


def test_what_is_written_reads_back() -> None:
    import tomllib

    _, ladders = fit(np.array([[0.0, 1, 2], [3.0, 0, np.nan]]), np.array([0.0, 1.0]), PLAN)
    again = read_ladders(tomllib.loads("\n".join(written(ladders)))["ladders"])
    assert again == ladders
    assert Scorer(0.0, again).ladders == ladders
