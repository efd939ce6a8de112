"""Pairs of one claim and of two, made by rule, and how a reader's vectors are judged on them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bench import same_claims, similarity
from bench.result import DataMissing
from bench.same_claims import Claims, Graded, Told, at_equal_overlap, overlap, split, words
from rashomon.understand.masking import masked


class Vectors:
    """A reader whose vectors are those it was given; others are one axis."""

    name = "vectors"

    def __init__(self, known: dict[str, tuple[float, float]]) -> None:
        self.known = known

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.known.get(text, (1.0, 0.0)) for text in texts], dtype=np.float32)


ACROSS = Vectors({"a": (1, 0), "b": (1, 0), "c": (0, 1)})
LEVEL = Vectors({})


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("At least 3,000 troops moved on Friday, May 3, 2024.", "At least # troops moved on then."),
        ("It may rain one day in March 2011", "It may rain # day in then"),
        ("Twenty-five of two hundred thousand", "# of #"),
        ("$13.9 billion, 5% and 10-20 more", "# #, # and # more"),
        ("F-16s and Kh-22 stay, 152mm does not", "F-16s and Kh-22 stay, #mm does not"),
        ("Sept. 11 and 3rd of June and 2012-03-04", "then and then and then"),
        ("The Mar-a-Lago march of yesterday", "The Mar-a-Lago march of then"),
        ("no  value\nhere", "no value here"),
    ],
)
def test_values_are_masked(text: str, plain: str) -> None:
    assert masked(text) == plain
    assert masked(plain) == plain


def ecb_file(folder: Path, name: str, *sentences: tuple[str, str | None]) -> None:
    """One document whose sentences are (words, coreference chain of the last word or None: it tells no act)."""
    tokens, marks, relations, number = [], [], [], 0
    for place, (told, chain) in enumerate(sentences):
        for n, word in enumerate(told.split()):
            number += 1
            tokens.append(f'<token t_id="{number}" sentence="{place}" number="{n}">{word}</token>')
        if chain is not None:
            kind = "ACTION_REPORTING" if chain == "said" else "ACTION_OCCURRENCE"
            marks.append(f'<{kind} m_id="{number}"><token_anchor t_id="{number}"/></{kind}>')
            relations.append(
                f'<CROSS_DOC_COREF r_id="9{number}" note="{chain}"><source m_id="{number}"/></CROSS_DOC_COREF>'
            )
    body = f"{''.join(tokens)}<Markables>{''.join(marks)}</Markables><Relations>{''.join(relations)}</Relations>"
    (folder / f"{name}.xml").write_text(f'<Document doc_name="{name}">{body}</Document>', encoding="utf-8")


def test_ecb_pairs_share_acts_or_none_across_documents(tmp_path: Path) -> None:
    folder = tmp_path / "ecbplus" / "xml" / "36"
    folder.mkdir(parents=True)
    ecb_file(folder, "36_1ecb", ("two men held", "held"), ("a third man fled", "fled"), ("Roe said", "said"))
    ecb_file(folder, "36_1ecbplus", ("both were held", "held"), ("nobody checked this held", "held"))
    listed = ["Topic,File,Sentence Number", "36,1ecb,0", "36,1ecb,1", "36,1ecb,2", "36,1ecbplus,0"]
    (tmp_path / "ecbplus" / "ECBplus_coreference_sentences.csv").write_text("\n".join(listed), encoding="utf-8")
    claims = same_claims.ecb(tmp_path)
    assert dict(zip(claims.pairs, claims.same, strict=True)) == {
        ("# men held", "both were held"): True,
        ("a third man fled", "both were held"): False,
    }


def test_every_positive_gets_a_negative_that_shares_as_many_words() -> None:
    def told(incident: str, document: str, text: str) -> Told:
        return Told(incident, document, 0, text, frozenset(words(text)))

    told_twice = [told("1", "a", "man shot near Halvane harbour"), told("1", "b", "shot fired near Halvane market")]
    other = told("2", "c", "woman shot near Halvane bridge")
    far = told("3", "d", "storm ends")
    claims = at_equal_overlap([*told_twice, other, far])
    assert claims.pairs == ((told_twice[0].text, told_twice[1].text), (told_twice[0].text, other.text))
    assert claims.same == (True, False)
    assert at_equal_overlap([*told_twice, far]) == Claims((), ())  # nothing to set against it


def test_gain_is_measured_on_ranked_pairs() -> None:
    claims = Claims((("a", "b"), ("a", "c")), (True, False))
    figures = similarity.ranked("x", claims, {"": ACROSS, "original_": LEVEL})
    assert (figures["x_ap"], figures["x_auc"]) == (100.0, 100.0)
    assert (figures["x_original_ap"], figures["x_original_auc"], figures["x_chance_ap"]) == (50.0, 50.0, 50.0)


def test_grades_go_by_the_nearest_sentence() -> None:
    graded = [Graded("a", ("c", "b"), 1.0), Graded("c", ("a",), 0.0), Graded("c", ("b", "a"), 0.0)]
    assert similarity.grades(graded, ACROSS) == pytest.approx(100.0)
    assert similarity.grades(graded, LEVEL) == 0.0


def test_graded_bullets_lose_marks_and_citations(tmp_path: Path) -> None:
    folder = tmp_path / "summhay"
    folder.mkdir()
    row = {"summary": ["## Heading", "* **Ships left:** early [32][6, 9]", "[1]"]}
    row |= {"annotation": [{"insight_id": "i", "coverage": "partially_covered"}]}  # type: ignore[dict-item]
    row |= {"reference_insights": [{"insight_id": "i", "insight": "Ships left."}]}  # type: ignore[dict-item]
    (folder / "judged_summaries.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert same_claims.graded(tmp_path) == [Graded("Ships left.", ("Heading", "Ships left: early"), 0.5)]


def test_held_out_pairs_are_the_same_at_every_run(tmp_path: Path) -> None:
    folder = tmp_path / "polnear" / "dev" / "text"
    folder.mkdir(parents=True)
    lines = [f"The {word} harbour was closed by storms." for word in ("old", "new", "north", "south")]
    (folder / "a.txt").write_text(" ".join(lines), encoding="utf-8")
    drawn, near = same_claims.held_out(tmp_path)
    assert (drawn, near) == same_claims.held_out(tmp_path)
    assert len(drawn) == same_claims.DRAWN
    assert {text for pair in drawn for text in pair} == set(lines)
    same = similarity.agreement(tmp_path, {"": ACROSS, "original_": LEVEL})
    assert same == {
        "agreement_spearman": 0.0,
        "agreement_similar_spearman": 0.0,
    }  # what does not vary agrees with nothing


def test_words_and_sentences() -> None:
    assert overlap("The ships left Halvane.", "A ship left on Friday") == pytest.approx(2 / 4)
    assert overlap("", "of the") == 0.0
    assert split('It rains. "It pours," he said.\nThe U.S. navy left.') == [
        "It rains.",
        '"It pours," he said.',
        "The U.S. navy left.",
    ]


def test_without_data_the_bench_says_so(tmp_path: Path) -> None:
    for make in (same_claims.ecb, same_claims.violent, same_claims.graded, same_claims.held_out):
        with pytest.raises(DataMissing, match="--data"):
            make(tmp_path)
