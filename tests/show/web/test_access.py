"""The gate: who may ask for what, and what is refused whoever asks."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.errors import UsageError
from rashomon.show.web.access import Limits, Pace
from rashomon.show.web.tokens import TokenBook
from tests.show.web.conftest import form_key

PASTE = {"text": "The mayor said 12 boats had sunk in the harbour of Port Halvane on Monday."}


@pytest.fixture
def tokens(own_newsroom: Path) -> dict[str, str]:
    book = TokenBook(own_newsroom)
    return {scope: book.add(f"a {scope}er", [scope]) for scope in ("read", "add", "judge", "admin")}


@pytest.fixture
def guarded(room, own_newsroom, tokens) -> TestClient:
    return room(own_newsroom, host="desk.example", hosts=["desk.example"], open_to_others=True)


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b", "[::2]", "localhost@evil.x"]
)
def test_only_its_own_names_are_answered_to(room, newsroom, host):
    answer = room(newsroom).get("/", headers={"host": host})
    assert answer.status_code in {400, 421}
    assert "Rashomon</a>" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8365", "127.0.0.1:1", "[::1]:8365", "LOCALHOST"])
def test_loopback_needs_no_token(room, newsroom, host):
    assert room(newsroom).get("/log", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"origin": "http://localhost.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_sites_pages_change_nothing(room, own_newsroom, headers):
    client = room(own_newsroom)
    assert client.post("/api/v1/reports", json=PASTE, headers=headers).status_code == 403
    assert client.post("/paste", data=PASTE, headers=headers).status_code == 403
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_a_form_without_its_key_is_refused(room, own_newsroom):
    client = room(own_newsroom)
    page = client.get("/add").text
    key = form_key(page)
    for wrong in ("", "0" * 64, key[:-1] + ("0" if key[-1] != "0" else "1")):
        assert client.post("/paste", data={**PASTE, "csrf": wrong}).status_code == 422
    stranger = room(own_newsroom)
    assert stranger.post("/paste", data={**PASTE, "csrf": key}).status_code == 422
    assert client.post("/paste", data={**PASTE, "csrf": key}).status_code == 303


def test_strangers_find_the_door_only(guarded):
    for place in ("/", "/log", "/report/ffffff"):
        assert guarded.get(place).headers["location"] == "/enter"
    refused = guarded.get("/api/v1/questions")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    assert guarded.get("/enter").status_code == 200
    assert guarded.get("/static/room.css").status_code == 200
    assert guarded.post("/api/v1/reports", json=PASTE).status_code == 401
    assert guarded.get("/api/v1/questions", headers=bearer("rsh_wrong")).status_code == 401


def test_each_scope_allows_its_own(guarded, tokens):
    asked = {s: guarded.get("/api/v1/reports", headers=bearer(t)).status_code for s, t in tokens.items()}
    assert asked == {"read": 200, "add": 403, "judge": 403, "admin": 200}
    added = {s: guarded.post("/api/v1/reports", json=PASTE, headers=bearer(t)).status_code for s, t in tokens.items()}
    assert added == {"read": 403, "add": 202, "judge": 403, "admin": 202}


def test_a_token_taken_back_opens_nothing_and_ends_its_sessions(guarded, own_newsroom, tokens):
    key = form_key(guarded.get("/enter").text)
    wrong = guarded.post("/enter", data={"token": "rsh_no", "csrf": key})
    assert wrong.status_code == 403
    entered = guarded.post("/enter", data={"token": tokens["read"], "csrf": key})
    assert entered.status_code == 303
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "samesite=strict" in entered.headers["set-cookie"].lower()
    assert guarded.get("/log").status_code == 200
    assert "Leave (a reader)" in guarded.get("/log").text
    TokenBook(own_newsroom).remove("a reader")
    assert guarded.get("/log").status_code == 303
    assert guarded.get("/api/v1/reports", headers=bearer(tokens["read"])).status_code == 401


def test_tokens_are_kept_as_digests_for_their_owner_only(own_newsroom, tokens):
    path = TokenBook(own_newsroom).path
    kept = path.read_text()
    assert not any(token in kept or token[4:] in kept for token in tokens.values())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UsageError, match="already"):
        TokenBook(own_newsroom).add("a reader", ["read"])
    with pytest.raises(UsageError, match="no scope"):
        TokenBook(own_newsroom).add("x", ["root"])


def test_what_changes_and_what_is_refused_is_logged_without_secrets(guarded, own_newsroom, tokens):
    guarded.post("/api/v1/reports", json=PASTE, headers=bearer(tokens["add"]))
    guarded.get("/api/v1/reports", headers=bearer("rsh_wrong"))
    guarded.get("/search?q=secret", headers=bearer(tokens["read"]))
    log = own_newsroom.with_name(own_newsroom.name + ".audit.jsonl").read_text()
    entries = [json.loads(line) for line in log.splitlines()]
    assert [(e["who"], e["method"], e["status"]) for e in entries] == [("a adder", "POST", 202), ("-", "GET", 401)]
    assert not any(word in log for word in ("rsh_", "boats", "secret"))


def test_many_wrong_tokens_are_slowed_down(room, own_newsroom, tokens):
    client = room(
        own_newsroom, host="desk.example", hosts=["desk.example"], open_to_others=True, limits=Limits(wrong=3)
    )
    codes = [client.get("/api/v1/reports", headers=bearer(f"rsh_{n}")).status_code for n in range(5)]
    assert codes == [401, 401, 401, 429, 429]


def test_a_pace_lets_so_many_pass_and_others_too():
    pace = Pace(3)
    assert [pace.take("a") for _ in range(4)] == [True, True, True, False]
    assert pace.take("b")


def test_too_many_changes_are_slowed_down(room, own_newsroom):
    client = room(own_newsroom, limits=Limits(changes=2))
    codes = [client.post("/api/v1/jobs/ffffff/pause").status_code for _ in range(3)]
    assert codes == [404, 404, 429]


def test_long_addresses_and_bodies_are_refused(room, newsroom):
    client = room(newsroom)
    assert client.get("/search?q=" + "a" * 9000).status_code == 414
    huge = {"content-length": str(65 * 2**20), "content-type": "application/json"}
    assert client.post("/api/v1/reports", content=b"{}", headers=huge).status_code == 413
    assert client.post("/api/v1/reports", content=b"{", headers={"content-type": "application/json"}).status_code == 422


def test_every_answer_has_the_strict_headers(room, newsroom):
    client = room(newsroom)
    for place in ("/", "/nowhere", "/api/v1/questions", "/static/room.css", "/api/v1/questions/xyzxyz"):
        headers = client.get(place).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
