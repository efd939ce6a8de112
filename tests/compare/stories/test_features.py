"""What is read off a report to tell which happening it is of."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import pytest

from rashomon.compare.stories.features import RARE, traits, weight
from rashomon.compare.tables import rules
from tests.compare.facts import report

EXAMPLES = rules("stories", "stories")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_ages_roads_and_blocks_of_the_examples(example):
    found = traits(report("a", text=example["text"]))
    assert (sorted(found.ages), sorted(found.roads), sorted(found.blocks)) == (
        sorted(example.get("ages", [])),
        sorted(example.get("roads", [])),
        sorted(example.get("blocks", [])),
    )


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("ostrelwick", "coffee"),  # unknown to the table
        ("coffee", "city"),
        ("ostrelwick", "ukraine"),  # a state
        ("ukraine", "shooting"),  # a kind of deed, however rare in other text
        ("ukraine", "soldiers"),
        ("1700", "2014"),
        ("2014", "12"),
        ("shooting", "the"),
    ],
)
def test_what_tells_more(more, less):
    assert weight(more) > weight(less)


def test_names_are_told_from_words_that_open_a_sentence():
    text = (
        "Joren Maldavik spoke in Ostrel. Nobody was hurt. Maldavik's lawyer left. Velmora fell silent. "
        "Harbour workers left the harbour."
    )
    found = traits(report("a", text=text))
    assert {"maldavik", "ostrel", "velmora", "joren"} <= found.names.keys()
    assert not {"nobody", "harbour"} & found.names.keys()
    assert found.pairs == {"joren maldavik"}
    assert weight("joren") + weight("maldavik") >= RARE > weight("new") + weight("york")


def test_vectors_have_length_one_and_hold_the_title():
    told = replace(report("a", text="Blast at Ostrel\n\nNine people died at the mill."), title="Blast at Ostrel")
    found = traits(told)
    for vector in (found.words, found.names, found.title):
        assert math.isclose(sum(w * w for w in vector.values()), 1.0) or not vector
    assert "ostrel" in found.words
    assert "mill" not in found.title


def test_a_report_of_nothing_but_marks_has_no_words():
    assert not traits(report("a", text="... — !")).words


def test_a_wide_publication_dates_nothing():
    assert traits(report("a", published=None)).day is None
    assert traits(report("a", published="2030-03-01")).day == traits(report("b", published="2030-03-02")).day - 1  # type: ignore[operator]


def test_hostile_text_takes_linear_time():
    pieces = ["A-", "A ", "1 block of A ", "12, ", "x. ", '" ', "Aa Street ", "1" * 400, "\n", "A" * 140, "a, 1"]
    started = time.process_time()
    for piece in pieces:
        traits(report("a", text=(piece * 500_000)[:500_000] + "end"))
    assert time.process_time() - started < 6.0
