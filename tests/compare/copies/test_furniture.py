"""What comes with the page and not with its report."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from rashomon.compare.copies.passages import running, spoken
from rashomon.compare.copies.prose import furnishing, furniture
from rashomon.compare.tables import rules
from tests.compare.origin_worlds import make_report
from tests.growth import assert_linear

EXAMPLES: list[dict[str, Any]] = rules("copies", "furniture")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_the_examples_of_the_rules(example: dict[str, Any]) -> None:
    assert furnishing(example["text"]) == example.get("rule")


def test_every_rule_has_an_example() -> None:
    assert {e.get("rule") for e in EXAMPLES} >= {rule.name for rule in furniture()}


def test_furniture_and_what_a_page_prints_twice_are_no_running_words() -> None:
    caption = "Boats lie on the quay of Ostrel after the storm of Monday night."
    report = make_report(
        "a",
        "alpha",
        ["The ferry sank. Don't miss a thing. Divers went down.", caption, caption, f"{caption} It rained."],
    )
    words = " ".join(running(report).words)
    assert words == f"the ferry sank divers went down {caption[:-1].lower()} it rained"
    places = running(report).place
    assert places[3] - places[2] > 1  # a run does not go on over what was left out
    for first in range(len(places)):
        assert running(report).span(first, 1).of(report.text).lower() == running(report).words[first]


def test_quoted_words_are_kept_apart_each_quotation_by_itself() -> None:
    report = make_report(
        "a", "alpha", ["He said “we are all going home now” and “nobody here believes one word” again."]
    )
    assert running(report).words == ("he", "said", "and", "again")
    said = spoken(report)
    assert " ".join(said.words) == "we are all going home now nobody here believes one word"
    assert said.place[6] - said.place[5] > 1


@pytest.mark.parametrize("unit", ["published 1:00 ", "call 555-", "copyright ", "anyone who has ", "a \n", "x. X"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert_linear(lambda n: partial(running, make_report("a", "alpha", [unit * n])), 1_600, 16_000)
