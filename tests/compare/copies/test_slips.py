"""A slip that two reports share ties them, whatever their other words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from rashomon.compare.copies.candidates import ENOUGH, candidate_keys, weight
from rashomon.compare.copies.slips import shared_slips, slips
from rashomon.compare.lineage.linking import compare_reports
from rashomon.compare.tables import rules
from rashomon.records import LinkKind, Report
from tests.compare.origin_worlds import make_report
from tests.growth import assert_linear

EXAMPLES: list[dict[str, Any]] = rules("copies", "slips")["example"]
ONE = "Harbour police said on Sunday that the crane fell on Tuesday, 3 March 2031, and hurt two loaders."
TWO = "Two loaders are in hospital after a crane came down on Tuesday, March 3, 2031, the clinic told us."
THREE = "Two loaders are in hospital after a crane came down on Monday, March 3, 2031, the clinic told us."


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_the_examples_of_the_rules(example: dict[str, Any]) -> None:
    report = make_report("a", "alpha", [example["text"]])
    assert list(slips(report)) == example["slips"]
    for words, place in slips(report).items():
        assert set(words.split()) <= set(place.of(report.text).lower().replace(",", "").split())


def met(a: Report, b: Report) -> bool:
    one, two = candidate_keys(a), candidate_keys(b)
    return weight({space: len(set(keys) & set(two[space])) for space, keys in one.items()}) >= ENOUGH


def test_a_shared_slip_is_a_link_with_its_places_on_both_sides() -> None:
    a, b, right = (
        make_report("a", "alpha", [ONE], 0),
        make_report("b", "beta", [TWO], 5),
        make_report("c", "beta", [THREE]),
    )
    assert met(a, b)
    assert not met(a, right)
    (link,) = compare_reports(a, b)
    assert link.kind is LinkKind.SHARED_ERROR
    assert 0.5 < link.probability < 0.95
    assert (link.child, link.parent) == (b.id, a.id)
    places = [(child.of(b.text), parent.of(a.text)) for child, parent in link.runs]
    assert places == [("Tuesday, March 3, 2031", "Tuesday, 3 March 2031")]
    assert "shared slip" in {r.feature for r in link.reasons}
    assert compare_reports(b, a) == (link,)
    assert compare_reports(a, right) == ()


def test_a_slip_of_one_report_alone_links_nothing() -> None:
    clean = make_report("b", "beta", [ONE.replace("Tuesday", "Monday")], 5)
    assert shared_slips(make_report("a", "alpha", [TWO], 0), clean) == ()


def test_slips_are_found_in_linear_time() -> None:
    def prepared(n: int) -> Callable[[], object]:
        report = make_report(f"a{n}", "alpha", [". ".join(f"The {k} of 3 March went to the {k}" for k in range(n))])
        return lambda: slips(replace(report, id=f"{report.id}{next(turn)}"))

    turn = count()
    assert_linear(prepared, 200, 1600)
