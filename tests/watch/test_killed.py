"""A watch killed (kill -9) at random moments and begun again: every report held once, every alert told once.

What "once" means for each channel stands in docs/watch.md: a file has each line once; a webhook and a command may be
asked twice under one key where the kill fell between their work and our note of it, and tell by the key; a mail may
arrive twice under one Message-ID. RASHOMON_KILLS sets how many kills are made (default 4).
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.watch.plan import load
from tests.read.site import Site, Visit, serving
from tests.watch.mailbox import receiving
from tests.watch.newsroom import START, Hours, Outlet, Story, toll, watching

KILLS = int(os.environ.get("RASHOMON_KILLS", "4"))
ROOT = Path(__file__).resolve().parents[2]
NUMBERS = ("nine", "eleven", "fourteen", "seventeen", "twenty", "thirty", "forty", "fifty")
COMMAND = "import os, pathlib, sys; pathlib.Path(sys.argv[1], os.environ['RASHOMON_KEY']).touch()"


class Hook:
    """A webhook that does its work once for each key, as receivers of idempotent requests do."""

    def __init__(self, site: Site) -> None:
        self.asked: Counter[str] = Counter()
        self.done: list[str] = []
        site.pages["/hook"] = self.take

    def take(self, visit: Visit) -> None:
        key = visit.headers["idempotency-key"]
        self.asked[key] += 1
        if self.asked[key] == 1:
            self.done.append(json.loads(visit.body)["words"])
        visit.send("", 204, Content_Length=None)


def written(folder: Path, site: Site, outlets: list[Outlet], mail: int) -> Path:
    file = folder / "w.toml"
    (folder / "ran").mkdir()
    sources = "".join(f'[[source]]\nfeed = "{o.address}"\n' for o in outlets)
    run = json.dumps([sys.executable, "-c", COMMAND, str(folder / "ran")])
    file.write_text(
        f'name = "w"\npause = "0s"\nallow = ["127.0.0.1"]\n{sources}'
        '[[deliver]]\nto = "file"\npath = "alerts.jsonl"\n'
        f'[[deliver]]\nto = "webhook"\nurl = "{site.address}/hook"\n'
        f'[[deliver]]\nto = "command"\nrun = {run}\n'
        f'[[deliver]]\nto = "email"\nhost = "127.0.0.1"\nport = {mail}\ntls = "none"\n'
        'sender = "desk@desk.example"\nrecipients = ["ana@desk.example"]\n'
    )
    return file


def report(outlet: str, number: str) -> Story:
    """Each outlet tells it in words of its own, so that no report is another's copy."""
    told = toll(number, f"governor {outlet.title()} Tarn")
    said = f"{outlet.title()} Tarn told reporters at the lake that {number} soldiers were killed at Ostrel on Monday."
    return Story(title=f"{outlet.title()}: {number} dead", paragraphs=(said, told.paragraphs[1]), at=START)


def once(ledger: Path, plan: Path, at: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.watch.one_round", str(ledger), str(plan), at]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.timeout(120 + 20 * KILLS)  # a process a kill
def test_a_watch_killed_anywhere_loses_nothing_and_tells_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random(7)
    ledger = tmp_path / "w.ledger"
    with ExitStack() as stack:
        site = stack.enter_context(serving())
        box = stack.enter_context(receiving())
        hook = Hook(site)
        outlets = [Outlet(site, name) for name in ("post", "times", "mirror")]
        plan = written(tmp_path, site, outlets, box.port)
        for outlet in outlets:
            outlet.publish("0", toll("nine", f"the {outlet.name} ministry"))
        with watching(ledger, load(plan), Hours()) as make_round:
            make_round()  # what stands there when the watch begins is no news
        killed = round_number = 0
        took = 1.0  # seconds of work in a round, learned
        while killed < KILLS:
            round_number += 1
            for place, outlet in enumerate(outlets):
                number = NUMBERS[(3 * round_number + place) % len(NUMBERS)]
                outlet.publish(str(round_number), report(outlet.name, number))
            at = (START + timedelta(hours=round_number)).isoformat()
            while killed < KILLS:
                process = once(ledger, plan, at)
                assert process.stdout is not None
                process.stdout.readline()
                began = time.monotonic()
                try:
                    process.wait(timeout=chance.uniform(0, 1.2) * took)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    killed += 1
                    took *= 1.15  # on a busy machine the work takes longer than was thought
                _, wrong = process.communicate()
                if process.returncode == 0:
                    took = time.monotonic() - began
                    break
                assert process.returncode == -signal.SIGKILL, wrong.decode()
        last = once(ledger, plan, (START + timedelta(hours=round_number, minutes=59)).isoformat())
        assert last.wait(timeout=60) == 0, last.communicate()
        last.communicate()
        whole(tmp_path, ledger, outlets)
        keys = told(tmp_path, ledger)
        assert set(hook.asked) == keys
        assert len(hook.done) == len(keys), "the receiver did its work once for each alert"
        ids = Counter(re.search(rb"Message-ID: <(\w+)@", m, re.IGNORECASE)[1].decode() for m in box.messages)  # type: ignore[index]
        assert set(ids) == mail_keys(ledger)
        print(f"{killed} kills: {sum(n - 1 for n in hook.asked.values())} webhooks asked twice, "
              f"{sum(n - 1 for n in ids.values())} mails sent twice, of {len(keys)}")  # fmt: skip


def whole(folder: Path, ledger: Path, outlets: list[Outlet]) -> None:
    """Every report of every outlet is held, once, and the ledger is what they give."""
    from rashomon.verification import verify

    with Ledger.open(ledger, readonly=True) as held:
        held.check()
        assert verify(held) == ()
        urls = Counter(c.locator for r in held.reports() for c in held.captures(r.id))
        assert set(urls) == {o.site.address + path for o in outlets for path in o.stories}
        assert held.letters("w") == ()


def told(folder: Path, ledger: Path) -> set[str]:
    """The keys of the webhook's letters; the file and the command had each of theirs once."""
    lines = [json.loads(line) for line in (folder / "alerts.jsonl").read_text().splitlines()]
    assert max(Counter(line["key"] for line in lines).values()) == 1
    with Ledger.open(ledger, readonly=True) as held:
        alerts = held.sent("w")
    by_channel = {
        name: {key_of(a.key, name) for a, c, _ in alerts if c == name} for name in ("file", "webhook", "command")
    }
    assert {line["key"] for line in lines} == by_channel["file"]
    assert {p.name for p in (folder / "ran").iterdir()} == by_channel["command"]
    assert len(by_channel["webhook"]) >= 3
    return by_channel["webhook"]


def mail_keys(ledger: Path) -> set[str]:
    with Ledger.open(ledger, readonly=True) as held:
        return {key_of(a.key, "email") for a, c, _ in held.sent("w") if c == "email"}


def key_of(alert: str, channel: str) -> str:
    from rashomon.records import digest

    return digest("letter", alert, channel)
