"""Marked events of ECB+ as the product sees them: a frame each, the evidence of pairs, and groups of one event.

An event is marked by words of the text ("was arrested"). `read` gives them the frame of the product's statement they
stand in (names, terms, places, time, meaning), with the predicate their own words have in the table of families, and
the encoder's reading of the words alone, with the words around them, and in place (`READINGS`). What is compared is the
evidence of compare/questions (evidence.py, tellings.py) and what only single words have: their neighbours and these
readings (mention_pairs.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.ecb import Document, statements
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.stories.features import weight
from rashomon.understand import pieces
from rashomon.understand.encoder import Encoder
from rashomon.understand.frames.verbs import predicates
from rashomon.understand.lemmas import lemma

Floats = NDArray[np.float32]
READINGS = ("alone", "around", "in place")
_WINDOW = 12  # words on each side that make "around"
_NEAR = 6  # words on each side that are neighbours
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset(
    "the a an of in on at to for by with and or but is was were are be been has have had he she it they his her its"
    " their that this which who as from after before said say says not will would".split()
)
Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One marked event. ``about`` is the whole report's words, ``left``/``right`` the neighbours, ``beside`` the rest
    of its sentence; ``names`` stand in its sentence, ``before``/``after`` are the nearest; ``readings`` has a row for
    each of `READINGS`, of length 1 (0 where the encoder did not read it).
    """

    document: str
    sentence: int
    chain: str
    lemmas: tuple[str, ...]
    rarity: float
    dated: Dated | None
    about: Bag
    left: Bag
    right: Bag
    beside: Bag
    names: frozenset[str]
    before: str | None
    after: str | None
    numbers: frozenset[str]
    readings: Floats


def read(documents: Iterable[Document], encoder: Encoder) -> list[Mention]:
    """The marked events of these documents, in order."""
    found: list[Mention] = []
    for document in documents:
        text = document.report.text
        words = pieces.cut(text, encoder.tokenizer)
        stretches = list(encoder.read(text, words))
        told = [t.dated for t in statements(document)]
        about = _bag(_WORD.findall(text))
        for event in document.events:
            start, end = _sentence(text, event.start, event.end)
            held = [n for n in document.understanding.mentions if start <= n.span.start and n.span.end <= end]
            others = sorted((n for n in held if n.span.end <= event.start or event.end <= n.span.start), key=_place)
            left, right = _WORD.findall(text[start : event.start]), _WORD.findall(text[event.end : end])
            own = _WORD.findall(text[event.start : event.end])
            lemmas = tuple(w for w in map(lemma, own) if w not in _SMALL) or tuple(map(lemma, own))
            alone = text[event.start : event.end]
            around = " ".join([*left[-_WINDOW:], alone, *right[:_WINDOW]])
            places = (event.start, event.end)
            state = next((s for stretch in stretches if (s := _state(stretch, words, places)) is not None), None)
            rows = [*encoder.vectors([alone, around]), _unit(state) if state is not None else np.zeros(384)]
            found.append(
                Mention(
                    document=document.name,
                    sentence=text.count("\n\n", 0, event.start),
                    chain=event.chain,
                    lemmas=lemmas,
                    rarity=max((weight(w.lower()) for w in own), default=0.0),
                    dated=_framed(told, lemmas, places),
                    about=about,
                    left=_bag(left[-_NEAR:]),
                    right=_bag(right[:_NEAR]),
                    beside=_bag([*left, *right]),
                    names=frozenset(n.key for n in others),
                    before=next((n.key for n in reversed(others) if n.span.end <= event.start), None),
                    after=next((n.key for n in others if n.span.start >= event.end), None),
                    numbers=frozenset(w for w in (*left, *right) if w[0].isdigit()),
                    readings=np.array(rows, dtype=np.float32),
                )
            )
    return found


def _place(name: object) -> int:
    return int(name.span.start)  # type: ignore[attr-defined]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph around a place: ecb.py makes one of each sentence."""
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text)


def _framed(told: Sequence[Dated], lemmas: Sequence[str], place: tuple[int, int]) -> Dated | None:
    """The shortest of our statements that holds the event, telling of the event's own words; None where none does."""
    held = [
        d for d in told if any(s.start <= place[0] and place[1] <= s.end for s in d.statement.content)
    ]  # several where one quotes another
    if not held:
        return None
    found = min(held, key=lambda d: (sum(s.end - s.start for s in d.statement.content), d.statement.id))
    frame = replace(found.statement.frame, predicate=_family(lemmas))
    return replace(found, statement=replace(found.statement, frame=frame))


def _family(lemmas: Sequence[str]) -> str:
    """The family of the last word that has one, else the last word."""
    rules = predicates()
    return next((f for w in reversed(lemmas) if (f := rules.verbs.get(w) or rules.nouns.get(w))), lemmas[-1])


def _state(stretch: object, words: pieces.Words, place: tuple[int, int]) -> Floats | None:
    """Mean of the encoder's features over the words of a place; None outside the stretch."""
    first = int(np.searchsorted(words.ends, place[0], side="right"))
    last = max(first + 1, int(np.searchsorted(words.starts, place[1], side="left")))
    begin, end = stretch.first, stretch.last  # type: ignore[attr-defined]
    if not begin <= first < end:
        return None
    heads = stretch.heads  # type: ignore[attr-defined]
    mean: Floats = stretch.features[heads[first - begin] : heads[min(last, end) - begin]].mean(axis=0)  # type: ignore[attr-defined]
    return mean


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _bag(words: Sequence[str]) -> Bag:
    """Rare words weigh most (stories/features.weight); of length 1."""
    counts = Counter(w.lower() for w in words if w.lower() not in _SMALL)
    bag = {w: (1 + math.log(n)) * weight(w) for w, n in counts.items()}
    length = math.sqrt(math.fsum(x * x for x in bag.values()))
    return {w: x / length for w, x in bag.items()} if length else {}
