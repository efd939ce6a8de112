"""Forecasts, plans, conditions and presumptions, and what could not be confirmed against what is denied. Invented."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Commitment, Span
from rashomon.understand.quantities import find_quantities
from rashomon.understand.stance import outlook, stance

TABLE = tomllib.loads(files("rashomon.understand").joinpath("rules/stance.toml").read_text("utf-8"))["outlook"]
YES = [(words, row["outlook"]) for row in TABLE for words in row["yes"]]
NO = [(words, row["outlook"]) for row in TABLE for words in row["no"]]


def read(content: str, cue: str | None = None) -> str:
    place = (Span(start=0, end=len(content)),)
    commitment, polarity = stance(content, place, cue)
    kind = outlook(content, place, cue, commitment)
    return f"{commitment.value} {polarity.value} {kind.value if kind else '-'}"


@pytest.mark.parametrize(("words", "kind"), YES)
def test_examples_of_an_outlook(words: str, kind: str) -> None:
    assert read(words).endswith(f" {kind}")


@pytest.mark.parametrize(("words", "kind"), NO)
def test_examples_without_it(words: str, kind: str) -> None:
    assert not read(words).endswith(f" {kind}")


# Content, commitment, polarity, outlook; reporting words after "<" where there are any.
CASES = """
40 sailors are dead | asserted + -
40 sailors are presumed dead | assessed + presumed
40 sailors are feared dead | possible + presumed
40 sailors are not presumed dead | assessed - presumed
40 sailors had died < could not confirm that | unconfirmed + -
40 sailors had died < denied that | denied - -
40 sailors had died < could neither confirm nor deny that | unconfirmed + -
40 sailors had died < declined to confirm that | unconfirmed + -
40 sailors had died < refused to comment on reports that | asserted + -
the loss could not be confirmed | unconfirmed + -
the ministry denied the loss | denied - -
the fleet sailed | asserted + -
the fleet will sail in June | planned + -
the fleet plans to sail in June | planned + plan
Orlen is to supply boats | planned + plan
the fleet will not sail in June | planned - -
the fleet will sail in June if the ice breaks | planned + conditional
if the ice breaks, the fleet will sail in June | planned + conditional
unless the ice breaks, the fleet will stay | planned + conditional
the fleet would sail provided that the ice breaks | planned + conditional
the fleet will sail even if the ice holds | planned + -
the fleet is expected to sail in June | planned + forecast
the toll is expected to rise | planned + forecast
the toll could reach 100 | possible + forecast
the toll will likely rise | assessed + forecast
the river will crest on Friday < predicted that | planned + forecast
the toll is estimated at 100 | assessed + -
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"), ids=lambda v: v[:50])
def test_case(line: str) -> None:
    words, _, expected = line.partition(" | ")
    content, _, cue = words.partition(" < ")
    assert read(content, cue or None) == expected


@pytest.mark.parametrize(
    ("text", "presumed"),
    [
        ("Some 40 people are dead.", [False]),
        ("Some 40 people are feared dead.", [True]),
        ("40 sailors were presumed dead and 12 sailors died.", [True, False]),
        ("40 people died and 12 are believed dead.", [False, True]),
        ("The storm killed 40 people.", [False]),
        ("A presumed 40 people died.", [True]),
    ],
)
def test_the_dead_that_are_presumed(text: str, presumed: list[bool]) -> None:
    assert [q.presumed for q in find_quantities(text, Span(start=0, end=len(text)))] == presumed


@given(st.text(min_size=1, max_size=80), st.none() | st.text(max_size=20), st.sampled_from(Commitment))
def test_any_words_are_read_without_trouble(text: str, cue: str | None, commitment: Commitment) -> None:
    content = (Span(start=0, end=len(text)),)
    assert outlook(text, content, cue, commitment) == outlook(text, content, cue, commitment)
