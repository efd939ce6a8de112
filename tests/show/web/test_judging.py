"""Judgements made on pages and by the API: each kind, undone, by name, and what is refused."""

from __future__ import annotations

import html
import re

import pytest

from rashomon.show.surveys import Surveys
from rashomon.show.views import opened
from rashomon.show.web.tokens import TokenBook
from tests.show.web.conftest import form_key


def page_of(client, toll):
    page = client.get(f"/question/{toll}").text
    return page, form_key(page)


def send(client, toll, **fields):
    _, key = page_of(client, toll)
    return client.post("/judge", data={"csrf": key, "by": "Ada Vole", "back": f"/question/{toll}", **fields})


def claims(path, toll):
    with opened(path) as ledger:
        return {c.value.words: c for c in ledger.claims_of(toll)}


def test_a_claim_is_graded_noted_and_undone(room, own_newsroom, toll):
    client = room(own_newsroom)
    claim = claims(own_newsroom, toll)["41"].id
    assert send(client, toll, what="grade", thing=claim, value="5").headers["location"] == f"/question/{toll}"
    assert send(client, toll, what="note", thing=claim, value="ask <b>Ilka</b>").status_code == 303
    page, _ = page_of(client, toll)
    assert "is graded 5, judged by Ada Vole" in html.unescape(page)
    assert "ask &lt;b&gt;Ilka&lt;/b&gt;" in page
    assert 'value="Ada Vole"' in page  # the name is remembered
    done = re.search(r'name="thing" value="([0-9a-f]{16})"><button name="what" value="undo"', page)
    assert done
    assert send(client, toll, what="undo", thing=done[1]).status_code == 303
    listed = client.get("/judgements").text
    assert listed.count(">Undone<") == 1
    with opened(own_newsroom) as ledger:
        assert Surveys(ledger).judgements().standing == 2  # the other one, and the undoing


def test_a_rejected_statement_no_longer_counts_and_comes_back(room, own_newsroom, toll):
    client = room(own_newsroom)
    before = claims(own_newsroom, toll)
    said = before["41"].supports[0]
    send(client, toll, what="reject", thing=said)
    assert "41" not in claims(own_newsroom, toll)
    with opened(own_newsroom) as ledger:
        made = next(iter(ledger.judgements())).id
    assert client.get(f"/item/{said}/question").status_code == 303
    send(client, toll, what="undo", thing=made)
    assert claims(own_newsroom, toll) == before


def test_statements_are_said_to_answer_different_questions(room, own_newsroom, toll):
    client = room(own_newsroom)
    found = claims(own_newsroom, toll)
    sides = [found["9"].supports[0], found["31"].supports[0]]
    assert send(client, toll, what="not-same", thing=sides).status_code == 303
    with opened(own_newsroom) as ledger:
        asked = [{q.id for q in ledger.questions_of(s)} for s in sides]
    assert not asked[0] & asked[1]
    answer = send(client, toll, what="same", others=" ".join(sides))
    assert answer.status_code == 303


def test_a_report_is_graded(room, own_newsroom, toll):
    client = room(own_newsroom)
    with opened(own_newsroom) as ledger:
        report = next(ledger.reports()).id
    assert 'value="reject"' in client.get(f"/report/{report}").text
    send(client, toll, what="grade", thing=report, value="B", back=f"/report/{report}")
    assert "Graded B" in client.get(f"/report/{report}").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"what": "grade", "value": "9"}, 422),
        ({"what": "explode"}, 422),
        ({"what": "carry", "thing": "/etc/passwd"}, 422),
        ({"what": "note", "value": ""}, 422),
        ({"what": "reject", "thing": "ffffffffffff"}, 404),
        ({"what": "same"}, 422),
        ({"what": "reject", "thing": ""}, 422),
        ({"what": "reject", "by": " "}, 422),
    ],
)
def test_what_says_nothing_is_refused_in_words(room, own_newsroom, toll, fields, status):
    client = room(own_newsroom)
    claim = claims(own_newsroom, toll)["41"].id
    answer = send(client, toll, **{"thing": claim, **fields})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    with opened(own_newsroom) as ledger:
        assert not list(ledger.judgements())


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1", ""])
def test_nobody_is_sent_elsewhere(room, own_newsroom, toll, back):
    client = room(own_newsroom)
    claim = claims(own_newsroom, toll)["41"].id
    assert send(client, toll, what="grade", thing=claim, value="4", back=back).headers["location"] == "/judgements"


def test_the_api_judges_in_the_name_of_the_token(room, own_newsroom, toll):
    token = TokenBook(own_newsroom).add("Ada", ["read", "judge"])
    client = room(own_newsroom, host="desk.example", hosts=["desk.example"], open_to_others=True)
    client.headers["authorization"] = f"Bearer {token}"
    claim = claims(own_newsroom, toll)["41"].id
    made = client.post("/api/v1/judgements", json={"what": "grade", "things": [claim], "value": "4", "by": "Someone"})
    assert made.status_code == 201
    assert made.json()["judgements"][0]["by"] == "Ada"
    asked = {"what": "note", "things": [claim], "value": "a guess", "by": "machine:helper"}
    proposed = client.post("/api/v1/judgements", json=asked).json()["judgements"][0]
    assert (proposed["by"], proposed["machine"]) == ("machine:Ada", True)
    assert client.get("/api/v1/judgements").json()["standing"] == 2
