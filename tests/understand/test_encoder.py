"""The trained reader as a machine: hostile and odd texts, equal answers, weights that are not what they should be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import WeightsError
from rashomon.understand import encoder, pieces, reader

SPEECH = (
    "The harbour chief said on Monday that two cranes had failed. Officials told the Velmora Post that the port would "
    "stay shut, and “nobody knows for how long,” Ann Lee, a spokeswoman for the dockers, said.\n\n"
    "According to the ministry, three ships turned away. They carried grain."
)

ODD = {
    "nothing": "",
    "one word": "Fire",
    "blanks": " \n\n \t ",
    "no sentence ends": "the port was shut and the ships were turned away and " * 60,
    "capitals": SPEECH.upper(),
    "a table": "Name\tDead\tHurt\n" + "Velmora\t12\t30\nHalvane\t7\t2\n" * 40,
    "a list": "\n".join(f"- item {n}: said" for n in range(80)),
    "code": "def f(x):\n    return {'said': [x for x in range(10)]}\n" * 20,
    "emoji": "Officials said 🚢🔥 that the port 🛑 was shut 👍🏽. " * 10,
    "mixed languages": "Der Minister sagte, dass alles gut sei. 他说没有人受伤。 Он сказал, что порт закрыт. " * 10,
    "a very long word": "said " + "a" * 20_000,
    "marks alone": "“”‘’\"'…—–()[]{}" * 50,
    "an open quotation": "“" + SPEECH,
    "zero-width and controls": "The\u200bminister\ufeff said\u2028that\x85it fell.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_give_spans_inside_the_text(text: str) -> None:
    _inside(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_spans_inside_the_text(text: str) -> None:
    _inside(text)


def _inside(text: str) -> None:
    found = reader.read(text, encoder.shipped())
    spans = [s for act in found.acts for s in (act.cue, *([act.source] if act.source else []), *act.content)]
    spans += [s.span for s in found.statements] + [n.span for n in found.names]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert len(found.factual) == len(found.words)


def test_speech_is_found() -> None:
    found = reader.read(SPEECH, encoder.shipped())
    cues = {act.cue.of(SPEECH) for act in found.acts}
    assert {"said", "told", "According to"} <= {" ".join(c.split()) for c in cues}
    sources = {act.source.of(SPEECH) for act in found.acts if act.source}
    assert {"The harbour chief", "Officials", "the ministry"} <= sources


def test_equal_texts_give_equal_answers_whatever_was_read_before() -> None:
    alone = reader.read(SPEECH, encoder.shipped())
    for other in ("Short.", SPEECH * 20, ODD["a table"]):
        reader.read(other, encoder.shipped())
        again = reader.read(SPEECH, encoder.shipped())
        assert again.acts == alone.acts
        assert again.statements == alone.statements
        assert again.names == alone.names
        assert np.array_equal(again.factual, alone.factual)


def test_one_cue_is_read_alike_whatever_others_are_asked_for() -> None:
    words = pieces.cut(SPEECH, encoder.shipped().tokenizer)
    (stretch,) = encoder.shipped().read(SPEECH, words)
    cues = [(3, 4), (14, 15), (40, 41)]
    together = encoder.shipped().around(stretch, cues)
    for cue, (first, scores) in zip(cues, together, strict=True):
        ((alone_first, alone),) = encoder.shipped().around(stretch, [cue])
        assert alone_first == first
        assert np.array_equal(alone, scores)


def test_paragraphs_far_apart_do_not_change_each_other() -> None:
    """What is read in one place depends on its window alone: a report's end may be anything."""
    far = "\n\n".join(["The council met on Tuesday and nothing was decided there."] * 60)
    alone = reader.read(SPEECH + "\n\n" + far, encoder.shipped())
    longer = reader.read(SPEECH + "\n\n" + far + "\n\n" + SPEECH.upper() * 3, encoder.shipped())
    end = len(SPEECH)
    for kind in ("acts", "statements", "names"):
        first, second = (
            [one for one in getattr(found, kind) if (one.cue if kind == "acts" else one.span).end <= end]
            for found in (alone, longer)
        )
        assert first == second
        assert first


def test_a_text_longer_than_a_stretch_is_covered_once() -> None:
    text = (SPEECH + "\n\n") * 150
    words = pieces.cut(text, encoder.shipped().tokenizer)
    stretches = list(encoder.shipped().read(text, words))
    assert len(stretches) > 1
    assert [s.first for s in stretches] == [0, *(s.last for s in stretches[:-1])]
    assert stretches[-1].last == len(words)


@pytest.mark.timeout(120)
def test_two_hundred_thousand_words_are_read_in_bounded_memory() -> None:
    text = "word and " * 100_000
    words = pieces.cut(text, encoder.shipped().tokenizer)
    assert len(words) == 200_000
    widest = max(len(w.ids) for w in pieces.windows(words, text, (101, 102)))
    assert widest <= pieces.WIDEST


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(encoder.WEIGHTS, tmp_path / "weights")
    return tmp_path / "weights"


def test_a_missing_file_is_named_with_its_digest(copied: Path) -> None:
    expected = json.loads((copied / "card.json").read_text())["files"]["pairs.onnx"]
    (copied / "pairs.onnx").unlink()
    with pytest.raises(WeightsError, match=rf"pairs\.onnx.*{expected}"):
        encoder.Encoder(copied)


@pytest.mark.parametrize("name", ["names.onnx", "tagger.onnx", "tokenizer.json"])
def test_every_file_that_decides_what_is_read_is_held_to_its_digest(copied: Path, name: str) -> None:
    path = copied / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(WeightsError, match=rf"{name}: .* SHA-256 [0-9a-f]{{64}}; the card says [0-9a-f]{{64}}"):
        encoder.Encoder(copied)


def test_altered_vectors_are_refused_when_first_asked_for(copied: Path) -> None:
    path = copied / "vectors.onnx"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(WeightsError, match=r"vectors\.onnx"):
        encoder.Encoder(copied).vectors(["The bridge fell."])


def test_weights_without_the_branch_for_names_read_the_rest_alike(copied: Path) -> None:
    card = json.loads((copied / "card.json").read_text())
    del card["files"]["names.onnx"]
    (copied / "card.json").write_text(json.dumps(card))
    plain, whole = reader.read(SPEECH, encoder.Encoder(copied)), reader.read(SPEECH, encoder.shipped())
    assert (plain.acts, plain.statements) == (whole.acts, whole.statements)
    assert np.array_equal(plain.factual, whole.factual)
    assert encoder.Encoder(copied).digest != encoder.shipped().digest


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b[:-1] + bytes([b[-1] ^ 1]), lambda b: b""])
def test_a_cut_or_altered_file_is_named_with_its_digest(copied: Path, damage: object) -> None:
    path = copied / "tagger.onnx"
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(WeightsError, match=r"tagger\.onnx: .* SHA-256 [0-9a-f]{64}; the card says [0-9a-f]{64}"):
        encoder.Encoder(copied)


@pytest.mark.parametrize("card", [None, "", "{", "{}"])
def test_without_a_card_nothing_is_loaded(copied: Path, card: str | None) -> None:
    path = copied / "card.json"
    path.unlink()
    if card is not None:
        path.write_text(card)
    with pytest.raises(WeightsError, match=r"card\.json"):
        encoder.Encoder(copied)
