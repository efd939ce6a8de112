"""Links, pairs, blocks and what was settled in them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from rashomon.errors import LedgerDamaged, RecordError, UnknownIdentifier
from rashomon.ledger import Ledger
from rashomon.records import LinkKind, digest
from tests.ledger import samples

A, B, C, D = sorted(digest("thing", str(n)) for n in range(4))


def test_links_are_replaced_between_two_ends(ledger: Ledger) -> None:
    near, cites = samples.link(B, A), samples.link(A, B, LinkKind.CITES)
    agency = samples.link(B, "outlet:coastwire", LinkKind.AGENCY)
    ledger.put_links(A, B, [near, cites])
    ledger.put_links(B, "outlet:coastwire", [agency])
    ledger.put_links(C, B, [samples.link(C, B)])
    assert ledger.link(near.id) == near
    assert set(ledger.links_of(A)) == {near, cites}
    assert ledger.links_of("outlet:coastwire") == (agency,)
    assert [link.id for link in ledger.links_of(B)] == sorted(
        link.id for link in (near, cites, agency, samples.link(C, B))
    )
    assert set(ledger.links_among([A, B])) == {near, cites, agency}
    assert ledger.links_among([A, C]) == ()
    ledger.put_links(B, A, [near])
    assert ledger.links_of(A) == (near,)
    ledger.put_links(A, B, [])
    assert ledger.links_of(A) == ()
    with pytest.raises(UnknownIdentifier):
        ledger.link(near.id)
    with pytest.raises(RecordError):
        ledger.put_links(A, C, [near])


def test_pairs_are_found_from_both_ends(ledger: Ledger) -> None:
    strong, weak = samples.pair(A, B, 0.9), samples.pair(B, C, 0.2)
    for score in (strong, weak, samples.pair(C, D, 0.8)):
        assert ledger.put_pair(score) is None
    assert ledger.put_pair(samples.pair(A, B, 0.4)) == 0.9
    assert ledger.put_pair(strong) == 0.4
    assert ledger.pairs_among([C, B, A]) == (strong, weak)
    found = ledger.edges_of([B, D])
    assert {s: sorted(others) for s, others in found.items()} == {B: sorted([(A, 0.9), (C, 0.2)]), D: [(C, 0.8)]}
    assert ledger.drop_pair(B, A) == 0.9
    assert ledger.drop_pair(A, B) is None
    assert ledger.pairs_among([A, B, C]) == (weak,)
    with pytest.raises(RecordError):
        ledger.put_pair(replace(strong, a=B, b=A))


def test_more_ids_than_one_query_takes() -> None:
    ids = sorted(digest("many", str(n)) for n in range(700))
    with Ledger.open(None) as ledger, ledger.writing():
        for a, b in pairwise(ids):
            ledger.put_pair(samples.pair(a, b))
        assert len(ledger.pairs_among(ids)) == 699
        found = ledger.edges_of(ids[::2])
        assert {other for others in found.values() for other, _ in others} == set(ids[1::2])


def test_a_block_comes_back_as_it_was_put(ledger: Ledger) -> None:
    block = samples.settled((C, A))
    ledger.replace_blocks((), [block])
    assert ledger.settled(block.block_id) == block
    assert ledger.blocks_of([A, B, C]) == {A: block.block_id, C: block.block_id}
    assert ledger.members([block.block_id]) == {A, C}
    [question], [conflict], [flag] = block.questions, block.conflicts, block.flags
    assert list(ledger.questions()) == [question]
    assert ledger.question(question.id) == question
    assert ledger.conflict(conflict.id) == conflict
    assert ledger.flag(flag.id) == flag
    assert ledger.supersession(block.supersessions[0].id) == block.supersessions[0]
    assert ledger.claims_of(question.id) == tuple(sorted(block.claims, key=lambda claim: claim.id))
    assert ledger.conflicts_of(question.id) == block.conflicts
    assert ledger.supersessions_of(question.id) == block.supersessions
    for claim, origin in zip(block.claims, block.origins, strict=True):
        assert ledger.claim(claim.id) == claim
        assert ledger.origins_of(claim.id) == (origin,)
        assert ledger.origin(origin.id) == origin


def test_findings_are_reached_from_their_statements(ledger: Ledger) -> None:
    block = samples.settled((A, C))
    ledger.replace_blocks((), [block, samples.settled((B,))])
    assert ledger.questions_of(C) == block.questions
    assert {claim.id for claim in ledger.claims_with(A)} == {claim.id for claim in block.claims}
    assert ledger.claims_with(C) == tuple(claim for claim in block.claims if claim.supports)
    assert ledger.flags_of([A]) == block.flags
    assert ledger.flags_of([C, D]) == ()
    assert ledger.questions_of(D) == ()


def test_blocks_split_merge_and_leave_no_trace(ledger: Ledger) -> None:
    whole, left, right = samples.settled((A, B, C)), samples.settled((A,), note="!"), samples.settled((B, C))
    ledger.replace_blocks((), [whole])
    before = ledger.digest()
    ledger.replace_blocks([whole.block_id], [right, left])
    assert ledger.settled(left.block_id) == left  # same id as before, other findings
    assert ledger.settled(right.block_id) == right
    assert ledger.blocks_of([B]) == {B: right.block_id}
    with Ledger.open(None) as other:
        other.replace_blocks((), [left])
        other.replace_blocks((), [right])
        assert other.digest() == ledger.digest()
    ledger.replace_blocks([left.block_id, right.block_id, "unheard of"], [whole])
    assert ledger.digest() == before
    ledger.replace_blocks([whole.block_id], [])
    assert ledger.counts() == dict.fromkeys(ledger.counts(), 0)
    with pytest.raises(UnknownIdentifier):
        ledger.settled(whole.block_id)


def test_blocks_may_not_share_statements_or_findings(ledger: Ledger) -> None:
    ledger.replace_blocks((), [samples.settled((A, B))])
    before = ledger.digest()
    with pytest.raises(RecordError):
        ledger.replace_blocks((), [samples.settled((B, C))])  # B stays elsewhere
    with pytest.raises(RecordError):
        ledger.replace_blocks((), [samples.settled((C,)), replace(samples.settled((C,)), block_id="other")])
    assert ledger.digest() == before


def test_only_rows_that_differ_are_written(ledger: Ledger) -> None:
    block = samples.settled((A, B))
    ledger.replace_blocks((), [block])
    before = ledger._store.rows("SELECT total_changes()")
    ledger.replace_blocks([block.block_id], [block])
    assert ledger._store.rows("SELECT total_changes()") == before


def test_a_block_that_lost_a_finding_is_noticed(ledger: Ledger) -> None:
    block = samples.settled((A, B))
    ledger.replace_blocks((), [block])
    ledger._store.run("DELETE FROM finding WHERE kind = 'conflict'")
    with pytest.raises(LedgerDamaged):
        ledger.settled(block.block_id)


@pytest.mark.parametrize("kind", ["question", "claim", "origin", "conflict", "supersession", "flag", "link"])
def test_unknown_findings_are_said_to_be_unknown(ledger: Ledger, kind: str) -> None:
    with pytest.raises(UnknownIdentifier, match=kind):
        getattr(ledger, kind)("0" * 16)
