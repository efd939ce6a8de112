"""Stories of newsrooms that the weights never saw: the demo's explosion, and generated treaties, raids and floods."""

from __future__ import annotations

from datetime import UTC, datetime

from bench import incidents
from rashomon.compare.stories.forming import stories
from rashomon.read import read
from rashomon.records import Taken
from tests.stories.desk import NEWSROOM


def test_the_demo_newsroom_is_one_story():
    taken = [t for t in read([NEWSROOM], seen=datetime(2024, 5, 1, tzinfo=UTC)) if isinstance(t, Taken)]
    found = stories(t.report for t in taken)
    sizes = sorted(len(s.reports) for s in found)
    assert sizes == [1, len(taken) - 1]  # the folder's own README stands alone


def test_affairs_of_a_generated_newsroom_are_not_merged_and_seldom_split():
    held = incidents.generated(150, seed=3)
    gold = {d.report.id: d.group for d in held}
    precision, recall, _ = incidents.b_cubed(gold, incidents.grouped([d.report for d in held]))
    assert precision > 98
    assert recall > 85
