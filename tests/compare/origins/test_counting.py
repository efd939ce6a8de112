from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.origins.corroboration import Row, row, tally
from rashomon.compare.origins.counting import Weighed, weigh
from rashomon.records import Link, LinkKind, OriginKind, Span, VoiceKind
from tests.compare.origin_worlds import Told, build, calm, link


def count(*world: Told, links: list[tuple[str, str, LinkKind]] | None = None, **how: object) -> Weighed:
    statements, reports = build(world)
    made: list[Link] = [link(reports, c, p, k, **how) for c, p, k in links or []]  # type: ignore[arg-type]
    return weigh("claim", statements, reports, made)


def fact(w: Weighed) -> tuple[int, float, int]:
    return w.fact.least, w.fact.expected, w.fact.most


def said(w: Weighed) -> tuple[int, float, int]:
    return w.said.least, w.said.expected, w.said.most


A = Told("a", "alpha", "one", 0)
B = Told("b", "beta", "two", 1)
C = Told("c", "gamma", "three", 2)


def words(w: Weighed) -> str:
    return " / ".join(r.words for r in w.fact.reasons)


def test_nothing_to_weigh_is_refused() -> None:
    with pytest.raises(ValueError, match="without statements"):
        weigh("claim", [], {}, [])


def test_reports_in_their_own_words_that_name_nobody_are_witnesses_each_and_perhaps_of_one_origin() -> None:
    w = count(A, B, C)
    assert said(w) == (3, 3.0, 3)
    assert fact(w) == (1, pytest.approx(1.5), 3)
    assert w.fact.at_least_two == pytest.approx(1 - 0.6 * 0.9)
    assert w.said.at_least_two == 1.0
    assert {o.kind for o in w.origins} == {OriginKind.REPORT}
    assert len(w.origins) == 3


def test_one_speaker_in_three_texts_is_one_origin_with_three_witnesses() -> None:
    w = count(*(t.but(knower="minister") for t in (A, B, C)))
    assert fact(w) == (1, 1.0, 1)
    assert said(w) == (3, 3.0, 3)
    assert w.fact.at_least_two == 0.0
    assert "3 reports name the same speaker: Minister" in words(w)
    (origin,) = w.origins
    assert origin.kind is OriginKind.SPEAKER
    assert origin.speakers == ("minister",)
    assert len(origin.statements) == 3


def test_one_text_under_three_mastheads_is_one_origin() -> None:
    w = count(A, A.but(report="b", outlet="beta", hour=1), A.but(report="c", outlet="gamma", hour=2))
    assert fact(w) == said(w) == (1, 1.0, 1)
    assert "3 reports carry one text (Alpha, Beta, Gamma; earliest held: Alpha)" in words(w)


def test_copies_with_sentences_altered_are_one_by_their_link() -> None:
    w = count(A, B, links=[("b", "a", LinkKind.NEAR)])
    assert fact(w) == (1, 1.0, 1)


def test_short_sentences_that_agree_are_likely_one_text_and_not_certainly() -> None:
    statements, reports = build([A, B])
    first = {r.id: r for r in reports.values()}
    line = "Nine sailors were rescued off Port Velda late today."
    for r in list(first):
        first[r] = replace(first[r], text=line, blocks=())
    at = Span(start=0, end=len(line))
    altered = [replace(s, content=(at,), sentence=at) for s in statements]
    w = weigh("claim", altered, first, [])
    assert w.fact.least == 1
    assert 1.0 < w.fact.expected < 1.5
    assert w.fact.most == 2


def test_the_same_direct_quotation_in_two_texts_is_not_one_text() -> None:
    statements, reports = build([A, B])
    quote = "“We shall not leave the harbour before the last of our people has been brought home to their families.”"
    lines = {A.outlet: f"{quote} the mayor told a crowd.", B.outlet: f"{quote} she said in Velda on Tuesday."}
    texts = {i: replace(r, text=lines[r.outlet.key], blocks=()) for i, r in reports.items()}
    altered = []
    for s in statements:
        at = Span(start=0, end=len(texts[s.report_id].text))
        altered.append(replace(s, content=(at,), sentence=at))
    assert said(weigh("claim", altered, texts, [])) == (2, 2.0, 2)


