"""The room as a whole: a report in, statements out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sentences import report_of

from rashomon.records import BlockKind, Moment, Precision, Published, PublishedBasis, VoiceKind
from rashomon.understand import Reader, sentences, understand

TEXT = (
    "President Mara Lint said on Friday that at least 40 ships were lost. “We will rebuild them,” she added. "
    "According to the Vale Courier, the fleet left Sund on 3 May. It has also lost two crews."
)
WHEN = Published(
    when=Moment(
        lo=datetime(2030, 5, 6, tzinfo=UTC), hi=datetime(2030, 5, 7, tzinfo=UTC), precision=Precision.DAY, basis="given"
    ),
    basis=PublishedBasis.METADATA,
)


def test_other_languages_are_kept_and_said_not_to_be_understood() -> None:
    report = replace(report_of((TEXT, BlockKind.PARAGRAPH)), language="fr")
    made = understand(report)
    assert (made.understood, made.statements, made.mentions) == (False, (), ())
    assert made.note is not None
    assert "fr" in made.note
    assert made.published == report.published


def test_too_short_to_tell_is_read() -> None:
    report = replace(report_of((TEXT, BlockKind.PARAGRAPH)), language="und")
    assert understand(report).statements


@pytest.mark.parametrize("reader", Reader)
def test_the_same_report_gives_the_same_understanding(reader: Reader) -> None:
    report = report_of((TEXT, BlockKind.PARAGRAPH))
    assert understand(report, reader=reader) == understand(report, reader=reader)


def test_identifiers_do_not_depend_on_the_publication_given() -> None:
    report = report_of((TEXT, BlockKind.PARAGRAPH))
    plain, dated = understand(report), understand(report, published=WHEN)
    assert [s.id for s in plain.statements] == [s.id for s in dated.statements]
    assert dated.published == WHEN


def test_a_whole_report_by_rules() -> None:
    report = report_of((TEXT, BlockKind.PARAGRAPH))
    made = understand(report, published=WHEN, reader=Reader.RULES).statements
    assert [(s.speaker.kind, s.speaker.key) for s in made] == [
        (VoiceKind.PERSON, "mara lint"),
        (VoiceKind.PERSON, "mara lint"),
        (VoiceKind.CONDUIT, "vale courier"),
        (VoiceKind.CONDUIT, "vale courier"),
    ]
    assert all(s.report_id == report.id for s in made)
    assert made[0].said is not None


def test_a_report_without_blocks_or_words() -> None:
    assert understand(report_of()).statements == ()
    assert understand(report_of((" . , “ ", BlockKind.PARAGRAPH))).statements == ()


def test_what_lies_beyond_the_bound_is_said() -> None:
    report = report_of(("Nothing. " * (sentences.ANALYSED // 9 + 10), BlockKind.BOILERPLATE))
    note = understand(report).note
    assert note is not None
    assert str(sentences.ANALYSED) in note


WORDS = st.sampled_from(
    re.split(
        " ",
        'Mara Lint said the fleet 40 ships " “ ” , . ; : — that which and was lost according to Orlen Press told'
        " reportedly who noting with claims of by may 3 May on ( ) 's is believed",
    )
)


@pytest.mark.parametrize("reader", Reader)
@settings(max_examples=100, deadline=None)
@given(words=st.lists(WORDS, max_size=60))
def test_any_words_are_read_with_places_in_the_text(reader: Reader, words: list[str]) -> None:
    report = report_of((" ".join(words), BlockKind.PARAGRAPH))
    made = understand(report, reader=reader)
    assert made == understand(report, reader=reader)
    assert len({s.id for s in made.statements}) == len(made.statements)
    for statement in made.statements:
        assert statement.content == tuple(sorted(statement.content))
        assert all(span.end <= len(report.text) and span.of(report.text).strip() for span in statement.content)
        assert statement.chain[0].kind is VoiceKind.OUTLET
        assert all(v.span is None or v.span.end <= len(report.text) for v in statement.chain)


RELAYED = [
    (
        "Soldiers from Orlen had arrived in Sund, Vale's Defence Ministry said, Harrow News Agency reported on Monday.",
        "Soldiers from Orlen had arrived in Sund",
        ["Harrow News Agency", "Defence Ministry"],
        "asserted",
    ),
    (
        "Harrow Daily, citing officials in Sund, reported that at least five people lost their lives in the landslide.",
        "at least five people lost their lives in the landslide",
        ["Harrow Daily", "officials in Sund"],
        "asserted",
    ),
    (
        "Harrow Online quoted the fire service of Sund as saying that the fire had claimed nine lives.",
        "the fire had claimed nine lives",
        ["Harrow Online", "the fire service of Sund"],
        "asserted",
    ),
    (
        "Vale's Foreign Ministry said it was not true that Vale had sent troops to Sund.",
        "Vale had sent troops to Sund",
        ["Foreign Ministry"],
        "denied",
    ),
    (
        "Vale accused of sending troops to Sund. The port was closed on Monday, officials said.",
        "Vale accused of sending troops to Sund",
        [],
        "alleged",
    ),
]


@pytest.mark.parametrize("reader", list(Reader), ids=str)
@pytest.mark.parametrize(("text", "content", "voices", "commitment"), RELAYED, ids=lambda x: str(x)[:30])
def test_who_passes_on_whose_words(reader: Reader, text: str, content: str, voices: list[str], commitment: str) -> None:
    report = report_of(*((words, BlockKind.PARAGRAPH) for words, *_ in RELAYED))
    assert text in report.text
    (one,) = [
        s
        for s in understand(report, reader=reader).statements
        if " ".join(c.of(report.text) for c in s.content) == content
    ]
    assert [v.name for v in one.chain[1:] if v.name != "unnamed"] == voices
    assert one.commitment.value == commitment
