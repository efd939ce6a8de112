"""The rule files of numbers and times run their own examples."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest

from rashomon.records import Moment, Precision, Published, PublishedBasis, Span
from rashomon.understand.moments import find_moments
from rashomon.understand.quantities import find_quantities
from rashomon.understand.quantities.rules import rules, singular


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("rashomon.understand").joinpath("rules", name).read_text("utf-8"))


QUANTITIES = table("quantities.toml")["example"]
MOMENTS = [e for e in table("times.toml")["example"] if "days" in e]


@pytest.mark.parametrize("example", QUANTITIES, ids=[e["text"][:50] for e in QUANTITIES])
def test_quantity_example(example: dict[str, Any]) -> None:
    text = example["text"]
    found = find_quantities(text, Span(start=0, end=len(text)))
    assert len(found) == len(example["expect"])
    blank = {"low": None, "high": None, "low_open": False, "high_open": False, "unit": None, "earlier": False}
    for quantity, expected in zip(found, example["expect"], strict=True):
        for name, value in {**blank, **expected}.items():
            assert getattr(quantity, name) == value, name


@pytest.mark.parametrize("example", MOMENTS, ids=[e["text"][:50] for e in MOMENTS])
def test_moment_example(example: dict[str, Any]) -> None:
    text, lo = example["text"], datetime.fromisoformat(example["published"]).replace(tzinfo=UTC)
    when = Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="example")
    published = Published(when=when, basis=PublishedBasis.METADATA)
    shown = []
    for moment in find_moments(text, Span(start=0, end=len(text)), published):
        assert moment.words is not None
        first = "" if moment.lo is None else str(moment.lo.date())
        last = "" if moment.hi is None else str((moment.hi - timedelta(days=1)).date())
        shown.append(f"{moment.words.of(text)} | {first} | {last}")
    assert shown == example["days"]


def test_every_counted_noun_belongs_to_one_family() -> None:
    nouns = [noun for row in table("counted.toml")["families"].values() for noun in row]
    assert sorted(set(nouns)) == sorted(nouns)


def test_every_family_of_persons_is_a_family() -> None:
    counted = table("counted.toml")
    assert set(counted["people"]) <= set(counted["families"])


@pytest.mark.parametrize(
    ("plural", "base"),
    [("soldiers", "soldier"), ("bodies", "body"), ("men", "man"), ("houses", "house"), ("churches", "church"),
     ("boxes", "box"), ("buses", "bus"), ("glass", "glass"), ("casualties", "casualty"), ("aircraft", "aircraft")],
)  # fmt: skip
def test_singular(plural: str, base: str) -> None:
    assert singular(plural) == base


def test_bound_phrases_are_tried_longest_first() -> None:
    for rows in rules().before.values():
        assert [len(words) for words, _ in rows] == sorted((len(words) for words, _ in rows), reverse=True)
