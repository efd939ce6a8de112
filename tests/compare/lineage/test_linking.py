from __future__ import annotations

import string
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.copies.alignment import align
from rashomon.compare.copies.passages import fingerprints
from rashomon.compare.lineage.linking import compare_reports, own_links
from rashomon.records import Link, LinkKind, Mark, MarkKind, Outlet, Report, Span
from tests.compare.origin_worlds import Told, build, calm, make_report
from tests.growth import assert_linear

WIRE = (
    "Rescue crews searched the waters off Port Velda on Monday after a ferry with 211 people on board went down in "
    "heavy seas. The coast guard of Lumera said 64 survivors had been brought ashore by nightfall. Divers were to "
    "resume their work at dawn, weather permitting. The vessel, built in 1998, had passed an inspection in January. "
    "Families gathered at the harbour chapel, where the names of the missing were read out twice during the evening."
)
OTHER = (
    "Grain prices rose for a third week in Ardessa as buyers feared a poor harvest. Traders pointed to the dry spring "
    "and to a lack of rail wagons. Mills in the north have begun to draw on their stocks, and two have closed for good."
)


def only(links: tuple[Link, ...]) -> Link:
    assert len(links) == 1
    return links[0]


def pair(one: str, two: str, *, hours: tuple[int | None, int | None] = (0, 5)) -> tuple[Report, Report]:
    return make_report("a", "alpha", [one], hours[0]), make_report("b", "beta", [two], hours[1])


def test_the_same_words_are_an_exact_copy_of_the_earlier() -> None:
    a, b = pair(WIRE, WIRE.replace(". ", ".\u00a0"))
    link = only(compare_reports(a, b))
    assert (link.kind, link.probability, link.coverage) == (LinkKind.EXACT, 1.0, (1.0, 1.0))
    assert (link.child, link.parent, link.directed) == (b.id, a.id, True)
    assert "Alpha published before Beta" in [r.words for r in link.reasons]
    first = only(compare_reports(*pair(WIRE, WIRE, hours=(5, 0))))
    assert first.child == a.id


def test_without_times_the_direction_is_not_known() -> None:
    assert not only(compare_reports(*pair(WIRE, WIRE, hours=(None, 3)))).directed
    assert not only(compare_reports(*pair(WIRE, WIRE, hours=(3, 3)))).directed


def test_a_few_words_changed_leave_a_near_copy_with_its_places() -> None:
    a, b = pair(WIRE, WIRE.replace("64 survivors", "61 survivors").replace("Families gathered", "Relatives met"))
    link = only(compare_reports(a, b))
    assert link.kind is LinkKind.NEAR
    assert min(link.coverage) > 0.9
    assert len(link.runs) == 3
    for child, parent in link.runs:
        assert child.of(b.text) == parent.of(a.text)


def test_a_passage_in_a_longer_text_is_reuse_and_not_a_copy() -> None:
    a, b = pair(WIRE, f"{OTHER} {OTHER[::-1]} {WIRE[:180]} {OTHER.upper()[::-1]}")
    link = only(compare_reports(a, b))
    assert link.kind is LinkKind.PASSAGE
    assert link.probability > 0.95
    assert link.coverage[0] < 0.4


def test_a_short_shared_run_is_weak_evidence() -> None:
    shared = "the coast guard of Lumera said 64 survivors had been brought ashore"
    link = only(compare_reports(*pair(f"{OTHER} Then {shared} late.", f"After noon {shared}. {OTHER[::-1]}")))
    assert link.kind is LinkKind.COMMON
    assert 0.3 < link.probability < 0.95
    assert {r.feature for r in link.reasons} >= {"prior", "run"}
    plain = "and then it was over and they all went home for the day"
    weak = only(compare_reports(*pair(f"{OTHER} Yes {plain} late.", f"After noon {plain}. {OTHER[::-1]}")))
    assert weak.probability < link.probability


def test_unlike_texts_have_no_link() -> None:
    assert compare_reports(*pair(WIRE, OTHER)) == ()
    a, _ = pair(WIRE, OTHER)
    assert compare_reports(a, a) == ()


def test_one_speech_quoted_twice_is_no_shared_text() -> None:
    speech = (
        "“We will search until every one of our people has been found and brought home, and nobody in this harbour "
        "will rest before that is done, whatever the sea may say to it,”"
    )
    assert compare_reports(*pair(f"{speech} the mayor told a crowd on the quay.", f"At noon she said: {speech}")) == ()


def test_shared_words_around_different_quotations_are_two_runs() -> None:
    one, two = (
        "“We will search until all our people are home,”",
        "“Nobody here believes one word of what we were told,”",
    )
    line = "In the afternoon of the second day {} the mayor of Port Velda told the crowd on the quay near the chapel."
    a, b = pair(line.format(one), line.format(two))
    link = only(compare_reports(a, b))
    assert len(link.runs) == 2
    assert all("people" not in parent.of(a.text) for _, parent in link.runs)


