"""Reports added by their address, through the one door to the network and its guard."""

from __future__ import annotations

import time

import pytest

from rashomon.show.web.access import Limits
from tests.read import site
from tests.show.web.conftest import form_key

PAGE = (
    "<!doctype html><title>Ferry sinks off Ardessa</title><article><p>A ferry sank off Ardessa on 2 May 2024 and 12 "
    "people drowned, coast guard captain Iva Lorn said on Friday.</p><p>The search for the crew went on through the "
    "night, he said, and two boats were sent from the harbour.</p></article>"
)


def ended(client, key):
    until = time.monotonic() + 60
    while (job := client.get(f"/api/v1/jobs/{key}").json())["state"] not in {"done", "failed", "cancelled"}:
        assert time.monotonic() < until
        time.sleep(0.05)
    return job


def test_an_address_is_fetched_and_read(room, tmp_path):
    with site.serving({"/ferry": PAGE, "/robots.txt": "User-agent: *\nAllow: /"}) as served:
        client = room(tmp_path / "new.ledger", reader="rules", limits=Limits(reach=("127.0.0.1",)))
        key = form_key(client.get("/add").text)
        place = f"{served.address}/ferry"
        answer = client.post("/fetch", data={"csrf": key, "addresses": f"{place}\n{served.address}/nowhere"})
        job = ended(client, answer.headers["location"].rpartition("/")[2])
        assert (job["state"], job["new"], job["not_read"]) == ("done", 1, 1)
        page = client.get(answer.headers["location"]).text
        assert f"{served.address}/nowhere" in page
        assert "404" in page
        assert "Ferry sinks off Ardessa" in client.get("/log").text
        again = client.post("/api/v1/reports/addresses", json={"addresses": [place]})
        assert again.status_code == 202
        assert ended(client, again.json()["id"])["held"] == 1


def test_the_guard_stays_on_and_says_what_to_do(room, own_newsroom):
    with site.serving({"/inside": PAGE}) as served:
        client = room(own_newsroom)
        asked = client.post("/api/v1/reports/addresses", json={"addresses": [f"{served.address}/inside"]})
        job = ended(client, asked.json()["id"])
        assert (job["state"], job["new"], job["not_read"]) == ("done", 0, 1)
        (item,) = job["items"]
        assert item["why"]
        assert item["advice"]
        assert not served.asked


@pytest.mark.parametrize("words", ["file:///etc/passwd", "ftp://x.example/a", "nothing", ""])
def test_what_is_no_web_address_is_refused(room, own_newsroom, words):
    client = room(own_newsroom)
    key = form_key(client.get("/add").text)
    answer = client.post("/fetch", data={"csrf": key, "addresses": words})
    assert answer.status_code == 422
    assert client.post("/api/v1/reports/addresses", json={"addresses": [words]}).status_code == 422


def test_an_address_is_not_fetched_without_the_forms_key(room, own_newsroom):
    assert room(own_newsroom).post("/fetch", data={"addresses": "https://x.example/"}).status_code == 422


def test_a_password_in_an_address_is_not_shown(room, own_newsroom):
    client = room(own_newsroom)
    asked = client.post("/api/v1/reports/addresses", json={"addresses": ["http://ann:secret@127.0.0.1:9/x"]})
    assert "secret" not in asked.text
    assert "secret" not in str(ended(client, asked.json()["id"]))
