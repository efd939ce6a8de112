"""The invariants of the whole (I1 to I18), on small generated newsrooms read through the real pipeline.

Those of the counting alone are held over far more worlds in tests/compare/test_origin_invariants.py.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from text_to_num import alpha2digit

from bench.worlds import WorldReport
from rashomon.compare.questions import clusters
from rashomon.intake import Line, read_into
from rashomon.ledger import Ledger
from rashomon.read import extract
from rashomon.records import (
    Attribute,
    Claim,
    FlagKind,
    OriginKind,
    Report,
    Span,
    Statement,
    Taken,
)
from rashomon.show.views import Views
from rashomon.verification import verify
from tests.stories import desk
from tests.stories.rigs import SEEN, changed, differences, held, put, records, statements
from tests.strategies import arrivals, examples, halves, newsrooms

WEEK = timedelta(weeks=1)


def few(count: int) -> Callable[[Any], Any]:
    """So many examples, each of some tenths of a second, always the same ones; shrinking them would take minutes.

    A nightly run takes more of them (`tests.strategies.examples`).
    """
    return settings(
        max_examples=examples(count),
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Ledger]:
    """The newsroom of the demo: pages, Markdown, plain text and JSON, with a circle, slips and revisions in it."""
    with Ledger.open(None) as ledger:
        read_into(ledger, desk.files(), seen=desk.SEEN)
        yield ledger


# I2, I3, I16: the ledger is a function of the set of reports


@few(8)
@given(st.data())
def test_i2_i3_any_order_batching_and_repeats_give_the_same_ledger(data: st.DataObject) -> None:
    world = data.draw(newsrooms(most=7))
    batches = data.draw(arrivals(world))
    with held(records(world)) as once, held(*map(records, batches)) as otherwise:
        assert differences(once, otherwise) == []


@few(6)
@given(st.data(), st.integers(1, 6))
def test_i2_blocks_cut_for_their_size_are_so_in_any_order(data: st.DataObject, cap: int) -> None:
    world = data.draw(newsrooms(most=7))
    batches = data.draw(arrivals(world))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clusters, "CAP", cap)
        with held(records(world)) as once, held(*map(records, batches)) as otherwise:
            assert differences(once, otherwise) == []


@few(3)
@given(newsrooms(most=6))
def test_i3_reading_again_adds_captures_and_nothing_else(world: tuple[WorldReport, ...]) -> None:
    with held(records(world)) as ledger:
        before, counted = set(ledger.rows()), ledger.counts()
        again = put(ledger, records(world), seen=SEEN + WEEK)
        assert (again.new, again.held) == ((), len(world))
        assert set(ledger.rows()) == before
        assert {**counted, "captures": 2 * len(world)} == ledger.counts()


@few(6)
@given(st.data())
def test_i16_one_half_after_the_other_is_both_together(data: st.DataObject) -> None:
    world = data.draw(newsrooms(least=4, most=7))
    a, b = data.draw(halves(world))
    union = {r.url: r for r in (*a, *b)}.values()
    with held(records(a), records(b)) as merged, held(records(union)) as together:
        assert differences(merged, together) == []


@few(8)
@given(st.data())
def test_i2_reports_dated_by_their_peers_are_so_in_any_order(data: st.DataObject) -> None:
    """Some reports declare no date and name a day without a year: they take the year from the others."""
    world = data.draw(newsrooms(most=6))
    mute = data.draw(st.sets(st.sampled_from(range(len(world))), min_size=1, max_size=len(world) - 1))
    mixed = [undated(r) if n in mute else r.payload for n, r in enumerate(world)]
    order = data.draw(st.permutations(mixed))
    cut = data.draw(st.integers(0, len(order)))
    with held(mixed) as once, held(order[:cut], order[cut:]) as otherwise:
        assert differences(once, otherwise) == []


def undated(report: WorldReport) -> bytes:
    """A report without its date whose lead names the day before it, without a year."""
    day = report.published - timedelta(days=1)
    lead = f"People spoke of it on {day.day} {day:%B} in every street of the town and far beyond."
    return changed(report.payload, date=None, text=f"{lead}\n\n{report.text}")


# I4, I5, I17: what is kept


@few(3)
@given(newsrooms(most=6))
def test_i4_every_cell_resolves_to_the_archived_bytes(world: tuple[WorldReport, ...]) -> None:
    with held(records(world)) as ledger:
        assert resolve(ledger) > 0
        assert verify(ledger) == ()


def test_i4_so_it_does_in_pages_markdown_and_plain_text(newsroom: Ledger) -> None:
    assert {newsroom.original(r.original_id).media_type for r in newsroom.reports()} >= {"text/html", "text/plain"}
    assert resolve(newsroom) > 100


def resolve(ledger: Ledger) -> int:
    """Hold every cell of every statement to the original's bytes; how many cells there were."""
    cells = 0
    for report in ledger.reports():
        payload = ledger.payload(report.original_id)
        media_type = ledger.original(report.original_id).media_type
        (capture, *_) = ledger.captures(report.id)
        again = extract(payload, locator=capture.locator, media_type=media_type, seen=report.seen)
        for statement in ledger.statements_of(report.id):
            for span in spans(statement):
                assert span.of(again.text) == span.of(report.text) != ""
                anchored(again, span, payload, media_type)
                cells += 1
    return cells


