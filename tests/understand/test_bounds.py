"""Where statements begin and end: words of place and time belong to what they tell of, a relative clause to whom."""

from __future__ import annotations

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, Span
from rashomon.understand import bounds, sentences
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.attribution import quotes


def mended(text: str, parts: list[str], reporting: tuple[str, ...] = ()) -> list[str]:
    report = report_of((text, BlockKind.PARAGRAPH))
    found = sentences.split(report)
    (line,) = attribution_line.read_all(found, quotes.find(found))

    def spans(words: list[str] | tuple[str, ...]) -> list[Span]:
        starts = [report.text.index(w) for w in words]
        return [Span(start=s, end=s + len(w)) for s, w in zip(starts, words, strict=True)]

    joined = bounds.joined(line, bounds.around_asides(line, spans(parts)), ())
    return [s.of(report.text) for s in bounds.whole(line, joined, spans(reporting))]


CASES: list[tuple[str, list[str], tuple[str, ...], list[str]]] = [
    ("Six sailors drowned – four of them Norvians –", ["Six sailors drowned"], (), ["Six sailors drowned"]),
    (
        "Six sailors – four of them Norvians – drowned on Monday.",
        ["Six sailors –", "four of them Norvians – drowned on Monday"],
        (),
        ["Six sailors – four of them Norvians – drowned on Monday"],
    ),
    (
        "Nine clerks -- all of the old guild -- were held, the army said.",
        ["Nine clerks -- all of the old guild --", "were held"],
        ("the army said",),
        ["Nine clerks -- all of the old guild -- were held"],
    ),
    (
        "The pier burned – it was old – and the boats sank.",
        ["The pier burned", "it was old", "the boats sank"],
        (),
        ["The pier burned", "it was old", "the boats sank"],
    ),
    (
        "The boats were first seen during a visit to the island in late November, when he inspected the pier.",
        ["The boats were first seen", "when he inspected the pier"],
        (),
        ["The boats were first seen during a visit to the island in late November", "when he inspected the pier"],
    ),
    (
        "The boats were first seen during a visit by the minister, in late November, when he inspected the pier.",
        [
            "The boats were first seen",
            "during a visit by",
            "the minister,",
            "in late November",
            "when he inspected the pier",
        ],
        (),
        [
            "The boats were first seen during a visit by the minister, in late November",
            "when he inspected the pier",
        ],
    ),
    (
        "This raises alarms in South Velmora about the harvest.",
        ["This raises alarms in"],
        (),
        ["This raises alarms in South Velmora about the harvest"],
    ),
    (
        "It follows the arrival of 40 soldiers who have fought in the north.",
        ["It follows the arrival of 40 soldiers", "who have fought in the north"],
        (),
        ["It follows the arrival of 40 soldiers", "40 soldiers who have fought in the north"],
    ),
    (
        "The port was shut on Monday, the army said in a statement.",
        ["The port was shut"],
        ("the army", "said"),
        ["The port was shut on Monday"],
    ),
    (
        "The port was shut, the army said.",
        ["The port was shut"],
        ("the army", "said"),
        ["The port was shut"],
    ),
    (
        "The mayor, who saw the fire, fled.",
        ["who saw the fire"],
        ("The mayor",),
        ["who saw the fire"],
    ),
    (
        "The tests included boats of two kinds.",
        ["The tests included", "boats of two kinds"],
        (),
        ["The tests included boats of two kinds"],
    ),
    (
        "The hull bears a new mark, hinting at a change of yard.",
        ["The hull bears a new mark", "a change of yard"],
        (),
        ["The hull bears a new mark", "hinting at a change of yard"],
    ),
    (
        "Vale sent ships and closed the border.",
        ["Vale sent ships", "closed the border"],
        (),
        ["Vale sent ships", "closed the border"],
    ),
    (
        "Mara Lind, 19, a clerk all her life, was held after the fire.",
        ["Mara Lind, 19, a clerk all her life,", "was held after the fire"],
        (),
        ["Mara Lind, 19, a clerk all her life, was held after the fire"],
    ),
    (
        "The guild, a club of painters, is critical of the fair.",
        ["is critical of the fair"],
        (),
        ["The guild, a club of painters, is critical of the fair"],
    ),
    (
        "The town has planned three fairs on the quay.",
        ["three fairs on the quay"],
        (),
        ["The town has planned three fairs on the quay"],
    ),
    (
        "Started in 1990, the fair draws crowds.",
        ["Started in 1990,", "the fair draws crowds"],
        (),
        ["Started in 1990,", "the fair draws crowds"],
    ),
    (
        "The army said the guild is critical of the fair.",
        ["is critical of the fair"],
        ("The army", "said"),
        ["the guild is critical of the fair"],
    ),
]


@pytest.mark.parametrize(("text", "parts", "reporting", "expected"), CASES, ids=lambda x: str(x)[:40])
def test_bounds(text: str, parts: list[str], reporting: tuple[str, ...], expected: list[str]) -> None:
    assert mended(text, parts, reporting) == expected
