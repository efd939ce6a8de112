"""What reports are about, and what that says of their statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.compare.questions.evidence import Dated, of_event, reports
from rashomon.compare.questions.pairs import probability, same_event
from rashomon.compare.questions.tellings import KEPT, Tellings, alike, telling
from rashomon.records import Block, BlockKind, Report, Span
from tests.compare.facts import report, statement

FERRY = "The ferry Ostra sank off Ostrel. The mayor of Ostrel, Ana Roe, closed the harbour after the ferry Ostra sank."
AGAIN = "Ana Roe said on Sunday that the ferry Ostra had sunk. She is the mayor of Ostrel, where the ferry Ostra lay."
BARGE = "The barge Minna sank off Vantel. The mayor of Vantel, Ivo Kern, closed the harbour after the barge Minna sank."


def paged(name: str, text: str) -> Report:
    whole = (Block(kind=BlockKind.PARAGRAPH, span=Span(start=0, end=len(text))),)
    return replace(report(name), text=text, blocks=whole)


PAGES = {name: paged(f"{name}.example", text) for name, text in (("ferry", FERRY), ("again", AGAIN), ("barge", BARGE))}
ABOUT = {name: telling(page) for name, page in PAGES.items()}


def dated(name: str, predicate: str = "sink") -> Dated:
    made = statement(PAGES[name], predicate=predicate, terms=("harbour", "sink"))
    return Dated(made, 1.0, (), ABOUT[name])


def test_two_reports_of_one_affair_are_more_alike_than_look_alikes() -> None:
    assert alike(ABOUT["ferry"], ABOUT["again"]) > 0.5 > alike(ABOUT["ferry"], ABOUT["barge"])
    assert alike(ABOUT["ferry"], ABOUT["again"]) == alike(ABOUT["again"], ABOUT["ferry"])
    assert alike(ABOUT["ferry"], telling(PAGES["ferry"])) == pytest.approx(1.0)


def test_a_text_without_capitals_is_known_by_its_words_and_an_empty_one_by_nothing() -> None:
    low, other = (telling(paged(f"{n}.example", text.lower())) for n, text in enumerate((FERRY, BARGE)))
    assert "ferry" in low.terms
    assert alike(low, other) < 1.0
    empty = telling(replace(report("e.example"), text=""))
    assert alike(empty, low) == 0.0


def test_a_long_report_keeps_its_heaviest_terms() -> None:
    names = " ".join(f"At dawn Zorv{chr(97 + n // 26)}{chr(97 + n % 26)} came to Ostrel." for n in range(90))
    assert len(telling(paged("long.example", names)).terms) == KEPT


def test_what_is_remembered_is_what_is_made_anew() -> None:
    held = Tellings()
    assert held.of(PAGES["ferry"]) is held.of(PAGES["ferry"])
    assert held.of(PAGES["ferry"]).terms == ABOUT["ferry"].terms


def test_one_predicate_says_more_the_more_the_reports_are_alike() -> None:
    near, far = (probability(same_event(dated("ferry"), dated(other))) for other in ("again", "barge"))
    assert near > far
    features = {e.feature: e.strength for e in of_event(dated("ferry"), dated("again"))}
    assert features["same predicate, like reports"] == features["reports"] == alike(ABOUT["ferry"], ABOUT["again"])
    assert "same predicate, like reports" not in {e.feature for e in of_event(dated("ferry"), dated("again", "burn"))}


def test_within_one_report_nothing_is_said_of_its_likeness_to_itself() -> None:
    one, other = dated("ferry"), dated("ferry")
    assert [e.feature for e in reports(one, other, same=True)] == ["same predicate, one report"]
    assert reports(one, other, same=False) == []
    assert reports(replace(one, telling=None), dated("again"), same=True) == []