def spans(statement: Statement) -> Iterator[Span]:
    """Every place in the text that a statement shows."""
    yield from statement.content
    for voice in statement.chain:
        yield from filter(None, (voice.span, voice.cue))
    yield from (name.span for name in statement.frame.names)
    for quantity in statement.quantities:
        yield from filter(None, (quantity.span, quantity.item_span))
    yield from (moment.words for moment in (statement.said, statement.happened) if moment and moment.words)


def anchored(report: Report, span: Span, payload: bytes, media_type: str) -> None:
    """The bytes anchored under a place give the anchored text, and anchors leave none of its words uncovered."""
    met = [a for a in report.anchors if a.text.overlap(span)]
    bare = set(range(span.start, span.end)) - {i for a in met for i in range(a.text.start, a.text.end)}
    assert not "".join(report.text[i] for i in bare).strip(), span
    for anchor in met:
        raw = payload[anchor.first : anchor.last].decode()
        text = anchor.text.of(report.text)
        assert raw == text if anchor.exact else folded(unmarked(raw, media_type)) == folded(text)


def unmarked(raw: str, media_type: str) -> str:
    """A stretch of a file without its markup and escapes."""
    if media_type == "application/json":
        return str(json.loads(f'"{raw}"'))
    return html.unescape(re.sub(r"<[^>]*>", " ", raw)) if media_type == "text/html" else raw


def folded(text: str) -> str:
    """Without white space: where markup stood, one file has a space and another none."""
    return "".join(text.split())


@few(4)
@given(newsrooms(least=4, most=7))
def test_i5_statements_only_accumulate(world: tuple[WorldReport, ...]) -> None:
    with Ledger.open(None) as ledger:
        kept: dict[str, object] = {}
        for record_ in records(world):
            put(ledger, [record_])
            now = {r.id: (r, ledger.understanding(r.id)) for r in ledger.reports()}
            assert kept.items() <= now.items()
            assert {s.id for s in statements(ledger)} == {s.id for _, u in now.values() for s in u.statements}
            kept = dict(now)


@few(3)
@given(st.data())
def test_i17_the_ledger_as_it_stood_can_be_had_from_its_captures(data: st.DataObject) -> None:
    world = data.draw(newsrooms(least=4, most=6))
    batches = [b for b in data.draw(arrivals(world)) if b]
    times = list(accumulate([SEEN, *[WEEK] * (len(batches) - 1)], lambda at, step: at + step))
    with Ledger.open(None) as ledger:
        stood = []
        for batch, seen in zip(batches, times, strict=True):
            put(ledger, records(batch), seen=seen)
            stood.append(set(ledger.rows()))
        for rows, seen in zip(stood, times, strict=True):
            with as_of(ledger, seen) as then:
                assert set(then.rows()) == rows


def as_of(ledger: Ledger, time: datetime) -> Ledger:
    """A ledger of the reports that were first seen at this time or before, from the archived bytes alone."""
    then = Ledger.open(None)
    for report in ledger.reports():
        first = min(ledger.captures(report.id), key=lambda c: c.seen)
        if first.seen <= time:
            original, payload = ledger.original(report.original_id), ledger.payload(report.original_id)
            found = extract(payload, locator=first.locator, media_type=original.media_type, seen=first.seen)
            Line(then).record(Taken(original=original, payload=payload, report=found, locator=first.locator))
    return then


# I6, I11, I12, I15: what is shown of one ledger


def claims(ledger: Ledger) -> Iterator[Claim]:
    for question in ledger.questions():
        yield from ledger.claims_of(question.id)


