"""Outlets as those who pass words on: the examples of rules/outlets.toml, and what "the agency" takes up."""

from __future__ import annotations

import pytest
from test_chains import statement_with

from rashomon.records import VoiceKind
from rashomon.understand.outlets import rules


@pytest.mark.parametrize("example", rules()["example"], ids=lambda e: e["text"][:40])
def test_rule_example(example: dict[str, str]) -> None:
    words = "dam had burst" if "dam" in example["text"] else "hurt"
    chain = statement_with(example["text"], words).chain[1:]
    assert [v.key for v in chain if v.kind is VoiceKind.CONDUIT] == ([example["outlet"]] if example["outlet"] else [])


# Each: a text, words of the statement meant, and its chain after the outlet.
CASES: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "Mara Lint told Orlenpress that the dam had burst.",
        "burst",
        [("conduit", "orlenpress"), ("person", "mara lint")],
    ),
    (
        "The dam had burst, Mara Lint told the news agency Marrow. Lint told the agency that 40 ships had sunk.",
        "sunk",
        [("conduit", "marrow"), ("person", "mara lint")],
    ),
    (
        "The Vale Courier, citing the agency Marrow, reported that Mara Lint had said the dam had burst.",
        "burst",
        [("conduit", "vale courier"), ("conduit", "marrow"), ("person", "mara lint")],
    ),
    (
        "Vale24 reported, citing Orlenpress, that Mara Lint had said the dam had burst.",
        "burst",
        [("conduit", "vale24"), ("conduit", "orlenpress"), ("person", "mara lint")],
    ),
    (
        "The dam had burst, Mara Lint said, Vale Now reported on Monday.",
        "burst",
        [("conduit", "vale now"), ("person", "mara lint")],
    ),
    (
        "Orlenpress quoted Mara Lint as saying that the dam had burst.",
        "burst",
        [("conduit", "orlenpress"), ("person", "mara lint")],
    ),
    (
        "The Vale Courier named the mayor on Monday. The dam had burst, the Courier reported.",
        "burst",
        [("conduit", "vale courier")],
    ),
]


@pytest.mark.parametrize(("text", "words", "chain"), CASES, ids=[c[0][:50] for c in CASES])
def test_chain(text: str, words: str, chain: list[tuple[str, str]]) -> None:
    assert [(v.kind.value, v.key) for v in statement_with(text, words).chain[1:]] == chain
