"""The REST API: the documents of ``--json``, cursors, ETags, problems, adding with live progress."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx2
import pytest

from rashomon import intake
from rashomon.show.jsonface import document
from rashomon.show.views import Views, opened
from rashomon.show.web.app import application
from tests.show.web.conftest import serving


def test_every_answer_is_the_document_of_the_command(room, newsroom, toll):
    client = room(newsroom)
    with opened(newsroom) as ledger:
        for place, kind, view in (
            ("/brief?limit=5", "brief", Views(ledger).briefing(limit=5)),
            (f"/show/{toll}", "show", Views(ledger).card(toll)),
            ("/search?q=killed", "search", Views(ledger).search("killed")),
        ):
            assert client.get(f"/api/v1{place}").json() == json.loads(document(kind, view))


def test_stories_a_page_at_a_time_are_those_of_the_command(room, newsroom):
    client = room(newsroom)
    with opened(newsroom) as ledger:
        whole = json.loads(document("stories", Views(ledger).stories(intake.stories(ledger))))["stories"]
    page = client.get("/api/v1/stories", params={"limit": 1}).json()
    assert (page["found"], page["alone"]) == (len(whole), sum(len(s["reports"]) == 1 for s in whole))
    found = page["items"]
    while page["next"] is not None:
        page = client.get("/api/v1/stories", params={"limit": 1, "cursor": page["next"]}).json()
        found += page["items"]
    assert found == whole


@pytest.mark.parametrize("kind", ["questions", "reports"])
def test_cursors_lead_through_everything_once(room, newsroom, kind):
    client = room(newsroom)
    found, cursor = [], None
    while True:
        page = client.get(f"/api/v1/{kind}", params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    with opened(newsroom) as ledger:
        assert len(found) == len(set(found)) == ledger.counts()[kind]


@pytest.mark.parametrize("cursor", ["x", "!!!", "LTE", "w7w", "OTk5OTk5OTk5OTk5OTk5"])
def test_a_made_up_cursor_is_refused(room, newsroom, cursor):
    answer = room(newsroom).get("/api/v1/questions", params={"cursor": cursor})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "status", "title", "detail"}


def test_a_document_not_changed_is_not_sent_again(room, newsroom, toll):
    client = room(newsroom)
    first = client.get(f"/api/v1/questions/{toll}")
    again = client.get(f"/api/v1/questions/{toll}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_two_reports_and_their_bytes(room, newsroom):
    client = room(newsroom)
    with opened(newsroom) as ledger:
        link = next(k for r in ledger.reports() for k in ledger.links_of(r.id) if k.kind.value == "exact copy")
        original = ledger.report(link.child).original_id
        payload = ledger.payload(original)
    assert client.get(f"/api/v1/compare/{link.parent}/{link.child}").json()["links"][0]["kind"] == "exact copy"
    raw = client.get(f"/api/v1/originals/{original}")
    assert raw.content == payload


def test_a_report_is_added_and_watched_to_its_end(tmp_path: Path):
    path = tmp_path / "new.ledger"
    with serving(application(path, reader="rules")) as address, httpx2.Client(base_url=address, timeout=60) as client:
        text = "The mayor said 12 boats had sunk in the harbour of Port Halvane on Monday."
        made = client.post("/api/v1/reports", json={"text": text, "outlet": "Post", "published": "2024-03-12"})
        assert made.status_code == 202
        told = []
        with client.stream("GET", f"/api/v1/jobs/{made.json()['id']}/events") as events:
            assert events.headers["content-type"].startswith("text/event-stream")
            told = [json.loads(line[6:]) for line in events.iter_lines() if line.startswith("data: ")]
        assert told[-1]["state"] == "done"
        assert told[-1]["new"] == 1
        assert [h["of"] for h in client.get("/api/v1/search?q=boats").json()["hits"]]


def test_a_job_pauses_goes_on_and_is_cancelled(tmp_path: Path, room):
    client = room(tmp_path / "new.ledger", reader="rules")
    lines = [json.dumps({"title": f"Report {n}", "text": f"The mayor said {n} boats sank."}) for n in range(400)]
    files = [("files", ("many.jsonl", "\n".join(lines).encode(), "application/json"))]
    job = client.post("/api/v1/reports/files", files=files).json()["id"]

    def wait(what) -> dict:
        deadline = time.monotonic() + 60
        while not what(found := client.get(f"/api/v1/jobs/{job}").json()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return found

    wait(lambda j: j["done"] >= 3)
    assert client.post(f"/api/v1/jobs/{job}/pause").json()["state"] == "paused"
    time.sleep(0.3)
    before = client.get(f"/api/v1/jobs/{job}").json()["done"]
    time.sleep(0.5)
    assert client.get(f"/api/v1/jobs/{job}").json()["done"] == before < 400
    client.post(f"/api/v1/jobs/{job}/resume")
    wait(lambda j: j["done"] > before)
    client.post(f"/api/v1/jobs/{job}/cancel")
    ended = wait(lambda j: j["state"] == "cancelled")
    assert ended["state"] == "cancelled"
    assert ended["new"] < 400
    with opened(tmp_path / "new.ledger") as ledger:
        assert ledger.counts()["reports"] == ended["new"]  # what was recorded before stays whole
    assert not list((tmp_path / "new.ledger.added").iterdir())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"text": ""}, 422),
        ({"text": " \n"}, 422),
        ({"text": 3}, 422),
        ({"text": "x", "title": "a" * 501}, 422),
    ],
)
def test_what_is_no_report_is_refused(room, tmp_path, body, status):
    answer = room(tmp_path / "new.ledger").post("/api/v1/reports", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_fault_in_one_answer_is_told_without_its_insides(newsroom):
    from starlette.testclient import TestClient

    app = application(newsroom)

    @app.get("/api/v1/broken")
    async def broken() -> None:
        raise RuntimeError("secret inside")

    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_description_is_whole(room, newsroom):
    schema = room(newsroom).get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert len(schema["paths"]) >= 24
    assert all(place.startswith("/api/v1/") for place in schema["paths"])
    assert {"QuestionPage", "CardView", "BriefView"} <= set(schema["components"]["schemas"])
