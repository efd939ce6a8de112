from __future__ import annotations

import pytest

from rashomon.compare.origins.sides import levels, side_of
from rashomon.compare.tables import rules
from rashomon.records import VoiceKind
from tests.compare.origin_worlds import Told, build

EXAMPLES = [(e["name"], e["side"]) for e in rules("origins", "sides")["example"]]


@pytest.mark.parametrize(("name", "side"), EXAMPLES)
def test_whose_a_body_is_stands_in_its_name(name: str, side: str) -> None:
    assert side_of(name) == side


def test_a_land_and_all_who_speak_for_it_are_one_side() -> None:
    ministry = Told("a", "alpha", "one", knower="velmora's defence ministry", kind=VoiceKind.INSTITUTION)
    army = Told("b", "beta", "two", knower="the army of velmora", kind=VoiceKind.INSTITUTION)
    general = Told("c", "gamma", "three", knower="ann", body="velmora's general staff")
    statements, _ = build([ministry, army, general])
    found = levels(statements)
    assert (found.persons, found.institutions, found.sides, found.parties) == (1, 3, 1, ("velmora",))


def test_people_and_bodies_of_whom_nothing_is_told_are_sides_of_their_own() -> None:
    world = [
        Told("a", "alpha", "one", knower="ann"),
        Told("b", "beta", "two", knower="health ministry", kind=VoiceKind.INSTITUTION),
        Told("c", "gamma", "three", knower="officials", kind=VoiceKind.UNNAMED),
        Told("d", "delta", "four"),
    ]
    found = levels(build(world)[0])
    assert (found.persons, found.institutions, found.sides) == (1, 1, 2)
    assert levels(build([Told("e", "alpha", "five")])[0]).sides == 0
