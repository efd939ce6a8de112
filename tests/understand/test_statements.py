"""Statements: one predicate each; facts in, colour out."""

from __future__ import annotations

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, QuoteKind
from rashomon.understand import Reader, understand


def contents(*blocks: tuple[str, BlockKind]) -> list[str]:
    report = report_of(*blocks)
    return [
        " | ".join(c.of(report.text) for c in s.content) for s in understand(report, reader=Reader.RULES).statements
    ]


def of(text: str) -> list[str]:
    return contents((text, BlockKind.PARAGRAPH))


CASES: list[tuple[str, list[str]]] = [
    ("Orlen ratified the treaty with Vale on 3 May.", ["Orlen ratified the treaty with Vale on 3 May"]),
    (
        "Orlen ratified the treaty on 3 May, and Vale sent 300 soldiers to Sund.",
        ["Orlen ratified the treaty on 3 May", "Vale sent 300 soldiers to Sund"],
    ),
    (
        "Orlen has sold 40 ships to Vale and has destroyed two bridges near Sund.",
        ["Orlen has sold 40 ships to Vale", "has destroyed two bridges near Sund"],
    ),
    (
        "Orlen signed a treaty on 3 May in which both sides pledged to send 40 ships.",
        ["Orlen signed a treaty on 3 May", "in which both sides pledged to send 40 ships"],
    ),
    (
        "The treaty was signed on Tuesday when Mara Lint visited the port of Sund.",
        ["The treaty was signed on Tuesday", "when Mara Lint visited the port of Sund"],
    ),
    (
        "Mara Lint said 40 ships had sailed, while Vale claimed that none had left Sund.",
        ["40 ships had sailed", "none had left Sund"],
    ),
    ("Port Traffic: Orlen sold 40 ships in May.", ["Orlen sold 40 ships in May"]),
    ("Mara Lint stressed the need for 40 ships.", ["Mara Lint stressed the need for 40 ships"]),
    ("There are allegations of Orlen troops aiding Vale.", ["There are allegations of Orlen troops aiding Vale"]),
    ("“We sank two ships,” Mara Lint said. “They sank none.”", ["“We sank two ships,”", "“They sank none.”"]),
    ("“We sank two ships. They sank none,” Mara Lint said.", ["“We sank two ships. They sank none,”"]),
    ("“We,” Mara Lint said, “sank two ships of theirs.”", ["“We,” | “sank two ships of theirs.”"]),
    ("Orlen sold 40 ships in May, underscoring the shift in the region.", ["Orlen sold 40 ships in May"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_one_statement_for_each_predicate(text: str, expected: list[str]) -> None:
    assert of(text) == expected


COLOUR = [
    "The world watches with bated breath.",
    "This signals a new chapter in the balance of power.",
    "The situation remains fluid and fraught.",
    "Understanding these developments is crucial for stability.",
    "The implications are significant for the broader region.",
    "Tensions loom larger than ever.",
]


@pytest.mark.parametrize("text", COLOUR)
def test_colour_is_no_statement(text: str) -> None:
    assert of(text) == []


def test_headlines_are_marked_and_headings_left_out() -> None:
    report = report_of(
        ("Orlen Says 40 Ships Lost", BlockKind.TITLE),
        ("Losses of the Orlen Fleet in May", BlockKind.HEADING),
        ("Orlen lost 40 ships in May.", BlockKind.PARAGRAPH),
    )
    made = understand(report, reader=Reader.RULES).statements
    assert [(s.content[0].of(report.text), s.headline) for s in made] == [
        ("40 Ships Lost", True),
        ("Orlen lost 40 ships in May", False),
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Storm, floods in Orlen leave over 2,000 dead", ["Storm, floods in Orlen leave over 2,000 dead"]),
        ("At least 300 dead in Orlen floods", ["At least 300 dead in Orlen floods"]),
        ("A Life on the Water", []),
    ],
)
def test_headlines_without_a_whole_verb(title: str, expected: list[str]) -> None:
    assert contents((title, BlockKind.TITLE)) == expected


def test_boilerplate_makes_no_statement() -> None:
    assert contents(("Mara Lint said 40 ships were lost in May.", BlockKind.BOILERPLATE)) == []


def test_times_of_saying_and_of_happening_are_told_apart() -> None:
    text = "The ministry said on 9 June 2030 that two ships were lost on 3 May 2030."
    (statement,) = understand(report_of((text, BlockKind.PARAGRAPH)), reader=Reader.RULES).statements
    assert statement.said is not None
    assert statement.happened is not None
    assert statement.said.words is not None
    assert statement.happened.words is not None
    assert statement.said.words.of(text) == "9 June 2030"
    assert statement.happened.words.of(text) == "3 May 2030"


def test_a_time_outside_a_content_of_the_outlet_is_no_time_of_saying() -> None:
    text = "Orlen sold 40 ships on 3 May 2030."
    (statement,) = understand(report_of((text, BlockKind.PARAGRAPH)), reader=Reader.RULES).statements
    assert statement.said is None
    assert statement.happened is not None


def test_quantities_are_those_of_the_content() -> None:
    text = "Three ministers said that at least 40 ships were lost in May."
    (statement,) = understand(report_of((text, BlockKind.PARAGRAPH)), reader=Reader.RULES).statements
    assert [q.written for q in statement.quantities] == [40]
    assert statement.quote is QuoteKind.INDIRECT
