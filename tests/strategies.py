"""Hypothesis strategies: small newsrooms with known truth, and ways to deliver them.

``newsrooms()`` gives 3 to 12 reports of one or two affairs with the troubles of large worlds at higher rates, so that
copies, cuts, rewrites, relays, circles, slips and stale reports meet in few reports. Examples shrink towards fewer
reports and seed 0.
"""

from __future__ import annotations

import os
from itertools import pairwise

from hypothesis import strategies as st

from bench.worlds import Profile, WorldReport, generate

TROUBLED = Profile(
    typo=0.25,
    dropped=0.25,
    added=0.15,
    confirmed=0.45,
    rival=0.6,
    corrected=0.5,
    circular=0.35,
    affairs_per_day=48.0,
    smallest=3,
    largest=12,
    outlets=40,
    agencies=4,
)


CI_WORLDS = 300  # of the invariants of counting, in CI


def examples(count: int) -> int:
    """How many examples a property takes: ``count`` of them, and in a nightly run as many times more as it is larger.

    RASHOMON_WORLDS is the number of worlds of the invariants of counting: 300 where it is not set, 10,000 nightly.
    """
    return max(count, count * int(os.environ.get("RASHOMON_WORLDS", CI_WORLDS)) // CI_WORLDS)


@st.composite
def newsrooms(draw: st.DrawFn, *, least: int = 3, most: int = 12) -> tuple[WorldReport, ...]:
    """Between ``least`` and ``most`` reports in order of publication; any of them may be missing but the first."""
    seed = draw(st.integers(0, 5000))
    count = draw(st.integers(least, most))
    world = tuple(generate(seed, count + 2, profile=TROUBLED))
    missing = draw(st.sets(st.integers(1, count + 1), min_size=2, max_size=2))
    return tuple(r for i, r in enumerate(world) if i not in missing)


@st.composite
def arrivals(draw: st.DrawFn, world: tuple[WorldReport, ...]) -> tuple[tuple[WorldReport, ...], ...]:
    """The same reports in any order, in any batches, some of them more than once."""
    repeats = draw(st.lists(st.sampled_from(world), max_size=3))
    order = draw(st.permutations([*world, *repeats]))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=4)))
    edges = [0, *cuts, len(order)]
    return tuple(tuple(order[a:b]) for a, b in pairwise(edges))


@st.composite
def halves(draw: st.DrawFn, world: tuple[WorldReport, ...]) -> tuple[tuple[WorldReport, ...], tuple[WorldReport, ...]]:
    """Two sets of reports whose union is the world; they may share reports, and neither is empty."""
    sides = draw(st.lists(st.sampled_from("abx"), min_size=len(world), max_size=len(world)))
    a = tuple(r for r, side in zip(world, sides, strict=True) if side in "ax")
    b = tuple(r for r, side in zip(world, sides, strict=True) if side in "bx")
    return a or world[:1], b or world[-1:]
