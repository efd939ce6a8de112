"""How firmly a statement is put, of two readings: what the rules make of its words and its cue, and the encoder's.

The rules name the words a hedge stands in; the encoder tells a plan from what only sounds like one ("would have been
delivered"). Where the encoder may overrule, and from which chance on, is measured: rules/firmness.toml, made by
``python -m training.firmness``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rashomon.records import Commitment


@cache
def _least() -> Mapping[tuple[Commitment, Commitment], float]:
    """(by the rules, by the encoder) -> the chance from which on the encoder's is taken."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/firmness.toml").read_text("utf-8"))
    return {(Commitment(row["rules"]), Commitment(row["encoder"])): float(row["least"]) for row in raw["overrule"]}


def settled(rules: Commitment, encoder: tuple[Commitment, float] | None) -> Commitment:
    """The commitment of a statement: the rules', or the encoder's (its best one and its chance) where that wins."""
    if encoder is None:
        return rules
    read, chance = encoder
    return read if chance >= _least().get((rules, read), 2.0) else rules
