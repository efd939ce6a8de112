"""Answers in words: which of a kind, what for or why, how it went. Invented cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.questions.worded import classes, worded
from rashomon.compare.settle import Known, settle
from rashomon.records import (
    Attribute,
    Commitment,
    ConflictKind,
    Quantity,
    QuantityKind,
    Report,
    Settled,
    Span,
    Statement,
    Voice,
)
from tests.compare.facts import count, person, report, statement
from tests.compare.origin_worlds import calm

AFFAIR = ("arda", "orvo", "korr", "ilse")


def told(name: str, text: str, speaker: Voice | None = None, **more: object) -> tuple[Report, Statement]:
    where = report(name, "2030-03-01", text=text)
    given_ = {"predicate": "test", "terms": ("test", "rocket", "coast", "dawn"), "speaker": speaker}
    made = statement(where, **(given_ | more))  # type: ignore[arg-type]
    return where, replace(made, content=(Span(start=0, end=len(text)),))


def designated(*items: str) -> tuple[Quantity, ...]:
    return tuple(count(item, 1.0, kind=QuantityKind.ORDINAL) for item in items)


def settled(*members: tuple[Report, Statement]) -> Settled:
    reports = {where.id: where for where, _ in members}
    return settle([s for _, s in members], (), reports, Known(dict.fromkeys(reports, AFFAIR)))


def answers(found: Settled, attribute: Attribute) -> list[list[str]]:
    asked = [q for q in found.questions if q.attribute is attribute]
    return [sorted(c.value.words for c in found.claims if c.question_id == q.id) for q in asked]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Arda fired a rocket in order to test its crews, the army said", "in order to test its crews"),
        ("The mill fell because of a gas leak, which the mayor denied", "because of a gas leak"),
        ("The mill fell because the beams were old", "because the beams were old"),
        ("He put the loss down to the collapse of two dams", "put the loss down to the collapse of two dams"),
        ("The raid came in response to drills and was short", "in response to drills"),
        ("Arda agreed to send crews to Orvo", None),
        ("The mill fell because of it", None),
    ],
)
def test_what_a_statement_gives_as_reason(text: str, reason: str | None) -> None:
    where, made = told("a.example", text)
    assert [one.words for one in worded(made, where, Attribute.REASON)] == ([] if reason is None else [reason])


def test_a_statement_that_names_two_of_a_kind_says_not_which() -> None:
    where, two = told("a.example", "Two kinds", quantities=designated("kestrel-3", "kestrel-7", "t-72"))
    assert [(one.asks, one.key) for one in worded(two, where, Attribute.WHICH)] == [("t", "t-72")]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The launch was successful", ["a success"]),
        ("The launch failed at dawn", ["a failure"]),
        ("The crews failed to reach Orvo", []),
        ("The launch was a success and the landing a failure", []),
        ("The vote was rigged and illegal", ["not fair", "unlawful"]),
    ],
)
def test_judgements(text: str, sides: list[str]) -> None:
    where, made = told("a.example", text)
    assert [one.key for one in worded(made, where, Attribute.QUALITY)] == sides


def test_two_designations_of_one_thing_are_a_conflict() -> None:
    found = settled(
        told("a.example", "Arda tested a Kestrel-3", person("ilse"), quantities=designated("kestrel-3")),
        told("b.example", "Arda tested a Kestrel-7", person("korr"), quantities=designated("kestrel-7")),
    )
    assert answers(found, Attribute.WHICH) == [["kestrel-3", "kestrel-7"]]
    assert [c.kind for c in found.conflicts] == [ConflictKind.WHICH]


def test_one_designation_raises_no_question() -> None:
    found = settled(
        told("a.example", "Arda tested a Kestrel-3", person("ilse"), quantities=designated("kestrel-3")),
        told("b.example", "Arda tested a Kestrel-3", person("korr"), quantities=designated("kestrel-3")),
    )
    assert answers(found, Attribute.WHICH) == []


def test_opposite_judgements_are_rival_assessments() -> None:
    found = settled(
        told("a.example", "The test was a success", person("ilse")),
        told("b.example", "The test failed", person("korr")),
    )
    assert answers(found, Attribute.QUALITY) == [["a failure", "a success"]]
    assert [c.kind for c in found.conflicts] == [ConflictKind.ASSESSMENT]


def test_a_judgement_denied_counts_against_it() -> None:
    found = settled(
        told("a.example", "The test was a success", person("ilse")),
        told("b.example", "The test failed", person("korr"), commitment=Commitment.DENIED),
    )
    (failure,) = [c for c in found.claims if c.value.key == "a failure"]
    assert (len(failure.supports), len(failure.denies)) == (0, 1)


def test_reasons_stand_side_by_side_without_a_conflict() -> None:
    found = settled(
        told("a.example", "Arda tested a rocket because of the drills at sea", person("ilse")),
        told("b.example", "Arda tested a rocket in response to drills", person("korr")),
        told("c.example", "Arda tested a rocket in order to sell it abroad", person("vell")),
    )
    (shown,) = answers(found, Attribute.REASON)
    assert shown == [
        "because of the drills at sea / in response to drills",
        "in order to sell it abroad",
    ]
    assert not found.conflicts


@calm
@given(st.permutations(["the drills at sea", "drills", "a gas leak", "the leak of gas", "old beams"]))
def test_classes_do_not_depend_on_the_order(reasons: list[str]) -> None:
    def grouped(row: list[str]) -> list[set[str]]:
        made = [told(r, f"It came because of {r}") for r in row]
        all_ = [one for where, s in made for one in worded(s, where, Attribute.REASON)]
        return [{one.words for one in group} for group in classes(all_, Attribute.REASON)]

    assert grouped(reasons) == grouped(sorted(reasons))
    assert len(grouped(reasons)) == 3
