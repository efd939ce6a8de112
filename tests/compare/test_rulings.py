"""Judgements find their statements by bytes and words, and the higher in rank holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.compare.rulings import ruling, verdicts
from rashomon.records import JudgementKind, Report, Ruling, Span, Spot, Statement, Subject, SubjectKind, judgement
from tests.compare.facts import report, statement

AT = datetime(2031, 3, 4, tzinfo=UTC)
TEXT = "The ferry Osprey sank off Velmora at night. Two tugs came to help."
HELD = report("a", text=TEXT)


def cut(start: int, end: int) -> Statement:
    span = Span(start=start, end=end)
    made = statement(HELD)
    return Statement(**{
        **{f: getattr(made, f) for f in made.__slots__},
        "id": Statement.identify(HELD.id, (span,)), "content": (span,),
    })  # fmt: skip


SANK, TUGS = cut(0, 42), cut(44, 65)


def told(original: str) -> list[tuple[Report, tuple[Statement, ...]]]:
    return [(HELD, (SANK, TUGS))] if original == HELD.original_id else []


def found(words: str, *, original: str = HELD.original_id, start: int = 0) -> tuple[str, ...]:
    spot = Spot(original=original, report="an id of an older engine", words=words, start=start)
    subject = Subject(kind=SubjectKind.STATEMENT, shown=words or "all", spots=(spot,))
    made = judgement(JudgementKind.REJECT, (subject,), by="Ada Brandt", at=AT)
    return ruling(made, told).statements


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (TEXT[0:42], (SANK.id,)),
        ("the ferry Osprey sank  off Velmora", (SANK.id,)),  # an older engine cut it shorter
        ("Osprey", ()),  # too little in common
        ("A goat ate the mayor's hat.", ()),
        ("", tuple(sorted((SANK.id, TUGS.id)))),  # the whole report
    ],
)
def test_a_spot_is_the_statement_with_the_same_or_nearly_the_same_words(words: str, expected: tuple[str, ...]) -> None:
    assert found(words) == expected


def test_words_of_other_bytes_are_not_found() -> None:
    assert found(TEXT[0:42], original="other bytes") == ()


def made(kind: JudgementKind, a: str, b: str, *, hours: int = 0, by: str = "Ada Brandt") -> Ruling:
    subjects = tuple(
        Subject(kind=SubjectKind.STATEMENT, shown=s, spots=(Spot(original=s, report=s, words=s),)) for s in (a, b)
    )
    decided = judgement(kind, subjects, by=by, at=AT + timedelta(hours=hours))
    return Ruling(judgement=decided, found=(((a,), ()), ((b,), ())))


SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME


@pytest.mark.parametrize(
    ("rulings", "joined", "overruled"),
    [
        ([made(SAME, "a", "b")], True, 0),
        ([made(SAME, "a", "b"), made(NOT_SAME, "a", "b", hours=1)], False, 1),
        ([made(NOT_SAME, "a", "b"), made(SAME, "a", "b", hours=1)], True, 1),
        ([made(NOT_SAME, "a", "b"), made(SAME, "a", "b", hours=1, by="machine:m")], False, 1),
        ([made(SAME, "a", "c"), made(SAME, "c", "b", hours=1), made(NOT_SAME, "a", "b", hours=2)], False, 1),
    ],
)
def test_the_higher_in_rank_holds_whatever_the_order(rulings: list[Ruling], joined: bool, overruled: int) -> None:
    for given in (rulings, rulings[::-1]):
        decided = verdicts(given, ("a", "b", "c"))
        clusters = decided.united((), (("a",), ("b",), ("c",)))
        assert any({"a", "b"} <= set(c) for c in clusters) is joined
        apart = decided.apart(())
        assert (apart is not None and apart("a", "b")) is not joined
        assert len(decided.overruled) == overruled