def test_two_people_of_one_body_are_one_at_least_and_two_at_most() -> None:
    w = count(A.but(knower="ann", body="harbour ministry"), B.but(knower="bob", body="harbour ministry"))
    assert (w.fact.least, w.fact.most) == (1, 2)
    assert 1.0 < w.fact.expected < 2.0
    (origin,) = w.origins
    assert origin.speakers == ("ann", "bob")


def test_a_body_and_its_spokesman_are_one() -> None:
    w = count(
        A.but(knower="ann", body="harbour ministry"), B.but(knower="harbour ministry", kind=VoiceKind.INSTITUTION)
    )
    assert fact(w) == (1, 1.0, 1)


def test_unnamed_people_may_be_anyone() -> None:
    officials = {"knower": "officials", "kind": VoiceKind.UNNAMED}
    two = count(A.but(**officials), B.but(**officials))
    assert (two.fact.least, two.fact.most) == (1, 2)
    beside = count(A.but(**officials), B.but(knower="minister"))
    assert (beside.fact.least, beside.fact.most) == (1, 2)
    assert "not counted at least" in words(beside)


def test_own_observation_is_an_origin_and_its_copy_is_not_another() -> None:
    seen = {"knower": "observation", "kind": VoiceKind.OBSERVATION}
    w = count(A.but(**seen), A.but(report="b", outlet="beta", hour=1, **seen), C.but(knower="minister"))
    assert fact(w) == (2, 2.0, 2)


def test_a_cited_outlet_that_is_not_held_is_one_origin_for_all_who_cite_it() -> None:
    w = count(A.but(conduit="daily"), B.but(conduit="daily"))
    assert fact(w) == said(w) == (1, 1.0, 1)
    beside = count(A.but(conduit="daily"), B.but(knower="minister"))
    assert said(beside) == (2, 2.0, 2)
    assert fact(beside) == (1, pytest.approx(1.4), 2)  # who told the Daily may be the minister
    assert "Alpha, Beta cite Daily, whose own report is not among these" in words(w)
    assert w.origins[0].kind is OriginKind.OUTLET


def test_a_cited_outlet_that_is_held_is_its_text() -> None:
    w = count(A, B.but(conduit="alpha"))
    assert fact(w) == (1, 1.0, 1)
    assert w.origins[0].kind is OriginKind.REPORT
    assert len(w.origins[0].statements) == 2


def test_an_agency_mark_is_the_agency_and_the_agency_as_speaker_is_the_same() -> None:
    w = count(A.but(agency="wire"), B.but(conduit="wire"), C.but(knower="wire", kind=VoiceKind.INSTITUTION))
    assert fact(w) == (1, 1.0, 1)


def test_a_credit_line_is_a_doubt() -> None:
    w = count(A.but(credit="wire"), B.but(credit="wire"))
    assert (w.said.least, w.said.most) == (1, 3)
    assert w.said.expected == pytest.approx(2 * 0.5 + 0.75)
    assert w.said.at_least_two == pytest.approx(0.75)
    assert w.fact.least == 1


def test_stitching_two_agencies_does_not_make_them_one() -> None:
    mixed = C.but(source_lines=("alpha", "beta"))
    assert said(count(A, B, mixed)) == (2, 2.0, 2)
    named = A.but(knower="minister"), B.but(knower="envoy"), mixed
    assert fact(count(*named)) == (2, 2.0, 2)


def test_two_whom_one_report_names_for_one_thing_are_two_who_knew_through_one_witness() -> None:
    one = Told("a", "alpha", "one", 0, knower="minister")
    w = count(one, one.but(knower="envoy", text="two"))
    assert fact(w) == (2, 2.0, 2)
    assert said(w) == (1, 1.0, 1)
    assert "2 are named, through one witness that is sure" in words(w)
    alike = count(one, one.but(knower="envoy"))  # the same sentence but for the name, side by side in one report
    assert fact(alike) == (2, 2.0, 2)
    copied = count(one, one.but(report="b", outlet="beta", hour=1, knower="envoy"))  # and in a copy
    assert copied.fact.least == 1


def test_a_text_that_was_there_first_is_not_doubted_for_a_late_copy_of_it_that_resembles_another() -> None:
    one = A.but(knower="minister")
    retelling = B.but(knower="envoy")
    copy = one.but(report="c", outlet="gamma", hour=9)
    w = count(one, retelling, copy, links=[("c", "b", LinkKind.REWRITE)], probability=0.9)
    assert w.fact.least == 2


