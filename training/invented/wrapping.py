"""A real sentence with speech in it, wrapped in one more voice."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.invented.examples import Example, Marked, Place
from training.invented.lexicon import Words, capital

_NO_START = frozenset("He She It They We I You But And Or So This That These Those There If When While".split())


def wrap(sentence: str, attributions: Sequence[Marked], rng: random.Random) -> Example | None:
    """The sentence inside the content of a new outermost act; None where it cannot be wrapped cleanly."""
    first = sentence.split(" ", 1)[0]
    if first in _NO_START or not sentence.endswith(".") or sentence[:1] in "“\"'‘" or len(sentence.split()) > 45:
        return None
    words = Words(rng, held_out=False)
    bare = sentence[:-1]
    small = bare[:1].lower() + bare[1:] if first in {"The", "A", "An", "Two", "Several", "Some", "In", "On"} else bare
    voice = words.passing() if words.chance(0.6) else words.speaker()
    comma = ", " if "," in voice else " "
    form = rng.random()
    if form < 0.35:
        cue, lead = "reported" if words.chance(0.6) else "said", f"{capital(voice)}{comma}"
        head = f"{lead}{cue} that "
        source, at = (0, len(voice)), (len(lead), len(lead) + len(cue))
        text, shift, start = f"{head}{small}.", len(head), len(head) - 5
    elif form < 0.65:
        head = f"According to {voice}, "
        source, at = (13, 13 + len(voice)), (0, 12)
        text, shift, start = f"{head}{small}.", len(head), len(head)
    else:
        cue = "reported" if words.chance(0.5) else "said"
        text, shift, start = f"{bare}, {voice}{comma}{cue}.", 0, 0
        begin = len(bare) + 2
        source, at = (begin, begin + len(voice)), (begin + len(voice) + len(comma), len(text) - 1)
    end = len(text) - 1 if shift else len(bare)
    moved = [_moved(act, shift, len(bare)) for act in attributions]
    return Example(text, (Marked(source, at, ((start, end),), None, False, "asserted"), *moved), (), "wrapped")


def _moved(act: Marked, shift: int, last: int) -> Marked:
    def to(place: Place | None) -> Place | None:
        return None if place is None else (place[0] + shift, min(place[1], last) + shift)

    content = tuple(p for p in (to(piece) for piece in act.content) if p is not None and p[0] < p[1])
    return Marked(
        to(act.source), to(act.cue), content, 0 if act.parent is None else act.parent + 1, act.inherited, act.commitment
    )
