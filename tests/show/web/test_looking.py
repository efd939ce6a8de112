"""What an editor asks first is found by looking: the first page tells it, or leads to it by one link."""

from __future__ import annotations

import html
import re

import pytest

from rashomon import intake
from rashomon.show.jsonface import plain
from rashomon.show.lineage import TEXTUAL
from rashomon.show.surveys import Surveys
from rashomon.show.tolls import TallyView
from rashomon.show.views import opened
from tests.show.web.conftest import SEEN

ANSWER = re.compile(r"<li>\s*<span class=\"letter\">.*?</li>", re.DOTALL)


def test_every_answer_shows_who_says_it_how_firmly_and_when(room, newsroom):
    answers = ANSWER.findall(room(newsroom).get("/").text)
    assert len(answers) > 12
    for answer in answers:
        assert re.search(r"href=\"/report/[0-9a-f]+[^\"]*#s-[0-9a-f]+\"", answer), answer
        assert 'class="by"' in answer
        assert 'class="firm c-' in answer
        assert "2024</time>" in answer or "UTC</time>" in answer


def test_an_answer_is_shown_by_words_that_support_it(room, newsroom):
    with opened(newsroom) as ledger, ledger.reading():
        front = Surveys(ledger).front(12)
    page = room(newsroom).get("/").text
    denied = [c for q in front.questions for c in q.claims if c.value == "it is not so" and c.supports]
    assert denied
    for claim in denied:
        assert any(f"#s-{s}" in page for s in claim.supports)
    supports = {s for q in front.questions for c in q.claims for s in c.supports}
    for answer in ANSWER.findall(page):
        assert re.search(r"#s-([0-9a-f]+)", answer)[1] in supports


def test_every_copy_and_rewrite_is_listed_and_leads_side_by_side(room, newsroom):
    with opened(newsroom) as ledger, ledger.reading():
        copies = Surveys(ledger).copies()
        made = {k.child for r in ledger.reports() for k in ledger.links_of(r.id) if k.kind in TEXTUAL}
    assert made
    assert {c.report.id for c in copies.copies} >= made
    assert copies.found == len(copies.copies)
    client = room(newsroom)
    first, listed = client.get("/").text, client.get("/copies").text
    for copy in copies.copies:
        address = "/compare/{}/{}".format(*copy.sides)
        assert address in first
        assert address in listed
        assert html.escape(copy.words) in listed
        assert client.get(address).status_code == 200
        assert 0 < copy.sure <= 1
    assert client.get("/api/v1/copies").json()["copies"] == plain(copies)["copies"]


def read(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with opened(folder / "own.ledger", create=True) as ledger:
        intake.read_into(ledger, sorted(folder.glob("*.txt")), seen=SEEN)
    return folder / "own.ledger"


def test_a_number_of_one_report_and_an_increment_stand_on_the_first_page(room, tmp_path):
    ledger = read(
        tmp_path,
        a="Army says 11,000 soldiers sent\n\nThe army said 11,000 soldiers were sent to Ostrel on 3 March 2031.\n",
        b="More for Ostrel\n\nThe ministry said another 3,000 soldiers were sent to Ostrel on 9 March 2031.\n",
    )
    page = room(ledger).get("/").text
    once = page[page.index('id="once"') :]
    asked = re.findall(r"<b class=\"value\"[^>]*>(.*?)</b> <a href=\"(/question/[0-9a-f]+)\"[^>]*>(.*?)</a>", once)
    assert {value for value, _, _ in asked} >= {"11,000", "3,000"}
    more = next(row for row in asked if row[0] == "3,000")
    assert more[2].startswith("How many more")
    assert "another 3,000 soldiers" in room(ledger).get(more[1]).text
    assert "None of these reports is a copy" in page


def test_an_untitled_report_is_called_by_its_first_words(room, tmp_path):
    words = "In a valley above Ostrel, the ministry said on Monday, four bridges were closed after the flood, and " * 3
    page = room(read(tmp_path, a=words)).get("/").text
    assert ">Untitled<" not in page
    assert "“In a valley above Ostrel" in page


@pytest.mark.parametrize(
    ("low", "counted", "told"), [(0, False, False), (1, False, True), (0, True, True), (3, True, True)]
)
def test_a_toll_that_one_word_alone_suggests_is_not_told(low, counted, told):
    tally = TallyView(fate="dead", best=3, low=low, high=None, counted=counted, words=("fatal",), reasons=())
    assert tally.told is told


def test_numbers_told_beside_an_answer_are_not_drawn_as_the_answer(newsroom):
    with opened(newsroom) as ledger, ledger.reading():
        views = Surveys(ledger)
        pages = [views.question_page(q.id) for q in views.front(12).questions]
    so = [p for p in pages if p.question.attribute == "occurrence"]
    assert so
    assert {(mark.low, mark.high) for page in so for mark in page.points} == {(None, None)}
    counts = [p for p in pages if p.question.attribute == "count"]
    assert all(mark.low is not None or mark.high is not None for page in counts for mark in page.points)
