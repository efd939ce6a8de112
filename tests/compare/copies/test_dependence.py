"""Independent, common source or derived: what two reports are to each other, and what must not be linked."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.copies.dependence import Standing, dependence, observe, scorers
from rashomon.compare.copies.measured import compared, same_sequence
from rashomon.compare.copies.passages import fingerprints
from rashomon.compare.lineage.linking import compare_reports
from rashomon.records import Link, LinkKind, Moment, Precision, Published, PublishedBasis, Report
from tests.compare.lineage.test_linking import OTHER, WIRE, pair
from tests.compare.origin_worlds import START, calm, make_report

TEXT_KINDS = {LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE, LinkKind.COMMON}


def text_links(a: Report, b: Report, least: float = 0.5) -> list[Link]:
    return [ln for ln in compare_reports(a, b) if ln.kind in TEXT_KINDS and ln.probability > least]


@calm
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from([WIRE, OTHER, WIRE + " " + OTHER]))
def test_the_three_probabilities_sum_to_one_and_their_order_does_not_matter(cut: int, at: int, text: str) -> None:
    a, b = pair(WIRE, text[cut:] + " " + WIRE[:at])
    first, second = sorted((a, b), key=lambda r: r.id)
    found = dependence(compared(first, second))
    assert math.isclose(found.independent + found.common + found.derived, 1.0, abs_tol=3e-6)
    assert min(found.independent, found.common, found.derived) >= 0.0
    assert compare_reports(a, b) == compare_reports(b, a)


def test_every_weight_has_its_feature_and_more_in_common_never_speaks_against() -> None:
    a, b = pair(WIRE, OTHER)
    features = {o.feature for o in observe(compared(a, b))}
    for scorer in scorers():
        assert set(scorer.ladders) <= features
        for name, ladder in scorer.ladders.items():
            steps = ladder.weights[1:]
            rising = name not in {"own", "days", "outlet"}
            assert not rising or list(steps) == sorted(steps), name


def test_more_of_a_text_taken_over_makes_derivation_likelier() -> None:
    own = " ".join(f"Clerk {n} of Narlo counted sheep, geese and lamps near dock {n * 7}." for n in range(12))
    sentences = WIRE.split(". ")
    chance = []
    for n in range(1, len(sentences) + 1):
        a, b = pair(WIRE, ". ".join(sentences[:n]) + ". " + own)
        first, second = sorted((a, b), key=lambda r: r.id)
        chance.append(dependence(compared(first, second)).derived)
    assert chance == sorted(chance)
    assert chance[0] < 0.5 < chance[-1]


def test_reasons_are_named_and_add_up() -> None:
    a, b = pair(WIRE, f"{OTHER} {WIRE[:120]}")
    first, second = sorted((a, b), key=lambda r: r.id)
    found = dependence(compared(first, second))
    odds = math.fsum(r.weight for r in found.reasons if not r.feature.startswith("drawn: "))
    assert math.isclose(1 / (1 + math.exp(-odds)), 1 - found.independent, abs_tol=1e-3)
    assert all(r.words for r in found.reasons)


def test_where_it_is_open_which_is_drawn_a_common_source_is_said() -> None:
    told = replace(dependence(compared(*pair(WIRE, OTHER))), independent=0.1, common=0.45, derived=0.45)
    assert told.standing is Standing.COMMON
    assert replace(told, common=0.2, derived=0.7).standing is Standing.DERIVED
    assert replace(told, independent=0.5, common=0.2, derived=0.3).standing is Standing.INDEPENDENT


def test_names_and_numbers_in_one_order() -> None:
    assert same_sequence(tuple("abcde"), tuple("axbcyde")) == 1.0
    assert same_sequence(tuple("abcde"), tuple("edcba")) == 0.2
    assert same_sequence(tuple("abc"), tuple("abc")) is None


# --- what must not be linked ------------------------------------------------------------------------------------------

WEATHER = (
    "Expect {} skies over {} on {} with highs near {} degrees and lows around {} after dark. Winds from the {} will "
    "reach {} knots by the afternoon, easing towards evening. The chance of rain stands at {} percent. Sunrise comes "
    "at {} and sunset at {}, and walkers in {} should take a coat."
)
SPORT = (
    "{} beat {} by {} goals to {} on Saturday in front of a crowd of {}. {} scored twice before the break and {} added "
    "one from the spot with {} minutes left. The win lifts {} to {} points, while {} stay at the foot of the table."
)
MARKET = (
    "The {} index closed {} points higher at {} on volume of {} million shares. {} led the gainers with a rise of {} "
    "percent, and {} fell {} percent. The crown fetched {} against the mark, traders in {} said."
)
PATTERNS = [
    (WEATHER, ("clear", "Ostrel", "Monday", 21, 12, "west", 9, 10, "6:02", "20:41", "Narlo"),
     ("grey", "Vindal", "Friday", 14, 5, "north", 22, 80, "7:31", "17:05", "Kestro")),
    (SPORT, ("Ostrel", "Narlo", 3, 1, 4120, "Dorn", "Velk", 12, "Ostrel", 41, "Narlo"),
     ("Kestro", "Vindal", 4, 2, 9877, "Ruan", "Tisk", 27, "Kestro", 18, "Vindal")),
    (MARKET, ("Ostrel", 11, 2200, 31, "Dorn Mills", 4, "Velk Lines", 2, "1.71", "Narlo"),
     ("Kestro", 17, 3105, 58, "Ruan Steel", 9, "Tisk Foods", 6, "2.04", "Vindal")),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "one", "two"), PATTERNS, ids=["weather", "sport", "market"])
def test_one_frame_filled_with_other_facts_is_not_linked(frame: str, one: tuple[object], two: tuple[object]) -> None:
    a, b = pair(frame.format(*one), frame.format(*two))
    assert text_links(a, b) == []
    assert text_links(*pair(frame.format(*one), frame.format(*one) + " More at ten.")), "a copy of one is still a copy"


def test_a_live_blog_holds_passages_of_many_and_is_a_copy_of_none() -> None:
    wires = [
        " ".join(
            f"Unit {n}{k} of the {name} guard moved {n + k * 7} carts past {name} at {k} o'clock." for k in range(8)
        )
        for n, name in enumerate(["Ostrel", "Narlo", "Kestro", "Vindal"], start=3)
    ]
    blog = make_report("blog", "portal", wires, 9)
    for n, wire in enumerate(wires):
        (link,) = text_links(blog, make_report(f"w{n}", f"wire{n}", [wire], n))
        assert link.kind in {LinkKind.PASSAGE, LinkKind.COMMON}
        assert min(link.coverage) < 0.5
    assert text_links(make_report("w0", "wire0", [wires[0]], 0), make_report("w1", "wire1", [wires[1]], 1)) == []


def test_a_page_of_300_headlines_is_a_copy_of_nothing_it_lists() -> None:
    heads = [f"Minister {n} of Narlo opens bridge {n * 3} over the Ruan" for n in range(300)]
    page = make_report("page", "portal", heads, 9)
    report = make_report("r", "alpha", [heads[7] + ".", OTHER], 3, title=heads[7])
    assert [ln.kind for ln in text_links(page, report)] == []
    assert len(fingerprints(page)) < 1200


def test_legal_boilerplate_and_sign_up_lines_link_nothing() -> None:
    legal = (
        "Copyright 2031 Harbour Radio Inc. All rights reserved. This material may not be published, broadcast, or"
        " redistributed. Don't miss a thing. Get email alerts from Harbour Radio today. Anyone with information is"
        " asked to call Crime Stoppers at 555-010-0100."
    )
    assert text_links(*pair(f"{WIRE} {legal}", f"{OTHER} {legal}"), least=0.1) == []


def test_a_report_that_quotes_another_whole_shares_no_running_text_with_it() -> None:
    quoting = make_report("b", "beta", [f"The Alpha wrote: “{WIRE}”", OTHER], 5)
    assert text_links(make_report("a", "alpha", [WIRE], 0), quoting) == []


def test_a_back_dated_copy_is_still_linked_and_only_its_direction_is_led_astray() -> None:
    old = START.replace(year=2025)
    told = Moment(lo=old, hi=old + timedelta(days=1), precision=Precision.DAY, basis="stated")
    late = replace(make_report("b", "beta", [WIRE], 5), published=Published(when=told, basis=PublishedBasis.STATED))
    first = make_report("a", "alpha", [WIRE], 0)
    (link,) = compare_reports(first, late)
    assert link.kind is LinkKind.EXACT
    years = replace(make_report("c", "beta", [f"{OTHER} {WIRE[:180]} {OTHER[::-1]}"], 5), published=late.published)
    assert compare_reports(first, years) == ()  # a passage counts within thirty days only


@pytest.mark.parametrize("text", ["—", "Yes.", "Fire in Narlo.", "a b c d e", "Photo: Jane Roe/Harbour Pictures"])
def test_empty_and_tiny_texts_are_linked_only_when_the_same(text: str) -> None:
    tiny = make_report("a", "alpha", [text], 0)
    assert text_links(tiny, make_report("b", "beta", [WIRE], 1), least=0.1) == []
    same = compare_reports(tiny, make_report("b", "beta", [text], 1))
    assert [ln.kind for ln in same] == ([LinkKind.EXACT] if any(c.isalnum() for c in text) else [])


ABROAD = [
    "Ein Feuer in der Papierfabrik Lendrick, Sonntag: 14 Arbeiter nach Saint Ruan gebracht.",
    "Chlor eingeatmet, so Ida Torvell; 3 brauchen einen Ventilator im Saint Ruan.",
    "Nach 20 Minuten brannte das Dach, Lendrick, 5 Feuerwehren aus 1994 und 2 weiteren Orten.",
]
AT_HOME = [
    "A fire at the Lendrick mill on Sonntag sent 14 workers to Saint Ruan hospital.",
    "Ida Torvell of Saint Ruan said chlorine hurt most, and 3 need a Ventilator.",
    "The roof at Lendrick burned after 20 minutes; 5 crews came, with engines of 1994 and 2 more.",
]


def test_a_translation_is_possible_and_never_certain() -> None:
    first = make_report("a", "alpha", AT_HOME, 0)
    for language in ("en", "de"):
        again = replace(make_report("b", "beta", ABROAD, 6), language=language)
        found = compare_reports(first, again)
        assert all(ln.probability <= (0.5 if language == "de" else 0.94) for ln in found)
    assert "translation" in {r.feature for r in found[0].reasons}
