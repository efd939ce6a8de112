"""What the rules make of the trained reader's acts: deeds, relays, pronouns, sentences. No weights are needed."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import numpy as np
import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, QuoteKind, Span
from rashomon.understand import antecedents, relays, sentences
from rashomon.understand.attribution import read as attribution_read
from rashomon.understand.cues import is_deed, of_accused
from rashomon.understand.names import find_names
from rashomon.understand.parts import Attribution
from rashomon.understand.pieces import Words
from rashomon.understand.reader import Act, Read

DEEDS = tomllib.loads(files("rashomon.understand").joinpath("rules/deeds.toml").read_text("utf-8"))["example"]


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start=start, end=start + len(words))


def act(text: str, source: str | None, cue: str, *content: str) -> Act:
    return Act(
        cue=span(text, cue),
        source=span(text, source) if source else None,
        content=tuple(span(text, words) for words in content),
    )


@pytest.mark.parametrize("example", DEEDS, ids=lambda e: e["text"])
def test_examples_of_deeds(example: dict[str, str]) -> None:
    text = example["text"]
    if example["deed"]:
        assert is_deed(example["deed"], example.get("content", text))
    else:
        assert not any(is_deed(word, text) for word in text.rstrip(".").split())


def test_a_verb_of_both_kinds_is_a_deed_with_an_infinitive_only() -> None:
    assert is_deed("agreed", "to reopen the border")
    assert not is_deed("agreed", "that the border was open")


def test_those_cited_are_the_inner_voice() -> None:
    text = "Local media, citing police, reported that nine people died."
    acts = [
        act(text, "Local media", "citing", "police"),
        act(text, "Local media", "reported", "that nine people died"),
    ]
    cited, main = relays.mended(acts, text)
    assert cited.source == span(text, "police")
    assert cited.content == main.content == (span(text, "that nine people died"),)


def test_quoted_as_saying_is_two_voices() -> None:
    text = "The agency quoted General Varo as saying the port was shut."
    outer, inner = relays.mended([act(text, "The agency", "quoted", "General Varo", "the port was shut")], text)
    assert (inner.source, inner.cue) == (span(text, "General Varo"), span(text, "saying"))
    assert outer.content == (span(text, "the port was shut"),)


def test_quoted_as_saying_behind_the_words_is_two_voices() -> None:
    text = "“The port is shut,” the agency quoted General Varo as saying."
    outer, inner = relays.mended([act(text, "the agency", "quoted", "“The port is shut,”")], text)
    assert (inner.source, inner.content) == (span(text, "General Varo"), outer.content)


def test_which_cited_is_an_inner_voice() -> None:
    text = "According to Harrow News, which cited two officers, the port was shut."
    acts = [
        act(text, "Harrow News", "According to", "which cited two officers, the port was shut"),
        act(text, "which", "cited", "two officers, the port was shut"),
    ]
    outer, inner = relays.mended(acts, text)
    assert (inner.source, inner.cue) == (span(text, "two officers"), span(text, "cited"))
    assert outer.content[0].of(text).strip() == inner.content[0].of(text).strip() == "the port was shut"


def test_what_a_voice_says_stands_behind_whom_it_cites() -> None:
    text = "Orlen Radio said, citing the mayor, that the port was shut."
    acts = [
        act(text, "Orlen Radio", "said", "citing the"),
        act(text, "the mayor", "citing", "that the port was shut"),
    ]
    outer, inner = relays.mended(acts, text)
    assert outer.content == inner.content == (span(text, "that the port was shut"),)
    assert inner.source == span(text, "the mayor")


def test_acts_of_a_passive_are_left_to_grammar() -> None:
    text = "Lint was quoted by state media as saying the port was shut."
    acts = [
        act(text, "state media", "was quoted", "saying the port was shut"),
        act(text, "state media", "saying", "the port was shut"),
    ]
    assert relays.mended(acts, text) == []


def test_cited_with_the_words_passed_on_is_still_the_inner_voice() -> None:
    text = "Harrow Daily, citing officials, reported that nine people died."
    acts = [
        act(text, "Harrow Daily", "citing", "officials", "that nine people died"),
        act(text, "Harrow Daily", "reported", "that nine people died"),
    ]
    cited, main = relays.mended(acts, text)
    assert (cited.source, cited.content) == (span(text, "officials"), main.content)
    assert main.source == span(text, "Harrow Daily")


def test_who_cites_reports_not_who_is_cited() -> None:
    text = "Harrow Daily, citing the army, reported that nine people died."
    acts = [
        act(text, "Harrow Daily", "citing", "the army"),
        act(text, "the army", "reported", "that nine people died"),
    ]
    cited, main = relays.mended(acts, text)
    assert (cited.source, main.source) == (span(text, "the army"), span(text, "Harrow Daily"))


def test_quoted_as_saying_mends_a_speaker_read_wrong() -> None:
    text = "The agency quoted the customs service as saying the port was shut."
    acts = [
        act(text, "The agency", "quoted", "the customs service as saying the port was shut"),
        act(text, "The agency", "saying", "the port was shut"),
    ]
    inner = relays.mended(acts, text)[-1]
    assert inner.source == span(text, "the customs service")


def test_a_capital_in_a_cue_is_of_the_name() -> None:
    text = "In May Harrow Now reported that the port was shut."
    (one,) = relays.mended([act(text, "Harrow", "Now reported", "that the port was shut")], text)
    assert (one.source, one.cue) == (span(text, "Harrow Now"), span(text, "reported"))


def test_reading_leaves_other_acts_as_they_are() -> None:
    text = "The mayor said the port was shut."
    acts = [act(text, "The mayor", "said", "the port was shut")]
    assert relays.mended(acts, text) == acts


def resolved(text: str, *acts: Attribution) -> list[Attribution]:
    report = report_of((text, BlockKind.PARAGRAPH))
    return antecedents.resolved(acts, find_names(report.text, sentences.split(report)))


def attribution(text: str, source: str, cue: str, content: str, sentence: int) -> Attribution:
    return Attribution(span(text, source), span(text, cue), (span(text, content),), QuoteKind.INDIRECT, sentence)


@pytest.mark.parametrize(
    ("text", "first", "second", "named"),
    [
        (
            "Mayor Tomas Varo said that Ivo Lint was hurt. He added that the port was shut.",
            ("Mayor Tomas Varo", "said", "Ivo Lint was hurt"),
            ("He", "added", "the port was shut"),
            "Mayor Tomas Varo",
        ),
        (
            "Two officials said that Orlen Press was wrong. They added that the port was shut.",
            ("Two officials", "said", "Orlen Press was wrong"),
            ("They", "added", "the port was shut"),
            "Two officials",
        ),
    ],
)
def test_a_pronoun_is_the_last_who_spoke(
    text: str, first: tuple[str, str, str], second: tuple[str, str, str], named: str
) -> None:
    found = resolved(text, attribution(text, *first, 0), attribution(text, *second, 1))
    assert [a.named and a.named.of(text) for a in found] == [None, named]


def test_a_first_person_inside_a_speech_is_no_new_voice() -> None:
    text = "“We will win, I believe the vote was fair,” Ann Lint said."
    inner = attribution(text, "I", "believe", "the vote was fair", 0)
    outer = attribution(text, "Ann Lint", "said", "“We will win, I believe the vote was fair,”", 0)
    assert resolved(text, inner, outer) == [outer]


def test_it_with_a_passive_names_nobody() -> None:
    text = "Orlen Press was shut. It was reported that two ships sank."
    (found,) = resolved(text, attribution(text, "It", "was reported", "two ships sank", 1))
    assert (found.source, found.named) == (None, None)


def test_what_goes_on_in_other_sentences_is_inherited() -> None:
    text = "The mayor said the port was shut. It would open in May."
    report = report_of((text, BlockKind.PARAGRAPH))
    nothing = np.zeros(0, dtype=np.int64)
    words = Words(*(nothing for _ in range(7)))
    one = act(text, "The mayor", "said", "the port was shut. It would open in May")
    read = Read(acts=(one,), statements=(), names=(), words=words, factual=np.zeros(0, dtype=np.float32))
    first, second = attribution_read.find(text, sentences.split(report), read, None)
    assert (first.sentence, first.cue, first.inherited_from) == (0, span(text, "said"), None)
    assert (second.sentence, second.cue, second.inherited_from) == (1, None, 0)
    assert second.source == first.source
    assert second.content[0].of(text) == "It would open in May"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("About 9,000 campaigners bemoan that gods fell.", "About 9,000 campaigners", "bemoan", "gods fell", True),
        ("About 9,000 boats bemoan that gods fell.", "About 9,000 boats", "bemoan", "gods fell", False),
        ("Many buyers experienced delays at the shop.", "Many buyers", "experienced", "delays at the shop", False),
        ("The ferry is expected to sail in May.", None, "is expected", "to sail in May", False),
        ("The ferry is reported to have sailed in May.", None, "is reported", "to have sailed in May", True),
        ("Many buyers seemed happy at the shop.", "Many buyers", "seemed", "happy at the shop", True),
        ("Two boats reported that the port was shut.", "Two boats", "reported", "the port was shut", True),
        ("Vale built a mole, suggesting a change of plan.", "Vale", "suggesting", "a change of plan", False),
        ("Vale built a mole, suggesting that plans changed.", "Vale", "suggesting", "plans changed", True),
    ],
)
def test_acts_of_nobody_and_glosses_are_left_out(
    text: str, source: str | None, cue: str, content: str, kept: bool
) -> None:
    report = report_of((text, BlockKind.PARAGRAPH))
    found = sentences.split(report)
    nothing = np.zeros(0, dtype=np.int64)
    one = act(text, source, cue, content)
    read = Read((one,), (), (), Words(*(nothing for _ in range(7))), np.zeros(0, dtype=np.float32))
    acts = attribution_read.find(text, found, read, find_names(report.text, found))
    assert any(a.cue == one.cue for a in acts) is kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor, in remarks to Orlen Radio, said the port was shut.", "Orlen Radio"),
        ("The mayor, in an interview with Orlen Radio, said the port was shut.", "Orlen Radio"),
        ("The mayor, quoted by Orlen Radio, said the port was shut.", "Orlen Radio"),
        ("The mayor said in a statement carried by Orlen Radio the port was shut.", "Orlen Radio"),
        ("The mayor, in a letter about Orlen Radio, said the port was shut.", None),
    ],
)
def test_an_outlet_told_before_the_cue_is_a_conduit(text: str, told: str | None) -> None:
    report = report_of((text, BlockKind.PARAGRAPH))
    found = sentences.split(report)
    nothing = np.zeros(0, dtype=np.int64)
    one = act(text, "The mayor", "said", "the port was shut")
    read = Read((one,), (), (), Words(*(nothing for _ in range(7))), np.zeros(0, dtype=np.float32))
    (only,) = [a for a in attribution_read.find(text, found, read, find_names(report.text, found)) if a.cue == one.cue]
    assert (only.to.of(text) if only.to else None) == told


@pytest.mark.parametrize(
    ("cue", "after", "accused"),
    [
        ("accused", "of shelling", True),
        ("was accused of", "shelling the", True),
        ("accused", "Vale of", False),
        ("has accused", "the Vale", False),
        ("suspected of", "arson", True),
        ("said", "of the", False),
    ],
)
def test_who_is_accused_does_not_speak(cue: str, after: str, accused: bool) -> None:
    assert of_accused(cue, after) is accused


def found_in(text: str, *acts: Act) -> list[tuple[str | None, str]]:
    """Source and content of the attributions made of these acts."""
    report = report_of((text, BlockKind.PARAGRAPH))
    lines = sentences.split(report)
    nothing = np.zeros(0, dtype=np.int64)
    read = Read(acts, (), (), Words(*(nothing for _ in range(7))), np.zeros(0, dtype=np.float32))
    out = attribution_read.find(report.text, lines, read, find_names(report.text, lines))
    return [(a.source.of(text) if a.source else None, a.content[-1].of(text)) for a in out]


def test_according_to_names_whoever_stands_behind_it_and_not_the_speaker() -> None:
    text = "According to Orl Radio, the mayor, a former actor, said the port was shut."
    speaks = act(text, "the mayor, a former actor,", "said", "the port was shut")
    for source in ("the mayor, a former actor", "Orl Radio, the mayor, a former actor"):
        found = found_in(text, act(text, source, "According to", "said the port was shut"), speaks)
        assert ("Orl Radio", "said the port was shut") in found


def test_a_content_holds_what_its_subject_goes_on_to_say() -> None:
    text = "Lint said that Vale had fled and told police, “all I did was run”."
    outer = act(text, "Lint", "said", "that Vale had fled and told police")
    found = found_in(text, outer, act(text, "Vale", "told", "“all I did was run”"))
    assert ("Lint", "that Vale had fled and told police, “all I did was run”") in found


def test_a_content_that_ends_in_a_preposition_goes_on() -> None:
    text = "Orlen Air was telling people to call back at a later time, and they did."
    assert found_in(text, act(text, "Orlen Air", "telling", "to call back at")) == [
        ("Orlen Air", "to call back at a later time")
    ]
