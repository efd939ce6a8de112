"""Average link in whole numbers against the general one of `clusters`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.questions import clusters
from rashomon.compare.stories.linkage import average_link

TEXTS = tuple("abcdefghijklmnop")


@given(
    st.integers(1, len(TEXTS)),
    st.lists(st.integers(0, 1_000_000), min_size=120, max_size=120, unique=True),
    st.sampled_from((0.2, 0.3, 0.5, 0.7)),
)
@settings(max_examples=200, deadline=None)
def test_it_cuts_the_same_tree_where_no_two_pairs_tie(count, drawn, join):
    texts = TEXTS[:count]
    table = {
        (a, b): drawn[i * (i - 1) // 2 + j] / 1_000_000 for i, b in enumerate(texts) for j, a in enumerate(texts[:i])
    }

    def probability(a: str, b: str) -> float:
        return table[min(a, b), max(a, b)]

    expected = clusters.average_link(texts, probability, join)
    assert average_link(texts[::-1], probability, join) == expected


def test_a_chain_of_likely_pairs_is_no_story():
    likely = {("a", "b"), ("b", "c"), ("c", "d")}
    found = average_link("abcd", lambda a, b: 0.9 if (a, b) in likely else 0.0, 0.5)
    assert found == (("a", "b"), ("c", "d"))
