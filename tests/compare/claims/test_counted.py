"""Rival numbers beyond plain order: bounds outgrown, parts, scopes, earlier values. Invented cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.claims.answers import FEARED
from rashomon.compare.claims.forming import stands
from rashomon.compare.claims.rivals import Setting, decide
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.forming import questions
from rashomon.compare.questions.keys import published_days
from rashomon.compare.questions.scores import Scores
from rashomon.compare.questions.tellings import telling
from rashomon.compare.settle import settle
from rashomon.records import (
    Attribute,
    Bound,
    Commitment,
    Conflict,
    ConflictKind,
    Level,
    Place,
    Report,
    Span,
    Statement,
    Status,
    Supersession,
    SupersessionKind,
)
from tests.compare.facts import at_least, count, person, report, statement
from tests.compare.origin_worlds import calm

EARLY, LATE = report("early.example", "2030-03-01"), report("late.example", "2030-03-03")
SAME_DAY = report("same.example", "2030-03-01")
TOWN = Place(key="t", name="Orvo", level=Level.SETTLEMENT, lat=10, lon=10, parents=("c",), within=("Arda",))
OTHER = Place(key="u", name="Ulm", level=Level.SETTLEMENT, lat=11, lon=10, parents=("c",), within=("Arda",))
COUNTRY = Place(key="c", name="Arda", level=Level.COUNTRY, lat=10, lon=11)
Told = tuple[Report, Statement]


def decided(*members: Told) -> tuple[list[str], list[Conflict], list[Supersession]]:
    """The values of all claims, and what was decided among those of each COUNT question."""
    reports = {r.id: r for r, _ in members}
    statements = {s.id: s for _, s in sorted(members, key=lambda m: m[1].id)}
    told = {r: (published_days(report), (), telling(report)) for r, report in reports.items()}
    dated = {i: Dated(s, *told[s.report_id]) for i, s in statements.items()}
    scores = Scores()
    values, conflicts, supersessions = [], [], []
    for asked in questions(statements, dated, reports, scores):
        if asked.attribute is Attribute.COUNT:
            found = stands(asked, statements, reports)
            values += [s.value.words for s in found]
            rival, replaced = decide(found, Setting.of(reports, (), dated, scores))
            conflicts += rival
            supersessions += replaced
    return sorted(values), conflicts, supersessions


def toll(where: Report, number: float, speaker: str | None = None, place: int = 0, **more: object) -> Told:
    given_ = {"quantities": (count("dead", number),), "speaker": person(speaker) if speaker else None}
    return where, statement(where, place, **({"predicate": "fatalities"} | given_ | more))


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        (at_least("dead", 40), count("dead", 145), SupersessionKind.UPDATE),
        (count("dead", 40, high=None, bound=Bound.MORE_THAN), count("dead", 60), SupersessionKind.UPDATE),
        (at_least("dead", 40), at_least("dead", 90), SupersessionKind.UPDATE),
        (
            count("crate", 12000, low=10800, high=13200, bound=Bound.ABOUT),
            count("crate", 11213),
            SupersessionKind.REFINEMENT,
        ),
    ],
)
def test_a_later_number_outgrows_a_bound_or_is_closer(earlier, later, kind):
    _, conflicts, supersessions = decided(
        toll(EARLY, 1, "a", quantities=(earlier,)), toll(LATE, 1, "b", quantities=(later,))
    )
    assert [s.kind for s in supersessions] == [kind]
    assert not conflicts


def test_who_says_at_least_forty_does_not_say_a_hundred_and_forty_five():
    values, _, _ = decided(
        toll(EARLY, 1, "a", quantities=(at_least("dead", 40),)), toll(SAME_DAY, 40, "b"), toll(LATE, 145, "c")
    )
    assert values == ["145", "40 / at least 40"]  # "at least 40" and 40 are one claim whose bound drifted


def test_a_limit_is_no_count_that_grew():
    limit = count("dead", 900, low=0.0, bound=Bound.AT_MOST)
    _, conflicts, supersessions = decided(toll(EARLY, 40, "a"), toll(LATE, 1, "b", quantities=(limit,)))
    assert (conflicts, supersessions) == ([], [])


def test_what_is_feared_is_another_question_than_what_is_known():
    feared = toll(SAME_DAY, 2000, "b", commitment=Commitment.POSSIBLE)
    reports = {r.id: r for r in (EARLY, SAME_DAY)}
    told = (toll(EARLY, 38, "a")[1], feared[1])
    settled = settle(told, (), reports)
    assert {q.scope for q in settled.questions if q.attribute is Attribute.COUNT} == {"stock", FEARED}
    assert not settled.conflicts


def test_the_presumed_dead_are_feared_and_not_known_however_firmly_told():
    presumed = toll(SAME_DAY, 2000, "b", quantities=(count("dead", 2000, presumed=True),))
    reports = {r.id: r for r in (EARLY, SAME_DAY)}
    settled = settle((toll(EARLY, 38, "a")[1], presumed[1]), (), reports)
    assert {q.scope for q in settled.questions if q.attribute is Attribute.COUNT} == {"stock", FEARED}
    assert not settled.conflicts


def test_a_toll_grown_past_a_refinement_keeps_its_status():
    about = count("crate", 12000, low=10800, high=13200, bound=Bound.ABOUT)
    told = [toll(EARLY, 1, "a", quantities=(about,)), toll(LATE, 11213, "b", quantities=(count("crate", 11213),))]
    settled = settle([s for _, s in told], (), {r.id: r for r, _ in told})
    assert Status.SUPERSEDED not in {c.status for c in settled.claims}


def test_parts_of_a_toll_in_one_report_are_no_rivals_of_the_whole_elsewhere():
    whole, part = toll(EARLY, 38), toll(EARLY, 7, place=40)
    other = toll(SAME_DAY, 39, "b")
    _, conflicts, _ = decided(whole, part, other)
    assert [{s for side in c.statements for s in side} for c in conflicts] == [{whole[1].id, other[1].id}]


def test_two_speakers_of_one_report_stay_rivals():
    _, conflicts, _ = decided(toll(EARLY, 31, "ministry"), toll(EARLY, 40, "hospital", place=40))
    assert [c.kind for c in conflicts] == [ConflictKind.NUMBER]
    assert conflicts[0].as_of[0] == conflicts[0].as_of[1] is not None


@pytest.mark.parametrize(
    ("small", "large"),
    [((TOWN,), (OTHER,)), ((TOWN,), (COUNTRY,))],  # two towns; a town and its country
)
def test_tolls_of_two_wholes_differ_in_scope(small, large):
    one = toll(EARLY, 150, "a")
    two = toll(SAME_DAY, 300, "b")
    placed = [(r, _placed(s, where)) for (r, s), where in ((one, small), (two, large))]
    _, conflicts, supersessions = decided(*placed)
    assert [c.kind for c in conflicts] == [ConflictKind.SCOPE]
    assert not supersessions


def test_more_dead_in_a_town_than_in_its_country_is_a_conflict():
    told = [
        (EARLY, _placed(toll(EARLY, 300, "a")[1], (TOWN,))),
        (SAME_DAY, _placed(toll(SAME_DAY, 150, "b")[1], (COUNTRY,))),
    ]
    _, conflicts, _ = decided(*told)
    assert [c.kind for c in conflicts] == [ConflictKind.NUMBER]


def _placed(told: Statement, places: tuple[Place, ...]) -> Statement:
    return replace(told, frame=replace(told.frame, located=places))


def test_a_toll_so_much_smaller_is_of_a_part():
    _, conflicts, _ = decided(toll(EARLY, 7, "a"), toll(SAME_DAY, 300, "b"))
    assert [c.kind for c in conflicts] == [ConflictKind.SCOPE]
    assert not conflicts[0].kind.disputes


def test_the_confirmed_toll_is_less_than_all():
    text = "The confirmed toll stood at 90 in the town. Another said 150 had died."
    here, there = (
        report("a.example", "2030-03-01", text),
        report("b.example", "2030-03-01", "Some 150 people had died."),
    )
    told = statement(here, quantities=(count("dead", 90),), predicate="fatalities", speaker=person("a"))
    told = replace(told, content=(Span(start=0, end=30),))
    _, conflicts, _ = decided((here, told), toll(there, 150, "b"))
    assert [c.kind for c in conflicts] == [ConflictKind.SCOPE]


def test_a_rise_within_one_statement_is_an_update_by_itself():
    quantities = (count("dead", 28, earlier=True), count("dead", 47))
    values, conflicts, supersessions = decided(toll(LATE, 1, "a", quantities=quantities))
    assert values == ["28", "47"]
    assert [s.kind for s in supersessions] == [SupersessionKind.UPDATE]
    assert supersessions[0].earlier_statement == supersessions[0].later_statement
    assert supersessions[0].as_of[0] is None
    assert supersessions[0].as_of[1] is not None
    assert not conflicts


def test_a_fall_within_one_statement_is_a_correction_of_a_toll():
    quantities = (count("dead", 340, earlier=True), count("dead", 280))
    _, _, supersessions = decided(toll(EARLY, 340, "b"), toll(LATE, 1, "a", quantities=quantities))
    assert [s.kind for s in supersessions] == [SupersessionKind.CORRECTION]
    assert supersessions[0].as_of == (_day(EARLY), _day(LATE))


def _day(where: Report):
    return where.published.when.lo


def test_what_was_said_previously_stands_at_no_known_time():
    text = "Officials had previously put the toll at 90 people."
    here = report("c.example", "2030-03-03", text)
    told = replace(toll(here, 90, "a")[1], sentence=Span(start=0, end=len(text)))
    _, conflicts, supersessions = decided((here, told), toll(LATE, 150, "b"))
    assert (conflicts, supersessions) == ([], [])


def test_loose_words_of_harm_exclude_nothing():
    one = toll(EARLY, 145, "a", quantities=(count("victim", 145),))
    two = toll(SAME_DAY, 400, "b", quantities=(count("victim", 400),))
    _, conflicts, _ = decided(one, two)
    assert [c.kind for c in conflicts] == [ConflictKind.SCOPE]


@calm
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 400), st.sampled_from("abc")), min_size=1, max_size=9))
def test_supersessions_never_run_in_a_circle(told):
    reports = [report(f"r{n}.example", f"2030-03-0{day}") for n, (day, _, _) in enumerate(told)]
    members = [toll(r, number, who) for r, (_, number, who) in zip(reports, told, strict=True)]
    _, conflicts, supersessions = decided(*members)
    after: dict[str, set[str]] = {}
    for one in supersessions:
        after.setdefault(one.earlier, set()).add(one.later)
    for start in after:
        reached, front = set(), {start}
        while front:
            front = {later for one in front for later in after.get(one, ())} - reached
            reached |= front
        assert start not in reached
    pairs = {frozenset((s.earlier, s.later)) for s in supersessions}
    assert not pairs & {frozenset(c.claims) for c in conflicts}


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (3000, 3166, False),  # in whole thousands they are one number
        (11000, 11300, False),
        (3000, 3700, True),
        (3100, 3140, False),
        (3100, 3166, True),  # that would be 3,200
        (3120, 3166, True),  # not rounded: three digits tell
        (300, 312, True),  # small tolls are counted, not rounded
    ],
)
def test_a_number_beside_its_rounded_form_is_no_rival(one, other, conflict):
    _, conflicts, _ = decided(toll(EARLY, one, "a"), toll(SAME_DAY, other, "b"))
    assert bool([c for c in conflicts if c.kind.disputes]) is conflict