def bounded(ledger: Ledger) -> None:
    """I6."""
    for claim in claims(ledger):
        for count in (claim.fact, claim.said):
            assert 1 <= count.least <= count.expected + 1e-9
            assert count.expected <= count.most + 1e-9
            assert max(0.0, float(count.least > 1)) <= count.at_least_two <= min(1.0, count.most - 1)
            assert count.expected >= 1.0 + count.at_least_two - 1e-6
        assert claim.fact.least <= len(claim.origins) == len(ledger.origins_of(claim.id))
        resting = {s for origin in ledger.origins_of(claim.id) for s in origin.statements}
        assert resting <= set(claim.supports or claim.denies or ledger.question(claim.question_id).statements)


def rivalled(ledger: Ledger) -> None:
    """I11."""
    for question in ledger.questions():
        own = {c.id for c in ledger.claims_of(question.id)}
        rivals = [c.claims for c in ledger.conflicts_of(question.id)]
        replaced = [(s.earlier, s.later) for s in ledger.supersessions_of(question.id)]
        assert all(a < b for a, b in rivals), "one conflict for both directions, none with itself"
        assert len(set(rivals)) == len(rivals)
        assert not {frozenset(pair) for pair in rivals} & {frozenset(pair) for pair in replaced}
        assert {c for pair in (*rivals, *replaced) for c in pair} <= own
        for one in ledger.supersessions_of(question.id):
            assert None not in one.as_of
        assert not cyclic(replaced)


def cyclic(arrows: Iterable[tuple[str, str]]) -> bool:
    """Whether a directed graph has a cycle: peel off what nothing points to until nothing changes."""
    left = set(arrows)
    while left and (peeled := {(a, b) for a, b in left if a in {late for _, late in left}}) != left:
        left = peeled
    return bool(left)


def circled(ledger: Ledger) -> int:
    """I12; how many circles there are."""
    found = 0
    for claim in claims(ledger):
        circles = [o for o in ledger.origins_of(claim.id) if o.kind is OriginKind.CIRCLE]
        flags = [f for f in ledger.flags_of(claim.supports) if f.kind is FlagKind.CIRCULAR and f.claim_id == claim.id]
        assert len(circles) <= len(flags)
        for flag in flags:
            told = ledger.statements(flag.statements).values()
            outlets = {ledger.report(s.report_id).outlet.key: s for s in told}
            assert len(outlets) > 1
            assert set(flag.statements) <= set(claim.supports)
            if len(circles) == len(claim.origins):
                assert claim.fact.most <= len(circles)
        found += len(flags)
    return found


def cited(ledger: Ledger) -> int:
    """I15: every number of a value as it is shown stands in the words cited for it; how many numbers there were."""
    seen = 0
    view = Views(ledger).brief()
    evidence = {e.number: e for e in view.evidence}
    for question in (*view.questions, *view.single):
        for claim in question.claims:
            assert claim.numbers, "a claim without evidence"
            words = " ".join(p.words for n in claim.numbers for p in evidence[n].pieces)
            told = numbers_in(words) | numbers_in(alpha2digit(words.replace("-", " "), "en", threshold=0.0))
            if claim.attribute == Attribute.OCCURRENCE:
                continue
            for number in numbers_in(re.sub(r"and \d+ more wordings$", "", claim.value)):
                none = number == 0 and re.search(r"\b(no|none|nobody|no one|zero)\b", words.lower())
                assert number in told or none, (claim.value, words)
                seen += 1
    return seen


