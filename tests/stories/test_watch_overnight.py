"""A new user watches three feeds overnight: through edits, outages and restarts, and gets exactly the right alerts.

The feeds stand on a real server. Every stretch of the night is a process of its own (`tests.watch.one_night`), which
ends or is killed and is begun again; only its clock is told, so that a night takes a minute.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.verification import verify
from tests.read.site import serving
from tests.watch.newsroom import START, Outlet, Story, alerts

ROOT = Path(__file__).resolve().parents[2]
PLAN = """
name = "ostrel"
interval = "15m"
pause = "1s"
recheck = ["1h", "6h"]
allow = ["127.0.0.1"]

{sources}
[[question]]
about = "Ostrel soldiers"
tell = ["changed number", "rise in corroboration", "silent edit"]

[[deliver]]
to = "file"
path = "alerts.jsonl"
"""

QUIET = Story(
    title="Ferry timetable for the lake",
    paragraphs=("The ferry across the lake of Veldria leaves at noon on weekdays, the harbour office said on Sunday.",),
    at=START - timedelta(days=1),
)
NINE = Story(
    title="Nine soldiers killed at Ostrel",
    paragraphs=(
        "Nine soldiers were killed in an attack on the Ostrel depot on Monday, the Karsk defence ministry said.",
        "The road to the depot was closed and residents of the valley left their houses at dawn.",
    ),
    at=START + timedelta(minutes=20),
)
TARN = Story(
    title="Governor visits the depot",
    paragraphs=(
        "Standing before its gate, governor Ilse Tarn said nine soldiers were killed at Ostrel on Monday.",
        "She promised their families help, and asked for calm in the villages around the lake.",
    ),
    at=START + timedelta(minutes=50),
)
MARN = Story(
    title="Toll disputed",
    paragraphs=(
        "Ido Marn of the miners' union claimed that at least 14 soldiers were killed at Ostrel on Monday.",
        "Marn gave no names. He spoke to reporters outside the union's hall in the evening.",
    ),
    at=START + timedelta(minutes=70),
)


@pytest.mark.timeout(600)  # a dozen processes, each loads the trained reader
def test_a_night_at_the_desk(tmp_path: Path) -> None:
    ledger, at = tmp_path / "desk.ledger", START
    with serving() as site:
        post, times, mirror = (Outlet(site, name) for name in ("post", "times", "mirror"))
        sources = "".join(f'[[source]]\nfeed = "{o.address}"\n' for o in (post, times, mirror))
        (tmp_path / "ostrel.toml").write_text(PLAN.format(sources=sources))

        def until(hour: float, *, killed: int = 0) -> None:
            """Let the watch run in a new process to this hour of the night; ``killed`` times it dies in a round."""
            nonlocal at
            end = START + timedelta(hours=hour)
            for number in range(killed + 1):
                command = [sys.executable, "-m", "tests.watch.one_night", str(ledger), str(tmp_path / "ostrel.toml")]
                command += [at.isoformat(), end.isoformat()]
                with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
                    assert process.stdout is not None
                    for rounds, line in enumerate(process.stdout):
                        at = datetime.fromisoformat(line.strip())
                        if number < killed and rounds == 2:
                            time.sleep(0.01)
                            process.kill()
                assert process.returncode == (-signal.SIGKILL if number < killed else 0)
            at = end

        for outlet in (post, times, mirror):
            outlet.publish("ferry", QUIET)
        until(0.3)
        post.publish("attack", NINE)
        until(0.8)
        times.publish("governor", TARN)
        until(1.1)
        mirror.publish("toll", MARN)
        until(1.5)
        told = replace(NINE, title="Eleven soldiers killed at Ostrel")
        told = replace(told, paragraphs=(NINE.paragraphs[0].replace("Nine", "Eleven"), NINE.paragraphs[1]))
        post.publish("attack", told)  # an edit nobody is told of
        until(3.5)
        mirror.down, times.bare = 503, True  # one outlet breaks down, another's feed runs empty
        until(9, killed=2)
        mirror.down, times.bare = 0, False
        until(14)

    expected = [
        ("rise in corroboration", "2 origins at least, 1 before"),
        ("changed number", "Mirror: at least 14; before: 9"),
        ("silent edit", "“Nine soldiers killed at Ostrel” became “Eleven soldiers killed at Ostrel”"),
        ("changed number", "Post: 11; before: 9, at least 14"),
        ("source lists nothing", f"{times.address} answers but lists nothing"),
        ("source fails", f"{mirror.address} failed 3 times in a row"),
        ("source recovered", times.address),
        ("source recovered", mirror.address),
    ]
    found = alerts(ledger, "ostrel")
    for (kind, words), (wanted, part) in zip(sorted(found), sorted(expected), strict=False):
        assert kind == wanted, found
        assert part in words, found
    assert len(found) == len(expected), found
    lines = [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text().splitlines()]
    assert sorted((line["kind"], line["words"]) for line in lines) == sorted(found), "each told once"
    with Ledger.open(ledger, readonly=True) as held:
        held.check()
        assert verify(held) == ()
        titles = {r.title for r in held.versions([site.address + "/post/attack"])}
        assert titles == {"Nine soldiers killed at Ostrel", "Eleven soldiers killed at Ostrel"}, "side by side"
