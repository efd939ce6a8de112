"""One round of a watch in a process of its own, at a time that is told: LEDGER PLAN.toml ISO-TIME."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from rashomon.watch.plan import load
from tests.watch.newsroom import Hours, watching

if __name__ == "__main__":
    ledger, plan, at = sys.argv[1:4]
    with watching(Path(ledger), load(Path(plan)), Hours(datetime.fromisoformat(at)), dict(os.environ)) as make_round:
        print("ready", flush=True)  # from here on a kill falls into the work
        make_round()
