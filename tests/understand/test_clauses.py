"""Clauses: predicates side by side are statements of their own, beginnings of clauses are none."""

from __future__ import annotations

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind
from rashomon.understand import clauses, sentences
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.attribution import quotes
from rashomon.understand.attribution.line import Line
from rashomon.understand.names import find_names


def line_of(text: str) -> tuple[Line, str]:
    report = report_of((text, BlockKind.PARAGRAPH))
    found = sentences.split(report)
    (line,) = attribution_line.read_all(found, quotes.find(found))
    return line, report.text


SIDE_BY_SIDE = [
    "The issue is complicated | and | will take time to get right",
    "Six shells hit the barracks | and | other shells fell near the post",
    "They will not do it, | we have tried | and | have not succeeded",
    "The army shelled the port and the market",
    "Vale signed or ratified the treaty in May",
    "The town would fall if the rebels came and took the bridge",
    "Troops who crossed the river and burned the mill fled",
    "killing 107 people | and | wounding 238",
    "Shops were shut, | the market of the old town stayed open",
    "The dam broke, | so the mill was flooded",
    "It is fair to say that men and women were hurt",
    "When the dam broke, the mill was flooded",
]
"""Sentences with their cuts; a joining word belongs to neither side."""


@pytest.mark.parametrize("marked", SIDE_BY_SIDE)
def test_predicates_side_by_side(marked: str) -> None:
    text = marked.replace("| ", "")
    expected = [part.strip(" ,") for part in marked.split("|") if part.strip() != "and"]
    for whole in (text + ".", f"“{text},” said Lint."):
        line, own = line_of(whole)
        first, last = line.at(own.index(text)), line.at(own.index(text) + len(text) - 1) + 1
        spans = [line.span(a, b) for a, b in clauses.coordinated(line, first, last)]
        assert [s.of(own) for s in spans if s] == expected


@pytest.mark.parametrize(
    ("text", "piece", "short"),
    [
        ("This has prompted worry in the south.", "This has prompted", True),
        ("There are signs that the dam leaks.", "There are signs", True),
        ("The general showed new ships to the press.", "new ships to", True),
        ("The dam broke in May.", "The dam broke", False),
        ("Three died in the flood.", "Three died", False),
        ("The port was shut by the army.", "The port was shut", False),
        ("The army shelled the port for two days.", "The army shelled the port", False),
        ("As part of it, there are signs of life.", "As part of it, there are", True),
    ],
)
def test_beginnings_are_cut_short(text: str, piece: str, short: bool) -> None:
    line, own = line_of(text)
    start = own.index(piece)
    assert clauses.cut_short(line, line.at(start), line.at(start + len(piece) - 1) + 1) is short


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The South retaliated by firing dozens of shells into the north.", "retaliated"),
        ("More than two billion people around the world live in areas prone to floods.", "live"),
        ("Many guilds, such as the Lantern Guild, use parts of old rites in their work.", "use"),
        ("The plane promises increased fuel efficiency.", "promises"),
        ("The new boat uses flash powder for its lamps, and weighs less than 3 tonnes.", "uses"),
        ("This imperils the plan to build the bridge in Sund.", "imperils"),
        ("This makes it easier for them to leave the port.", "makes"),
        ("The bridge hit by shells near the old town.", None),
        ("Talks on the arms reports of the old ministry.", None),
        ("These boats of the northern harbour guild.", None),
        ("Pictures of the dead in the streets of Orl.", None),
    ],
)
def test_a_verb_is_found_where_a_clause_needs_one(text: str, verb: str | None) -> None:
    line, _ = line_of(text)
    group = line.finite_in(0, len(line.tokens))
    assert (line.tokens[group.head].text if group else None) == verb


@pytest.mark.parametrize(
    ("piece", "kept"), [("killing 100 people on board", True), ("signalling an important shift", False)]
)
def test_a_participle_of_an_event_is_the_outlets_own_statement(piece: str, kept: bool) -> None:
    report = report_of((f"The boat sank, {piece}.", BlockKind.PARAGRAPH))
    found = sentences.split(report)
    (line,) = attribution_line.read_all(found, quotes.find(found))
    start = line.at(report.text.index(piece))
    names = find_names(report.text, found)
    assert clauses.checkable(line, start, len(line.tokens) - 1, names, -1.0) is kept
    assert not clauses.checkable(line, start, len(line.tokens) - 1, names)
