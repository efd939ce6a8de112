"""The same text under many addresses: it costs no more than its size and changes no count."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.compare.copies.candidates import WEIGHTS, WHOLE, candidate_keys
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.ledger.buckets import CAP
from rashomon.records import LinkKind, Report
from tests.compare.origin_worlds import make_report

SEEN = datetime(2031, 3, 1, tzinfo=UTC)
FLOOD = 2_000
WIRE = (
    "At least 14 people were killed when a ferry sank off Ostrel on Sunday, the coast guard of Lumera said. The vessel "
    "of 1998 had passed an inspection in January. Divers were to resume their work at dawn, weather permitting."
)
OWN = (
    "The mayor of Ostrel, Ana Roe, said 14 people were killed when the ferry sank on Sunday. She spoke by the chapel "
    "where families had gathered, and promised that the harbour would stay closed for a week."
)


def told(folder: Path, copies: int) -> tuple[list[tuple[int, float, int]], int, set[LinkKind]]:
    """Counts of origins of the claims of a ledger of one own report and so many copies; most links a report has."""
    pages = [("https://own.example/1", OWN), *((f"https://flood{n % 7}.example/{n}", WIRE) for n in range(copies))]
    file = folder / f"{copies}.jsonl"
    lines = [json.dumps({"url": u, "title": "Ferry", "text": t, "date": "2031-02-24"}) for u, t in pages]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Ledger.open(None) as ledger:
        summary = read_into(ledger, [file], seen=SEEN, reader="rules")
        assert len(summary.new) == copies + 1
        counts = sorted(
            (c.fact.least, round(c.fact.expected, 6), c.fact.most)
            for q in ledger.questions()
            for c in ledger.claims_of(q.id)
        )
        links = {
            r.id: [ln for ln in ledger.links_of(r.id) if not ln.parent.startswith("outlet:")] for r in ledger.reports()
        }
        met = [len(ledger.met(WHOLE, r.id)) for r in ledger.reports()]
        assert sum(met) <= 2 * CAP * len(met)
        return counts, max(map(len, links.values())), {ln.kind for found in links.values() for ln in found}


@pytest.mark.timeout(300)
def test_two_thousand_copies_of_one_text_meet_no_more_of_each_other_than_a_few() -> None:
    """A copy is compared with the few smallest of its buckets: the pairs grow with the flood, not with its square."""
    text = make_report("wire", "wire", [WIRE], 0)
    met = []
    with Ledger.open(None) as ledger:
        for n in range(FLOOD):
            name = f"https://flood{n % 7}.example/{n}"
            one = replace(text, id=Report.identify(text.original_id, name), url=name)
            with ledger.writing():
                weights, _ = ledger.meet(WEIGHTS, one.id, candidate_keys(one))
            met.append(len(weights))
    # n * CAP pairs for those not chosen, and CAP * n * (1 + log(n / CAP)) / n on average for those chosen on arrival
    assert sum(met) <= 2 * CAP * FLOOD
    assert sum(met[FLOOD // 2 :]) <= 2 * sum(met[: FLOOD // 2])


def test_a_flood_of_one_text_changes_no_count(tmp_path: Path) -> None:
    few, _, _ = told(tmp_path, 1)
    many, _, kinds = told(tmp_path, 3 * CAP)
    assert few
    assert many == few
    assert LinkKind.EXACT in kinds
