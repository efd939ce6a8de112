"""Casualties: the rule file runs its own examples, and tolls hold on bad and long input."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest
from test_sentences import report_of

from rashomon.errors import RecordError
from rashomon.records import (
    BlockKind,
    Fate,
    Span,
    Tally,
    Toll,
)
from rashomon.understand import Reader, understand
from rashomon.understand.casualties import read_toll
from rashomon.understand.casualties.mention import Kind
from rashomon.understand.casualties.people import mentions
from rashomon.understand.casualties.rules import rules
from rashomon.understand.sentences import split
from rashomon.understand.tokens import tokenize
from tests.growth import assert_linear

TABLE = tomllib.loads(files("rashomon.understand").joinpath("rules", "casualties.toml").read_text("utf-8"))
YEAR = 2031
SEEN = datetime(YEAR, 5, 6, tzinfo=UTC)


def toll_of(text: str, title: str = "") -> Toll:
    report = report_of((title, BlockKind.TITLE), (text, BlockKind.PARAGRAPH))
    return read_toll(report.id, report.text, split(report), YEAR)


def shown(toll: Toll) -> list[str]:
    return [f"{t.fate}={ends(t)}" for t in toll.tallies]


def ends(t: Tally) -> str:
    high = "" if t.high is None else str(t.high)
    if t.low < t.best:
        return f"{t.best} in {t.low}..{high}"
    if t.high is None:
        return f"{t.best}+"
    return str(t.best) if t.high == t.best else f"{t.best}..{high}"


@pytest.mark.parametrize("example", TABLE["example"], ids=[e["text"][:50] for e in TABLE["example"]])
def test_example(example: dict[str, Any]) -> None:
    assert shown(toll_of(example["text"], example.get("title", ""))) == example["toll"]


@pytest.mark.parametrize(
    ("text", "fate", "words"),
    [
        ("Rain fell. A man was shot dead.", Fate.DEAD, ["A man was shot dead"]),
        ("Six people were hurt. The six were injured by glass.", Fate.INJURED,
         ["Six people were hurt", "six were injured"]),
        ("Officers arrested two men.", Fate.DETAINED, ["arrested two men"]),
    ],
)  # fmt: skip
def test_a_tally_names_its_words(text: str, fate: Fate, words: list[str]) -> None:
    tally = toll_of(text).of(fate)
    assert tally is not None
    assert [s.of(f"\n{text}\n"[1:]) for s in moved(tally.spans)] == words


def moved(spans: tuple[Span, ...]) -> list[Span]:
    """The spans of a report whose empty title takes one line."""
    return [Span(start=s.start - 1, end=s.end - 1) for s in spans]


@pytest.mark.parametrize(
    ("title", "text", "dead", "injured"),
    [
        # the same person described by age, noun and name
        ("", "A 19-year-old was shot. The teen was taken to a clinic. Otte Lind, 19, died on Monday.", 1, None),
        # one person in many words is one
        ("Guard killed", "A man was killed at the mill. The guard was found dead. A worker died.", 1, None),
        # a number wins over a sum
        ("", "Two people were killed. Ana Ruiz was killed. Otte Lind was killed. A third name was not given.", 2, None),
        # the total outvotes a part of it
        ("Five wounded in Vale", "Five people were wounded. Two are in critical condition.", None, 5),
        # a separate event is none of this one's
        ("Man killed", "A man was killed on Friday. In a separate shooting, six people were wounded.", 1, None),
        # a list of incidents: their sum belongs to none
        ("", "A guard was wounded on Friday. Nine people were killed in weekend shootings.", None, 1),
        # teasers of other pieces
        (
            "Clerk wounded",
            "A clerk was wounded.\n\n1:45 Two dead after a crash\n\nRelated: Four killed in Orlen",
            None,
            1,
        ),
        ("Clerk wounded", "A clerk was wounded. 40 percent were killed.", None, 1),
    ],
)
def test_main_event(title: str, text: str, dead: int | None, injured: int | None) -> None:
    toll = toll_of(text, title)
    found = [t.best if (t := toll.of(fate)) else None for fate in (Fate.DEAD, Fate.INJURED)]
    assert found == [dead, injured] or (found[0] == dead and injured is None and found[1] == 0)


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("a 19-year-old man", 1, 1, Kind.NEW),
        ("two young women", 2, 2, Kind.NEW),
        ("several children", 3, None, Kind.NEW),
        ("the victim", 1, 1, Kind.KNOWN),
        ("her husband", 1, 1, Kind.KNOWN),
        ("1,200 soldiers", 1200, 1200, Kind.NEW),
        ("a couple of guards", 2, 2, Kind.NEW),
        ("he", 1, 1, Kind.PRONOUN),
        ("both men", 2, 2, Kind.KNOWN),
        ("Otte Lind, 40,", 1, 1, Kind.NAME),
        ("another woman", 1, 1, Kind.NEW),
        ("no one", 0, 0, Kind.BARE),
    ],
)
def test_mentions(text: str, low: int, high: int | None, kind: Kind) -> None:
    found = mentions(tokenize(text, Span(start=0, end=len(text))))
    assert [(m.low, m.high, m.kind) for m in found] == [(low, high, kind)]


def test_nobody_mentioned_in_places_and_dates() -> None:
    text = "On March 10 the council met at 40 Quay Street, Highway 12, in 2031."
    assert not [m for m in mentions(tokenize(text, Span(start=0, end=len(text)))) if m.kind is not Kind.NAME]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n", "killed", "was killed", "shot himself", "dead: ", "and, and, and killed and",
        "9" * 400 + " people were killed", "1,00,000 were killed", "٣ people were killed", "-5 people died",
        "½ people died", "killed " * 500, "the victim's " * 300, "a man, " * 300 + "were killed", "(((((", "“”“”",
        "himself killed himself himself", "no one no one no one was hurt", "😀 died", "\x00 was shot",
    ],
)  # fmt: skip
def test_bad_input_never_fails(text: str) -> None:
    toll = toll_of(text)
    for tally in toll.tallies:
        assert tally.spans
        assert tally.low <= tally.best <= (tally.best if tally.high is None else tally.high)


@pytest.mark.parametrize(
    "piece",
    ["A man was shot and killed. ", "killed ", "a man and ", "he died and ", "the victim’s ", "Otte Lind, 40, died. ",
     "12 killed, 40 wounded; ", "another man, a 19-year-old, shot himself ", "death toll of lives 5 ", "— killed — "],
)  # fmt: skip
def test_linear_in_the_text(piece: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        report = report_of((piece * (size // len(piece)), BlockKind.PARAGRAPH))
        found = split(report)
        return lambda: read_toll("r", report.text, found, YEAR)

    assert_linear(reading, 8_000, 64_000)


def test_any_number_of_repeats_gives_the_same() -> None:
    text = "A man was shot dead. Two women and a boy were wounded. A fourth person was hurt."
    assert toll_of(text) == toll_of(text)


def test_a_tally_is_refused_without_words_or_inside_out() -> None:
    span = Span(start=0, end=1)
    with pytest.raises(RecordError):
        Tally(fate=Fate.DEAD, best=1, low=1, high=1, spans=(), reasons=("x",))
    with pytest.raises(RecordError):
        Tally(fate=Fate.DEAD, best=1, low=2, high=3, spans=(span,), reasons=("x",))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_understanding_carries_the_toll(language: str) -> None:
    report = replace(report_of(("Two men were killed in 2029.", BlockKind.PARAGRAPH)), language=language)
    toll = understand(report, reader=Reader.RULES).toll
    assert (toll is None) == (language != "en")
    assert toll is None or shown(toll) == ["dead=2"]


def test_longest_signs_come_first() -> None:
    for signs in rules().signs.values():
        assert [len(s.words) for s in signs] == sorted((len(s.words) for s in signs), reverse=True)


def test_every_fate_has_all_forms() -> None:
    forms = {"done", "doing", "alone", "state", "noun", "self"}
    assert {name: set(table) for name, table in TABLE["fates"].items()} == dict.fromkeys(TABLE["fates"], forms)