def test_a_pattern_filled_with_other_numbers_is_no_copy() -> None:
    form = (
        "The index closed {} points up at {} on volume of {} shares while the crown fetched {} against the mark today"
    )
    one, two = form.format(11, 2200, 31, 4), form.format(17, 3105, 58, 9)
    kinds = {link.kind for link in compare_reports(*pair(one, two))}
    assert not kinds & {LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE}


def test_passages_count_within_thirty_days_and_whole_texts_always() -> None:
    long = f"{OTHER} {WIRE[:180]} {OTHER[::-1]}"
    assert only(compare_reports(*pair(WIRE, long, hours=(0, 29 * 24)))).kind is LinkKind.PASSAGE
    assert compare_reports(*pair(WIRE, long, hours=(0, 31 * 24))) == ()
    assert only(compare_reports(*pair(WIRE, WIRE, hours=(0, 90 * 24)))).kind is LinkKind.EXACT


def test_changed_bytes_at_one_address_are_a_revision() -> None:
    a = make_report("a", "alpha", [WIRE], 0, url="https://alpha.example/1")
    b = make_report("b", "alpha", [OTHER], 9, url="https://alpha.example/1")
    link = only(compare_reports(a, b))
    assert (link.kind, link.child, link.parent) == (LinkKind.REVISES, b.id, a.id)
    c = make_report("c", "alpha", [WIRE + " The search goes on."], 9, url="https://alpha.example/1")
    assert {link.kind for link in compare_reports(a, c)} == {LinkKind.REVISES, LinkKind.NEAR}


def test_who_names_the_other_as_its_source_is_the_child_whatever_the_clock_says() -> None:
    mark = Mark(kind=MarkKind.SOURCE_LINE, key="beta", name="Beta", span=Span(start=0, end=4))
    a = make_report("a", "alpha", [WIRE], 0, marks=(mark,))
    b = make_report("b", "beta", [WIRE], 5)
    assert only(compare_reports(a, b)).child == a.id


def test_one_byline_dateline_and_agency_mark_are_shown_in_both_texts() -> None:
    head = "By Ann Onym\nPORT VELDA (Harrow) — "
    at = head.index("Harrow")
    mark = Mark(kind=MarkKind.AGENCY, key="harrow", name="Harrow", span=Span(start=at, end=at + 6))
    a, b = pair(head + WIRE, f"{head}{WIRE} {OTHER}")
    a, b = (replace(r, marks=(mark,), byline="Ann Onym", dateline="PORT VELDA") for r in (a, b))
    (link,) = compare_reports(a, b)
    shown = [(ours.of(b.text), theirs.of(a.text)) for ours, theirs in link.marks if theirs is not None]
    assert sorted(shown) == [("Ann Onym", "Ann Onym"), ("Harrow", "Harrow"), ("PORT VELDA", "PORT VELDA")]
    named = Mark(kind=MarkKind.SOURCE_LINE, key="alpha", name="Alpha", span=Span(start=0, end=2))
    (link,) = compare_reports(a, replace(b, marks=(named,)))
    assert (Span(start=0, end=2), None) in link.marks


@calm
@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 30), st.sampled_from([WIRE, OTHER, WIRE + OTHER]))
def test_the_order_of_the_two_does_not_matter(cut: int, at: int, hour: int, text: str) -> None:
    a, b = pair(WIRE, text[cut:] + " " + WIRE[:at], hours=(10, hour))
    assert compare_reports(a, b) == compare_reports(b, a)


words = st.lists(st.sampled_from(string.ascii_lowercase[:6]), max_size=60)


@calm
@given(words, words)
def test_an_alignment_matches_equal_words_once(a: list[str], b: list[str]) -> None:
    found = align(tuple(a), tuple(b))
    left: set[int] = set()
    right: set[int] = set()
    for run in found.runs:
        assert a[run.a : run.a + run.count] == b[run.b : run.b + run.count]
        ones, twos = set(range(run.a, run.a + run.count)), set(range(run.b, run.b + run.count))
        assert not ones & left
        assert not twos & right
        left |= ones
        right |= twos
    assert len(left) <= found.matched <= min(len(a), len(b))
    assert found.ordered <= found.matched


def test_runs_that_overlap_are_trimmed() -> None:
    found = align(tuple("abcdefgcdefgh"), tuple("abcdefgh"))
    assert [(r.a, r.b, r.count) for r in found.runs] == [(0, 0, 7), (12, 7, 1)]
    assert found.matched == 8
    assert align(tuple("abcdefghijxdefgh"), tuple("abcdefghij")).matched == 10


@calm
@given(st.lists(st.integers(0, 10**6), unique=True, min_size=60, max_size=90), st.integers(20, 40))
def test_passages_in_another_order_are_found_too(numbers: list[int], cut: int) -> None:
    text = tuple(str(n) for n in numbers)
    moved = (*text[cut:], *text[:cut])
    found = align(text, moved)
    assert found.matched == len(text)
    assert found.ordered == max(cut, len(text) - cut)


def test_repetitive_text_takes_no_longer_than_its_length_asks() -> None:
    assert_linear(lambda n: partial(align, ("ha", "he") * n, (*("ha", "he") * n, "ho")), 2_000, 20_000)


