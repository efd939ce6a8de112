"""Deliveries to a real file, a real program, a real mail server and a real webhook."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from rashomon.read.fetch import Fetcher
from rashomon.records import Alert, AlertKind, Letter
from rashomon.watch.channels import Means, deliver
from rashomon.watch.plan import Channel
from tests.read.site import Site, serving
from tests.watch.mailbox import Mailbox, receiving

NOW = datetime(2031, 5, 5, tzinfo=UTC)
ALERT = Alert(
    key="a" * 16,
    watch="ostrel",
    kind=AlertKind.NUMBER,
    at=NOW,
    about="Ostrel",
    words="Ostrel: 14; before: 9\u202e",
    claims=("c1",),
)
LETTER = Letter(key="b" * 16, channel="x", alert=ALERT, tries=0, due=NOW, trouble="")


def channel(kind: str, **settings: Any) -> Channel:
    return Channel(name="x", kind=kind, settings=settings)


def means(environ: dict[str, str] | None = None, *allow: str, hidden: frozenset[str] = frozenset()) -> Means:
    return Means(environ=environ or {}, post=Fetcher(allow=allow).post, hidden=hidden)


def test_a_line_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "alerts.jsonl"
    to = channel("file", path=str(path))
    for letter in (LETTER, replace(LETTER, key="c" * 16)):
        assert deliver(to, letter, means()) == ""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["key"] for line in lines] == ["b" * 16, "c" * 16]
    assert lines[0]["words"] == ALERT.words
    assert lines[0]["kind"] == "changed number"


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_try_that_was_cut_off_leaves_one_whole_line(tmp_path: Path, cut: int) -> None:
    """Whatever part of the line the killed try wrote, the next one leaves the line once and the others alone."""
    path = tmp_path / "alerts.jsonl"
    to = channel("file", path=str(path))
    deliver(to, replace(LETTER, key="0" * 16), means())
    before = path.read_bytes()
    deliver(to, LETTER, means())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(before) + cut])
    assert deliver(to, replace(LETTER, tries=1), means()) == ""
    assert path.read_bytes() == whole


def test_a_file_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    assert "IsADirectoryError" in deliver(channel("file", path=str(tmp_path)), LETTER, means())


def test_a_command_gets_the_alert_and_no_shell(tmp_path: Path) -> None:
    out = tmp_path / "out; touch evil"
    program = (
        "import os, sys; told = sys.stdin.read() + os.environ['RASHOMON_KEY'] + os.environ.get('S', '');"
        "open(sys.argv[1], 'w').write(told)"
    )
    to = channel("command", run=[sys.executable, "-c", program, str(out)])
    assert deliver(to, LETTER, means({"S": "a secret"}, hidden=frozenset({"S"}))) == ""
    told = out.read_text()
    assert told.endswith("b" * 16), "no secret of another channel is in its environment"
    assert json.loads(told[:-16])["about"] == "Ostrel"
    assert not (tmp_path / "evil").exists()


def test_a_command_that_fails_is_trouble() -> None:
    program = "import sys; sys.stderr.write('first\\nno screen\\n'); sys.exit(4)"
    assert deliver(channel("command", run=[sys.executable, "-c", program]), LETTER, means()).endswith(
        "ended with 4: no screen"
    )
    assert "FileNotFoundError" in deliver(channel("command", run=["no-such-program"]), LETTER, means())


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def test_a_webhook_gets_key_token_and_signature(site: Site) -> None:
    site.pages["/hook"] = lambda visit: visit.send("", 204, Content_Length=None)
    to = channel("webhook", url=f"{site.address}/hook", token_env="TOKEN", secret_env="SECRET")  # noqa: S106
    given = {"TOKEN": "tok", "SECRET": "sec"}
    assert deliver(to, LETTER, means(given, "127.0.0.1")) == ""
    [visit] = site.visits
    assert visit.headers["idempotency-key"] == "b" * 16
    assert visit.headers["authorization"] == "Bearer tok"
    signed = hmac.new(b"sec", visit.body, hashlib.sha256).hexdigest()
    assert visit.headers["x-rashomon-signature"] == f"sha256={signed}"
    assert json.loads(visit.body)["claims"] == ["c1"]


def test_a_webhook_that_fails_is_trouble_without_its_secrets(site: Site) -> None:
    site.pages["/hook"] = lambda visit: visit.send("no", 500)
    assert "answered 500" in deliver(channel("webhook", url=f"{site.address}/hook"), LETTER, means({}, "127.0.0.1"))
    hidden = channel("webhook", url_env="HOOK")
    assert "is not set" in deliver(hidden, LETTER, means())
    told = deliver(hidden, LETTER, means({"HOOK": "https://secret-part.invalid/x"}))
    assert told
    refused = deliver(channel("webhook", url=f"{site.address}/hook"), LETTER, means())
    assert "this machine itself" in refused, "the guard holds for webhooks too"


def test_secrets_are_blotted_out() -> None:
    run = [sys.executable, "-c", "import sys; sys.exit('it said hunter2')"]
    to = channel("command", run=run, secret_env="SECRET")  # noqa: S106
    assert deliver(to, LETTER, means({"SECRET": "hunter2"})).endswith("it said ***")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with receiving() as box:
        yield box


def test_a_mail_has_a_message_id_that_does_not_change(mailbox: Mailbox) -> None:
    to = channel(
        "email",
        host="127.0.0.1",
        port=mailbox.port,
        tls="none",
        sender="desk@desk.example",
        recipients=["ana@desk.example"],
    )
    for tries in (0, 1):
        assert deliver(to, replace(LETTER, tries=tries), means()) == ""
    first, second = (email.message_from_bytes(m, policy=default) for m in mailbox.messages)
    assert first["Message-ID"] == second["Message-ID"] == f"<{'b' * 16}@rashomon.invalid>"
    assert first["Subject"] == "changed number: Ostrel: 14; before: 9 "
    assert "rashomon show c1" in first.get_content()
    mailbox.refuse = True
    assert "451" in deliver(to, LETTER, means())


def test_a_mail_server_that_is_not_there_is_trouble() -> None:
    to = channel("email", host="127.0.0.1", port=1, tls="none", sender="a@b.example", recipients=["c@d.example"])
    assert "ConnectionRefusedError" in deliver(to, LETTER, means())
