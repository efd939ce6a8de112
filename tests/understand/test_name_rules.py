"""The rules of names, frames, lemmas and stance, run on the examples that stand beside them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from rashomon.records import BlockKind, Frame, Span
from rashomon.understand.frames import frame
from rashomon.understand.gazetteer import country_keys, match
from rashomon.understand.lemmas import lemma
from rashomon.understand.names import Names, find_names
from rashomon.understand.parts import Sentence
from rashomon.understand.stance import stance
from rashomon.understand.tokens import tokenize


def raw(name: str) -> dict[str, object]:
    return tomllib.loads(files("rashomon.understand").joinpath(f"rules/{name}.toml").read_text("utf-8"))


def names_of(text: str) -> Names:
    """The names of a text whose sentences end at ". " and line breaks, each line a paragraph."""
    sentences, start = [], 0
    pieces = text.replace("\n", " \0").replace(". ", ".\0").split("\0")
    for number, piece in enumerate(pieces):
        length = len(piece) + (1 if text[start + len(piece) : start + len(piece) + 1] == " " else 0)
        if piece.strip():
            span = Span(start=start, end=start + len(piece.rstrip()))
            sentences.append(Sentence(span, tokenize(text, span), BlockKind.PARAGRAPH, number, len(sentences)))
        start += length
    return find_names(text, sentences)


def in_pieces(text: str) -> list[Sentence]:
    """A text cut every 2,000 characters, where it may have no sentence ends."""
    spans = [Span(start=n, end=min(n + 2000, len(text))) for n in range(0, len(text), 2000)]
    return [Sentence(s, tokenize(text, s), BlockKind.PARAGRAPH, n, n) for n, s in enumerate(spans)]


def frame_of(text: str) -> Frame:
    return frame(text, (Span(start=0, end=len(text)),), names_of(text))


FAMILIES = raw("predicates")["family"]
HEDGES = raw("stance")["hedge"]
NEGATION = raw("stance")["negation"]


@pytest.mark.parametrize("example", raw("names")["example"], ids=lambda e: e["text"][:40])
def test_names_of_rule_examples(example: dict[str, object]) -> None:
    text = str(example["text"])
    assert [f"{n.kind.value}:{n.key}" for n in names_of(text).mentions] == example["names"]


@pytest.mark.parametrize(
    ("words", "family"), [(e, f["name"]) for f in FAMILIES for e in f["examples"]], ids=lambda v: str(v)[:40]
)
def test_predicates_of_rule_examples(words: str, family: str) -> None:
    assert frame_of(words).predicate == family


def test_a_word_stands_in_one_family_only() -> None:
    for part in ("verbs", "nouns"):
        words = [w for f in FAMILIES for w in f[part]]
        assert sorted(words) == sorted(set(words)), part
    assert len(FAMILIES) >= 70
    assert len({f["name"] for f in FAMILIES}) == len(FAMILIES)


def test_single_words_of_families_are_dictionary_forms() -> None:
    wrong = [w for f in FAMILIES for w in f["verbs"] if " " not in w and lemma(w) != w]
    assert wrong == []


@pytest.mark.parametrize("pair", raw("lemmas")["examples"].split())
def test_lemmas_of_rule_examples(pair: str) -> None:
    form, _, expected = pair.partition(":")
    assert lemma(form) == expected


@pytest.mark.parametrize(("words", "commitment"), [(w, h["commitment"]) for h in HEDGES for w in h["yes"]])
def test_hedges_that_hold(words: str, commitment: str) -> None:
    assert stance(words, (Span(start=0, end=len(words)),), None)[0].value == commitment


@pytest.mark.parametrize(("words", "commitment"), [(w, h["commitment"]) for h in HEDGES for w in h["no"]])
def test_hedges_that_do_not_hold(words: str, commitment: str) -> None:
    assert stance(words, (Span(start=0, end=len(words)),), None)[0].value != commitment


@pytest.mark.parametrize(
    ("words", "sign"), [*((w, "-") for w in NEGATION["negative"]), *((w, "+") for w in NEGATION["positive"])]
)
def test_polarity_of_rule_examples(words: str, sign: str) -> None:
    assert stance(words, (Span(start=0, end=len(words)),), None)[1].value == sign


def test_every_country_is_found_by_each_of_its_names() -> None:
    countries = raw("places")["countries"]
    assert len(countries) >= 195
    assert set(countries) == country_keys()
    shared = {"Congolese", "Dominican", "Guinean"}
    for key, forms in countries.items():
        for words in (*forms["names"], *forms["people"], *forms["capitals"]):
            entry = match(words.replace("’", "'").split())
            assert entry is not None, words
            assert entry.key == key or words in shared, (words, entry.key)