def numbers_in(words: str) -> set[float]:
    return {float(n.replace(",", "")) for n in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", words)}


@few(6)
@given(newsrooms(most=7))
def test_i6_i11_i12_i15_counts_rivals_circles_and_numbers_hold(world: tuple[WorldReport, ...]) -> None:
    with held(records(world)) as ledger:
        bounded(ledger)
        rivalled(ledger)
        circled(ledger)
        cited(ledger)


def test_i6_i11_i12_i15_hold_in_the_newsroom_of_the_demo(newsroom: Ledger) -> None:
    bounded(newsroom)
    rivalled(newsroom)
    counts = newsroom.counts()
    assert counts["conflicts"] > 2
    assert counts["supersessions"] > 0
    assert cited(newsroom) > 20


def test_i12_reports_that_cite_each_other_are_a_circle_of_one_origin() -> None:
    left = "left Velmora on the night before the fire"
    pair = [
        report_of("Bay Mirror", f"According to the Strait Herald, the manager Ruben Askell {left}."),
        report_of("Strait Herald", f"The port manager Ruben Askell had secretly {left}, according to the Bay Mirror."),
    ]
    with held(pair) as ledger:
        assert circled(ledger) == 1
    with held(pair[:1]) as ledger:
        assert circled(ledger) == 0


def report_of(outlet: str, sentence: str, **fields: str | None) -> bytes:
    """A short record of one outlet."""
    name = outlet.lower().replace(" ", "")
    told = {"url": f"https://{name}.example/2031/03/04/a", "outlet": outlet, "date": "2031-03-04", "language": "en"}
    return changed(json.dumps({**told, "title": "At the quay", "text": sentence}).encode(), **fields)


# I1, I1b, I9: what adds no information adds no origin


@few(6)
@given(st.data())
def test_i1_i9_a_copy_under_another_masthead_raises_no_count(data: st.DataObject) -> None:
    world = data.draw(newsrooms(most=6))
    copied = data.draw(st.sampled_from(world))
    copy = changed(
        copied.payload,
        url="https://freshmasthead.example/2005/02/a",
        outlet="Fresh Masthead",
        date=(world[-1].published + timedelta(hours=3)).isoformat(),
    )
    with held(records(world)) as ledger:
        told = next(r.id for r in ledger.reports() if r.url == copied.url)
        before = {c for s in ledger.statements_of(told) for c in ledger.claims_with(s.id)}
        put(ledger, [copy])
        no_rise(ledger, before)


@pytest.mark.parametrize(
    "cited",
    [
        "According to the {0}, the ferry sank off Velmora after a fire in its engine room.",
        "The ferry sank off Velmora after a fire in its engine room, according to the {0}.",
        "The {0} reported that the ferry sank off Velmora after a fire in its engine room.",
    ],
)
@pytest.mark.parametrize("outlet", ["Bay Mirror", "Strait Herald"])
def test_i1b_citing_a_held_outlet_raises_no_count(outlet: str, cited: str) -> None:
    own = [
        report_of("Bay Mirror", "The ferry sank off Velmora in the early morning after a fire in its engine room."),
        report_of("Strait Herald", "A fire in the engine room had sunk the Velmora ferry by morning, sailors said."),
    ]
    with held(own) as ledger:
        before = set(claims(ledger))
        put(ledger, [report_of("Vale Post", cited.format(outlet), date="2031-03-05")])
        no_rise(ledger, before)


def no_rise(ledger: Ledger, before: Iterable[Claim]) -> None:
    """No claim rests on more than before, where the same older statements support it still."""
    after = list(claims(ledger))
    compared = 0
    for claim in before:
        old = {s for c in before for s in (*c.supports, *c.denies)}
        for now in after:
            same = (now.value.attribute, now.value.low, now.value.high) == (
                claim.value.attribute,
                claim.value.low,
                claim.value.high,
            )
            if same and claim.supports and set(now.supports) & old == set(claim.supports):
                compared += 1
                for was, is_ in ((claim.fact, now.fact), (claim.said, now.said)):
                    assert (is_.least <= was.least, is_.most <= was.most) == (True, True), (claim, now)
    assert compared


# I18: nothing but the distance between times matters

_DAY = re.compile(r"\b(?:January|December|February) \d")


def later(report: WorldReport, weeks: int) -> bytes:
    """The report so many weeks later; the weekdays it names stay what they are."""
    return changed(report.payload, date=(report.published + weeks * WEEK).isoformat())


def structure(ledger: Ledger) -> Counter[tuple[object, ...]]:
    """What is left of a ledger without identifiers, words and times."""
    found: Counter[tuple[object, ...]] = Counter()
    for question in ledger.questions():
        rivals = Counter(c.kind for c in ledger.conflicts_of(question.id))
        replaced = Counter(s.kind for s in ledger.supersessions_of(question.id))
        answers = sorted(figures(claim) for claim in ledger.claims_of(question.id))
        asked = (question.attribute, question.predicate, question.item, question.scope, len(question.statements))
        found[(*asked, tuple(answers), tuple(sorted(rivals.items())), tuple(sorted(replaced.items())))] += 1
    for report in ledger.reports():
        found.update((link.kind, link.directed) for link in ledger.links_of(report.id) if link.child == report.id)
    return found


def figures(claim: Claim) -> tuple[object, ...]:
    counts = [(c.least, round(c.expected, 6), c.most) for c in (claim.fact, claim.said)]
    number = (claim.value.low or 0.0, claim.value.high or 0.0)
    return (len(claim.supports), len(claim.denies), claim.status, *number, *counts)


@few(6)
@given(newsrooms(least=7, most=10), st.integers(1, 800))
def test_i18_shifting_all_times_by_weeks_restructures_nothing(world: tuple[WorldReport, ...], weeks: int) -> None:
    undated_ = [r for r in world if not _DAY.search(r.text) and not _DAY.search(r.title)]
    assume(len(undated_) > 2)
    with held(records(undated_)) as now, held([later(r, weeks) for r in undated_]) as then:
        assert structure(then) == structure(now)
