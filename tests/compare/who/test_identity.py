"""Who is who by name."""

from __future__ import annotations

import pytest

from rashomon.compare.who.identity import cited_outlet, names_nobody, own_outlet, perhaps_same, same_outlet
from rashomon.records import Outlet, Voice, VoiceKind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("harrow", "Harrow"), ("harrowwire.example", "Harrow"), True),
        (("harrow herald", "the Harrow Herald"), ("harrowherald.example", "harrowherald.example"), True),
        (("agency", "the news agency Lendrick"), ("lendrick", "Lendrick"), True),
        (("news.lendrick.example", "Lendrick Online"), ("lendrick", "Lendrick"), True),
        (("herald.example", "Bay Herald"), ("herald.invalid", "Hill Herald"), False),
        (("harrow herald", "Harrow Herald"), ("harrow mirror", "Harrow Mirror"), False),
    ],
)
def test_outlets_by_name_and_address(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert same_outlet(one, other) is same_outlet(other, one) is same


def test_a_paper_may_call_itself_by_the_end_of_its_name() -> None:
    paper = Outlet(key="harrowcourier.example", name="The Harrow Courier", basis="page")
    assert own_outlet(paper, "courier", "the Courier")
    assert not own_outlet(paper, "harrow", "Harrow")
    assert not own_outlet(paper, "bay courier", "the Bay Courier")


@pytest.mark.parametrize(
    ("kind", "key", "name", "cited"),
    [
        (VoiceKind.CONDUIT, "news agency", "the news agency Lendrick", "lendrick"),
        (VoiceKind.CONDUIT, "agency", "the agency", None),
        (VoiceKind.INSTITUTION, "bay mirror", "the Bay Mirror", "bay mirror"),
        (VoiceKind.INSTITUTION, "fire service", "the Fire Service", None),
        (VoiceKind.PERSON, "ann post", "Ann Post", None),
    ],
)
def test_which_voices_are_outlets(kind: VoiceKind, key: str, name: str, cited: str | None) -> None:
    found = cited_outlet(Voice(kind=kind, key=key, name=name))
    assert (found[0] if found else None) == cited


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("fire service", "national fire service", True),
        ("joint chiefs of staff", "lendrick joint chiefs of staff", True),
        ("ministry of health", "ministry of health of lendrick", True),
        ("city fire service", "national fire service", False),
        ("fire service", "fire service union", False),
        ("health ministry", "defence ministry", False),
    ],
)
def test_bodies_whose_names_contain_each_other(one: str, other: str, same: bool) -> None:
    assert perhaps_same([one], [other]) is perhaps_same([other], [one]) is same


def test_words_that_name_nobody() -> None:
    assert all(map(names_nobody, ("office", "the ministry", "a third", "unnamed:thirds", "company")))
    assert not any(map(names_nobody, ("fire service", "lendrick", "health ministry")))
