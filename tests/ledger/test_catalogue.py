"""The indices: whatever they give is what a walk through the ledger gives, and what they cannot give is said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from bench.worlds import generate
from rashomon.intake import judge, read_into
from rashomon.ledger import Ledger
from rashomon.ledger.shelving import sketch
from rashomon.ledger.sqlite import SCHEMA
from rashomon.records import Attribute, Commitment, JudgementKind, Statement, VoiceKind, Wanted

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
NAMED = {VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.DOCUMENT}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated newsroom read in two runs, so that its questions grow."""
    folder = tmp_path_factory.mktemp("catalogue")
    stream = generate(11, 60)
    with Ledger.open(folder / "world.ledger", create=True) as ledger:
        for part in (30, 30):
            (folder / "part.jsonl").write_bytes(b"\n".join(r.payload for r in itertools.islice(stream, part)))
            read_into(ledger, [folder / "part.jsonl"], seen=SEEN, reader="rules")
    return folder / "world.ledger"


@pytest.fixture
def held(world: Path) -> Iterator[Ledger]:
    with Ledger.open(world, readonly=True) as ledger:
        yield ledger


def everything(ledger: Ledger) -> list[Statement]:
    return [s for r in ledger.reports() for s in ledger.statements_of(r.id)]


def walked(ledger: Ledger) -> list[str]:
    """All questions in the order of a briefing, by the law of DESIGN.md, from the records themselves."""
    ranked = []
    for q in ledger.questions():
        said = ledger.statements(q.statements).values()
        claims = ledger.claims_of(q.id)
        rivals = any(c.kind.disputes for c in ledger.conflicts_of(q.id)) or bool(ledger.supersessions_of(q.id))
        named = any(s.speaker.kind in NAMED for s in said)
        best = max((c.fact.expected for c in claims), default=0.0)
        plain = q.attribute is Attribute.OCCURRENCE
        ranked.append((not rivals, -len({s.report_id for s in said}), plain, not named, -best, q.words, q.id))
    return [r[-1] for r in sorted(ranked)]


def test_questions_stand_in_the_order_that_a_walk_gives(held: Ledger) -> None:
    order = walked(held)
    assert [r.id for r in held.ranked()] == order
    assert [r.id for r in held.ranked(start=3, limit=4)] == order[3:7]
    assert held.ranked_count()[0] == len(order)
    several, single = held.ranked(several=True), held.ranked(several=False)
    assert {r.id for r in (*several, *single)} == set(order)
    assert all(r.several for r in several)
    assert not any(r.several for r in single)


def days(ledger: Ledger, said: Statement) -> tuple[date | None, date | None]:
    moment = said.happened
    if moment is None or moment.words is None or not (moment.lo or moment.hi):
        moment = ledger.published(said.report_id).when
    return moment.lo and moment.lo.date(), moment.hi and moment.hi.date()


def fits(ledger: Ledger, said: Statement, asked: Wanted) -> bool:
    words = asked.speaker.casefold().split()
    first, last = days(ledger, said)
    spoken = any(all(w in f"{v.name} {v.institution or ''}".casefold() for w in words) for v in said.chain)
    low, high = asked.low if asked.low is not None else -1e9, asked.high if asked.high is not None else 1e99
    ends = [(q.low, q.high) for q in said.quantities if (q.low, q.high) != (None, None)]
    counted = any((-1e9 if a is None else a) <= high and low <= (1e99 if b is None else b) for a, b in ends)
    dated = (first or last) and (first or date.min) <= (asked.until or date.max)
    dated = dated and (asked.since or date.min) <= (last or date.max)
    return (
        (not words or spoken)
        and asked.commitment in (None, said.commitment)
        and ((asked.low, asked.high) == (None, None) or counted)
        and ((asked.since, asked.until) == (None, None) or bool(dated))
    )


