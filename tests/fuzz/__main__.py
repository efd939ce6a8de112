"""``python -m tests.fuzz [--minutes 10] [DOOR...]``: every door for so many minutes; what breaks is kept as a case."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.doors import DOORS, Door, inputs

CASES = Path(__file__).with_name("cases")
ROUND = 200  # inputs between two looks at the clock


def run(door: Door, minutes: float) -> int:
    """Feed a door; a finding is written to the cases, smallest form first. Gives how many inputs there were."""
    until, rounds, fed = time.monotonic() + minutes * 60, 0, 0
    while time.monotonic() < until:
        rounds += 1
        last = b""

        @seed(int(time.time() * 1000) + rounds)
        @settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(inputs(door))
        def one(payload: bytes) -> None:
            nonlocal last, fed
            if time.monotonic() > until:
                return
            last, fed = payload, fed + 1
            door.check(payload)

        try:
            one()
        except Exception:
            CASES.mkdir(exist_ok=True)
            place = CASES / f"{door.name}-{hashlib.sha256(last).hexdigest()[:12]}"
            place.write_bytes(last)
            print(f"{door.name}: finding kept as {place.name}\n{traceback.format_exc(limit=-4)}", flush=True)
            return fed
    return fed


def main() -> int:
    """Exit code 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("doors", nargs="*", choices=[[], *(d.name for d in DOORS)])
    parser.add_argument("--minutes", type=float, default=10.0, help="for each door")
    asked = parser.parse_args()
    warnings.simplefilter("error")
    before = set(CASES.glob("*"))
    for door in DOORS:
        if not asked.doors or door.name in asked.doors:
            print(f"{door.name}: {run(door, asked.minutes)} inputs", flush=True)
    return 1 if set(CASES.glob("*")) - before else 0


if __name__ == "__main__":
    sys.exit(main())
