"""Conflict, update, correction, or nothing: a table of small cases, each by its own facts."""

from __future__ import annotations

import pytest

from rashomon.compare.claims.forming import stands
from rashomon.compare.claims.rivals import Setting, decide
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.forming import questions
from rashomon.compare.questions.keys import published_days
from rashomon.compare.questions.scores import Scores
from rashomon.compare.questions.tellings import telling
from rashomon.records import (
    Aspect,
    Attribute,
    Bound,
    Commitment,
    Conflict,
    ConflictKind,
    Link,
    LinkKind,
    Polarity,
    QuantityKind,
    Question,
    Reason,
    Report,
    Statement,
    Supersession,
    SupersessionKind,
)
from tests.compare.facts import at_least, count, day, person, report, statement

EARLY, LATE = report("early.example", "2030-03-01"), report("late.example", "2030-03-03")
SAME_DAY = report("same.example", "2030-03-01")
UNDATED = report("undated.example", None)


def rivals(
    attribute: Attribute, *members: tuple[Report, Statement], links: tuple[Link, ...] = ()
) -> tuple[list[Question], list[Conflict], list[Supersession]]:
    reports = {r.id: r for r, _ in members}
    statements = {s.id: s for _, s in sorted(members, key=lambda m: m[1].id)}
    told = {r: (published_days(report), (), telling(report)) for r, report in reports.items()}
    dated = {i: Dated(s, *told[s.report_id]) for i, s in statements.items()}
    scores = Scores()
    asked = [q for q in questions(statements, dated, reports, scores) if q.attribute is attribute]
    setting = Setting.of(reports, links, dated, scores)
    conflicts: list[Conflict] = []
    supersessions: list[Supersession] = []
    for question in asked:
        found = decide(stands(question, statements, reports), setting)
        conflicts += found[0]
        supersessions += found[1]
    return asked, conflicts, supersessions


def toll(
    where: Report, number: float, speaker: str | None = None, place: int = 0, **more: object
) -> tuple[Report, Statement]:
    voice = person(speaker) if speaker else None
    item = str(more.pop("item", "dead"))
    predicate = "fatalities" if item == "dead" else "deploy"
    given = {"quantities": (count(item, number),), "speaker": voice, "predicate": predicate} | more
    return where, statement(where, place, **given)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (toll(EARLY, 28, "a"), toll(LATE, 47, "b"), SupersessionKind.UPDATE),  # a toll grows
        (toll(EARLY, 28, "a"), toll(LATE, 47), SupersessionKind.UPDATE),  # the later laid to nobody
        (toll(EARLY, 60, "a", quantities=(at_least("dead", 60),)), toll(LATE, 93, "b"), SupersessionKind.UPDATE),
        (toll(EARLY, 47, "a"), toll(LATE, 28, "a"), SupersessionKind.CORRECTION),  # one knower lowers his own number
        (toll(EARLY, 47, "a"), toll(LATE, 28, "b", terms=("revise", "toll", "northern")), SupersessionKind.CORRECTION),
        (toll(EARLY, 900, "a", item="troop"), toll(LATE, 300, "b", item="troop"), SupersessionKind.UPDATE),  # a level
        (toll(EARLY, 47, "a"), toll(LATE, 28, "a", terms=("retract", "toll")), SupersessionKind.RETRACTION),
    ],
)
def test_the_later_replaces_the_earlier(
    first: tuple[Report, Statement], second: tuple[Report, Statement], kind: SupersessionKind
) -> None:
    _, conflicts, supersessions = rivals(Attribute.COUNT, first, second)
    assert [s.kind for s in supersessions] == [kind]
    assert not conflicts
    assert supersessions[0].earlier_statement == first[1].id
    assert supersessions[0].later_statement == second[1].id


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (toll(EARLY, 28, "a"), toll(SAME_DAY, 47, "b"), ConflictKind.NUMBER),  # two knowers, one day
        (toll(EARLY, 47, "a"), toll(LATE, 28, "b"), ConflictKind.NUMBER),  # later and smaller, no cue, other knower
        (toll(EARLY, 28, "a", item="gunman"), toll(SAME_DAY, 31, "a", item="gunman"), ConflictKind.TRANSMISSION),
        (toll(EARLY, 41, "a", headline=True), toll(EARLY, 31, "a", place=30), ConflictKind.HEADLINE),
    ],
)
def test_neither_replaces_the_other(
    first: tuple[Report, Statement], second: tuple[Report, Statement], kind: ConflictKind
) -> None:
    _, conflicts, supersessions = rivals(Attribute.COUNT, first, second)
    assert [c.kind for c in conflicts] == [kind]
    assert not supersessions
    assert {*conflicts[0].statements[0], *conflicts[0].statements[1]} == {first[1].id, second[1].id}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (toll(EARLY, 47, "a"), toll(LATE, 47, "b")),  # the same value
        (toll(EARLY, 60, "a", quantities=(at_least("dead", 60),)), toll(SAME_DAY, 93, "b")),  # the bound admits it
        (toll(EARLY, 28, "a"), toll(UNDATED, 47, "b")),  # nothing tells the order
    ],
)
def test_nothing_to_decide(first: tuple[Report, Statement], second: tuple[Report, Statement]) -> None:
    asked, conflicts, supersessions = rivals(Attribute.COUNT, first, second)
    assert len(asked) == 1
    assert (conflicts, supersessions) == ([], [])


