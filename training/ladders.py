"""Fitting scorers made of ladders (compare/ladders.py): logistic regression with every ladder held to one direction.

Projected Newton, numpy alone: each step minimises the quadratic model under the sign constraints, coordinate by
coordinate. A weight can then be read as a reason: more of what speaks for something never speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rashomon.compare.ladders import Ladder

RIDGE = 3.0  # examples' worth of pull towards no step at all
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of each feature in order; features that speak against as they rise; those that, known, never speak for;
    and those free to go either way.
    """

    steps: Mapping[str, tuple[float, ...]]
    falling: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()


def columns(values: np.ndarray, plan: Plan) -> tuple[np.ndarray, np.ndarray]:
    """The design matrix and each column's sign constraint: bias, then per feature "known" and its steps."""
    made, signs = [np.ones(len(values))], [0.0]
    for i, (name, steps) in enumerate(plan.steps.items()):
        known = ~np.isnan(values[:, i])
        made.append(known.astype(float))
        signs.append(-1.0 if name in plan.against else 0.0)
        for step in steps:
            made.append((known & (np.nan_to_num(values[:, i], nan=-1e9) >= step)).astype(float))
            signs.append(0.0 if name in plan.free else -1.0 if name in plan.falling else 1.0)
    return np.stack(made, axis=1), np.array(signs)


def fit(
    values: np.ndarray, good: np.ndarray, plan: Plan, counts: np.ndarray | None = None, ridge: float = RIDGE
) -> tuple[float, dict[str, Ladder]]:
    """Bias and ladders of most likelihood, with a ridge on all but the bias; rows alike are counted once.

    ``values`` (n x features, nan where not known), ``good`` 0 or 1, ``counts`` what each example counts (1).
    """
    matrix, signs = columns(values, plan)
    counts = np.ones(len(values)) if counts is None else counts
    _, first, which = np.unique(matrix, axis=0, return_index=True, return_inverse=True)
    total = np.bincount(which.ravel(), weights=counts)
    right = np.bincount(which.ravel(), weights=good * counts)
    rows = matrix[first]
    pull = np.full(rows.shape[1], ridge)
    pull[0] = 1e-3
    w = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        p = 1.0 / (1.0 + np.exp(-(rows @ w)))
        gradient = rows.T @ (total * p - right) + pull * w
        hessian = (rows * (total * p * (1 - p))[:, None]).T @ rows + np.diag(pull + 1e-6)
        step = _constrained(hessian, gradient, w, signs)
        w = w + np.clip(step, -2.0, 2.0)
        w = np.where(signs * w < 0, 0.0, w)
        if np.abs(step).max() < 1e-4:
            break
    return round(float(w[0]), 2), _ladders(w, plan)


def _constrained(hessian: np.ndarray, gradient: np.ndarray, w: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """The step that minimises the quadratic model while w + step keeps to the signs."""
    step, slope = np.zeros_like(w), gradient.copy()
    for _ in range(400):
        most = 0.0
        for j in range(len(w)):
            new = step[j] - slope[j] / hessian[j, j]
            if signs[j] and signs[j] * (w[j] + new) < 0:
                new = -w[j]
            by = new - step[j]
            if by:
                slope += by * hessian[:, j]
                step[j] = new
                most = max(most, abs(by))
        if most < 1e-6:
            break
    return step


def _ladders(w: np.ndarray, plan: Plan) -> dict[str, Ladder]:
    found, at = {}, 1
    for name, steps in plan.steps.items():
        sums = tuple(round(float(x), 2) for x in np.cumsum(w[at : at + 1 + len(steps)]))
        found[name] = Ladder(tuple(map(float, steps)), sums, 0.0)
        at += 1 + len(steps)
    return found


def written(ladders: Mapping[str, Ladder], prefix: str = "ladders") -> list[str]:
    """Ladders as lines of TOML."""
    lines: list[str] = []
    for name, ladder in ladders.items():
        lines += ["", f'[{prefix}."{name}"]', f"steps = {list(ladder.steps)}", f"weights = {list(ladder.weights)}"]
        lines.append(f"unknown = {ladder.unknown}")
    return lines
