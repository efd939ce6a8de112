"""Sentences and tokens: where they begin and end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import (
    Block,
    BlockKind,
    Moment,
    Outlet,
    Precision,
    Published,
    PublishedBasis,
    Report,
    Span,
)
from rashomon.understand.parts import TokenKind
from rashomon.understand.sentences import ANALYSED, LONGEST, split
from rashomon.understand.tokens import tokenize

SEEN = datetime(2031, 5, 6, tzinfo=UTC)


def report_of(*blocks: tuple[str, BlockKind]) -> Report:
    spans, text = [], ""
    for words, kind in blocks:
        if words:
            spans.append(Block(span=Span(start=len(text), end=len(text) + len(words)), kind=kind))
        text += words + "\n"
    return Report(
        id="r",
        original_id="o",
        url=None,
        outlet=Outlet(key="vale.example", name="Vale Courier", basis="given"),
        title="",
        text=text,
        language="en",
        byline=None,
        dateline=None,
        marks=(),
        published=Published(
            when=Moment(lo=None, hi=SEEN, precision=Precision.OPEN, basis="seen"), basis=PublishedBasis.CAPTURE
        ),
        seen=SEEN,
        blocks=tuple(spans),
        anchors=(),
        extractor="test",
    )


def sentences_of(text: str) -> list[str]:
    report = report_of((text, BlockKind.PARAGRAPH))
    return [s.span.of(report.text) for s in split(report)]


CASES = [
    ("One came. Two left.", ["One came.", "Two left."]),
    ("Dr. Ana B. Morrow met Gen. Korr. They spoke.", ["Dr. Ana B. Morrow met Gen. Korr.", "They spoke."]),
    ("Lt. Gen. Oda Fell spoke. No. 10 was hit.", ["Lt. Gen. Oda Fell spoke.", "No. 10 was hit."]),
    ("The U.S. Army left. It went home.", ["The U.S. Army left.", "It went home."]),
    ("He went to the U.S. The boat stayed.", ["He went to the U.S.", "The boat stayed."]),
    ("It began at 3 p.m. EST on Friday. It ended.", ["It began at 3 p.m. EST on Friday.", "It ended."]),
    ("It began at 3 p.m. The town slept.", ["It began at 3 p.m.", "The town slept."]),
    ('"We won. We will win," he said. She left.', ['"We won. We will win," he said.', "She left."]),
    ("“We won! We will win!” he said. She left.", ["“We won! We will win!” he said.", "She left."]),
    ("“We won. We lost.” — Dr. Ana Bly, analyst. He left.", ["“We won. We lost.” — Dr. Ana Bly, analyst.", "He left."]),
    (
        "Bly said, \"We won. '' The town slept. Ode said, \"We lost. ''",
        ["Bly said, \"We won. ''", "The town slept.", "Ode said, \"We lost. ''"],
    ),
    ("Prices rose 3.5 percent. Mr. Ode paid.", ["Prices rose 3.5 percent.", "Mr. Ode paid."]),
    ("First line.\nSecond line.", ["First line.", "Second line."]),
    ("She asked: “Why?” Nobody answered.", ["She asked: “Why?”", "Nobody answered."]),
    ("They met 😀. Then they ate.", ["They met 😀.", "Then they ate."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:30] for c in CASES])
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences_of(text) == expected


def test_boilerplate_yields_no_sentences_and_titles_are_one() -> None:
    report = report_of(
        ("Vale Falls. Korr Says", BlockKind.TITLE),
        ("Share this. Follow us.", BlockKind.BOILERPLATE),
        ("By Ana Bly", BlockKind.BYLINE),
        ("It fell. It rose.", BlockKind.PARAGRAPH),
    )
    found = split(report)
    assert [(s.span.of(report.text), s.block, s.block_number, s.number) for s in found] == [
        ("Vale Falls. Korr Says", BlockKind.TITLE, 0, 0),
        ("It fell.", BlockKind.PARAGRAPH, 3, 1),
        ("It rose.", BlockKind.PARAGRAPH, 3, 2),
    ]


def test_an_endless_line_is_cut_and_bounded() -> None:
    found = split(report_of(("word " * 200_000, BlockKind.PARAGRAPH)))
    assert all(s.span.end - s.span.start <= LONGEST for s in found)
    assert found[-1].span.end <= ANALYSED


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    report = report_of((text, BlockKind.PARAGRAPH))
    last = 0
    for sentence in split(report):
        assert sentence.span.start >= last
        last = sentence.span.end
        for token in sentence.tokens:
            assert token.span.of(report.text) == token.text
            assert sentence.span.start <= token.span.start
            assert token.span.end <= sentence.span.end


def test_tokens_keep_what_belongs_together() -> None:
    text = "The U.S. army’s 240mm self-made guns don't fire 10,000 rounds at “Vale”."
    tokens = tokenize(text, Span(start=0, end=len(text)))
    assert [t.text for t in tokens] == [
        "The", "U.S.", "army", "’s", "240mm", "self-made", "guns", "don't", "fire", "10,000", "rounds", "at", "“",
        "Vale", "”", ".",
    ]  # fmt: skip
    assert {t.kind for t in tokens if t.text in {"“", "”"}} == {TokenKind.QUOTE}
    assert next(t.kind for t in tokens if t.text == "10,000") is TokenKind.NUMBER