def test_a_stale_repetition_of_an_old_number_opens_no_conflict() -> None:
    stale = report("stale.example", "2030-03-05")
    _, conflicts, supersessions = rivals(Attribute.COUNT, toll(EARLY, 28, "a"), toll(LATE, 47, "b"), toll(stale, 28))
    assert [s.kind for s in supersessions] == [SupersessionKind.UPDATE]
    assert not conflicts


def test_stock_and_increment_are_two_questions() -> None:
    more = count("troop", 3000, kind=QuantityKind.INCREMENT)
    asked, conflicts, supersessions = rivals(
        Attribute.COUNT,
        toll(EARLY, 11000, "a", item="troop"),
        toll(SAME_DAY, 3000, "b", item="troop", quantities=(more,)),
    )
    assert sorted(q.scope or "" for q in asked) == ["increment", "stock"]
    assert (conflicts, supersessions) == ([], [])


def test_a_number_altered_in_a_copy_is_a_fault_of_transmission() -> None:
    reason = (Reason(feature="test", weight=5.0, words="one text"),)
    link = Link(
        id="copy",
        child=SAME_DAY.id,
        parent=EARLY.id,
        kind=LinkKind.NEAR,
        probability=1.0,
        directed=False,
        reasons=reason,
    )
    _, conflicts, _ = rivals(Attribute.COUNT, toll(EARLY, 31, "a"), toll(SAME_DAY, 13, "a"), links=(link,))
    assert [c.kind for c in conflicts] == [ConflictKind.TRANSMISSION]


def test_rival_dates_of_a_first_time_conflict_and_of_a_repeatable_event_do_not() -> None:
    def shown(where: Report, when: str, aspect: Aspect) -> tuple[Report, Statement]:
        return where, statement(where, predicate="unveil", aspect=aspect, happened=day(when))

    _, conflicts, _ = rivals(
        Attribute.DATE, shown(EARLY, "2029-08-01", Aspect.FIRST), shown(LATE, "2029-11-20", Aspect.FIRST)
    )
    assert [c.kind for c in conflicts] == [ConflictKind.DATE]
    twice = (shown(EARLY, "2029-08-01", Aspect.PLAIN), shown(LATE, "2029-11-20", Aspect.PLAIN))
    asked, conflicts, _ = rivals(Attribute.OCCURRENCE, *twice)
    assert len(asked) == 2
    assert not conflicts


@pytest.mark.parametrize(
    ("change", "conflict"),
    [
        ({"polarity": Polarity.NEGATIVE}, True),
        ({"commitment": Commitment.DENIED}, True),
        ({"commitment": Commitment.UNCONFIRMED}, False),  # "could not confirm" denies nothing
        ({"commitment": Commitment.POSSIBLE}, False),
    ],
)
def test_denials(change: dict[str, object], *, conflict: bool) -> None:
    said, denied = (
        (EARLY, statement(EARLY, speaker=person("a"))),
        (LATE, statement(LATE, speaker=person("b"), **change)),
    )
    _, conflicts, _ = rivals(Attribute.OCCURRENCE, said, denied)
    assert [c.kind for c in conflicts] == ([ConflictKind.POLARITY] if conflict else [])


def test_a_vague_number_says_none_of_the_numbers_it_leaves_room_for() -> None:
    vague = count("troop", 1000, low=2000.0, high=9999.0, bound=Bound.VAGUE)
    members = [
        toll(EARLY, 3000, "a", item="troop"),
        toll(SAME_DAY, 7000, "b", item="troop"),
        toll(LATE, 1000, "c", item="troop", quantities=(vague,)),
    ]
    asked, _, _ = rivals(Attribute.COUNT, *members)
    reports = {r.id: r for r, _ in members}
    found = stands(asked[0], {s.id: s for _, s in members}, reports)
    assert [s.supports for s in found] == [(members[n][1].id,) for n in (0, 1, 2)]
    assert not rivals(Attribute.COUNT, members[0], members[2])[1]


@pytest.mark.parametrize(
    ("where", "supersession", "conflict"),
    [
        (LATE, SupersessionKind.RETRACTION, None),  # he takes it back
        (SAME_DAY, None, ConflictKind.TRANSMISSION),  # at no two times: somebody garbled him
        (UNDATED, None, ConflictKind.TRANSMISSION),
    ],
)
def test_a_speaker_who_denies_himself(
    where: Report, supersession: SupersessionKind | None, conflict: ConflictKind | None
) -> None:
    said = (EARLY, statement(EARLY, speaker=person("a")))
    denied = (where, statement(where, speaker=person("a"), commitment=Commitment.DENIED))
    _, conflicts, supersessions = rivals(Attribute.OCCURRENCE, said, denied)
    assert [s.kind for s in supersessions] == ([supersession] if supersession else [])
    assert [c.kind for c in conflicts] == ([conflict] if conflict else [])


def test_who_denies_what_another_said_takes_nothing_back() -> None:
    said = (EARLY, statement(EARLY, speaker=person("a")))
    denied = (LATE, statement(LATE, speaker=person("b"), commitment=Commitment.DENIED))
    _, conflicts, supersessions = rivals(Attribute.OCCURRENCE, said, denied)
    assert [c.kind for c in conflicts] == [ConflictKind.POLARITY]
    assert not supersessions
