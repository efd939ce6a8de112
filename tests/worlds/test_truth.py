"""The truth of generated worlds: origins, conflicts, supersessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.worlds import GoldStatement, Truth, WorldReport, generate, truth
from tests.strategies import arrivals, halves, newsrooms

NOON = datetime(2020, 5, 4, 12, tzinfo=UTC)


def gold(written: int, knower: str, *, hours: float = 0, **more: object) -> GoldStatement:
    fields: dict[str, object] = {
        "question": "q", "event": "e", "attribute": "count", "sentence": f"{written}.", "value_words": f"{written}",
        "written": written, "bound": "exact", "low": float(written), "high": float(written), "date": None,
        "positive": True, "speaker": knower, "conduits": (), "knower": knower, "relation": "own", "parent": None,
        "as_of": NOON + timedelta(hours=hours), "cumulative": True,
    }  # fmt: skip
    return GoldStatement(**{**fields, **more})  # type: ignore[arg-type]


def told(*statements: GoldStatement, url: str = "u", outlet: str = "o") -> WorldReport:
    return WorldReport(
        url=url, outlet=outlet, published=NOON, title="t", text="x", relation="own", parent=None, root=url,
        affair="a", mark=None, statements=statements,
    )  # fmt: skip


def test_two_knowers_of_one_number_are_two_origins_however_many_print_it() -> None:
    reports = [told(gold(31, "service"), url=f"u{i}", outlet=f"o{i}") for i in range(5)]
    t = truth([*reports, told(gold(31, "director", hours=2), url="v", outlet="p")])
    claim = t.claims[("q", "31")]
    assert claim.origins == {"service", "director"}
    assert len(claim.reports) == 6
    assert not t.conflicts()
    assert not t.supersessions()


def test_a_number_that_rises_is_updated_and_one_taken_back_corrected() -> None:
    t = truth([told(gold(9, "s"), gold(23, "s", hours=24), gold(14, "s", hours=48, corrects=23))])
    assert t.supersessions() == {
        (("q", "9"), ("q", "23"), "update"),
        (("q", "23"), ("q", "14"), "correction"),
    }
    assert not t.conflicts()


def test_rivals_of_one_day_conflict_and_later_ones_do_not() -> None:
    assert truth([told(gold(9, "s"), gold(14, "m", hours=3))]).conflicts() == {(("q", "14"), ("q", "9"))}
    assert not truth([told(gold(9, "s"), gold(14, "m", hours=30))]).conflicts()
    assert not truth([told(gold(9, "s", high=None), gold(14, "m", hours=3))]).conflicts()


def test_saying_and_denying_conflict() -> None:
    said = replace(gold(1, "a"), written=None, low=None, high=None, value_words="", attribute="occurrence")
    denied = replace(said, knower="b", positive=False)
    assert truth([told(said, denied)]).conflicts() == {(("q", "no"), ("q", "yes"))}


def test_a_slip_of_the_hand_has_no_origin_and_no_conflict() -> None:
    t = truth([told(gold(31, "s"), gold(13, "s", altered=True))])
    assert t.claims[("q", "13")].altered
    assert t.claims[("q", "13")].slipped == {"s"}
    assert not t.conflicts()


def test_a_world_has_every_kind_of_truth() -> None:
    t = truth(generate(4, 1500))
    counts = [len(c.origins) for c in t.claims.values() if not c.altered]
    assert counts.count(1) > 100
    assert counts.count(2) > 40
    assert len(t.conflicts()) > 30
    assert {kind for *_, kind in t.supersessions()} == {"update", "correction"}
    assert any(c.altered for c in t.claims.values())
    assert all(c.origins or c.slipped for c in t.claims.values())
    # what a count of reports would say
    assert sum(len(c.reports) for c in t.claims.values()) > 1.8 * sum(counts)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_truth_does_not_depend_on_order_repeats_or_batches(data: st.DataObject) -> None:
    world = data.draw(newsrooms())
    whole = truth(world)
    other = Truth()
    for batch in data.draw(arrivals(world)):
        for report in batch:
            other.add(report)
    assert other.claims == whole.claims
    assert other.conflicts() == whole.conflicts()
    assert other.supersessions() == whole.supersessions()
    assert other.parents == whole.parents


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_small_newsrooms_come_in_the_sizes_promised(data: st.DataObject) -> None:
    world = data.draw(newsrooms(least=4, most=6))
    assert 4 <= len(world) <= 6
    a, b = data.draw(halves(world))
    assert a
    assert b
    assert {r.url for r in a} | {r.url for r in b} == {r.url for r in world}


@pytest.mark.parametrize("relation", ["copy", "paraphrase", "rewrite", "relay", "circular", "stale", "truncated"])
def test_small_newsrooms_hold_every_kind_of_report(relation: str) -> None:
    from tests.strategies import TROUBLED

    assert any(r.relation == relation for seed in range(40) for r in generate(seed, 12, profile=TROUBLED))
