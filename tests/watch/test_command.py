"""``rashomon watch`` as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from tests.read.site import Site, serving
from tests.watch.newsroom import Outlet, toll

pytestmark = pytest.mark.timeout(240)  # several processes a test, each loads the reader
SECRET = "hunter2-and-more"  # noqa: S105


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def file_of(folder: Path, source: str, more: str = "") -> Path:
    file = folder / "w.toml"
    file.write_text(f'pause = "0s"\nallow = ["127.0.0.1"]\n[[source]]\nfeed = "{source}"\n{more}')
    return file


# What runs in the background of a shell does not heed an interrupt unless it says so.
HEEDING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
MAIN = f"{HEEDING}; from rashomon.show.cli import main; main()"


def start(folder: Path, *arguments: object, **environ: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MAIN, *map(str, arguments)]
    given = {**os.environ, "RASHOMON_READER": "rules", "RASHOMON_WHO": "ana", **environ}
    return subprocess.Popen(command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(folder: Path, *arguments: object, **environ: str) -> tuple[int, str, str]:
    process = start(folder, *arguments, **environ)
    told, wrong = process.communicate(timeout=60)
    return process.returncode, told, wrong


def test_once_makes_one_round_and_ends(site: Site, tmp_path: Path) -> None:
    post = Outlet(site, "post")
    post.publish("one", toll("nine", "the ministry"))
    file = file_of(tmp_path, post.address)
    code, told, wrong = run(tmp_path, "watch", file, "--once")
    assert (code, wrong) == (0, "")
    assert "read, 1 listed, 1 new, 0 held" in told
    code, told, _ = run(tmp_path, "watch", file, "--once", "--json")
    assert (code, json.loads(told)["visits"]) == (0, []), "nothing is due yet"
    code, told, _ = run(tmp_path, "log")
    assert code == 0
    assert f"{post.address}" in told
    code, told, _ = run(tmp_path, "evidence", "history", f"{site.address}/post/one", "--json")
    assert code == 0
    assert [a["title"] for a in json.loads(told)["answers"]] == ["Nine soldiers killed at Ostrel"]
    assert run(tmp_path, "evidence", "history", f"{site.address}/never")[0] == 4
    with Ledger.open(tmp_path / "rashomon.ledger", readonly=True) as held:
        [report] = held.reports()
        assert {c.who for _, c in held.rests_on([report.id]).custody} == {"ana"}


def test_a_round_with_failures_ends_with_three_and_says_what_to_do(site: Site, tmp_path: Path) -> None:
    post = Outlet(site, "post")
    post.down = 503
    code, told, _ = run(tmp_path, "watch", file_of(tmp_path, post.address), "--once")
    assert code == 3
    assert "the server answered 503" in told
    assert "Try again later" in told
    _, log, _ = run(tmp_path, "log", "--failed")
    assert "503" in log


def test_a_dry_run_touches_nothing(site: Site, tmp_path: Path) -> None:
    more = '[[deliver]]\nto = "webhook"\nurl_env = "DESK_HOOK"\n'
    code, told, _ = run(tmp_path, "watch", file_of(tmp_path, f"{site.address}/feed", more), "--dry-run")
    assert code == 0
    assert f"{site.address}/feed: now" in told
    assert "the variable DESK_HOOK is not set" in told
    assert site.asked == []
    assert [p.name for p in tmp_path.iterdir()] == ["w.toml"]


def test_two_watches_do_not_share_a_ledger_and_a_stopped_one_lets_go(site: Site, tmp_path: Path) -> None:
    post = Outlet(site, "post")
    post.publish("one", toll("nine", "the ministry"))
    file = file_of(tmp_path, post.address)
    first = start(tmp_path, "watch", file)
    try:
        deadline = time.monotonic() + 40
        while "/post/one" not in site.asked and time.monotonic() < deadline:
            time.sleep(0.02)
        code, _, wrong = run(tmp_path, "watch", file, "--once")
        assert code == 3
        assert "another watch runs" in wrong
        first.send_signal(signal.SIGINT)
        assert first.wait(timeout=20) == 130
    finally:
        first.kill()
        first.communicate()
    code, _, _ = run(tmp_path, "watch", file, "--once")
    assert code == 0


def test_no_secret_reaches_the_ledger_the_log_or_the_screen(site: Site, tmp_path: Path) -> None:
    post = Outlet(site, "post")
    post.down = 500  # three visits of a source that fails raise an alarm, which is then delivered in vain
    site.pages["/hook"] = lambda visit: visit.send(SECRET, 500)
    more = (
        f'[[deliver]]\nto = "webhook"\nurl = "{site.address}/hook"\ntoken_env = "DESK_TOKEN"\n'
        '[[deliver]]\nto = "webhook"\nname = "second"\nurl_env = "DESK_URL"\n'
        '[[deliver]]\nto = "command"\nrun = ["sh", "-c", "echo $DESK_TOKEN >&2; exit 1"]\n'
        '[[deliver]]\nto = "email"\nhost = "127.0.0.1"\nport = 1\ntls = "none"\nsender = "a@b.example"\n'
        'recipients = ["c@d.example"]\npassword_env = "DESK_TOKEN"\n'
    )
    file = file_of(tmp_path, post.address, more)
    secrets = {"DESK_TOKEN": SECRET, "DESK_URL": f"http://127.0.0.1:1/{SECRET}"}
    shown = ""
    for _ in range(3):
        code, told, wrong = run(tmp_path, "watch", file, "--once", **secrets)
        assert code == 3, wrong
        shown += told + wrong
        with sqlite3.connect(tmp_path / "rashomon.ledger") as held:  # time passes
            held.execute('UPDATE visit SET record = replace(record, \'"at":"20\', \'"at":"19\')')
        held.close()
    shown += run(tmp_path, "log", "--limit", "0")[1]
    assert "could not be delivered through second" in shown
    assert any(v.headers.get("authorization") == f"Bearer {SECRET}" for v in site.visits), "it was sent where it should"
    assert SECRET not in shown
    for path in tmp_path.iterdir():
        assert SECRET.encode() not in path.read_bytes(), path.name