ASKED = [
    Wanted(low=20),
    Wanted(low=20, high=60),
    Wanted(high=3),
    Wanted(commitment=Commitment.DENIED),
    Wanted(commitment=Commitment.ASSERTED, low=10),
    Wanted(speaker="minist"),
    Wanted(speaker="the % _"),
    Wanted(since=date(2031, 1, 5), until=date(2031, 3, 1)),
    Wanted(until=date(1990, 1, 1)),
    Wanted(speaker="a", low=5, since=date(2030, 1, 1), commitment=Commitment.ASSERTED),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("few", [0, 5000])
def test_what_is_asked_of_a_statement_is_found_whole(
    held: Ledger, asked: Wanted, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.ledger.catalogue._FEW", few)
    wanted = {s.id for s in everything(held) if fits(held, s, asked)}
    found = held.wanted(asked, limit=100_000)
    assert set(found) == wanted
    assert len(found) == len(wanted)
    assert held.wanted(asked, limit=2) == found[:2]


def test_words_and_what_is_asked_narrow_each_other(held: Ledger) -> None:
    asked = Wanted(low=1)
    words = {h.id for h in held.search("people", limit=10_000) if h.kind == "statement"}
    assert words
    assert set(held.wanted(asked, words="people", limit=10_000)) == words & set(held.wanted(asked, limit=10_000))


def test_stock_and_surveys_count_what_a_walk_counts(held: Ledger) -> None:
    reports, said = list(held.reports()), everything(held)
    stock = held.stock()
    assert stock.reports == len(reports)
    assert stock.outlets == len({r.outlet.key for r in reports})
    assert sum(p[3] for p in held.publishers()) == len(reports)
    assert sum(p[4] for p in held.publishers()) == len(said)
    kinds = sorted(k.value for k in NAMED)
    found, rows = held.speakers(kinds, 10_000)
    spoken = [s for s in said if s.speaker.kind in NAMED]
    assert found == len({s.speaker.key for s in spoken})
    assert sum(r[1] for r in rows) == len(spoken)
    assert {p[0]: p[1] for p in held.places()} == {
        key: sum(key in {p.key for p in s.frame.located} for s in said)
        for key in {p.key for s in said for p in s.frame.located}
    }
    assert held.seen_since(SEEN.isoformat(), 5)[0] == len(reports)


def test_a_question_that_grew_is_found_by_its_older_identifier(world: Path, held: Ledger) -> None:
    gone = held._store.rows("SELECT id, kind, statement_id FROM former")
    dead = [(i, kind, s) for i, kind, s in gone if held.kind_of(i) is None]
    assert dead
    for identifier, kind, statement in dead:
        now = held.resolve(identifier)
        assert held.kind_of(now) == kind
        answers = held.questions_of(statement) if kind == "question" else held.claims_with(statement)
        assert now in {a.id for a in answers}


def test_an_older_ledger_is_brought_along_as_if_it_had_always_had_the_indices(world: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.ledger"
    older.write_bytes(world.read_bytes())
    tables = ("asked", "facet", "counted", "spoken", "voice", "located", "gist", "shelf")
    with Ledger.open(older) as ledger:
        before = {t: sorted(map(str, ledger._store.rows(f"SELECT * FROM {t}"))) for t in tables}  # noqa: S608
        numbered = dict(ledger._store.rows("SELECT number, key FROM voice"))
        for table in (*tables, "former"):
            ledger._store.run(f"DROP TABLE {table}")
        ledger._store.run("DROP INDEX capture_seen")
        ledger._store.run("ALTER TABLE capture DROP COLUMN seen")
        ledger._store.run("UPDATE meta SET value = '5' WHERE key = 'schema'")
    with Ledger.open(older) as ledger:
        after = {t: sorted(map(str, ledger._store.rows(f"SELECT * FROM {t}"))) for t in tables}  # noqa: S608
        for table in set(tables) - {"spoken", "voice"}:  # voices are numbered in another order
            assert after[table] == before[table], table
        again = dict(ledger._store.rows("SELECT number, key FROM voice"))
        assert sorted(again.values()) == sorted(numbered.values())
        assert len(after["spoken"]) == len(before["spoken"])
    assert (SCHEMA / "0006.sql").is_file()


def test_a_judgement_brings_the_order_along(world: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ledger"
    own.write_bytes(world.read_bytes())
    with Ledger.open(own) as ledger:
        first = next(q for q in ledger.questions() if len(q.statements) > 1)
        judge(ledger, JudgementKind.REJECT, [first.statements[0]], by="tester", at=SEEN)
        assert [r.id for r in ledger.ranked()] == walked(ledger)


def test_meanings_are_near_by_the_signs_of_their_parts() -> None:
    import base64

    one = np.array([3, -4, 5, 6, -7, 8, 0, 9], dtype=np.int8)
    packed = base64.b85encode(one.tobytes()).decode()
    assert sketch(packed) == bytes([0b10110101])
