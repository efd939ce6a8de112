"""Containment of places: records and the reasons the comparison draws from it. Well-known geography."""

from __future__ import annotations

import pytest

from rashomon.compare.questions.places import Where, where
from rashomon.errors import RecordError
from rashomon.records import Level, Place


def place(name: str, level: Level, *within: str) -> Place:
    return Place(key=name, name=name.title(), level=level, lat=0.0, lon=0.0, parents=within, within=within)


RUSSIA = place("russia", Level.COUNTRY)
OBLAST = place("kursk oblast", Level.PROVINCE, "russia")
KURSK = place("kursk", Level.SETTLEMENT, "kursk oblast", "russia")
SUDZHA = place("sudzha", Level.SETTLEMENT, "kursk oblast", "russia")
UKRAINE = place("ukraine", Level.COUNTRY)
SUMY = place("sumy", Level.SETTLEMENT, "sumy oblast", "ukraine")
BLACK_SEA = place("black sea", Level.WATER)
UNPLACED = place("somewhere", Level.SETTLEMENT)

PAIRS = [  # one, other, one contains other, they agree, they are apart
    (RUSSIA, KURSK, True, True, False),
    (OBLAST, KURSK, True, True, False),
    (KURSK, OBLAST, False, True, False),
    (KURSK, KURSK, False, True, False),
    (KURSK, SUDZHA, False, False, True),
    (OBLAST, UKRAINE, False, False, True),
    (RUSSIA, UKRAINE, False, False, True),
    (KURSK, SUMY, False, False, True),
    (BLACK_SEA, KURSK, False, False, False),
    (UNPLACED, KURSK, False, False, False),
]


@pytest.mark.parametrize(("one", "other", "contains", "agrees", "apart"), PAIRS, ids=lambda v: getattr(v, "name", v))
def test_containment(one: Place, other: Place, *, contains: bool, agrees: bool, apart: bool) -> None:
    assert (one.contains(other), one.agrees(other), one.apart(other)) == (contains, agrees, apart)
    assert (other.agrees(one), other.apart(one)) == (agrees, apart)


REASONS = [
    ((KURSK,), (RUSSIA,), "place inside", "Kursk is in Russia"),
    ((RUSSIA,), (KURSK, SUMY), "place inside", "Kursk is in Russia"),
    ((KURSK,), (SUDZHA,), "places apart", "Kursk and Sudzha are different places"),
    ((SUMY,), (OBLAST,), "places apart", "Kursk Oblast and Sumy are different places"),
]


@pytest.mark.parametrize(("left", "right", "feature", "words"), REASONS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_reason_names_the_places(left: tuple[Place, ...], right: tuple[Place, ...], feature: str, words: str) -> None:
    for one, other in ((left, right), (right, left)):
        assert where(one, other) == Where(feature, words)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((), (KURSK,)),
        ((KURSK,), (KURSK, SUMY)),
        ((BLACK_SEA,), (KURSK,)),
        ((RUSSIA,), (UKRAINE,)),
        ((UNPLACED,), (SUMY,)),
    ],
)
def test_no_reason_where_nothing_can_be_told(left: tuple[Place, ...], right: tuple[Place, ...]) -> None:
    assert where(left, right) is None
    assert where(right, left) is None


@pytest.mark.parametrize(
    "wrong", [{"lat": 91.0}, {"lon": -181.0}, {"parents": ("a",)}, {"parents": ("kursk",), "within": ("Kursk",)}]
)
def test_impossible_places_are_refused(wrong: dict[str, object]) -> None:
    fields: dict[str, object] = {"key": "kursk", "name": "Kursk", "level": Level.SETTLEMENT, "lat": 1.0, "lon": 1.0}
    with pytest.raises(RecordError):
        Place(**(fields | wrong))  # type: ignore[arg-type]
