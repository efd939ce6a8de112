"""Places of a report: names, roles, containment, ambiguity, bad input. Invented sentences, well-known geography."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise

import pytest

from rashomon.errors import WeightsError
from rashomon.read import extract
from rashomon.records import Level, Outlet, Report
from rashomon.understand import Reader, names, places, sentences, understand
from rashomon.understand.places import Role, Toponym
from rashomon.understand.places.folding import fold
from rashomon.understand.places.gazetteer import Gazetteer, shipped
from rashomon.understand.places.resolve import distance
from tests.growth import assert_linear

RAW = tomllib.loads(files("rashomon.understand").joinpath("rules/toponyms.toml").read_text("utf-8"))
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def report_of(text: str) -> Report:
    return extract(text.encode("utf-8"), locator="test.txt", media_type="text/plain", seen=SEEN)


def toponyms(text: str, home: dict[int, float] | None = None) -> tuple[Toponym, ...]:
    """What the rules alone read, without the trained reader's names."""
    report = report_of(text)
    found = sentences.split(report)
    return places.find_places(report, found, names.find_names(report.text, found).mentions, (), home)


def shown(text: str) -> list[str]:
    made = [(t.role, places.place_of(t.entry)) for t in toponyms(text)]
    return [f"{role}: " + " < ".join((place.name, *place.within)) for role, place in made]


@pytest.mark.parametrize("example", RAW["example"], ids=lambda e: e["text"][:50])
def test_example(example: dict[str, object]) -> None:
    assert shown(str(example["text"])) == example["places"]


LISTS = [n for n, v in RAW.items() if isinstance(v, list) and n not in ("example", "type_words")]


@pytest.mark.parametrize("name", LISTS)
def test_words_are_in_lower_case(name: str) -> None:
    assert [w for w in RAW[name] if w != w.lower()] == []


FOLDED = [
    ("Saint-Étienne", "st etienne"),
    ("St. Etienne", "st etienne"),
    ("Xi’an", "xian"),
    ("Łódź", "lodz"),
    ("Khān Yūnis", "khan yunis"),
    ("ISTANBUL", "istanbul"),
    ("\u202e\u0301", "\u202e"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "form"), FOLDED)
def test_folding(name: str, form: str) -> None:
    assert fold(name) == form


KNOWN = [  # name, level, what contains it, roughly where
    ("Kursk", Level.SETTLEMENT, ["Kursk Oblast", "Russia"], (51.7, 36.2)),
    ("Oslo", Level.SETTLEMENT, ["Norway"], (59.9, 10.7)),
    ("Texas", Level.PROVINCE, ["United States"], (31.0, -98.0)),
    ("Kenya", Level.COUNTRY, [], (0.0, 38.0)),
    ("Red Sea", Level.WATER, [], (20.0, 38.0)),
    ("Siberia", Level.REGION, ["Russia"], (60.0, 105.0)),
]


@pytest.mark.parametrize(("name", "level", "within", "where"), KNOWN, ids=[k[0] for k in KNOWN])
def test_gazetteer(name: str, level: Level, within: list[str], where: tuple[float, float]) -> None:
    entry = max((e for e in shipped().find(name) if e.level is level), key=lambda e: e.people)
    place = places.place_of(entry)
    assert [w for w in place.within if w in within] == within
    assert distance(place.lat, place.lon, *where) < 400


@pytest.mark.parametrize("name", ["", " ", "\ud83d", "\x00", "x" * 100_000, "Paris\nLima"])
def test_names_of_nothing(name: str) -> None:
    assert shipped().find(name) == ()


def test_what_contains_a_place_is_ever_wider() -> None:
    order = [Level.SETTLEMENT, Level.COUNTY, Level.PROVINCE, Level.COUNTRY]
    gazetteer = shipped()
    for number in range(0, len(gazetteer), 97):
        entry = gazetteer.entry(number)
        levels = [entry.level, *(gazetteer.entry(p).level for p in entry.parents)]
        chain = [order.index(level) for level in levels if level in order]
        assert chain == sorted(set(chain)), entry


def test_every_own_name_leads_back_to_its_entry() -> None:
    gazetteer = shipped()
    for number in range(0, len(gazetteer), 501):
        form = gazetteer.first(number)
        found = gazetteer.numbers(form)
        assert number in found or len(found) == 60, form
        assert fold(gazetteer.entry(number).name) == form


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"no json\nmore", b'{"format": 2}\n', b'{"format": 1, "sizes": {"keys": 3}}\nabc']
)
def test_a_damaged_gazetteer_is_refused(raw: bytes) -> None:
    with pytest.raises(WeightsError):
        Gazetteer(raw)