def test_a_land_that_speaks_may_be_an_office_whose_land_is_not_told() -> None:
    land = A.but(knower="velmora", kind=VoiceKind.INSTITUTION)
    office = B.but(knower="health ministry", kind=VoiceKind.INSTITUTION)
    w = count(land, office)
    assert (w.fact.least, w.fact.most) == (1, 2)
    assert "may be “" in words(w)
    assert count(land.but(knower="harbour authority"), office).fact.least == 2


def test_the_headline_of_a_report_is_no_second_witness() -> None:
    w = count(A.but(knower="minister"), A.but(text="headline"))
    assert fact(w) == said(w) == (1, 1.0, 1)


def test_an_attribution_added_by_a_derived_text_never_raises_least() -> None:
    passage = [("b", "a", LinkKind.PASSAGE)]
    w = count(A, B.but(knower="envoy"), links=passage)
    assert w.fact.least == 1
    assert w.fact.most == 2
    assert "only a text taken from another report names Envoy" in words(w)
    copied = count(A.but(knower="minister"), A.but(report="b", outlet="beta", hour=1, knower="envoy"))
    assert copied.fact.least == 1


def test_two_texts_of_unknown_order_that_share_a_passage_are_one_at_least() -> None:
    w = count(
        A.but(knower="minister", hour=None),
        B.but(knower="envoy", hour=None),
        links=[("b", "a", LinkKind.PASSAGE)],
        directed=False,
    )
    assert (w.fact.least, w.fact.most) == (1, 2)


def test_a_statement_outside_the_shared_passage_is_not_derived() -> None:
    passage = [("b", "a", LinkKind.PASSAGE)]
    w = count(A, B, links=passage, whole=False, coverage=(0.04, 0.3))
    assert said(w) == (2, 2.0, 2)
    assert said(count(A, B, links=passage)) == (1, 1.0, 1)


def test_a_rewrite_counts_by_its_probability() -> None:
    w = count(A, B, links=[("b", "a", LinkKind.REWRITE)], probability=0.7)
    assert said(w) == (1, pytest.approx(1.3), 2)
    assert w.said.at_least_two == pytest.approx(0.3)
    assert fact(w) == (1, pytest.approx(1.12), 2)
    assert "Beta may rest on Alpha (70%)" in words(w)


def test_an_outlet_that_says_it_again_in_other_words_is_hardly_a_second_origin() -> None:
    w = count(A, B.but(outlet="alpha"))
    assert said(w) == (1, pytest.approx(1.2), 2)
    assert fact(w) == (1, pytest.approx(1.08), 2)
    assert "Alpha says it in other words too and may repeat itself" in words(w)


def test_outlets_that_share_a_text_hardly_know_more_in_another_of_their_own() -> None:
    w = count(A, A.but(report="d", outlet="beta", hour=1), B.but(hour=2))
    assert said(w) == (1, pytest.approx(1.2), 2)
    assert fact(w) == (1, pytest.approx(1.08), 2)


def test_an_outlet_that_named_the_speaker_once_hardly_knows_better_in_its_own_voice() -> None:
    w = count(A.but(knower="minister"), B.but(outlet="alpha"))
    assert said(w) == (1, pytest.approx(1.2), 2)
    assert fact(w) == (1, pytest.approx(1.08), 2)


def test_two_outlets_that_cite_each_other_are_a_circle_and_one_origin() -> None:
    w = count(A.but(conduit="beta"), B.but(conduit="alpha"))
    assert fact(w) == (1, 1.0, 1)
    assert len(w.circles) == 1
    assert len(w.circles[0]) == 2
    assert w.origins[0].kind is OriginKind.CIRCLE
    beside = count(A.but(conduit="beta"), B.but(conduit="alpha"), C)
    assert (beside.fact.least, beside.fact.most) == (1, 2)
    out = count(A.but(conduit="beta"), B.but(conduit="alpha", source_lines=()), C)
    assert out.circles == beside.circles