def test_what_a_report_cites_is_linked_to_the_outlet() -> None:
    told = [
        Told("a", "alpha", "one", conduit="beta", agency="wire", source_lines=("daily",)),
        Told("a", "alpha", "two", conduit="beta", knower="minister"),
        Told("a", "alpha", "three", conduit="alpha"),
    ]
    statements, reports = build(told)
    (report,) = reports.values()
    links = own_links(report, statements)
    assert links == own_links(report, statements[::-1])
    found = {(link.parent, link.kind) for link in links}
    assert found == {
        ("outlet:beta", LinkKind.CITES),
        ("outlet:daily", LinkKind.CITES),
        ("outlet:wire", LinkKind.AGENCY),
    }
    assert all(link.child == report.id and link.directed and link.probability > 0.95 for link in links)
    beta = next(link for link in links if link.parent == "outlet:beta")
    assert len(beta.reasons) == 2
    for link in links:  # each leads to the exact words
        shown = {" ".join(place.of(report.text).split()) for place, _ in link.marks}
        assert {r.words.split("“", 1)[1].rstrip("”…") for r in link.reasons} <= {w[:119] for w in shown} | shown
        assert [theirs for _, theirs in link.marks] == [None] * len(link.marks) != []
    assert beta.reasons[0].words.startswith("passes on Beta: “Onea oneb")


def test_a_credit_is_only_half_a_link() -> None:
    statements, reports = build([Told("a", "alpha", "one", credit="wire")])
    (link,) = own_links(next(iter(reports.values())), statements)
    assert link.probability == pytest.approx(0.5)


DISPATCH = [
    "A fire broke out at the Lendrick paper mill late on Sunday, and 14 workers were taken to Saint Ruan hospital.",
    "Most of them had breathed in chlorine, said Ida Torvell, a doctor at the hospital, and 3 need a ventilator.",
    "The flames began in a store of bleach beside the loading ramp and reached the roof within 20 minutes.",
    "Crews from five villages pumped water out of the Lendrick canal until sunrise.",
    "The mill makes packaging for fruit and has changed owners twice since 1994.",
]
RETOLD = [
    "Tragedy has struck a quiet valley, leaving families anxious.",
    "Sources indicate that 14 employees were rushed to Saint Ruan hospital after the blaze in Lendrick on Sunday.",
    "Chlorine inhalation affected the majority, and a ventilator is required for 3 of the patients.",
    "It is believed a bleach store by the loading ramp ignited first, the roof being engulfed after some 20 minutes.",
    "Village crews worked to pump canal water through the night until sunrise.",
    "The facility, which produces fruit packaging, saw its owners change in 1994 and later.",
]
OWN_EYES = [
    "The governor told a news conference on Monday that 14 workers were in hospital after the fire in Lendrick.",
    "She promised an inquiry into how chemicals are kept in old factories along the river.",
    "Residents spent the morning wiping soot from windows, and the school stayed shut.",
    "The mill has had two fires before, in 2009 and in 2017, neither of which hurt anybody.",
]


def test_a_rewrite_without_a_shared_run_is_linked_and_an_own_report_of_the_event_is_not() -> None:
    first = make_report("first", "wire", DISPATCH, 0, title="Mill fire")
    again = make_report("again", "portal", RETOLD, 6, title="What we know")
    other = make_report("other", "daily", OWN_EYES, 7, title="Governor promises inquiry")
    (found,) = compare_reports(again, first)
    assert (found.kind, found.child, found.directed) == (LinkKind.REWRITE, again.id, True)
    assert 0.6 < found.probability < 0.95
    assert "sentences tell the same in the same order" in " / ".join(r.words for r in found.reasons)
    assert len(set(fingerprints(first)) & set(fingerprints(again))) >= 2
    assert compare_reports(first, other) == compare_reports(again, other) == ()


def test_a_rewrite_long_after_is_less_likely_and_one_in_another_order_is_none() -> None:
    first = make_report("first", "wire", DISPATCH, 0)
    soon = compare_reports(first, make_report("again", "portal", RETOLD, 6))[0]
    late = compare_reports(first, make_report("again", "portal", RETOLD, 200))
    assert late[0].probability <= soon.probability
    assert [r.weight for r in late[0].reasons if r.feature == "late"] == [-1.5]
    assert "late" not in {r.feature for r in soon.reasons}
    assert compare_reports(first, make_report("again", "portal", RETOLD[::-1], 6)) == ()


def test_an_outlet_is_itself_under_name_and_address() -> None:
    report = make_report("a", "harrowwire.example", ["Words of no weight."], 0)
    report = replace(report, outlet=Outlet(key="harrowwire.example", name="The Harrow Wire", basis="page"))
    named = Mark(kind=MarkKind.AGENCY, key="harrow wire", name="Harrow Wire", span=Span(start=0, end=5))
    other = Mark(kind=MarkKind.AGENCY, key="lendrick news", name="Lendrick News", span=Span(start=0, end=5))
    assert [link.parent for link in own_links(replace(report, marks=(named, other)), ())] == ["outlet:lendrick news"]