def test_the_report_decides_among_namesakes() -> None:
    kentucky = "Police in Lexington, Kentucky, held a man from Paris. He drove from Paris to Frankfort and Georgetown."
    france = "Trains from Lyon and Marseille to Paris stood still, the French railways said."
    for text, land in ((kentucky, "Kentucky"), (france, "France")):
        (paris, *_) = [t for t in toponyms(text) if t.text == "Paris"]
        assert land in places.place_of(paris.entry).within
        assert paris.rivals
        assert paris.reasons
        assert 0.5 < paris.probability <= 1.0


def test_one_sense_a_report() -> None:
    text = "A fire broke out in Athens, Georgia. By noon Athens was under smoke, and roads to Athens were closed."
    assert len({t.entry for t in toponyms(text) if t.text == "Athens"}) == 1


def test_a_small_place_beside_its_state_is_there_and_no_namesake() -> None:
    (first, _, second) = toponyms("The crash was near Kinston, Ohio. Crews from Kinston came at noon.")
    for toponym in (first, second):
        place = places.place_of(toponym.entry)
        assert (place.within, place.key[:6]) == (("Ohio", "United States"), "named:")


def test_the_home_of_an_outlet_counts() -> None:
    outlet = Outlet(key="daily.example.ca", name="Daily", basis="test")
    report = report_of("The council of London met.")
    home = places.home_of(_with(report, outlet))
    assert [shipped().entry(n).name for n in home] == ["canada"]
    assert places.home_of(_with(report, Outlet(key="daily.example.tv", name="Daily", basis="test"))) == {}
    told = {t.text: t.probability for t in toponyms("Fog closed the port of Kingston on Monday.", home)}
    bare = {t.text: t.probability for t in toponyms("Fog closed the port of Kingston on Monday.")}
    assert told != bare


def _with(report: Report, outlet: Outlet) -> Report:
    return replace(report, outlet=outlet)


def test_statements_carry_places_that_are_no_speakers() -> None:
    text = "Seoul said on Monday that 40 soldiers were killed in Kursk. Rescuers reached the town of Sudzha on Tuesday."
    made = understand(report_of(text), reader=Reader.RULES).statements
    located = {p.name: p for s in made for p in s.frame.located}
    assert "Seoul" not in located
    assert located["Kursk"].within == ("Kursk Oblast", "Russia")


def test_list_of_towns_is_cut() -> None:
    towns = (
        "Kursk, Oslo, Lima, Cairo, Lagos, Quito, Hanoi, Seoul, Tokyo, Delhi, Berlin, Madrid, Vienna, Athens and Rome"
    )
    made = understand(report_of(f"Shots were heard in {towns} on Monday, officials said."), reader=Reader.RULES)
    assert max(len(s.frame.located) for s in made.statements) == 12


HOSTILE = [
    "in " + "Paris " * 5,
    "IN PARIS, TEXAS, AND IN LIMA " * 3,
    "a man in paris, texas, said so",
    "in Pa\u0301ris\u200b and \u202eKyiv\u202c and \U0001f5fa Lima",
    "Paris, , , , Texas ( ( London ) ' ' 's 's",
    "D-, R-X, D-S. C., Mont., W. , N.",
    "\ud83d in Lima",
    "of of of St. St. St. Mt. - - Co. Co. County County, Ohio",
    "İstanbul'da ve Łódź’s",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_text_breaks_nothing(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    found = toponyms(f"{text}\n\nThe mayor of Lima was there.")
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert any(t.text == "Lima" for t in found)


def test_capitals_and_small_letters() -> None:
    assert [t.text for t in toponyms("BELGRADE, Serbia - The bridge fell, police said.")][:2] == ["BELGRADE", "Serbia"]
    assert toponyms("the bridge in belgrade fell, police said on monday.") == ()


@pytest.mark.parametrize("kind", ["many", "one"])
def test_ten_thousand_names_take_linear_time(kind: str) -> None:
    gazetteer = shipped()
    every = (
        [gazetteer.entry(n).name for n in range(0, len(gazetteer), 20)] if kind == "many" else ["Springfield"] * 10_000
    )

    def finding(count: int) -> Callable[[], object]:
        report = report_of(".\n\n".join(f"He was in {name}" for name in every[:count]) + ".")
        found = sentences.split(report)
        return lambda: places.find_places(report, found, ())

    assert_linear(finding, 2_000, 10_000)


def test_roles_are_those_of_the_words() -> None:
    roles = {
        t.text: t.role
        for t in toponyms("Tokyo urged Beijing to act. The Lima City Council met in Cusco with Peruvian envoys.")
    }
    assert roles["Tokyo"] is roles["Beijing"] is Role.ACTOR
    assert (roles["Cusco"], roles["Peruvian"]) == (Role.PLACE, Role.PEOPLE)
