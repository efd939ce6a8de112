"""When two names are one, by the report's own words: both sides of every rule."""

from __future__ import annotations

import pytest

from bench.same_voice import introduced, normal, same_voice
from rashomon.records import Voice, VoiceKind

REPORT = (
    "The Joint Chiefs of Staff (JCS) said so. The Islamic State in Iraq and the Levant (ISIL) denied it. "
    "The Ministry of Defence (MoD) did not answer. Ardessa's Harbour Guard and the Ardessan Harbour Guard are one; "
    "the Velnan Coast Guard and the Sarvenkan Coast Guard are two."
)
KINDS = {k.value: k for k in VoiceKind}


def voice(kind: str, name: str, key: str = "") -> Voice:
    return Voice(kind=KINDS[kind], key=key or name.lower(), name=name)


@pytest.mark.parametrize(
    ("gold", "kind", "name"),
    [
        ("Ana Roe", "person", "Minister Ana Roe"),
        ("the Deputy Foreign Minister Ana Roe", "person", "Ana Roe"),
        ("Secretary of State Ana Roe", "person", "Ana Roe"),
        ("Ana Roe, the ministry's spokeswoman", "person", "Ana Roe"),
        ("Ana Roe", "person", "Harbour Board press secretary Ana Roe"),
        ("Roe", "person", "Ana Roe"),
        ("Kim", "person", "Kim Jong Un"),
        ("Ana M. Roe", "person", "Ana Roe"),
        ("Halvane’s Harbour Board", "institution", "the Halvane Harbour Board"),
        ("World Health Organization", "institution", "WHO"),
        ("WHO", "institution", "World Health Organization"),
        ("World Health Organization (WHO)", "institution", "the WHO"),
        ("U.S. State Department", "institution", "United States State Department"),
        ("South Sarvenka's JCS", "institution", "South Sarvenka's Joint Chiefs of Staff"),
        ("MoD", "institution", "Ministry of Defence"),
        ("the Ardessan Harbour Guard", "institution", "Harbour Guard"),
        ("Harbour Guard", "institution", "Ardessa's Harbour Guard"),
        ("South Sarvenkan JCS", "institution", "Joint Chiefs of Staff"),
        ("ISIL", "institution", "Islamic State in Iraq and the Levant"),
        ("officials", "unnamed", "two officials"),
        ("two U.S. officials", "unnamed", "officials"),
        ("unnamed officials", "unnamed", "Officials"),
        ("an official familiar with the talks", "unnamed", "one of the officials"),
        ("experts", "unnamed", "experts from three universities"),
        ("unnamed", "unnamed", "people briefed on the plan"),
        ("the police", "institution", "Ardessa police"),
        ("Velpress", "conduit", "Velpress"),
        ("outlet", "outlet", "The Coast Standard"),
        ("outlet(007)", "observation", "this reporter"),
    ],
)
def test_one_entity(gold: str, kind: str, name: str) -> None:
    assert same_voice(gold, voice(kind, name), REPORT)


@pytest.mark.parametrize(
    ("gold", "kind", "name"),
    [
        ("Ana Roe", "person", "Bel Roe"),
        ("Roe", "person", "Rowan"),
        ("Korea", "institution", "North Korea"),
        ("Coast Guard", "institution", "Velnan Coast Guard"),
        ("Velnan Coast Guard", "institution", "Sarvenkan Coast Guard"),
        ("Port of Velna", "institution", "Port of Ardessa"),
        ("Ministry of Defence", "institution", "Ministry of Health"),
        ("head of Mossad", "institution", "Mossad"),
        ("the President's Office", "institution", "the Prime Minister's Office"),
        ("WHO", "institution", "World Trade Organization"),
        ("U.S. officials", "unnamed", "South Korean officials"),
        ("officials", "unnamed", "experts"),
        ("unnamed", "person", "Ana Roe"),
        ("Ana Roe", "unnamed", "unnamed"),
        ("outlet", "person", "Ana Roe"),
        ("The Coast Standard", "outlet", "The Coast Standard"),
        ("Pyongyang", "institution", "North Korea"),
    ],
)
def test_two_entities(gold: str, kind: str, name: str) -> None:
    assert not same_voice(gold, voice(kind, name), REPORT)


def test_titles_go_only_before_a_name() -> None:
    assert normal("President Ana Roe") == normal("ana roe") == normal("president ana roe") == ("ana", "roe")
    assert normal("the President") == ("president",)
    assert normal("Joint Chiefs of Staff") == ("joint", "chiefs", "of", "staff")
    assert normal("General Staff") == ("general", "staff")


def test_acronyms_are_learned_from_the_report() -> None:
    assert introduced(REPORT)["jcs"] == ("joint", "chiefs", "of", "staff")
    assert introduced(REPORT)["isil"][0] == "islamic"
    assert introduced("He came (LOL) late.") == {}