def test_outlets_are_known_by_name_and_by_address() -> None:
    held = A.but(outlet="alpha.example")
    assert fact(count(held, B.but(conduit="alpha"))) == (1, 1.0, 1)
    named = count(held.but(conduit="beta"), B.but(knower="the alpha", kind=VoiceKind.INSTITUTION))
    assert fact(named) == (1, 1.0, 1)
    assert [o.speakers for o in named.origins] == [("alpha.example",)]
    assert fact(count(held, B.but(agency="alpha"))) == (1, 1.0, 1)


def test_what_hangs_on_one_report_is_said_in_a_sentence() -> None:
    one, two = A.but(knower="minister"), B.but(knower="envoy")
    copy = one.but(report="d", outlet="delta", hour=4)
    w = count(one, copy, two)
    assert w.fragile == "Without the report of Beta, which names Envoy, only one origin would be left."
    assert count(one, copy).fragile is None
    assert count(A, B, C).fragile is None


def test_counts_of_many_reports_keep_their_reasons_short() -> None:
    world = [Told(f"r{i}", f"outlet{i}", f"text{i}x", i) for i in range(40)]
    w = count(*world)
    assert said(w) == (40, 40.0, 40)
    assert fact(w) == (1, pytest.approx(1 + sum(0.4 / k**2 for k in range(1, 40))), 40)
    words_ = (
        "40 outlets name no one and cite no one: origins unknown (Outlet0, Outlet1, Outlet10, Outlet11 and 36 more)"
    )
    assert [r.words for r in w.fact.reasons] == [words_]
    copied = [t.but(report=f"c{i}", outlet=f"late{i}", hour=50) for i, t in enumerate(world)]
    w = count(*world, *copied)
    assert len(w.fact.reasons) == 5
    assert w.fact.reasons[-1].words == "and 37 further reasons"


shares = st.floats(0.0, 1.0).map(lambda p: round(p, 3))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Row], list[str], list[float]]:
    """Rows as weigh makes them: the first can only come from a node, unless something certain or loose is there."""
    sure = draw(st.lists(st.sampled_from(["v", "w"]), unique=True, max_size=2))
    loose = draw(st.lists(st.sampled_from([0.25, 0.5]), max_size=2))
    rows = []
    for i in range(draw(st.integers(0 if sure or loose else 1, 4))):
        behind = draw(st.lists(shares, max_size=2)) if i or sure or loose else []
        rows.append(row(behind, draw(st.dictionaries(st.sampled_from("uv"), shares, max_size=2))))
    return rows, sure, loose


def enumerate_count(rows: list[Row], sure: list[str], spare: list[float], rescue: int) -> tuple[float, float]:
    """Mean and P(= 1) over every outcome; ``rescue``: how many of ``spare`` are loose (one is real if nothing else)."""
    mean = one = 0.0
    choices = [[("own", r.own), ("behind", r.earlier), *r.nodes.items()] for r in rows]
    for picks in product(*choices, *([(True, p), (False, 1 - p)] for p in spare)):
        chance = 1.0
        for _, p in picks:
            chance *= p
        taken = [name for name, _ in picks[: len(rows)]]
        base = taken.count("own") + len({*sure, *(t for t in taken if t not in ("own", "behind"))})
        real = [bool(x) for x, _ in picks[len(rows) :]]
        if base == 0 and rescue:
            real[spare.index(min(spare[:rescue]))] = True
        mean += chance * (base + sum(real))
        one += chance * (base + sum(real) == 1)
    return mean, one


@calm
@given(tables())
def test_closed_forms_equal_enumeration(table: tuple[list[Row], list[str], list[float]]) -> None:
    rows, sure, loose = table
    found = tally(rows, sure, len(sure), loose)
    mean, one = enumerate_count(rows, sure, loose, len(loose))
    assert found.expected == pytest.approx(mean, abs=1e-9)
    assert found.one == pytest.approx(one, abs=1e-9)
    assert 1 <= found.least <= found.expected + 1e-9
    assert found.expected <= found.most + 1e-9


@calm
@given(tables(), st.lists(shares, min_size=1, max_size=3), st.dictionaries(st.sampled_from("uv"), shares, max_size=2))
def test_a_further_row_adds_no_more_than_its_own_share(
    table: tuple[list[Row], list[str], list[float]], behind: list[float], nodes: dict[str, float]
) -> None:
    rows, sure, loose = table
    if not (rows or sure or loose):
        return
    extra = row(behind, nodes)
    before, after = tally(rows, sure, len(sure), loose), tally([*rows, extra], sure, len(sure), loose)
    allowed = extra.own
    for key, p in extra.nodes.items():
        missing = 0.0 if key in sure else 1.0
        for r in rows:
            missing *= 1.0 - r.nodes.get(key, 0.0)
        allowed += p * missing
    assert after.expected - before.expected <= allowed + 1e-9


