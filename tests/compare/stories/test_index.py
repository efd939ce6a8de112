"""Meeting under keys, against the rule written out; any order of adding and withdrawing gives the same."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.stories.index import CAP, NEEDED, Meetings

ITEMS = tuple(f"{n * 7919 % 1000:03}" for n in range(1, 61))
KEYS = "abc"


def by_rule(posted: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
    small = {key: set(sorted(i for i, keys in posted.items() if key in keys)[:CAP]) for key in KEYS}
    met = set()
    for a, b in combinations(sorted(posted), 2):
        shared = sum(key in posted[b] and (a in small[key] or b in small[key]) for key in posted[a])
        if shared >= NEEDED:
            met.add((a, b))
    return met


@given(
    st.dictionaries(st.sampled_from(ITEMS), st.frozensets(st.sampled_from(KEYS)), min_size=CAP + 2, max_size=60),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_who_meets_is_the_rule_whatever_the_order(posted, random):
    order = list(posted)
    random.shuffle(order)
    meetings = Meetings()
    held: set[tuple[str, str]] = set()
    for item in order:
        held ^= meetings.add(item, posted[item])  # what `add` gives is just what changed
    assert held == by_rule(posted) == set(meetings.pairs())
    for item in order[: len(order) // 2]:
        held ^= meetings.withdraw(item)
        del posted[item]
    assert held == by_rule(posted) == set(meetings.pairs())


def test_a_full_bucket_costs_a_newcomer_few_meetings():
    meetings = Meetings()
    for n in range(500):
        meetings.add(f"{n:04}", "ab")
    assert len(meetings.add("9999", "ab")) == CAP
