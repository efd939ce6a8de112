"""Invented news with everything marked that is said in it: flat corpora cannot teach chains.

Whole families and some verbs are held out, to show that templates are not learned by heart (`python -m bench chains`
prints how the reader does on them).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from training.invented.examples import Draft, Example, Marked, Said
from training.invented.families import FAMILIES, HELD_OUT_FAMILIES
from training.invented.lexicon import HELD_OUT_VERBS, Words
from training.invented.speech import Teller
from training.invented.wrapping import wrap

__all__ = ["FAMILIES", "HELD_OUT_FAMILIES", "HELD_OUT_VERBS", "Example", "Marked", "Said", "generate", "wrap"]


def generate(
    seed: int,
    count: int,
    pool: Sequence[str] = (),
    families: Collection[str] | None = None,
    held_out: bool = False,
) -> Iterator[Example]:
    """``count`` examples, decided by the seed; ``pool``: plain real sentences, used as contents in half of them.

    ``held_out`` draws from the families and verbs that training never sees, and from no others.
    """
    rng = random.Random(seed)
    chosen = sorted(families if families is not None else {f for f in FAMILIES if (f in HELD_OUT_FAMILIES) == held_out})
    words = Words(rng, held_out)
    teller = Teller(words, list(pool))
    for _ in range(count):
        family = rng.choice(chosen)
        draft = Draft()
        FAMILIES[family](draft, teller, words)
        yield draft.done(family)
