"""What watches did and told, and the lines of the log, as pages and documents."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.records import Alert, AlertKind, Event, Logged, Outcome, Visit, Waiting
from rashomon.show.views import opened

AT = datetime(2024, 5, 2, 8, tzinfo=UTC)
FEED = "https://ann:secret@lagoon.example/feed"


@pytest.fixture
def watched(own_newsroom):
    with opened(own_newsroom, create=True) as ledger:
        for hours, outcome in enumerate((Outcome.FAILED, Outcome.READ)):
            waiting = (Waiting(address="https://lagoon.example/<b>late</b>", tries=2),)
            ledger.visited(
                Visit(watch="port", source=FEED, at=AT + timedelta(hours=hours), outcome=outcome, listed=7, new=hours,
                      waiting=waiting, etag="kept-private", alarms=(AlertKind.YIELD,))
            )  # fmt: skip
        for key, words in (("a1", "31 became 41 <script>1</script>"), ("a2", "a second origin")):
            ledger.tell(
                Alert(key=key, watch="port", kind=AlertKind.NUMBER, at=AT, about="Port Halvane", words=words), ["file"]
            )
        first = ledger.letters("port")[0]
        ledger.trying(first.key)
        ledger.failed(first.key, "disk full", AT + timedelta(hours=3))
        ledger.delivered(ledger.letters("port")[1].key, AT)
        ledger.log(
            [Logged(at=AT, source="lagoon.example", event=Event.ALARM, words="yield <i>fell</i>", advice="look")]
        )
    return own_newsroom


def test_watches_show_visits_alerts_and_waiting_letters(room, watched):
    client = room(watched)
    page = client.get("/watches").text
    for words in ("lagoon.example/feed", "yield fell", "disk full", "1 attempt ", "a second origin", "1 page"):
        assert words in page, words
    assert "<script>1" not in page
    assert "secret" not in page
    answer = client.get("/api/v1/watches")
    (watch,) = answer.json()["watches"]
    assert [(s["visits"], s["failed"], s["new"]) for s in watch["sources"]] == [(2, 1, 1)]
    assert [t["delivered"] != "" for t in watch["told"]] == [True, False]
    assert [w["trouble"] for w in watch["waiting"]] == ["disk full"]
    assert "secret" not in answer.text
    assert "kept-private" not in answer.text


def test_a_ledger_without_watches_says_how_to_start_one(room, newsroom):
    assert "rashomon watch FILE.toml" in room(newsroom).get("/watches").text
    assert room(newsroom).get("/api/v1/watches").json()["watches"] == []


def test_the_lines_of_the_log_stand_beside_the_captures(room, watched):
    client = room(watched)
    page = client.get("/log").text
    assert "yield &lt;i&gt;fell" in page
    assert page.index("yield &lt;i&gt;fell") < page.index("<h2>Captures</h2>")
    only = client.get("/api/v1/log/lines", params={"failed": True}).json()["lines"]
    assert [line["words"] for line in only] == ["yield <i>fell</i>"]
    assert len(client.get("/api/v1/log/lines").json()["lines"]) > 1
