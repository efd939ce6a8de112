"""Stories that could break the ledger: thousands of reports of one event, one name for two hundred, values in
impossible units, statements that can answer nothing. Invented throughout.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from bench.worlds import Profile, generate
from rashomon import intake
from rashomon.compare.claims.answers import counts
from rashomon.compare.questions import clusters
from rashomon.compare.settle import settle
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import (
    Attribute,
    Bound,
    Frame,
    Quantity,
    QuantityKind,
    Report,
    Settled,
    Span,
    Statement,
    Status,
    Understanding,
)
from rashomon.show.cards import card_lines
from rashomon.show.views import Views
from rashomon.understand import understand
from rashomon.verification import verify
from tests.compare.facts import count, person, report, statement
from tests.stories.rigs import SEEN, put


def page(text: str, name: str, day: str = "2031-03-01") -> bytes:
    return json.dumps({"url": f"https://{name}.example/1", "title": "Notes", "text": text, "date": day}).encode()


# a story of thousands of reports


def one_event(reports: int) -> list[bytes]:
    """Reports of one affair: one event told again and again, two thirds of them copies and rewrites."""
    profile = Profile(affairs_per_day=0.01, smallest=reports, largest=reports, outlets=60)
    return [r.payload for r in islice(generate(5, reports, profile=profile), reports)]


def test_a_report_of_a_large_story_costs_no_more_the_larger_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """What is settled for one report is bounded by the size of a block, however many reports tell of the event."""
    monkeypatch.setattr(clusters, "CAP", 6)
    settled: list[int] = []

    def counted(statements: Sequence[Statement], *rest: Any) -> Settled:
        settled.append(len(statements))
        return settle(statements, *rest)

    monkeypatch.setattr(intake, "settle", counted)
    costs = []
    with Ledger.open(None) as ledger:
        for number, payload in enumerate(one_event(45)):
            file = tmp_path / f"{number}.jsonl"
            file.write_bytes(payload + b"\n")
            read_into(ledger, [file], seen=SEEN, reader="rules")
            costs.append(sum(settled))
            settled.clear()
        assert max(len(ledger.members({b})) for b in blocks(ledger)) <= 6
    middle, last = sum(costs[15:30]), sum(costs[30:])
    assert middle > 0
    assert last <= 1.5 * middle, f"statements settled for the reports 16 to 30: {middle}, 31 to 45: {last}"


def blocks(ledger: Ledger) -> set[str]:
    return {b for r in ledger.reports() for b in ledger.blocks_of(s.id for s in ledger.statements_of(r.id)).values()}


# one name for many


def test_a_surname_shared_by_two_hundred_is_nobodys_second_origin() -> None:
    """Two hundred people of one surname say the same: each is an origin, and "Orl" alone is not two hundred and one."""
    told = [report(f"{n:03d}.example") for n in range(201)]
    given = {"quantities": (count("dead", 14),), "predicate": "fatalities"}
    said = [statement(r, speaker=person(f"p{n} orl" if n < 200 else "orl"), **given) for n, r in enumerate(told)]
    found = settle(said, (), {r.id: r for r in told})
    [claim] = [c for c in found.claims if c.value.attribute is Attribute.COUNT]
    assert claim.status is Status.CORROBORATED
    names = {o.name for o in found.origins}
    assert {f"p{n} orl" for n in range(200)} <= names
    assert claim.fact.least >= 200


# values nobody can mean


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ana Roe said the blast in Ostrel killed 3 km.",
        "Mayor Ana Roe said the blast in Ostrel killed 3 km of people.",
        "Mayor Ana Roe said 14 percent were killed in Ostrel.",
        "Mayor Ana Roe said the blast in Ostrel injured 40 degrees.",
        "Mayor Ana Roe said the blast killed 9,999,999,999,999,999,999,999 people in Ostrel.",
    ],
)
def test_values_in_impossible_units_answer_no_count_of_people(text: str) -> None:
    with Ledger.open(None) as ledger:
        put(ledger, [page(text, "a"), page(f"It was a long night in the town. {text}", "b")])
        tolls = [q for q in ledger.questions() if q.item in ("dead", "injured", "casualty") and q.scope == "stock"]
        sane = [c for q in tolls for c in ledger.claims_of(q.id) if (c.value.low or 0) < 1e10]
        assert not sane, [c.value.words for c in sane]
        assert verify(ledger) == ()


@pytest.mark.parametrize("kind", [QuantityKind.MEASURE, QuantityKind.SHARE, QuantityKind.ORDINAL])
def test_a_length_or_a_rank_is_no_answer_to_how_many(kind: QuantityKind) -> None:
    where: Report = report("a.example")
    odd = Quantity(
        span=Span(start=0, end=2), written=3.0, low=3.0, high=3.0, bound=Bound.EXACT, item="dead", kind=kind, unit="km"
    )
    made = statement(where, quantities=(odd,))
    assert not counts([made], {where.id: where}, "dead", QuantityKind.STOCK.value)


# statements without anything to be compared by


def test_statements_without_a_frame_are_kept_found_counted_and_in_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real prose nearly always gives at least a verb, so what the reader finds is taken away from one report."""

    def bare(report: Report, **how: Any) -> Understanding:
        found = understand(report, **how)
        if "zounds" not in report.text:
            return found
        nothing = Frame(predicate="", terms=(), names=())
        stripped = (replace(s, frame=nothing, quantities=(), happened=None) for s in found.statements)
        return replace(found, statements=tuple(stripped))

    monkeypatch.setattr(intake, "understand", bare)
    with Ledger.open(None) as ledger:
        odd = page("“Oh zounds, the noise of it,” Mayor Ana Roe said.", "a")
        summary = put(ledger, [odd, page("Mayor Ana Roe said 12 people were missing off Ostrel.", "b")])
        kept = [s for r in ledger.reports() for s in ledger.statements_of(r.id) if not s.framed]
        assert summary.unframed == len(kept) == 1
        assert ledger.questions_of(kept[0].id) == ()
        assert kept[0].id in {hit.id for hit in ledger.search("zounds", limit=9)}
        shown = " ".join(part.text for one in card_lines(Views(ledger).card(kept[0].id)) for part in one.parts)
        assert "nothing to be compared by" in shown
        assert len(list(ledger.questions())) > 0
