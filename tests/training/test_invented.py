"""The invented text that teaches chains: places, nesting, what is held out, variety, and wrapping."""

from __future__ import annotations

import random
import re

import pytest

from training import invented

MADE = list(invented.generate(11, 1500))
HELD_OUT = list(invented.generate(11, 300, held_out=True))


def test_one_seed_makes_one_text() -> None:
    assert list(invented.generate(4, 50)) == list(invented.generate(4, 50))
    assert list(invented.generate(4, 50)) != list(invented.generate(5, 50))


@pytest.mark.parametrize("example", MADE[:400] + HELD_OUT, ids=lambda e: e.family)
def test_places_are_words_of_the_text(example: invented.Example) -> None:
    places = [p for a in example.attributions for p in (a.source, a.cue, *a.content) if p is not None]
    places += [(s.start, s.end) for s in example.statements]
    for start, end in places:
        words = example.text[start:end]
        assert words
        assert words == words.strip()


def test_an_act_lies_in_its_parents_content() -> None:
    nested = 0
    for example in MADE + HELD_OUT:
        for act in example.attributions:
            if act.parent is not None:
                nested += 1
                outer = example.attributions[act.parent].content
                assert all(any(p[0] <= c[0] and c[1] <= p[1] for p in outer) for c in act.content)
    assert nested > 500


def test_a_statement_lies_in_the_content_of_its_act() -> None:
    for example in MADE:
        for said in example.statements:
            if said.attribution is not None:
                content = example.attributions[said.attribution].content
                assert any(c[0] <= said.start and said.end <= c[1] for c in content), example


def test_what_is_held_out_is_never_trained_on() -> None:
    assert not {e.family for e in MADE} & invented.HELD_OUT_FAMILIES
    assert {e.family for e in HELD_OUT} == set(invented.HELD_OUT_FAMILIES)
    cues = {e.text[slice(*a.cue)].split()[-1] for e in MADE for a in e.attributions if a.cue}
    assert not cues & invented.HELD_OUT_VERBS


def test_every_family_is_drawn() -> None:
    assert {e.family for e in MADE} == set(invented.FAMILIES) - invented.HELD_OUT_FAMILIES


def test_the_texts_differ() -> None:
    grams = [tuple(g) for e in MADE for w in (e.text.split(),) for g in zip(w, w[1:], w[2:], w[3:], strict=False)]
    assert len(set(grams)) > 0.5 * len(grams)
    assert len({e.text for e in MADE}) > 0.95 * len(MADE)


def test_sentences_of_a_pool_are_used() -> None:
    made = list(invented.generate(2, 200, pool=["The zebra counted seventeen quiet lamps."]))
    assert sum("zebra counted" in e.text for e in made) > 40


def test_wrapping_keeps_the_inner_words() -> None:
    sentence = "The mayor of Quell said that the bridge had fallen on Monday."
    inner = invented.Marked((0, 18), (0, 0), ((24, 60),), None, False, "asserted")
    inner = invented.Marked((0, 18), (19, 23), ((24, len(sentence) - 1),), None, False, "asserted")
    wrapped = [w for n in range(60) if (w := invented.wrap(sentence, [inner], random.Random(n))) is not None]
    assert len({w.text for w in wrapped}) > 20
    for example in wrapped:
        outer, moved = example.attributions
        assert moved.parent == 0
        assert re.fullmatch("[Tt]he mayor of Quell", example.text[slice(*moved.source)])  # type: ignore[misc]
        assert example.text[slice(*moved.cue)] == "said"  # type: ignore[misc]
        assert example.text[slice(*moved.content[0])] == "that the bridge had fallen on Monday"
        assert any(c[0] <= moved.content[0][0] and moved.content[0][1] <= c[1] for c in outer.content)


@pytest.mark.parametrize(
    "sentence", ["He said no.", "“No,” she said.", "Who said that?", "And it fell.", "x " * 60 + "."]
)
def test_what_cannot_be_wrapped_cleanly_is_left(sentence: str) -> None:
    assert invented.wrap(sentence, [], random.Random(1)) is None
