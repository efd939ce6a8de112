"""What speaks for and against two statements being one event: symmetric, value-blind, with words for all of it."""

from __future__ import annotations

import base64
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.questions.evidence import Dated, of_event, overlap, weighed
from rashomon.compare.questions.meaning import likeness
from rashomon.compare.questions.pairs import EVENT, EVENT_BY_WORDS, probability, same_count, same_event
from rashomon.errors import RecordError
from rashomon.records import Frame, Polarity
from tests.compare.facts import count, day, report, statement

ONE, OTHER = report("a.example"), report("b.example")
WORDS = st.sets(st.sampled_from("port ship fire send crew close storm toll".split()), max_size=5)
NAMES = st.sets(st.sampled_from(("orlen", "vale", "sund", "mara lint")), max_size=3)


def vector(*parts: int) -> str:
    return base64.b85encode(np.array(parts, dtype=np.int8).tobytes()).decode()


def told(words: set[str], names: set[str], where: object = ONE, **more: object) -> Dated:
    terms = tuple(sorted(words | {w for name in names for w in name.split()}))
    made = statement(where, predicate="send", terms=terms, names=tuple(sorted(names)), **more)  # type: ignore[arg-type]
    return Dated(made, 1.0, ("orlen", "vale", "sund"))


def with_meaning(one: Dated, meaning: str | None) -> Dated:
    return replace(one, statement=replace(one.statement, frame=replace(one.statement.frame, meaning=meaning)))


@given(WORDS, NAMES, WORDS, NAMES)
def test_it_is_the_same_from_both_sides(a: set[str], x: set[str], b: set[str], y: set[str]) -> None:
    one, other = told(a, x), told(b, y, OTHER)
    assert probability(same_event(one, other)) == probability(same_event(other, one))


@given(WORDS, NAMES, WORDS, NAMES)
def test_all_evidence_has_a_weight_and_words(a: set[str], x: set[str], b: set[str], y: set[str]) -> None:
    one, other = (with_meaning(d, vector(1, 2)) for d in (told(a, x), told(b, y, OTHER)))
    found = of_event(one, other)
    assert {e.feature for e in found} <= EVENT.keys()
    assert EVENT.keys() - {"meaning"} == EVENT_BY_WORDS.keys()
    assert all(e.words for e in found)


def test_numbers_and_polarity_are_not_looked_at() -> None:
    a, b = told({"ship", "port"}, {"orlen"}), told({"ship", "crew"}, {"orlen"}, OTHER)
    other = replace(b.statement, polarity=Polarity.NEGATIVE, quantities=(count("ship", 12),))
    assert same_event(a, b) == same_event(a, replace(b, statement=other))


@pytest.mark.parametrize("name", ["orlen", "mara lint"])
def test_what_is_shared_brings_nearer(name: str) -> None:
    a, b = told({"ship", "port"}, {name}), told({"ship", "port"}, {name}, OTHER)
    stranger, wordless = told({"ship", "port"}, {"sund"}, OTHER), told({"crew", "toll"}, set(), OTHER)
    assert probability(same_event(a, b)) > probability(same_event(a, stranger))
    assert probability(same_event(a, b)) > probability(same_event(a, wordless))


def test_a_likeness_of_meaning_brings_nearer() -> None:
    a, b = told({"ship"}, set()), told({"storm"}, set(), OTHER)
    near = probability(same_event(with_meaning(a, vector(3, 4)), with_meaning(b, vector(3, 4))))
    far = probability(same_event(with_meaning(a, vector(3, 4)), with_meaning(b, vector(4, -3))))
    assert near > far


def test_without_a_meaning_on_both_sides_words_decide() -> None:
    a, b = told({"ship", "port"}, {"orlen"}), told({"ship", "port"}, {"orlen"}, OTHER)
    assert same_event(a, b) == same_event(with_meaning(a, vector(1, 1)), b)


def test_times_named_that_exclude_each_other_speak_against() -> None:
    a = told({"ship", "port"}, {"orlen"}, happened=day("2030-01-01"))
    same, later = (told({"ship", "port"}, {"orlen"}, OTHER, happened=day(d)) for d in ("2030-01-01", "2030-02-03"))
    assert probability(same_event(a, same)) > probability(same_event(a, later))
    features = {r.feature for r in same_event(a, later)}
    assert "other time" in features


def test_counts_of_unlike_things_are_no_counts_of_one() -> None:
    a = told({"port"}, {"orlen"}, quantities=(count("ship", 3),))
    b = told({"port"}, {"orlen"}, OTHER, quantities=(count("troop", 3),))
    assert same_count(a, b) == ()


@given(
    st.lists(st.integers(-127, 127), min_size=4, max_size=4), st.lists(st.integers(-127, 127), min_size=4, max_size=4)
)
def test_likeness_is_a_cosine(a: list[int], b: list[int]) -> None:
    one, other = (frame_of(vector(*parts)) for parts in (a, b))
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert found is not None
    assert -1.0 <= found <= 1.0
    if any(a):
        assert likeness(one, one) == 1.0
        assert likeness(one, frame_of(vector(*(-x for x in a)))) == -1.0


def frame_of(meaning: str | None) -> Frame:
    return with_meaning(told(set(), set()), meaning).statement.frame


def test_a_meaning_that_is_none_or_no_vector() -> None:
    assert likeness(frame_of(None), frame_of(vector(1))) is None
    with pytest.raises(RecordError):
        likeness(frame_of("§"), frame_of(vector(1)))
    with pytest.raises(RecordError):
        likeness(frame_of(vector(1, 2)), frame_of(vector(1)))


@pytest.mark.parametrize(
    ("left", "right", "shared", "share"),
    [
        (("a", "b"), ("a", "b"), ["a", "b"], 1.0),
        (("a", "b"), ("c",), [], 0.0),
        (("a", "b"), ("a", "c"), ["a"], (1 / 3 + 0.25) / 2),
        ((), ("a",), [], 0.0),
    ],
)
def test_overlap(left: tuple[str, ...], right: tuple[str, ...], shared: list[str], share: float) -> None:
    assert overlap(left, right) == (shared, pytest.approx(share))


def test_only_features_with_a_weight_are_reasons() -> None:
    found = of_event(told({"ship"}, set()), told({"ship"}, set(), OTHER))
    reasons = weighed(found, {"words": 2.0})
    assert [r.feature for r in reasons] == ["words"]
    assert reasons[0].weight == round(2.0 * next(e.strength for e in found if e.feature == "words"), 4)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [("2030-02-04", "2030-02-09", True), ("2030-02-04", "2030-02-04", False), (None, None, False)],
)
def test_numbers_with_their_own_times_apart_are_no_answers_to_one_question(
    left: str | None, right: str | None, apart: bool
) -> None:
    def counted(where: object, when: str | None) -> Dated:
        return told({"port"}, {"orlen"}, where, quantities=(count("man", 40, when=when and day(when)),))

    features = {r.feature for r in same_count(counted(ONE, left), counted(OTHER, right))}
    assert ("own time" in features) is apart
