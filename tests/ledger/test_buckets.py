"""Capped buckets: independent of order, exact against the definition, flat in cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ledger import Ledger, buckets
from rashomon.records import digest

ITEMS = [digest("item", str(n)) for n in range(14)]
KEYS = ["ferry", "harbour", "port"]
Meetings = dict[tuple[str, str], frozenset[str]]

moves = st.lists(
    st.tuples(st.sampled_from(ITEMS), st.one_of(st.none(), st.sets(st.sampled_from(KEYS)))), max_size=40
)  # None: withdraw


def by_definition(posted: Mapping[str, set[str]], cap: int) -> Meetings:
    """The buckets each pair meets in: at least one of the two among the smallest."""
    members = defaultdict(set)
    for item, keys in posted.items():
        for key in keys:
            members[key].add(item)
    met = defaultdict(set)
    for key, items in members.items():
        chosen = set(sorted(items)[:cap])
        for a, b in combinations(sorted(items), 2):
            if a in chosen or b in chosen:
                met[a, b].add(key)
    return {pair: frozenset(keys) for pair, keys in met.items()}


@settings(max_examples=60, deadline=None)
@given(moves)
def test_any_order_of_moves_agrees_with_the_definition(steps: list[tuple[str, set[str] | None]]) -> None:
    cap = 3
    posted: dict[str, set[str]] = {}
    before: Meetings = {}
    with pytest.MonkeyPatch.context() as patch, Ledger.open(None) as ledger:
        patch.setattr(buckets, "CAP", cap)
        for item, keys in steps:
            if keys is None:
                posted.pop(item, None)
                told = ledger.withdraw("words", item)
            else:
                posted[item] = posted.get(item, set()) | keys
                told = ledger.post("words", item, sorted(keys))
            after = by_definition(posted, cap)
            changed = {pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair)}
            assert changed <= told
            assert all(a < b for a, b in told)
            before = after
        everyone = list(combinations(sorted(ITEMS), 2))
        assert ledger.shared("words", everyone) == {pair: len(before.get(pair, ())) for pair in everyone}
        for item in ITEMS:
            near = {a if b == item else b: len(keys) for (a, b), keys in before.items() if item in (a, b)}
            assert ledger.met("words", item) == near


def test_a_full_bucket_meets_by_the_smallest_only() -> None:
    items = sorted(digest("item", str(n)) for n in range(buckets.CAP + 9))
    with Ledger.open(None) as ledger:
        for item in reversed(items):
            ledger.post("words", item, ["ferry"])
        last, other, first = items[-1], items[-2], items[0]
        assert ledger.shared("words", [(last, other), (last, first), (first, last)]) == {
            (last, other): 0,
            (last, first): 1,
            (first, last): 1,
        }
        ledger.withdraw("words", first)
        assert ledger.shared("words", [(items[buckets.CAP], last)]) == {(items[buckets.CAP], last): 1}


def test_spaces_do_not_mix_and_posting_again_tells_nothing(ledger: Ledger) -> None:
    a, b = sorted(ITEMS[:2])
    ledger.post("words", a, KEYS)
    assert ledger.post("passages", b, KEYS) == frozenset()
    assert ledger.shared("passages", [(a, b)]) == {(a, b): 0}
    assert ledger.post("words", b, KEYS[:1]) == {(a, b)}
    assert ledger.post("words", b, KEYS[:1]) == frozenset()
    assert ledger.post("words", b, KEYS) == {(a, b)}
    assert ledger.shared("words", [(a, b)]) == {(a, b): len(KEYS)}
    assert ledger.withdraw("words", "nobody") == frozenset()


def test_the_cost_of_a_hot_bucket_is_flat() -> None:
    told = {}
    with Ledger.open(None) as ledger, ledger.writing():
        for n in range(4000):
            told[n] = len(ledger.post("words", digest("item", str(n)), ["ferry"]))
    early = sum(told[n] for n in range(1000)) / 1000
    all_of_it = sum(told.values()) / 4000
    assert early < 4 * buckets.CAP
    assert all_of_it < 1.3 * early
