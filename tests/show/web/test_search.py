"""Searching by words and by what is said beside them: on the page and in the API alike."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bench.worlds import generate
from rashomon import intake
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
        assert f"#s-{said.id}" in page


@pytest.mark.parametrize(
    "asked", [{"low": "many"}, {"q": "x", "since": "May"}, {"q": "x", "commitment": "sure"},
              {"q": "x", "high": "nan"}, {"q": "x", "by": "colour"}]
)  # fmt: skip
def test_what_cannot_be_asked_is_said(room, newsroom, asked):
    client = room(newsroom)
    for place in ("/search", "/api/v1/search"):
        assert client.get(place, params=asked).status_code == 422


@pytest.mark.parametrize(
    "asked", [{"low": "30", "high": "35"}, {"commitment": "denied"}, {"since": "2024-03-12", "until": "2024-03-12"}]
)
def test_a_number_a_day_or_a_firmness_alone_finds_all_there_is(room, newsroom, asked):
    hits = found(room, newsroom, **asked)
    assert hits
    page = room(newsroom).get("/search", params=asked)
    assert page.status_code == 200
    assert f"{len(hits)} place" in page.text or len(hits) >= 50


def test_what_is_meant_is_found_in_other_words_and_whatever_its_numbers(room, newsroom):
    asked = {"q": "99 people lost their lives in the blast", "by": "meaning"}
    answer = room(newsroom).get("/api/v1/search", params=asked).json()
    likeness = [h["likeness"] for h in answer["hits"]]
    assert likeness == sorted(likeness, reverse=True)
    assert 0.35 <= likeness[-1] <= likeness[0] <= 1
    first = [h["words"] for h in answer["hits"][:6]]
    assert any("killed" in w or "dead" in w or "toll" in w for w in first), first
    assert not any("99" in w for w in first)
    narrowed = room(newsroom).get("/api/v1/search", params={**asked, "low": "31", "high": "31"}).json()
    assert {h["id"] for h in narrowed["hits"]} <= {s.id for s in found(room, newsroom, low="31", high="31")}
    assert narrowed["hits"]
    page = room(newsroom).get("/search", params=asked).text
    assert "near in meaning to" in page
    assert f"#s-{answer['hits'][0]['id']}" in page


def test_a_report_read_later_is_found_by_meaning_by_the_same_room(room, own_newsroom, tmp_path):
    client = room(own_newsroom)
    asked = {"q": "a comet was seen above the lighthouse", "by": "meaning"}
    before = client.get("/api/v1/search", params=asked).json()["hits"]
    (tmp_path / "comet.txt").write_text(
        "Comet\n\nA comet was seen over the lighthouse, the observatory said on Monday.\n"
    )
    with opened(own_newsroom, create=True) as ledger:
        intake.read_into(ledger, [tmp_path / "comet.txt"], seen=datetime(2024, 5, 2, tzinfo=UTC))
    after = client.get("/api/v1/search", params=asked).json()["hits"]
    assert "comet" in after[0]["words"].casefold()
    assert after[0]["id"] not in {h["id"] for h in before}


def test_a_ledger_read_by_rules_says_that_it_has_no_meanings(room, tmp_path):
    (tmp_path / "dam.txt").write_text("Dam\n\nThe dam failed, the mayor said on Monday.\n")
    with opened(tmp_path / "rules.ledger", create=True) as ledger:
        intake.read_into(ledger, [tmp_path / "dam.txt"], seen=datetime(2024, 5, 2, tzinfo=UTC), reader="rules")
    answer = room(tmp_path / "rules.ledger").get("/api/v1/search", params={"q": "dam", "by": "meaning"})
    assert answer.status_code == 422
    assert "read by rules" in answer.json()["detail"]


def test_an_older_identifier_leads_to_what_the_question_is_now(room, tmp_path):
    path = tmp_path / "world.ledger"
    (tmp_path / "world.jsonl").write_bytes(b"\n".join(r.payload for r in generate(11, 40)))
    with opened(path, create=True) as ledger:
        intake.read_into(ledger, [tmp_path / "world.jsonl"], seen=datetime(2040, 1, 1, tzinfo=UTC), reader="rules")
        were = ledger._store.rows("SELECT id, kind FROM former ORDER BY id")
        gone = {kind: [i for i, k in were if k == kind and ledger.kind_of(i) is None] for kind in ("question", "claim")}
    client = room(path)
    assert gone["question"]
    assert gone["claim"]
    for older in gone["question"][:5]:
        moved = client.get(f"/question/{older}")
        assert moved.status_code == 303
        assert client.get(moved.headers["location"]).status_code == 200
        now = client.get(f"/api/v1/questions/{older}").json()["question"]["id"]
        assert moved.headers["location"] == f"/question/{now}"
    for older in gone["claim"][:5]:
        assert client.get(f"/claim/{older}").status_code == 200
