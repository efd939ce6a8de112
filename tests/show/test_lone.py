"""Speakers nobody else knows."""

from __future__ import annotations

from dataclasses import replace

from rashomon.show.lone import lone_speakers, texts


def names(found) -> list[str]:
    return [voice.name for voice, _ in found]


def nothing_copied(_: str) -> frozenset[str]:
    return frozenset()


def test_a_person_named_in_a_second_text_is_not_lone(affair):
    vonn = affair.statements["voice"]
    home = vonn.report_id
    assert names(lone_speakers([vonn], lambda key: (home,), nothing_copied)) == ["Petra Vonn"]
    assert names(lone_speakers([vonn], lambda key: (home, "elsewhere"), nothing_copied)) == []


def test_a_copy_is_no_second_text(affair):
    vonn = affair.statements["voice"]
    home = vonn.report_id
    pairs = {home: frozenset({"copy"}), "copy": frozenset({home})}
    naming = lambda key: (home, "copy")  # noqa: E731
    assert names(lone_speakers([vonn], naming, lambda r: pairs.get(r, frozenset()))) == ["Petra Vonn"]


def test_an_institution_known_elsewhere_can_be_asked(affair):
    roe = affair.statements["post"]
    known = {"ana roe": (roe.report_id,), "karsk defence ministry": (roe.report_id, "elsewhere")}
    assert names(lone_speakers([roe], lambda key: known.get(key, ()), nothing_copied)) == []
    known["karsk defence ministry"] = (roe.report_id,)
    assert names(lone_speakers([roe], lambda key: known.get(key, ()), nothing_copied)) == ["Ana Roe"]


def test_a_person_who_speaks_in_two_texts_is_not_lone_even_if_no_name_was_noted(affair):
    here = affair.statements["voice"]
    there = replace(here, id="other", report_id="elsewhere")
    assert names(lone_speakers([here, there], lambda key: (), nothing_copied)) == []


def test_the_family_name_alone_in_another_report_may_be_the_same_person(affair):
    vonn = affair.statements["voice"]
    known = {"petra vonn": (vonn.report_id,), "vonn": ("elsewhere",)}
    assert names(lone_speakers([vonn], lambda key: known.get(key, ()), nothing_copied)) == []


def test_texts_counts_chains_of_copies_once():
    pairs = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}, "d": set()}
    assert texts("abcd", lambda r: frozenset(pairs[r])) == 2
    assert texts("ac", lambda r: frozenset(pairs[r])) == 2, "what links them is not among them"
    assert texts("", lambda r: frozenset()) == 0
