"""What one new report changed, told against the ledger before it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.records import AlertKind, Claim, Conflict, ConflictKind, Report
from rashomon.watch.changes import announces, changes, matches
from rashomon.watch.plan import Channel, Plan, Source
from tests.ledger import samples
from tests.read.site import serving
from tests.watch.newsroom import START, Hours, Outlet, Story, alerts, toll, watching

NOTICES = tomllib.loads((files("rashomon.watch") / "rules" / "notices.toml").read_text(encoding="utf-8"))["notice"]


@pytest.mark.parametrize("rule", NOTICES, ids=lambda rule: rule["pattern"])
def test_every_rule_keeps_its_own_examples(rule: dict[str, list[str]]) -> None:
    for passage in rule["yes"]:
        assert announces(passage), passage
    for passage in rule["no"]:
        assert not announces(passage), passage


@pytest.mark.parametrize(
    ("about", "said", "found"),
    [
        ("", "anything", True),
        ("ostrel killed", "How many were killed at Ostrel", True),
        ("OSTREL", "the Östrel depot", True),
        ("soldier", "soldiers", True),
        ("ostrel wounded", "killed at Ostrel", False),
        ("trel", "Ostrel", False),
    ],
)
def test_a_saved_question_matches_by_the_beginnings_of_words(about: str, said: str, found: bool) -> None:
    assert matches(about, said) is found


class Pair:
    """A ledger file with a second connection that shows what was there before."""

    def __init__(self, path: Path) -> None:
        self.after = Ledger.open(path, create=True)
        self.before = Ledger.open(path, readonly=True)

    def close(self) -> None:
        self.before.close()
        self.after.close()

    def add(self, number: int) -> tuple[Report, tuple[str, ...]]:
        report = samples.report(number)
        understanding = samples.understanding(report, count=1)
        self.after.keep(*samples.original(number))
        self.after.add_report(report, understanding)
        return report, tuple(s.id for s in understanding.statements)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(tmp_path / "pair.ledger")
    yield pair
    pair.close()


def settle(pair: Pair, *claims: tuple[tuple[str, ...], int], conflict: bool = False) -> None:
    """Settle one question anew: claims by what supports them and how many origins they have at least."""
    everything = tuple(sorted(s for supports, _ in claims for s in supports))
    block = samples.settled(everything)
    question = replace(block.questions[0], statements=everything)
    made: list[Claim] = []
    for number, (supports, least) in enumerate(claims):
        fact = replace(block.claims[0].fact, least=least, expected=float(max(least, 1)), most=9)
        value = replace(block.claims[0].value, words=f"{10 + number}")
        made.append(
            replace(
                block.claims[0],
                id=f"{number:016x}",
                question_id=question.id,
                supports=tuple(sorted(supports)),
                denies=(),
                fact=fact,
                value=value,
                fragile=None,
            )
        )
    conflicts: tuple[Conflict, ...] = ()
    if conflict:
        first, second = made[:2]
        conflicts = (
            Conflict(
                id="c" * 16,
                question_id=question.id,
                kind=ConflictKind.NUMBER,
                claims=(first.id, second.id),
                statements=(first.supports, second.supports),
                reasons=samples.WHY,
            ),
        )
    new = replace(
        block,
        block_id=everything[0],
        statements=everything,
        questions=(question,),
        claims=tuple(made),
        conflicts=conflicts,
        origins=(),
        supersessions=(),
        flags=(),
    )
    stale = sorted(set(pair.after.blocks_of(everything).values()))
    pair.after.replace_blocks(stale, [new])


def told(pair: Pair, report: Report) -> list[AlertKind]:
    return [change.kind for change in changes(pair.before, pair.after, report.id)]


def grown(pair: Pair, *, joins: bool, least: int = 1, conflict: bool = False) -> list[AlertKind]:
    """One report held with a claim; another comes and joins the claim or gives one of its own."""
    _, old = pair.add(1)
    settle(pair, (old, 1))
    with pair.before.reading():
        pair.before.has_report("")
        report, new = pair.add(2)
        if joins:
            settle(pair, ((*old, *new), least))
        else:
            settle(pair, (old, 1), (new, 1), conflict=conflict)
        return told(pair, report)


def test_the_first_answer_to_a_question_is_a_new_claim(pair: Pair) -> None:
    with pair.before.reading():
        pair.before.has_report("")
        report, new = pair.add(1)
        settle(pair, (new, 1))
        assert told(pair, report) == [AlertKind.CLAIM]


def test_another_number_is_a_changed_number(pair: Pair) -> None:
    assert grown(pair, joins=False) == [AlertKind.NUMBER]


def test_a_conflict_that_was_not_there_is_new(pair: Pair) -> None:
    assert grown(pair, joins=False, conflict=True) == [AlertKind.NUMBER, AlertKind.CONFLICT]


def test_more_origins_are_a_rise_and_a_copy_is_none(pair: Pair) -> None:
    assert grown(pair, joins=True, least=2) == [AlertKind.CORROBORATION]


def test_a_copy_changes_nothing(pair: Pair) -> None:
    assert grown(pair, joins=True, least=1) == []


def test_a_conflict_known_before_is_not_told_again(pair: Pair) -> None:
    _, first = pair.add(1)
    _, second = pair.add(2)
    settle(pair, (first, 1), (second, 1), conflict=True)
    with pair.before.reading():
        pair.before.has_report("")
        report, third = pair.add(3)
        settle(pair, (first, 1), ((*second, *third), 1), conflict=True)
        assert told(pair, report) == []


@pytest.mark.parametrize(
    ("later", "hours", "silent"),
    [
        (toll("eleven", "the ministry"), 0, True),
        (toll("nine", "the ministry", more=("The army said nothing.",)), 0, True),
        (toll("eleven", "the ministry", more=("Correction: an earlier version gave another number.",)), 0, False),
        (toll("eleven", "the ministry", more=("Updated: 14:30",)), 0, False),
        (toll("eleven", "the ministry"), 2, False),  # with a later date of publication: it does not hide the change
    ],
)
def test_an_edit_is_silent_unless_the_outlet_says_so(tmp_path: Path, later: Story, hours: int, silent: bool) -> None:
    with serving() as site:
        post = Outlet(site, "post")
        post.publish("one", toll("nine", "the ministry"))
        plan = Plan(
            name="w",
            sources=(Source(address=post.address, interval=timedelta(minutes=15)),),
            allow=("127.0.0.1",),
            recheck=(timedelta(hours=1),),
            pause=timedelta(0),
            channels=(Channel(name="file", kind="file", settings={"path": str(tmp_path / "alerts")}),),
        )
        path, time = tmp_path / "w.ledger", Hours()
        with watching(path, plan, time) as make_round:
            make_round()
            post.publish("one", replace(later, at=START + timedelta(hours=hours)))
            time.at += timedelta(hours=2)
            make_round()
        assert ("silent edit" in [kind for kind, _ in alerts(path, "w")]) is silent
