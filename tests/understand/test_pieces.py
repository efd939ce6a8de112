"""Words, windows and distances: what the encoder is given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.understand import encoder, pieces


def cut(text: str) -> pieces.Words:
    return pieces.cut(text, encoder.shipped().tokenizer)


def test_words_keep_their_places_shapes_and_paragraphs() -> None:
    text = "NATO said: “Émile's mid-July move”\n\niPhone 5"
    words = cut(text)
    forms = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    assert forms == ["NATO", "said", ":", "“", "Émile", "'", "s", "mid", "-", "July", "move", "”", "iPhone", "5"]
    assert words.shape.tolist() == [2, 0, 4, 4, 1, 4, 0, 0, 4, 1, 0, 4, 3, 4]
    assert words.quoted.tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0]
    assert words.paragraph.tolist()[:12] == [0] * 12
    assert words.paragraph[12] > 0


def test_an_open_straight_quotation_ends_with_its_paragraph() -> None:
    assert cut('He said "no\nand left').quoted.tolist() == [0, 0, 1, 1, 0, 0]


@given(st.lists(st.sampled_from(["said", "Ann", ".", "\n", "“", "extraordinarily", "12,000"]), max_size=900))
def test_the_cores_of_the_windows_cover_every_word_once(parts: list[str]) -> None:
    text = " ".join(parts)
    words = cut(text)
    found = list(pieces.windows(words, text, (101, 102)))
    assert [w for window in found for w in range(*window.core)] == list(range(len(words)))
    for window in found:
        assert len(window.ids) <= pieces.WIDEST
        assert window.words[0] <= window.core[0] < window.core[1] <= window.words[1]
        assert len(window.heads) == window.words[1] - window.words[0]
        assert len(window.ids) == len(window.shape) == len(window.quoted)


@pytest.mark.parametrize(("place", "expected"), [(9, -1), (10, 0), (11, 0), (12, 1), (13, 2), (0, -10)])
def test_distances_from_a_cue(place: int, expected: int) -> None:
    assert pieces.buckets(np.array([place]), (10, 12))[0] - pieces.REACH == expected


def test_distances_have_bounds() -> None:
    far = pieces.buckets(np.array([0, 100_000]), (50_000, 50_001))
    assert far.tolist() == [1, 2 * pieces.REACH - 1]
