"""What a copy or rewrite changed, found through the whole line: each kind on a small pair, and what is no change."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.worlds import WorldReport
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Link, LinkKind, Mutation, MutationKind, Report
from rashomon.records.descent import descent
from rashomon.show.views import Views
from rashomon.understand import Reader
from tests.stories.rigs import held, records
from tests.stories.test_invariants import few
from tests.strategies import newsrooms

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
LEAD = (
    "Rescue crews searched the waters off Port Velda after a ferry went down in heavy seas. {}\n\n"
    "Divers were to resume their work at dawn, weather permitting. The vessel, built at Ostrin, had passed an "
    "inspection in January. Families gathered at the harbour chapel, where the names of the missing were read out. "
    "A crane ship from Ardessa was on its way, and fishermen from four villages brought blankets and hot soup."
)
TOLD = "The coast guard of Lumera said that more than 64 passengers had been injured."
QUOTE = "“{},” captain Ilva Marden told reporters on the quay."
Pair = tuple[Ledger, Report, Report, Link]


def read(*reports: dict[str, str], reader: str = "rules") -> Ledger:
    """Reports, a day apart unless they say when, in a ledger in memory."""
    ledger = Ledger.open(None)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pair.jsonl"
        told = [
            {"url": f"https://paper{n}.example/{n}", "title": "Ferry goes down off Port Velda", "outlet": f"Paper {n}",
             "date": f"2031-03-0{n + 1}T09:00:00+00:00", "language": "en", **fields}
            for n, fields in enumerate(reports)
        ]  # fmt: skip
        file.write_text("".join(json.dumps(fields) + "\n" for fields in told), encoding="utf-8")
        assert not read_into(ledger, [file], seen=SEEN, reader=reader).not_read
    return ledger


def changes(before: str, after: str, *, title: str = "", reader: str = "rules") -> list[tuple[MutationKind, str, str]]:
    """(kind, the parent's words, the child's) along the text link of a report and its copy; the spans are checked."""
    child = {"text": LEAD.format(after)} | ({"title": title} if title else {})
    with read({"text": LEAD.format(before)}, child, reader=reader) as ledger:
        found = []
        for report in ledger.reports():
            for link in ledger.links_of(report.id):
                if link.child == report.id and not link.parent.startswith("outlet:"):
                    other = ledger.report(link.parent)
                    found += [_checked(m, report, other) for m in link.mutations]
    return found


def _checked(m: Mutation, child: Report, parent: Report) -> tuple[MutationKind, str, str]:
    for span, report in ((m.child, child), (m.parent, parent)):
        assert span is None or span.of(report.text).strip()
    return m.kind, m.parent_words, m.child_words


CASES = [
    (MutationKind.BOUND_DROPPED, TOLD, TOLD.replace("more than 64", "64"), "more than 64", "64"),
    (MutationKind.BOUND_CHANGED, TOLD, TOLD.replace("more than 64", "about 64"), "more than 64", "about 64"),
    (MutationKind.NUMBER_ALTERED, TOLD, TOLD.replace("64", "46"), "more than 64", "more than 46"),
    (
        MutationKind.ATTRIBUTION_DROPPED,
        TOLD,
        "More than 64 passengers had been injured when the ferry went down.",
        "The coast guard of Lumera",
        "",
    ),
    (
        MutationKind.ATTRIBUTION_REPLACED,
        TOLD,
        "Sources suggest that more than 64 passengers had been injured.",
        "The coast guard of Lumera",
        "Sources",
    ),
    (
        MutationKind.ATTRIBUTION_ADDED,
        "More than 64 passengers had been injured when the ferry went down.",
        "More than 64 passengers had been injured when the ferry went down, the harbour office of Velda said.",
        "",
        "the harbour office of Velda",
    ),
    (
        MutationKind.QUOTE_ALTERED,
        QUOTE.format("There was no order to leave the ship before the engine stopped"),
        QUOTE.format("There was an order to leave the ship before the engine stopped"),
        "There was no order to leave …",
        "There was an order to leave …",
    ),
    (
        MutationKind.NAME_ALTERED,
        "The rescue was led by the pilot Toran Belleska from the village of Ostrin.",
        "The rescue was led by the pilot Toran Bellaska from the village of Ostrin.",
        "Belleska",
        "Bellaska",
    ),
    (
        MutationKind.DATE_ALTERED,
        "The ferry was to be sold to a company in Karvosia on 14 April, the owners said.",
        "The ferry was to be sold to a company in Karvosia on 24 April, the owners said.",
        "14",
        "24",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "before", "after", "was", "now"), CASES, ids=[c[0].value for c in CASES])
def test_each_kind_is_found_with_the_words_of_both_sides(
    kind: MutationKind, before: str, after: str, was: str, now: str
) -> None:
    found = [m for m in changes(before, after) if m[0] not in (MutationKind.LEFT_OUT, MutationKind.PUT_IN)]
    assert [m[0] for m in found] == [kind]
    assert was in found[0][1]
    assert now in found[0][2]


@pytest.mark.parametrize("reader", list(Reader))
def test_a_hedge_is_dropped(reader: str) -> None:
    hedged = "The harbour office said the pilot may have left the bridge before the collision."
    plain = hedged.replace("may have left", "had left")
    assert MutationKind.HEDGE_DROPPED in {m[0] for m in changes(hedged, plain, reader=reader)}
    assert MutationKind.HEDGE_ADDED in {m[0] for m in changes(plain, hedged, reader=reader)}


def test_a_headline_says_otherwise_than_the_text_it_stands_over() -> None:
    told = TOLD.replace("more than 64", "64")
    found = changes(told, told, title="94 passengers injured as ferry goes down off Port Velda")
    assert [(m[0], m[1], m[2]) for m in found] == [(MutationKind.HEADLINE, "64", "94")]
    assert changes(told, told, title="64 passengers injured as ferry goes down off Port Velda") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TOLD, TOLD),
        (TOLD, TOLD.replace("The coast guard of Lumera said", "Lumera's coast guard said")),
        (TOLD, "More than 64 passengers had been injured, the coast guard of Lumera said."),
        (
            QUOTE.format("There was no order to leave the ship before the engine stopped"),
            QUOTE.format("There was no order to leave the ship"),
        ),
        (
            QUOTE.format("There was no order to leave the ship before the engine stopped"),
            QUOTE.format("There was no order … before the engine stopped"),
        ),
    ],
)
def test_other_words_for_the_same_are_no_mutation(before: str, after: str) -> None:
    assert changes(before, after) == []


def test_words_left_out_of_a_quotation_unmarked_alter_it() -> None:
    whole = QUOTE.format("We were not told to leave the ship before the engine stopped")
    found = changes(whole, whole.replace("were not told", "were told"))
    assert [m[0] for m in found] == [MutationKind.QUOTE_ALTERED]


def test_what_is_left_out_and_put_in_is_told_of_texts_taken_over() -> None:
    more = f"{TOLD} The harbour office of Velda denied that the lifeboats had been locked."
    left = [m for m in changes(more, TOLD) if m[0] is MutationKind.LEFT_OUT]
    assert len(left) == 1
    assert "lifeboats" in left[0][1]
    assert any(m[0] is MutationKind.PUT_IN and "lifeboats" in m[2] for m in changes(TOLD, more))


def test_the_same_address_with_other_content_is_a_revision_and_told_when_silent() -> None:
    first = {"text": LEAD.format(TOLD), "url": "https://paper.example/ferry", "outlet": "Paper"}
    second = {**first, "text": LEAD.format(TOLD.replace("64", "46"))}
    third = {
        **second,
        "text": f"{second['text']}\n\nCorrection: the number of injured was wrong in an earlier version.",
    }
    for later, silent in ((second, True), (third, False)):
        with read(first, later) as ledger:
            report = next(iter(ledger.reports()))
            (link,) = [k for k in ledger.links_of(report.id) if k.kind is LinkKind.REVISES]
            assert MutationKind.NUMBER_ALTERED in {m.kind for m in link.mutations}
            assert any(r.feature == "silent edit" for r in link.reasons) == silent
            view = Views(ledger).card(report.id).item
            assert [k.id for k in view.descent.revisions] == [link.id]  # type: ignore[union-attr]


def test_a_citation_of_an_outlet_is_resolved_to_the_report_that_tells_it() -> None:
    told = {"text": "64 passengers were injured when a ferry went down off Port Velda, the coast guard of Lumera said.",
            "outlet": "The Velda Courier", "url": "https://veldacourier.example/1"}  # fmt: skip
    cites = {"text": "The Velda Courier reported that 64 passengers had been injured when a ferry went down off Port "
                     "Velda. In Ardessa the markets were calm."}  # fmt: skip
    with read(told, cites) as ledger:
        links = {k.parent: k for r in ledger.reports() for k in ledger.links_of(r.id) if k.kind is LinkKind.CITES}
        (parent,) = [r for r in ledger.reports() if r.outlet.name == "The Velda Courier"]
        link = links[parent.id]
        child = ledger.report(link.child)
        told_there = {(ours.of(child.text)[:2], theirs.of(parent.text)[:2]) for ours, theirs in link.runs}
        assert ("64", "64") in told_there
        assert descent(child.id, ledger.links_of(child.id), {}).parents == (link,)


@few(4)
@given(newsrooms(least=5, most=9))
def test_links_and_their_mutations_hold_their_places_in_any_world(world: tuple[WorldReport, ...]) -> None:
    with held(records(world)) as ledger:
        for report in ledger.reports():
            for link in ledger.links_of(report.id):
                if link.parent.startswith("outlet:"):
                    assert link.mutations == ()
                    continue
                child, parent = ledger.report(link.child), ledger.report(link.parent)
                said = {s.id for r in (child, parent) for s in ledger.statements_of(r.id)}
                assert len(set(link.mutations)) == len(link.mutations)
                for m in link.mutations:
                    assert m.child is None or m.child.of(child.text)
                    assert m.parent is None or m.parent.of(parent.text)
                    assert {s for s in m.statements if s} <= said


@few(3)
@given(st.data())
def test_a_parent_is_never_known_to_be_later(data: st.DataObject) -> None:
    world = data.draw(newsrooms(least=5, most=9))
    with held(records(world)) as ledger:
        first = {r.id: ledger.published(r.id).when for r in ledger.reports()}
        starts = {i: when.lo.timestamp() for i, when in first.items() if when.lo is not None}
        for report in ledger.reports():
            for link in descent(report.id, ledger.links_of(report.id), starts).parents:
                other = link.parent if link.child == report.id else link.child
                lo, hi = first[other].lo, first[report.id].hi
                assert lo is None or hi is None or lo < hi


def test_a_report_says_how_each_of_its_family_stands_to_it() -> None:
    with read({"text": LEAD.format(TOLD)}, {"text": LEAD.format(TOLD)}, {"text": LEAD.format(TOLD)}) as ledger:
        heads = {h.line.outlet: h.descent for h in (Views(ledger).card(r.id).item for r in ledger.reports())}  # type: ignore[union-attr]
    told = {name: view.family_words for name, view in heads.items()}
    assert told["Paper 0"].startswith("The same text later in Paper 1, 2 Mar 2031")
    assert "and Paper 2, 3 Mar 2031" in told["Paper 0"]
    assert told["Paper 1"].startswith("The same text later in Paper 2")
    assert told["Paper 2"].startswith("The same text before in Paper 1")
    assert heads["Paper 2"].words.startswith("copy of Paper 0")


def test_a_shared_slip_and_an_agency_mark_stand_in_the_lineage_of_a_report() -> None:
    one = "Harbour police said on Sunday that the crane fell on Tuesday, 3 March 2031, and hurt two loaders."
    two = "PORT VELDA (Reuters) - Two loaders lie in hospital after a crane came down on Tuesday, March 3, 2031."
    with read({"text": one}, {"text": two}) as ledger:
        heads = {h.line.outlet: h.descent for h in (Views(ledger).card(r.id).item for r in ledger.reports())}  # type: ignore[union-attr]
    assert "the same slip of the pen in Paper 0, 1 Mar 2031" in heads["Paper 1"].family_words.replace("The", "the")
    assert "bears the mark of Reuters" in heads["Paper 1"].family_words
    assert heads["Paper 1"].parents == ()
