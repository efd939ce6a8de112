"""Status words and grades: from origins and rivals alone, each with its reason."""

from __future__ import annotations

import pytest

from rashomon.compare.claims.forming import Stand
from rashomon.compare.claims.standing import Rivals, standing
from rashomon.compare.origins.counting import Weighed
from rashomon.records import (
    Attribute,
    Commitment,
    Conflict,
    ConflictKind,
    Corroboration,
    Grade,
    Origin,
    OriginKind,
    Question,
    Reason,
    Status,
    Supersession,
    SupersessionKind,
    Value,
)
from tests.compare.facts import report, statement

WHY = (Reason(feature="given", weight=0.0, words="given"),)
SAID = statement(report("a"))
ASKED = Question(
    id="q", attribute=Attribute.COUNT, words="How many", predicate="kill", about=(), statements=("s",), event="e"
)


def stand(name: str = "c", *, supports: bool = True, denies: bool = False) -> Stand:
    value = Value(attribute=Attribute.COUNT, words=name)
    return Stand(name, ASKED, value, None, (), (SAID.id,) if supports else (), (SAID.id,) if denies else ())


def weighed(
    least: int, several: float, *, told: int = 2, kind: OriginKind = OriginKind.SPEAKER, key: str = "k"
) -> Weighed:
    most = max(least, 2 if several else 1)
    fact = Corroboration(least=least, expected=max(1.0, least), most=most, at_least_two=several, reasons=WHY)
    said = Corroboration(least=1, expected=1.0, most=told, at_least_two=0.0, reasons=WHY)
    origins = [
        Origin(id=f"o{n}", claim_id="c", kind=kind, key=key, name="Ilse Tarn", statements=(SAID.id,), reasons=WHY)
        for n in range(least)
    ]
    return Weighed(fact, said, tuple(origins), (), None)


def conflict(kind: ConflictKind) -> Conflict:
    return Conflict(
        id="x", question_id="q", kind=kind, claims=("c", "d"), statements=((SAID.id,), (SAID.id,)), reasons=WHY
    )


def replaced(kind: SupersessionKind) -> Supersession:
    return Supersession(
        id=str(kind), question_id="q", kind=kind, earlier="c", later="d", earlier_statement=SAID.id,
        later_statement=SAID.id, as_of=(None, None), reasons=WHY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("held", "count", "status", "grade", "words"),
    [
        (stand(), weighed(2, 1.0), Status.CORROBORATED, Grade.CONFIRMED, "two or more independent origins"),
        (stand(), weighed(2, 1.0, kind=OriginKind.REPORT), Status.CORROBORATED, Grade.POSSIBLE, "share no words"),
        (stand(), weighed(2, 1.0, key="u:a:sources"), Status.CORROBORATED, Grade.POSSIBLE, "share no words"),
        (stand(), weighed(1, 0.9), Status.CORROBORATED, Grade.PROBABLE, "90 % likely"),
        (stand(), weighed(1, 0.9, told=1), Status.SINGLE, Grade.POSSIBLE, "one text alone tells of them"),
        (stand(), weighed(1, 0.5), Status.SINGLE, Grade.POSSIBLE, "only 50 % likely"),
        (stand(), weighed(1, 0.0), Status.SINGLE, Grade.POSSIBLE, "all of it comes from Ilse Tarn"),
        (stand(), weighed(1, 0.0, kind=OriginKind.REPORT), Status.SINGLE, Grade.UNJUDGED, "all of it comes from"),
        (stand(), weighed(1, 0.0, key="u:a:sources"), Status.SINGLE, Grade.UNJUDGED, "all of it comes from"),
        (stand(), weighed(1, 0.0, kind=OriginKind.CIRCLE), Status.SINGLE, Grade.UNJUDGED, "all of it comes from"),
        (stand(supports=False), weighed(1, 0.0), Status.UNSUPPORTED, Grade.UNJUDGED, "only asked"),
        (stand(supports=False, denies=True), weighed(2, 1.0), Status.UNSUPPORTED, Grade.IMPROBABLE, "only denied"),
    ],
)
def test_status_and_grade_rest_on_origins(
    held: Stand, count: Weighed, status: Status, grade: Grade, words: str
) -> None:
    found = standing(held, count, {SAID.id: SAID}, Rivals([held], (), ()))
    assert (found.status, found.grade) == (status, grade)
    assert words in found.because
    assert found.grade_words
    assert not {"true", "false"} & set(f"{found.because} {found.grade_words}".split())


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (ConflictKind.NUMBER, Status.DISPUTED),
        (ConflictKind.POLARITY, Status.DISPUTED),
        (ConflictKind.HEADLINE, Status.CORROBORATED),
        (ConflictKind.SCOPE, Status.CORROBORATED),
    ],
)
def test_what_stands_against_it_disputes_it_but_a_headline_against_its_own_text(
    kind: ConflictKind, status: Status
) -> None:
    rivals = Rivals([stand(), stand("d")], (conflict(kind),), ())
    found = standing(stand(), weighed(2, 1.0), {SAID.id: SAID}, rivals)
    assert found.status is status
    if status is Status.DISPUTED:
        assert found.grade is Grade.POSSIBLE
        assert found.because == "d stands against it, and neither replaces the other"


@pytest.mark.parametrize(
    ("kind", "status", "grade"),
    [
        (SupersessionKind.UPDATE, Status.SUPERSEDED, Grade.CONFIRMED),
        (SupersessionKind.CORRECTION, Status.SUPERSEDED, Grade.IMPROBABLE),
        (SupersessionKind.RETRACTION, Status.RETRACTED, Grade.IMPROBABLE),
        (SupersessionKind.REFINEMENT, Status.CORROBORATED, Grade.CONFIRMED),
    ],
)
def test_what_was_replaced_says_by_what(kind: SupersessionKind, status: Status, grade: Grade) -> None:
    rivals = Rivals([stand(), stand("d")], (), (replaced(kind),))
    found = standing(stand(), weighed(2, 1.0), {SAID.id: SAID}, rivals)
    assert (found.status, found.grade) == (status, grade)
    if status is not Status.CORROBORATED:
        assert "“d”" in found.because


def test_what_nobody_says_outright_is_possible_at_best() -> None:
    weak = statement(report("a"), commitment=Commitment.POSSIBLE)
    found = standing(stand(), weighed(2, 1.0), {SAID.id: weak}, Rivals([stand()], (), ()))
    assert found.grade is Grade.POSSIBLE
    assert "nobody says it outright" in found.grade_words
