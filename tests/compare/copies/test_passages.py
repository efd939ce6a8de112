from __future__ import annotations

import string
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.copies.passages import fingerprints, quoted, running, sentence_words, winnow
from rashomon.records import BlockKind, Span
from tests.compare.origin_worlds import calm, make_report
from tests.growth import assert_linear

word = st.text(string.ascii_lowercase, min_size=1, max_size=6)
run_of_twenty = st.lists(word, min_size=20, max_size=20)
around = st.integers(0, 120)


@calm
@given(run_of_twenty, st.tuples(around, around), st.tuples(around, around), st.integers(0, 10**6))
def test_every_shared_run_of_twenty_words_leaves_a_common_print(
    run: list[str], one: tuple[int, int], two: tuple[int, int], salt: int
) -> None:
    def text(name: str, sizes: tuple[int, int]) -> list[str]:
        before, after = ([f"{name}{salt}{side}{i}" for i in range(n)] for side, n in zip("xy", sizes, strict=True))
        return [*before, *run, *after]

    assert winnow(text("a", one)) & winnow(text("b", two))


@calm
@given(run_of_twenty, st.integers(0, 3), st.integers(0, 60))
def test_reports_that_share_a_run_of_twenty_words_share_a_fingerprint(run: list[str], split: int, filler: int) -> None:
    """However it is broken into lines, and whatever furniture, captions and quotations stand around it."""
    own = [f"w{n}{chr(97 + n % 26)}" for n in range(filler)]
    lines = [" ".join(run[:5]), " ".join(run[5:])] if split % 2 else [" ".join(run)]
    a = make_report("a", "alpha", [p for p in (" ".join(own), *lines, "Don't miss a thing.") if p])
    b = make_report(
        "b", "beta", [p for p in ("“Nobody here has told us one word of it.”", " ".join(run), " ".join(own[::-1])) if p]
    )
    prints = [{p for p in fingerprints(r) if p[0] not in "=~"} for r in (a, b)]
    assert running(a).words[filler : filler + 20] == tuple(run)
    assert prints[0] & prints[1]


def test_texts_without_a_common_gram_share_nothing() -> None:
    one = winnow([f"a{i}" for i in range(200)])
    two = winnow([f"b{i}" for i in range(200)])
    assert one
    assert not one & two


def test_a_long_text_keeps_about_an_eighth_of_its_grams() -> None:
    words = [f"w{i * i % 977}x{i}" for i in range(500)]
    assert 45 <= len(winnow(words)) <= 75


def test_short_texts_keep_every_gram_and_very_short_ones_only_the_whole() -> None:
    assert len(fingerprints(make_report("a", "alpha", ["One two three four five six seven."]))) == 1 + 3
    tiny = fingerprints(make_report("a", "alpha", ["Just four words here."]))
    assert len(tiny) == 1
    assert tiny[0].startswith("=")
    assert fingerprints(make_report("a", "alpha", ["—"])) == ()


def test_case_punctuation_and_paragraphs_make_no_difference() -> None:
    one = make_report("a", "alpha", ["The ferry left Port Velda at noon, with 211 on board.", "It never arrived."])
    two = make_report("b", "beta", ["THE FERRY left Port Velda — at noon with 211 on board; it never arrived"])
    assert fingerprints(one) == fingerprints(two)
    other = make_report("c", "beta", ["The ferry left Port Velda at noon, with 212 on board.", "It never arrived."])
    assert fingerprints(other) != fingerprints(one)


def test_titles_bylines_marks_and_boilerplate_are_no_running_words() -> None:
    report = make_report(
        "a",
        "alpha",
        ["By Ann Onym", "The ferry sank.", "(Wire)", "Share this page", "Divers went down."],
        title="Ferry lost",
        kinds=[
            BlockKind.BYLINE,
            BlockKind.PARAGRAPH,
            BlockKind.MARK,
            BlockKind.BOILERPLATE,
            BlockKind.PARAGRAPH,
        ],
    )
    words = running(report)
    assert words.words == ("the", "ferry", "sank", "divers", "went", "down")
    assert words.place[3] - words.place[2] > 1
    assert words.span(1, 2).of(report.text) == "ferry sank"
    only = make_report("b", "alpha", [], title="Ferry lost off Port Velda tonight")
    assert len(running(only)) == 6


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("He said “we are going home at last today” and left.", "he said and left"),
        ('He said "we are going home at last today" and left.', "he said and left"),
        ("He said 'we are going home at last today' and left.", "he said and left"),
        ("He said ‘we are going home at last today’ and left.", "he said and left"),
        ("He said «we are going home at last today» and left.", "he said and left"),
        ("He said „we are going home at last today“ and left.", "he said and left"),
        ("The so-called “new order” went on.", "the so called new order went on"),
        ("“We are going home at last, all of us", ""),
        (
            "It is the soldiers' fault, not the men's or the boys' alone.",
            "it is the soldiers fault not the men s or the boys alone",
        ),
        (
            'A 6" gap and a 9 inch one were found in the hull plates.',
            "a 6 gap and a 9 inch one were found in the hull plates",
        ),
    ],
)
def test_what_counts_as_a_direct_quotation(text: str, left: str) -> None:
    assert " ".join(running(make_report("a", "alpha", [text])).words) == left


def test_a_quotation_opened_in_an_earlier_sentence_still_covers_the_next() -> None:
    text = "“We are going home at last today. All of us are going together,” he said on the quay."
    report = make_report("a", "alpha", [text])
    at = text.index("All of us")
    assert sentence_words(report, Span(start=at, end=len(text))) == ("he", "said", "on", "the", "quay")


@calm
@given(st.text("ab “”\"'‘’«».\n", max_size=200))
def test_quotations_are_in_order_and_inside(text: str) -> None:
    found = quoted(text, 0, len(text))
    edges = [x for pair in found for x in pair]
    assert edges == sorted(edges)
    assert all(0 <= lo < hi <= len(text) for lo, hi in found)


@pytest.mark.parametrize("unit", ["'a ", "“a ", "word ", '" ', "a' ", "«"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert_linear(lambda n: partial(fingerprints, make_report("a", "alpha", [unit * n])), 16_000, 160_000)
