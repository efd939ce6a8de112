"""Which reports belong together: the same whatever the order, the copies, the ids and the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import incidents
from rashomon.compare.stories.forming import Stories, stories
from rashomon.compare.stories.linkage import CAP
from rashomon.records import Moment, Report, digest
from tests.strategies import newsrooms

NAMES = ("Adam Fieldhurst", "Corin Vesterlane", "Dana Okoruweh", "Ewan Brackmoor", "Fenna Lindqvarn", "Gil Tarrowick")
ROADS = ("Alder", "Birchmont", "Corrigan", "Dunmore", "Elmhurst", "Farrow")
TOWNS = ("Ostrel", "Velmora", "Harnwick")
OPENINGS = (
    "{name}, {age}, was shot dead on the {block} block of {road} Street in {town}, police said.",
    "Police in {town} named the victim of the shooting near {road} Street as {age}-year-old {name}.",
    "Family mourn {name}, who was {age} years old and died after gunfire on {road} Street, {town}.",
    "Detectives in {town} arrested a man over the death of {name}, {age}, shot on {road} Street.",
)
DETAILS = (
    "Neighbours heard quarrelling beside a parked van, and a grey saloon sped towards the quarry.",
    "Two cashiers hid behind the counter of the bakery while the window was shattered.",
    "The gunman waited in the laundry of the housing estate and left a hooded jacket there.",
    "Fishermen on the jetty pulled the wounded man from the water and tied his leg.",
    "A quarrel over a dog on the football pitch came before it, a cousin told the court clerk.",
    "The lorry was found burning under the viaduct, its trailer full of copper.",
)
CLOSINGS = (
    "No arrests were made.",
    "A suspect fled on foot.",
    "Anyone who saw it is asked to call.",
    "It is the third this year.",
)


def told(event: int, way: int, day: int, *, name: str = "") -> Report:
    """One report of an invented shooting; events of one town and week differ in names, ages and roads alone."""
    words = OPENINGS[way % 4].format(
        name=NAMES[event % 6], age=19 + 7 * event, block=100 * (event + 3), road=ROADS[event % 6], town=TOWNS[event % 3]
    )
    text = f"{words} {DETAILS[event % 6]} {CLOSINGS[(way + event) % 4]}"
    return incidents.made(name or f"{event}-{way}-{day}", "", text, f"2030-03-{1 + day:02}")


def groups(reports: Iterable[Report]) -> set[frozenset[str]]:
    held = Stories()
    for report in reports:
        held.add(report)
    return {frozenset(group) for group in held.groups()}


EVENTS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 3), st.integers(0, 14)), min_size=2, max_size=14, unique=True
)


def world(rows: Sequence[tuple[int, int, int]]) -> list[Report]:
    return [told(*row) for row in rows]


@given(EVENTS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_order_with_repeats_gives_the_same_stories(rows, random):
    reports = world(rows)
    other = [*reports, *random.sample(reports, 2)]
    random.shuffle(other)
    assert stories(reports) == stories(other)


@given(
    EVENTS, st.lists(st.tuples(st.integers(0, 13), st.integers(0, 27)), max_size=5), st.randoms(use_true_random=False)
)
@settings(max_examples=60, deadline=None)
def test_copies_of_other_days_and_titles_may_come_before_or_after_their_originals(rows, copied, random):
    reports = world(rows)
    for n, (which, day) in enumerate(copied):
        text = reports[which % len(rows)].text
        reports.append(replace(incidents.made(f"copy {n}", "", text, f"2030-03-{1 + day:02}"), title=f"Shots {n % 2}"))
    other = random.sample(reports, len(reports))
    found = stories(reports)
    assert found == stories(other)
    together = {i: s.id for s in found for i in s.reports}
    for n, (which, _) in enumerate(copied):
        assert together[reports[len(rows) + n].id] == together[reports[which % len(rows)].id]


@given(newsrooms(most=12), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_generated_newsroom_gives_the_same_stories_in_any_order(room, random):
    reports = [incidents.made(r.url, r.title, f"{r.text}", r.published.isoformat()) for r in room]
    other = random.sample(reports, len(reports))
    assert stories(reports) == stories(other)


@given(EVENTS, st.data())
@settings(max_examples=60, deadline=None)
def test_a_copy_joins_its_original_and_moves_nobody_else(rows, data):
    reports = world(rows)
    original = data.draw(st.sampled_from(reports))
    late = data.draw(st.integers(0, 20))
    when = original.published.when
    assert when.lo is not None
    assert when.hi is not None
    later = replace(when, lo=when.lo + timedelta(days=late), hi=when.hi + timedelta(days=late))
    copy = replace(original, id="copy", published=replace(original.published, when=later))
    before, after = groups(reports), groups([*reports, copy])
    assert {g - {"copy"} for g in after} == before
    assert next(g for g in after if "copy" in g) >= {original.id}


@given(EVENTS, st.integers(-4000, 4000))
@settings(max_examples=60, deadline=None)
def test_shifting_all_times_changes_nothing(rows, days):
    def moved(when: Moment) -> Moment:
        assert when.lo is not None
        assert when.hi is not None
        return replace(when, lo=when.lo + timedelta(days=days), hi=when.hi + timedelta(days=days))

    reports = world(rows)
    shifted = [replace(r, published=replace(r.published, when=moved(r.published.when))) for r in reports]
    assert groups(shifted) == groups(reports)


@given(EVENTS)
@settings(max_examples=60, deadline=None)
def test_other_ids_give_the_same_stories_under_those_ids(rows):
    reports = world(rows)
    renamed = {r.id: digest("renamed", r.id) for r in reports}
    again = groups(replace(r, id=renamed[r.id]) for r in reports)
    assert again == {frozenset(renamed[i] for i in group) for group in groups(reports)}


def test_happenings_of_one_town_and_week_stay_apart():
    reports = {(event, way): told(event, way, way) for event in (0, 3) for way in range(4)}
    found = groups(reports.values())
    assert found == {frozenset(reports[event, way].id for way in range(4)) for event in (0, 3)}


def test_a_story_says_who_it_is_about_and_why_each_report_is_there():
    found = stories(told(0, way, way) for way in range(4))
    assert len(found) == 1
    assert "adam fieldhurst" in found[0].names
    assert len(found[0].ties) == 3
    assert all(tie.reasons and tie.probability > 0.3 for tie in found[0].ties)
    assert {"both give the age 19", "both name a road called alder"} <= {
        r.words for t in found[0].ties for r in t.reasons
    }
    assert {i for tie in found[0].ties for i in (tie.a, tie.b)} == set(found[0].reports)


@pytest.mark.parametrize("text", ["", "...", "!"])
def test_reports_without_words_stand_alone(text):
    reports = [replace(told(0, 0, 0, name=str(n)), text=text, title="") for n in range(3)]
    assert len(groups(reports)) == 3


def test_a_story_larger_than_a_block_stays_one_whatever_the_order():
    reports = [
        incidents.made(str(n), "", f"{told(0, n, 0).text} Witness Number{n} spoke to Reporter{n % 7}.", "2030-03-01")
        for n in range(CAP + 20)
    ]
    found = groups(reports)
    assert max(map(len, found)) > 0.9 * len(reports)
    assert groups(reports[::-1]) == found
