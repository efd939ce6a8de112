"""A report of 5 MB and a question with 3,000 statements: pages stay small, and every word can still be reached."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.records import Attribute, Question, Settled, Status, Value, digest
from tests.show.conftest import day, make_claim, make_origin, make_report, make_statement, record

MANY = 3000


@pytest.fixture(scope="module")
def great(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A ledger with one report of 5 MB that says the same thing 3,000 times; its report and question."""
    path = tmp_path_factory.mktemp("great") / "great.ledger"
    filler = "The rest of the paragraph goes on about nothing in particular for quite a while. " * 20
    paragraphs = [f"{n} boats sank at pier {n}. {filler}" for n in range(MANY)]
    report, payload = make_report("Vale Post", ["All boats", *paragraphs], day(3))
    assert len(payload) > 5_000_000 - 100_000
    first = make_statement(report, "0 boats sank at pier 0")
    said = [first]
    at = 0
    for n in range(1, MANY):
        words = f"{n} boats sank at pier {n}."
        at = report.text.index(words, at)
        place = type(first.content[0])(start=at, end=at + len(words) - 1)
        shifted = {"content": (place,), "sentence": place, "id": type(first).identify(report.id, (place,))}
        said.append(type(first)(**{k: getattr(first, k) for k in first.__slots__} | shifted))
    ids = tuple(sorted(s.id for s in said))
    asked = digest("question", "boats")
    claim = make_claim(
        asked, Value(attribute=Attribute.COUNT, words="9", low=9, high=9), ids, Status.SINGLE, "one report"
    )
    question = Question(
        id=asked,
        attribute=Attribute.COUNT,
        words="How many boats?",
        predicate="sink",
        about=(),
        statements=ids,
        event="e",
    )
    origin = make_origin(claim, "Vale Post")
    settled = Settled(
        block_id=ids[0], statements=ids, questions=(question,), claims=(claim,), origins=(origin,),
        conflicts=(), supersessions=(), flags=(),
    )  # fmt: skip
    with Ledger.open(path, create=True) as ledger, ledger.writing():
        record(ledger, report, payload, said)
        ledger.replace_blocks([], [settled])
    return path, report.id, asked


def test_a_great_report_comes_in_parts_that_hold_all_of_it(room, great):
    path, report, _ = great
    client = room(path)
    page = client.get(f"/report/{report}")
    assert page.status_code == 200
    assert len(page.content) <= 100_000
    following = re.search(r'rel="next" href="\?at=(\d+)"', page.text)
    assert following
    last = client.get(f"/report/{report}?at=9999999").text
    assert "2999 boats sank" in re.sub(r"<[^>]+>", "", last)
    assert 'rel="next"' not in last


def test_a_great_question_quotes_some_and_leads_to_all(room, great):
    path, _, question = great
    client = room(path)
    page = client.get(f"/question/{question}")
    assert page.status_code == 200
    assert len(page.content) <= 250_000
    link = re.search(r'href="(/claim/[0-9a-f]+)">All 3,000 statements', page.text)
    assert link
    part = client.get(f"{link[1]}?start=2950").text
    assert "2,951 to 3,000 of 3,000" in part or "2951 to 3000 of 3,000" in part
    words = re.findall(r'href="(/report/[^"]+)"', part)
    place, _, anchor = words[-1].partition("#")
    assert f'id="{anchor}"' in client.get(place).text  # the exact words of the last, in their part of the text
