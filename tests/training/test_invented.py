"""The invented text that teaches chains: its places, nesting, what is held out, its variety, and wrapping."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise

import pytest

from training import invented
from training.invented import cues, pool
from training.invented.inflection import forms, group, ing

POOL = [
    "The zebra counted seventeen quiet lamps.",
    "A tall fence was built along the northern edge of the orchard.",
    "The canal will be drained for the winter.",
    "The ferry never left the harbour.",
    "Marvin Castle was built on a hill above the old mill.",
    "The mayor said that the bridge had fallen.",
    "Please check the list of members.",
    "The lid is blue and the box is red.",
]
MADE = list(invented.generate(11, 2500, POOL))
HELD_OUT = list(invented.generate(11, 400, held_out=True))
COMMITMENTS = {
    "asserted",
    "reported",
    "assessed",
    "alleged",
    "speculated",
    "planned",
    "denied",
    "unconfirmed",
    "question",
}


def within(inner: tuple[int, int], pieces: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= inner[0] and inner[1] <= end for start, end in pieces)


def test_one_seed_makes_one_text() -> None:
    assert list(invented.generate(4, 60, POOL)) == list(invented.generate(4, 60, POOL))
    assert list(invented.generate(4, 60)) != list(invented.generate(5, 60))


def test_places_are_trimmed_words_of_the_text() -> None:
    for example in MADE + HELD_OUT:
        places = [p for a in example.attributions for p in (a.source, a.cue, *a.content) if p is not None]
        for start, end in [*places, *((s.start, s.end) for s in example.statements)]:
            words = example.text[start:end]
            assert words, invented.shown(example)
            assert words == words.strip(), invented.shown(example)
            assert "\n\n" not in words, invented.shown(example)


def test_what_is_marked_fits_together() -> None:
    for example in MADE + HELD_OUT:
        for act in example.attributions:
            assert act.content
            assert act.commitment in COMMITMENTS
            assert list(act.content) == sorted(act.content)
            if act.inherited:
                assert act.cue is None
                assert any(not a.inherited and a.source == act.source for a in example.attributions)
        for said in example.statements:
            assert said.commitment in COMMITMENTS
            assert said.polarity in "+-"
            assert (said.attribution is None) <= (said.commitment != "reported")


def test_an_act_lies_in_its_parents_content() -> None:
    depths: Counter[int] = Counter()
    for example in MADE + HELD_OUT:
        for act in example.attributions:
            depth, above = 0, act.parent
            while above is not None:
                depth, above = depth + 1, example.attributions[above].parent
            depths[depth] += 1
            if act.parent is None:
                continue
            outer = example.attributions[act.parent].content
            own = [*act.content, *((act.cue,) if act.cue else ())]
            own += [act.source] if act.source and not act.inherited else []
            assert all(within(place, outer) for place in own), invented.shown(example)
    assert depths[1] > 800
    assert depths[2] > 100


def test_a_statement_lies_in_the_content_of_its_act() -> None:
    for example in MADE + HELD_OUT:
        for said in example.statements:
            if said.attribution is not None:
                pieces = example.attributions[said.attribution].content
                covered = (pieces[0][0], pieces[-1][1])
                assert within((said.start, said.end), (covered,)), invented.shown(example)
                assert said.start >= pieces[0][0]


def test_source_cue_and_content_of_an_act_are_apart() -> None:
    for example in MADE + HELD_OUT:
        for act in example.attributions:
            if act.inherited or act.source is None or act.cue is None:
                continue
            rows = sorted((act.source, act.cue, *act.content))
            assert all(a[1] <= b[0] for a, b in pairwise(rows)), invented.shown(example)


def test_what_is_held_out_is_never_trained_on() -> None:
    assert not {e.family for e in MADE} & invented.HELD_OUT_FAMILIES
    assert {e.family for e in HELD_OUT} == set(invented.HELD_OUT_FAMILIES)
    held = {form for verb in cues.HELD_OUT_VERBS for form in forms(verb)}
    seen = {w for e in MADE for a in e.attributions if a.cue for w in e.text[slice(*a.cue)].lower().split()}
    assert not seen & held
    tested = {w for e in HELD_OUT for a in e.attributions if a.cue for w in e.text[slice(*a.cue)].lower().split()}
    assert len(tested & held) >= 6
    with pytest.raises(ValueError, match="held out"):
        next(invented.generate(1, 1, families=sorted(invented.HELD_OUT_FAMILIES)[:1]))


@pytest.mark.parametrize("family", invented.FAMILIES)
def test_every_family_yields(family: str) -> None:
    made = list(invented.generate(3, 12, families=[family], held_out=True))
    assert len({e.text for e in made}) > 9
    assert {e.family for e in made} == {family}
    assert all(1 <= e.text.count("\n\n") + 1 <= 7 for e in made)


def test_texts_are_finished() -> None:
    for example in MADE + HELD_OUT:
        assert not re.search(r"[{}§_]|\s{3}|  | ,|\.\.|,,", example.text), example.text
        assert example.text[0].isupper() or not example.text[0].isalpha(), example.text
        for paragraph in example.text.split("\n\n"):
            assert re.search(r"[.?][\"”’)]?$|[.?]$", paragraph), paragraph


def test_the_texts_differ() -> None:
    plain = list(invented.generate(12, 2000))
    grams = [g for e in plain for w in (e.text.split(),) for g in zip(w, w[1:], w[2:], w[3:], strict=False)]
    assert len(set(grams)) > 0.7 * len(grams)
    assert len({e.text for e in plain}) > 0.99 * len(plain)
    words = {w for e in plain for w in e.text.split()}
    assert len(words) > 8000
    found = Counter(e.text[slice(*a.cue)].lower() for e in plain for a in e.attributions if a.cue)
    assert len(found) > 300
    assert found.most_common(1)[0][1] < 0.2 * sum(found.values())


def test_all_the_firmness_and_shapes_occur() -> None:
    assert {s.commitment for e in MADE for s in e.statements} == COMMITMENTS
    assert sum(a.inherited for e in MADE for a in e.attributions) > 150
    assert sum(len(a.content) > 1 for e in MADE for a in e.attributions) > 150
    assert sum(not e.attributions for e in MADE) > 100
    own = sum(s.attribution is None for e in MADE for s in e.statements)
    assert 0.15 < own / sum(len(e.statements) for e in MADE) < 0.6


def test_sentences_of_a_pool_are_used_where_they_are_plain() -> None:
    used = [r.words for r in pool.usable(POOL)]
    assert used == [sentence[:-1] for sentence in POOL[:5]]
    assert [(r.commitment, r.polarity) for r in pool.usable(POOL)][2:4] == [("planned", "+"), ("asserted", "-")]
    marks = ("ebra counted", "tall fence", "canal will", "ferry never", "Castle was")
    assert 0.3 < sum(any(m in e.text for m in marks) for e in MADE) / len(MADE) < 0.75


@pytest.mark.parametrize(
    ("base", "tense", "plural", "negated", "made"),
    [
        ("be", "past", True, True, "were not"),
        ("shell", "pluperfect", False, False, "had shelled"),
        ("fly", "past", False, True, "did not fly"),
        ("steal", "perfect", True, False, "have stolen"),
        ("stop", "past", False, False, "stopped"),
        ("deny", "present", False, False, "denies"),
        ("be", "to_be", False, False, "is to be"),
    ],
)
def test_verbs_are_inflected(base: str, tense: str, plural: bool, negated: bool, made: str) -> None:
    assert group(base, tense, plural, negated) == made


def test_forms_of_verbs() -> None:
    assert forms("vow") == {"vow", "vowed", "vows", "vowing"}
    assert [ing(v) for v in ("flee", "cut", "die", "make", "be")] == ["fleeing", "cutting", "dying", "making", "being"]


SENTENCE = "The mayor of Quell said that the bridge had fallen on Monday."
INNER = invented.Marked((0, 18), (19, 23), ((24, len(SENTENCE) - 1),), None, False, "reported")


def test_wrapping_keeps_the_inner_words() -> None:
    wrapped = [w for n in range(80) if (w := invented.wrap(SENTENCE, [INNER], random.Random(n))) is not None]
    assert len({w.text for w in wrapped}) > 60
    for example in wrapped:
        *outer, moved = example.attributions
        assert moved.parent == len(outer) - 1
        assert re.fullmatch("[Tt]he mayor of Quell", example.text[slice(*moved.source)])  # type: ignore[misc]
        assert example.text[slice(*moved.cue)] == "said"  # type: ignore[misc]
        assert example.text[slice(*moved.content[0])] == "that the bridge had fallen on Monday"
        for act, above in ((moved, outer[-1]), *zip(outer[1:], outer, strict=False)):
            assert all(within(place, above.content) for place in (act.source, act.cue, *act.content) if place)


def test_wrapping_clips_a_content_that_held_the_stop() -> None:
    stopped = invented.Marked((0, 18), (19, 23), ((24, len(SENTENCE)),), None, False, "reported")
    for n in range(20):
        example = invented.wrap(SENTENCE, [stopped], random.Random(n))
        assert example is not None
        assert example.text[slice(*example.attributions[-1].content[0])].endswith("Monday")


@pytest.mark.parametrize(
    "sentence",
    [
        "He said no to the plan.",
        "“No,” she said to him.",
        "Who said that the plan was off?",
        "And it fell in the night.",
        "The " + "x " * 60 + "end.",
        "The mayor said: no to it.",
        "The mayor called it “a lie.”",
        "It is so. He said it was.",
        "The Mayor Says That Bridge Has Fallen Down.",
        "The mayor said he would speak at the U.N.",
    ],
)
def test_what_cannot_be_wrapped_cleanly_is_left(sentence: str) -> None:
    assert invented.wrap(sentence, [], random.Random(1)) is None
