"""Where and who did it: answers that are names, their questions and conflicts. Invented cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.named import asks_where, by_place, culprit, place, rivals, same_deed
from rashomon.compare.questions.pairs import probability
from rashomon.compare.settle import Known, settle
from rashomon.records import (
    Attribute,
    Commitment,
    ConflictKind,
    Level,
    Place,
    Polarity,
    Report,
    Settled,
    Statement,
    SupersessionKind,
)
from tests.compare.facts import person, report, statement

EARLY, LATE = report("early.example", "2030-03-01"), report("late.example", "2030-03-02")
COUNTRY = Place(key="c", name="Arda", level=Level.COUNTRY, lat=10, lon=11)
TOWN = Place(key="t", name="Orvo", level=Level.SETTLEMENT, lat=10, lon=10, parents=("c",), within=("Arda",))
OTHER = Place(key="u", name="Ulm", level=Level.SETTLEMENT, lat=11, lon=10, parents=("c",), within=("Arda",))
FAR = Place(key="f", name="Storm", level=Level.SETTLEMENT, lat=-40, lon=170, parents=("z",), within=("Zed",))
AFFAIR = {r.id: ("arda", "orvo", "korr", "ilse") for r in (EARLY, LATE)}


def told(where: Report, *places: Place, **more: object) -> Statement:
    made = statement(where, **({"predicate": "attack", "terms": ("attack", "bridge", "night")} | more))
    return replace(made, frame=replace(made.frame, located=places))


def blamed(where: Report, whom: str, by: str, at: int = 0, **more: object) -> Statement:
    given = {"predicate": "accuse", "names": (by, whom), "terms": ("accuse", "attack", "bridge"), "speaker": person(by)}
    return statement(where, at, **(given | more))


def settled(*members: Statement) -> Settled:
    return settle(members, (), {r.id: r for r in (EARLY, LATE)}, Known(AFFAIR))


def test_the_innermost_place_answers_and_two_apart_answer_nothing():
    assert place(told(EARLY, COUNTRY, TOWN)) == TOWN
    assert place(told(EARLY, TOWN, OTHER)) is None
    assert place(told(EARLY)) is None


def test_a_country_supports_each_of_its_towns():
    members = [told(EARLY, COUNTRY), told(LATE, TOWN), told(LATE, OTHER, place=40)]
    found = by_place(members)
    assert {key: len(told_) for key, (_, told_) in found.items()} == {"t": 2, "u": 2}


def test_rival_places_lie_within_reach_of_each_other():
    assert rivals(TOWN, OTHER)
    assert not rivals(TOWN, FAR)
    assert not rivals(TOWN, COUNTRY)


def test_one_happening_put_in_two_towns_is_a_conflict_of_place():
    found = settled(told(EARLY, TOWN, speaker=person("a")), told(LATE, OTHER, speaker=person("b")))
    where = [q for q in found.questions if q.attribute is Attribute.PLACE]
    assert len(where) == 1
    assert where[0].words.startswith("Where")
    shown = [c for c in found.conflicts if c.kind is ConflictKind.PLACE]
    assert len(shown) == 1
    assert None not in shown[0].as_of
    assert {c.value.key for c in found.claims if c.question_id == where[0].id} == {"t", "u"}


@pytest.mark.parametrize(
    "members",
    [
        (told(EARLY, TOWN), told(EARLY, OTHER, place=40)),  # one report tells of two
        (told(EARLY, TOWN), told(LATE, COUNTRY)),  # one lies in the other
        (told(EARLY, TOWN), told(LATE, FAR)),  # a name misread
        (told(EARLY, TOWN), told(LATE)),
    ],
)
def test_no_question_of_place_where_nothing_is_rival(members):
    assert not asks_where(members)
    assert not [c for c in settled(*members).conflicts if c.kind is ConflictKind.PLACE]


@pytest.mark.parametrize(
    ("made", "who"),
    [
        (blamed(EARLY, "arda", by="korr"), "arda"),
        (blamed(EARLY, "arda", by="korr", polarity=Polarity.NEGATIVE), None),
        (blamed(EARLY, "arda", by="korr", commitment=Commitment.DENIED), None),
        (blamed(EARLY, "arda", by="korr", terms=("accuse", "deny")), None),  # who rejects it accuses nobody
        (statement(EARLY, predicate="say", names=("front",), terms=("attack", "responsibility")), "front"),
        (statement(EARLY, predicate="attack", names=("front",)), None),
    ],
)
def test_who_did_it_by_one_statement(made, who):
    found = culprit(made)
    assert (found.key if found else None) == who


def test_one_deed_laid_to_two_by_two_voices_is_a_rival_assessment():
    found = settled(blamed(EARLY, "arda", by="korr"), blamed(LATE, "front", by="ilse"))
    who = [q for q in found.questions if q.attribute is Attribute.CULPRIT]
    assert [q.words[:10] for q in who] == ["Who did it"]
    assert [c.kind for c in found.conflicts] == [ConflictKind.ASSESSMENT]


def test_one_voice_that_blames_two_accuses_both():
    found = settled(blamed(EARLY, "arda", by="korr"), blamed(EARLY, "front", by="korr", at=40))
    assert not found.conflicts


def test_accusations_of_two_affairs_are_two_deeds():
    one, two = blamed(EARLY, "arda", by="korr"), blamed(LATE, "front", by="ilse", terms=("accuse", "theft"))
    affairs = ("arda", "orvo", "korr", "dorn"), ("zed", "ulm", "ilse", "marn")
    apart = probability(same_deed(Dated(one, 1.0, affairs[0]), Dated(two, 2.0, affairs[1])))
    near = probability(same_deed(Dated(one, 1.0, affairs[0]), Dated(two, 2.0, affairs[0])))
    assert apart < 0.3 < 0.5 < near


def test_a_denial_goes_to_what_it_denies_and_joins_nothing_else():
    said = statement(EARLY, predicate="arrive", terms=("border", "soldier", "northern"), speaker=person("korr"))
    denial = statement(
        LATE,
        predicate="deploy",
        terms=("border", "northern", "troop"),
        speaker=person("ilse"),
        commitment=Commitment.DENIED,
    )
    found = settled(said, denial)
    asked = [q for q in found.questions if q.attribute is Attribute.OCCURRENCE]
    assert [set(q.statements) for q in asked] == [{said.id, denial.id}]
    assert [c.kind for c in found.conflicts] == [ConflictKind.POLARITY]
    hedged = replace(denial, commitment=Commitment.UNCONFIRMED)
    assert not settled(said, hedged).conflicts  # "could not confirm" denies nothing


def test_a_speaker_who_denies_himself_takes_it_back():
    said = statement(EARLY, speaker=person("korr"))
    denied = statement(LATE, speaker=person("korr"), commitment=Commitment.DENIED)
    found = settled(said, denied)
    assert [s.kind for s in found.supersessions] == [SupersessionKind.RETRACTION]
    assert (found.supersessions[0].earlier_statement, found.supersessions[0].later_statement) == (said.id, denied.id)
    assert not found.conflicts


def test_a_speaker_given_both_ways_at_one_time_was_garbled():
    said = statement(EARLY, speaker=person("korr"))
    denied = statement(EARLY, 40, speaker=person("korr"), commitment=Commitment.DENIED)
    found = settled(said, denied)
    assert [c.kind for c in found.conflicts] == [ConflictKind.TRANSMISSION]
    assert not found.supersessions
    assert not found.flags
