"""Watches made, changed and removed on the page and in the API: what they may hold, and who may make them."""

from __future__ import annotations

import pytest

from rashomon.watch.plan import load
from tests.show.web.conftest import form_key

FEED = "https://post.example/feed.rss"


@pytest.fixture
def send(room, own_newsroom):
    client = room(own_newsroom)
    key = form_key(client.get("/watches").text)

    def sent(place="/watches", **fields):
        return client.post(place, data={"csrf": key, **fields})

    return client, sent, own_newsroom.with_name(own_newsroom.name + ".watches")


def test_a_watch_is_made_changed_and_removed_on_the_page(send):
    client, sent, folder = send
    answer = sent(name="Port", sources=f"{FEED}\npage https://ministry.example/a", interval="10m", about="killed")
    assert answer.status_code == 303
    plan = load(folder / "port.toml")
    assert [s.address for s in plan.sources] == [FEED, "https://ministry.example/a"]
    assert (plan.questions[0].about, plan.channels[0].kind) == ("killed", "file")
    page = client.get("/watches").text
    assert FEED in page
    assert "watch own.ledger.watches/port.toml" in page
    form = client.get("/watches?change=port").text
    assert f"feed {FEED}" in form
    assert "page https://ministry.example/a" in form
    assert sent(name="port", sources=f"feed {FEED}", interval="1h").status_code == 303
    assert [s.address for s in load(folder / "port.toml").sources] == [FEED]
    assert sent("/watches/port/remove").status_code == 303
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "../evil", "sources": FEED},
        {"name": "a b", "sources": FEED},
        {"name": "ok", "sources": ""},
        {"name": "ok", "sources": "file:///etc/passwd"},
        {"name": "ok", "sources": FEED, "interval": "often"},
        {"name": "ok", "sources": FEED, "interval": "1s"},
        {"name": "ok", "sources": f"{FEED}\n{FEED}"},
        {"name": "ok", "sources": "\n".join(f"{FEED}?{n}" for n in range(101))},
    ],
)
def test_what_cannot_be_watched_is_said_and_leaves_nothing(send, fields):
    _, sent, folder = send
    assert sent(**fields).status_code == 422
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize("trick", ['"\nrun = ["sh"]\nto = "command', 'x"""\n[[deliver]]', "é\u202e\x7f", "a\\"])
def test_nothing_typed_becomes_part_of_the_file(send, trick):
    _, sent, folder = send
    assert sent(name="ok", sources=FEED, about=trick).status_code == 303
    plan = load(folder / "ok.toml")
    assert plan.questions[0].about == trick.strip()
    assert [c.kind for c in plan.channels] == ["file"]


def test_a_form_without_its_key_makes_nothing(send):
    client, _, folder = send
    assert client.post("/watches", data={"name": "ok", "sources": FEED}).status_code == 422
    assert not folder.exists()


def test_a_plan_written_by_hand_is_shown_and_left_alone(send):
    client, sent, folder = send
    folder.mkdir()
    (folder / "hand.toml").write_text(f'[[source]]\nfeed = "{FEED}"\n')
    (folder / "broken.toml").write_text("[[source")
    page = client.get("/watches").text
    assert "Written by hand" in page
    assert "Cannot be used" in page
    for place in ("/watches/hand/remove", "/watches/broken/remove"):
        assert sent(place).status_code == 422
    assert sent(name="hand", sources=FEED).status_code == 422
    assert (folder / "hand.toml").read_text() == f'[[source]]\nfeed = "{FEED}"\n'


def test_programs_do_the_same(room, own_newsroom):
    client = room(own_newsroom)
    made = client.put("/api/v1/plans/port", json={"sources": [f"feed {FEED}"], "about": "killed"})
    assert made.status_code == 200
    assert made.json()["sources"] == [f"feed {FEED}"]
    assert [p["name"] for p in client.get("/api/v1/plans").json()["plans"]] == ["port"]
    assert client.put("/api/v1/plans/port", json={"sources": ["ftp://x"]}).status_code == 422
    assert client.delete("/api/v1/plans/port").status_code == 204
    assert client.delete("/api/v1/plans/port").status_code == 404