def test_shares_near_the_ends_are_certain() -> None:
    assert row([0.96]) == Row(0.0, {}, 1.0)
    assert row([0.04]) == Row(1.0, {}, 0.0)
    assert row([1.0], {"v": 0.5}) == Row(0.0, {}, 1.0)
    assert row([], {"v": 1.0}) == Row(0.0, {"v": 1.0}, 0.0)
    half = row([0.5])
    assert (half.own, half.earlier) == (0.5, 0.5)


def test_a_citation_that_closes_no_circle_raises_no_count() -> None:
    """Found by chance: a text that an outlet prints and another cites it for, whose other text cites a third."""
    world = [
        Told("r0", "beta", "one", 0),
        Told("r1", "gamma", "two", 0),
        Told("r2", "alpha", "two", 0, conduit="gamma"),
        Told("r3", "gamma", "three", 0, conduit="beta"),
    ]
    citing = Told("r4", "beta", "sixth", 50, conduit="alpha")
    for told in (world, [*world, citing]):
        statements, reports = build(told)
        assert weigh("claim", statements, reports, []).fact.most == 1


def test_a_name_beside_a_cited_outlet_may_be_one_of_its_sources_only() -> None:
    """Found by chance: the outlet cited has two origins; the name beside the citation may be either, not both."""
    world = [
        Told("r0", "delta", "one", 0),
        Told("r1", "gamma", "four", 0, conduit="beta"),
        Told("r2", "gamma", "four", 0, conduit="delta"),
        Told("r3", "delta", "two", 0, conduit="alpha"),
    ]
    statements, reports = build(world)
    found = weigh("claim", statements, reports, []).said
    assert (found.least, found.most) == (2, 3)


def test_a_circle_is_the_desk_of_its_outlets_and_their_further_texts_repeat_it() -> None:
    """A later report that cites one of them closes the circle; it raises no count (I1)."""
    world = [
        Told("r0", "alpha", "one", 0),
        Told("r1", "beta", "two", 0),
        Told("r2", "gamma", "one", 0),
        Told("r3", "beta", "one", 0, conduit="gamma"),
    ]
    before, after = count(*world), count(*world, Told("r4", "gamma", "sixth", 50, conduit="alpha"))
    assert (bool(before.circles), bool(after.circles)) == (False, True)
    assert (before.fact.expected, after.fact.expected) == (pytest.approx(1.08), pytest.approx(1.08))
    assert after.said.expected <= before.said.expected


def test_a_circle_whose_outlet_names_who_knew_elsewhere_is_hardly_one_more_origin() -> None:
    world = [
        Told("r0", "alpha", "one", 0),
        Told("r1", "gamma", "one", 0),
        Told("r2", "beta", "two", 0, knower="ann"),
        Told("r3", "beta", "one", 0, conduit="gamma"),
    ]
    before, after = count(*world), count(*world, Told("r4", "gamma", "sixth", 50, conduit="alpha"))
    assert (bool(before.circles), bool(after.circles)) == (False, True)
    assert (before.fact.expected, after.fact.expected) == (pytest.approx(1.08), pytest.approx(1.08))
    assert after.said.expected <= before.said.expected


def test_a_circle_that_rests_on_a_text_of_its_own_desk_leaves_that_text_its_origin() -> None:
    world = [
        Told("r0", "alpha", "one", 1),
        Told("r1", "alpha", "two", 0),
        Told("r2", "alpha", "three", 0),
        Told("r3", "beta", "one", 0, conduit="alpha"),
    ]
    statements, reports = build(world)
    tie = link(reports, "r0", "r1", LinkKind.PASSAGE, 0.97, directed=False)
    w = weigh("claim", statements, reports, [tie])
    for found in (w.fact, w.said):
        assert found.most > 1 or found.at_least_two == 0.0
        assert found.expected >= 1.0 + found.at_least_two - 1e-6
