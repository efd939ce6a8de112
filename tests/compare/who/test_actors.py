"""Who is who across reports. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.who.actors import BLOCK, Called, called, resolve
from rashomon.records import Name, NameKind, Span
from rashomon.records.spelling import near_spelling, one_first_name, skeleton, within
from tests.growth import assert_linear

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def heard(kind: NameKind, *reports: str, company: str = "velmora") -> list[Called]:
    """One report a text; keys are separated by "|", in capitals where the report writes capitals."""
    made = []
    for number, text in enumerate(reports):
        forms = text.split("|")
        near = frozenset([*(f.lower() for f in forms), company])
        report = f"r{number}"
        made += [Called(report=report, key=f.lower(), kind=kind, forms=frozenset({f}), near=near) for f in forms if f]
    return made


def groups(found: dict[tuple[str, str], str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for (_, key), own in found.items():
        out.setdefault(own, set()).add(key)
    return out


ONE = [
    (PERSON, "anton zelenny", "anton zelennyy"),
    (PERSON, "kim do ren", "kim do-ren"),
    (PERSON, "mohammed al-orl", "muhammad al-orl"),
    (PERSON, "larry oster", "lawrence oster"),
    (PERSON, "j oster", "john oster"),
    (PERSON, "john q oster", "john oster"),
    (PERSON, "oster", "john oster"),
    (ORGANISATION, "harrow motor company", "harrow motor"),
    (ORGANISATION, "harrow", "harrow motor company"),
    (ORGANISATION, "HRI", "halden research institute"),
    (ORGANISATION, "velmora joint chiefs of staff", "joint chiefs of staff"),
    (PLACE, "derse", "dersa"),
    (PLACE, "mount teral", "mount terral"),
    (PLACE, "karrow city", "karrow"),
]
TWO = [
    (PERSON, "ada orl", "emil orl"),
    (PERSON, "daniel orl", "daniela orl"),
    (PERSON, "marina orl", "marisa orl"),
    (PERSON, "j oster", "karl oster"),
    (PERSON, "john p oster", "john q oster"),
    (PERSON, "orl", "ada oster"),
    (ORGANISATION, "velmora defense ministry", "orland defense ministry"),
    (ORGANISATION, "general motors", "general systems"),
    (ORGANISATION, "who", "harrow oil"),
    (PLACE, "karra", "karrow"),
    (PLACE, "iran", "iraq"),
    (PLACE, "north velmora", "south velmora"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ONE)
def test_one_entity_under_two_keys(kind: NameKind, one: str, other: str) -> None:
    assert len(groups(resolve(heard(kind, one, other)))) == 1


@pytest.mark.parametrize(("kind", "one", "other"), TWO)
def test_two_entities_stay_two(kind: NameKind, one: str, other: str) -> None:
    assert len(groups(resolve(heard(kind, one, other)))) == 2


def test_a_surname_that_fits_two_persons_is_neither() -> None:
    found = groups(resolve(heard(PERSON, "orl", "ada orl", "emil orl")))
    assert found == {"orl": {"orl"}, "ada orl": {"ada orl"}, "emil orl": {"emil orl"}}


def test_a_surname_without_shared_company_is_nobody_else() -> None:
    apart = [*heard(PERSON, "orl", company="velmora")]
    apart += [Called(report="x", key="ada orl", kind=PERSON, forms=frozenset({"Ada Orl"}), near=frozenset({"harrow"}))]
    assert len(groups(resolve(apart))) == 2


def test_two_spellings_that_one_report_keeps_apart_stay_two() -> None:
    assert len(groups(resolve(heard(PERSON, "anton zelenny|anton zelennyy")))) == 2
    assert len(groups(resolve(heard(PLACE, "derse|dersa", "derse")))) == 2


def test_a_table_from_outside_decides_first() -> None:
    table = {"the strongman": "ada orl"}
    assert len(groups(resolve(heard(PERSON, "the strongman", "ada orl"), table))) == 1


def test_the_form_in_most_reports_stands_for_the_group() -> None:
    found = resolve(heard(PERSON, "larry oster", "lawrence oster", "larry oster"))
    assert set(found.values()) == {"larry oster"}


def test_what_a_report_calls_its_entities() -> None:
    names = [
        Name(kind=PERSON, key="ada orl", text="Ada Orl", span=Span(start=0, end=7)),
        Name(kind=NameKind.OTHER, key="ada orl", text="Orl", span=Span(start=9, end=12)),
        Name(kind=PLACE, key="karrow", text="Karrow", span=Span(start=14, end=20)),
    ]
    first, second = called("r", names)
    assert (first.key, first.kind, first.forms) == ("ada orl", PERSON, {"Ada Orl", "Orl"})
    assert second.near == {"ada orl", "karrow"}


def test_spellings() -> None:
    assert within("derse", "dersa", 1)
    assert not within("derse", "darsa", 1)
    assert within("", "ab", 2)
    assert near_spelling("Zelenskýy", "zelenskyy")
    assert not near_spelling("iran", "iraq")
    assert one_first_name("Bill", "william")
    assert one_first_name("j", "john")
    assert not one_first_name("anna", "hanna")
    assert skeleton("zelensky") == skeleton("zelenskyy")
    assert skeleton("derse") == skeleton("darsi")


KEYS = st.sampled_from(
    ["ada orl", "a orl", "emil orl", "orl", "anton zelenny", "anton zelennyy", "harrow", "harrow motor company", "hmc"]
)


@given(st.lists(st.tuples(st.integers(0, 4), KEYS), max_size=14), st.randoms(use_true_random=False))
def test_order_and_repeats_change_nothing(pairs: list[tuple[int, str]], order: object) -> None:
    reports: dict[int, set[str]] = {}
    for report, key in pairs:
        reports.setdefault(report, set()).add(key)
    made = [
        Called(
            report=f"r{report}",
            key=key,
            kind=PERSON if " " in key and "harrow" not in key else ORGANISATION,
            forms=frozenset({key}),
            near=frozenset(keys),
        )
        for report, keys in reports.items()
        for key in sorted(keys)
    ]
    shuffled = [*made, *made[:3]]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(made) == resolve(shuffled)
    assert set(resolve(made).values()) <= {key for _, key in pairs}
    found = resolve(made)
    for one, first in found.items():
        for other, second in found.items():
            if first == second and {one[1], other[1]} >= {"ada orl", "emil orl"}:
                raise AssertionError("two full first names are one")


def test_a_surname_of_many_stays_apart_and_costs_little() -> None:
    def resolving(size: int) -> Callable[[], object]:
        made = heard(PERSON, *(f"p{n} orl" for n in range(size)), "orl")
        assert len(groups(resolve(made))) == size + 1
        return lambda: resolve(made)

    assert_linear(resolving, BLOCK + 1, 8 * BLOCK)
