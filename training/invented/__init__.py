"""Invented news with everything marked that is said in it: flat corpora cannot teach nested and inherited chains.

Whole families and some verbs are held out, to show whether a reader learned more than templates.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from training.invented.clauses import Clauses
from training.invented.cues import HELD_OUT_VERBS
from training.invented.examples import Example, Marked, Said, shown
from training.invented.families import FAMILIES, HELD_OUT_FAMILIES, example
from training.invented.pool import usable
from training.invented.telling import Teller
from training.invented.words import Words
from training.invented.wrapping import wrap

__all__ = ["FAMILIES", "HELD_OUT_FAMILIES", "HELD_OUT_VERBS", "Example", "Marked", "Said", "generate", "shown", "wrap"]


def generate(
    seed: int,
    count: int,
    pool: Sequence[str] = (),
    families: Collection[str] | None = None,
    held_out: bool = False,
) -> Iterator[Example]:
    """``count`` examples, decided by the seed and what else is asked.

    ``pool``: plain declarative sentences; those that read as one clause become contents and background of about half
    of the examples. ``families``: draw from these alone. ``held_out``: draw from the families that training never
    sees, and let in the held-out verbs; without it neither ever appears, and asking for such a family is an error.
    """
    chosen = sorted(families if families is not None else [f for f in FAMILIES if (f in HELD_OUT_FAMILIES) == held_out])
    unknown = set(chosen) - set(FAMILIES) or (set() if held_out else set(chosen) & HELD_OUT_FAMILIES)
    if unknown:
        raise ValueError(f"no such families, or held out: {sorted(unknown)}")
    rng = random.Random(seed)
    words = Words(rng, held_out)
    with_pool, without = (Teller(words, Clauses(words, real)) for real in (usable(pool), ()))
    for _ in range(count):
        teller = with_pool if rng.random() < 0.75 else without
        yield example(rng.choice(chosen), teller)
