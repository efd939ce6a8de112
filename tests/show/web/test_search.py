"""Searching by words and by what is said beside them: on the page and in the API alike."""

from __future__ import annotations

import pytest

from rashomon.show.views import opened


def found(room, newsroom, **asked):
    answer = room(newsroom).get("/api/v1/search", params={"limit": 200, **asked})
    assert answer.status_code == 200
    with opened(newsroom) as ledger:
        return [ledger.statement(h["id"]) for h in answer.json()["hits"] if h["of"] == "statement"]


def test_words_are_narrowed_by_who_said_it(room, newsroom):
    hits = found(room, newsroom, q="killed", speaker="Tovik")
    assert hits
    assert all(any("Tovik" in v.name for v in s.chain) for s in hits)
    assert len(hits) < len(found(room, newsroom, q="killed"))
    assert {s.id for s in hits} <= {s.id for s in found(room, newsroom, speaker="Tovik")}


def test_a_number_lies_within_its_bounds(room, newsroom):
    hits = found(room, newsroom, q="killed", low="30", high="35")
    assert hits
    assert all(any((q.low or 0) <= 35 and (q.high or 1e9) >= 30 for q in s.quantities) for s in hits)
    assert not found(room, newsroom, q="killed", low="5,000", high="5,001")


def test_a_day_and_a_commitment_narrow(room, newsroom):
    everything = found(room, newsroom, q="port")
    assert len(found(room, newsroom, q="port", since="2024-03-01", until="2024-04-30")) > 0
    assert not found(room, newsroom, q="port", until="1990-01-01")
    firm = found(room, newsroom, q="port", commitment="asserted")
    assert 0 < len(firm) < len(everything)
    assert {s.commitment.value for s in firm} == {"asserted"}


def test_the_page_has_the_same_and_keeps_what_was_asked(room, newsroom):
    asked = {"q": "killed", "speaker": "Tovik", "commitment": "asserted", "low": "30"}
    page = room(newsroom).get("/search", params=asked).text
    assert 'name="speaker" value="Tovik"' in page
    assert "<option selected>asserted</option>" in page
    for said in found(room, newsroom, **asked):
        assert f"/item/{said.id}" in page


@pytest.mark.parametrize(
    "asked", [{"low": "many"}, {"q": "x", "since": "May"}, {"q": "x", "commitment": "sure"}, {"low": "3"},
              {"q": "x", "high": "nan"}]
)  # fmt: skip
def test_what_cannot_be_asked_is_said(room, newsroom, asked):
    client = room(newsroom)
    for place in ("/search", "/api/v1/search"):
        assert client.get(place, params=asked).status_code == 422
