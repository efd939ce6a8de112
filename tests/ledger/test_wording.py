"""Full-text search: finds, orders, and takes any words at all."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ledger import Ledger
from rashomon.records import Original, Report
from tests.ledger import samples


def add(ledger: Ledger, number: int, text: str, *, title: str = "Untitled", count: int = 0) -> Report:
    payload = f"{number} {text}".encode("utf-8", "backslashreplace")
    kept = Original(id=hashlib.sha256(payload).hexdigest(), size=len(payload), media_type="text/plain")
    base = samples.report(number, words=text) if count else replace(samples.report(number), title=title, text=text)
    report = replace(base, id=Report.identify(kept.id, None), original_id=kept.id)
    with ledger.writing():
        ledger.keep(kept, payload)
        ledger.add_report(report, samples.understanding(report, count=count))
    return report


def found(ledger: Ledger, words: str) -> set[str]:
    return {hit.id for hit in ledger.search(words)}


def test_words_are_found_in_any_inflection_case_and_accent(ledger: Ledger) -> None:
    ferries = add(ledger, 1, "Twelve Ferries left Port Véld.")
    other = add(ledger, 2, "The mayor of Dorn resigned.")
    assert found(ledger, "ferry") == {ferries.id}
    assert found(ledger, "VELD") == {ferries.id}
    assert found(ledger, "mayor resign") == {other.id}
    assert found(ledger, "mayor ferry") == set()
    assert found(ledger, '"port veld"') == {ferries.id}
    assert found(ledger, '"veld port"') == set()


def test_titles_outside_the_text_are_found(ledger: Ledger) -> None:
    report = add(ledger, 1, "Nothing of it here.", title="Lighthouse dark")
    assert found(ledger, "lighthouse") == {report.id}


@pytest.mark.parametrize(
    ("text", "words"), [("他们在海港看见了船只。", "海港"), ("港で船を見た。", "船"), ("Он видел паромы.", "паромы")]
)
def test_other_scripts_are_found(ledger: Ledger, text: str, words: str) -> None:
    report = add(ledger, 1, text)
    add(ledger, 2, "海 and 港 stand apart here")
    assert report.id in found(ledger, words)


def test_statements_are_found_by_content_and_by_voice(ledger: Ledger) -> None:
    report = add(ledger, 1, "The harbour office of Veldria counted ferries.", count=2)
    hits = ledger.search("Ilse Tarn")
    assert [hit.kind for hit in hits].count("statement") == 2
    assert {hit.report_id for hit in hits} == {report.id}
    assert any("Ilse Tarn" in hit.snippet for hit in hits)


def test_a_snippet_shows_the_words_in_one_line(ledger: Ledger) -> None:
    add(ledger, 1, "Much came before. " * 30 + "\nThen a\nlighthouse fell. " + "Much came after. " * 30)
    [hit] = ledger.search("lighthouse")
    assert "a lighthouse fell" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert "\n" not in hit.snippet
    assert len(hit.snippet) < 130


def test_the_order_is_the_same_whatever_came_first() -> None:
    texts = [f"The ferry of Dorn, seen by {'many ' * (n % 4)}people" for n in range(12)]
    orders = []
    for seed in range(3):
        with Ledger.open(None) as ledger:
            numbers = list(range(12))
            random.Random(seed).shuffle(numbers)
            for n in numbers:
                add(ledger, n, texts[n])
            hits = ledger.search("ferry", limit=5)
            assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
            orders.append(hits)
    assert len(orders[0]) == 5
    assert orders[0] == orders[1] == orders[2]


HOSTILE = [
    "",
    " ",
    '"',
    '""',
    "'",
    "*",
    "ferry*",
    "^ferry",
    "NOT",
    "ferry NOT dorn",
    "ferry AND",
    "OR OR",
    "NEAR(ferry dorn)",
    "words:ferry",
    "-words : ferry",
    "(",
    "{a b}: c",
    "ferry\0dorn",
    "\udcff",
    "ferry" * 5000,
    "ferry " * 5000,
    "( " * 5000,
    "'; DROP TABLE report; --",
    "_ __",
    "%",
    "+",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_raises(ledger: Ledger, words: str) -> None:
    add(ledger, 1, "The ferry of Dorn")
    assert isinstance(ledger.search(words), tuple)
    assert ledger.search(words, limit=0) == ()


def test_no_drawn_query_raises() -> None:
    with Ledger.open(None) as ledger:
        add(ledger, 1, "The ferry of Dorn")

        @settings(max_examples=200, deadline=None)
        @given(st.text(st.characters()) | st.text("\"'*()^:-+{} ANDORT\0ferry"))
        def never_raises(words: str) -> None:
            ledger.search(words)

        never_raises()


def test_operators_are_words_like_others(ledger: Ledger) -> None:
    plain = add(ledger, 1, "The ferry of Dorn")
    odd = add(ledger, 2, "To be or not to be, asked the ferry")
    assert found(ledger, "ferry NOT") == {odd.id}
    assert found(ledger, "ferry -dorn") == {plain.id}
    assert found(ledger, "ferry* (Dorn)") == {plain.id}


def test_text_with_signs_no_database_takes_is_recorded_and_found(ledger: Ledger) -> None:
    report = add(ledger, 1, "A ferry\0 and \udcff a lighthouse")
    assert ledger.report(report.id) == report
    assert found(ledger, "lighthouse") == {report.id}
