"""A watch in a process of its own over told hours, with the trained reader: LEDGER PLAN.toml FROM UNTIL (ISO times).

Prints the hour it stands at before each round, so that who started it can kill it there.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from rashomon.watch.plan import load
from tests.watch.newsroom import Hours, watching

if __name__ == "__main__":
    ledger, plan, begin, end = sys.argv[1:5]
    hours, until = Hours(datetime.fromisoformat(begin)), datetime.fromisoformat(end)
    with watching(Path(ledger), load(Path(plan)), hours, dict(os.environ), reader="trained") as make_round:
        while hours.at < until:
            print(hours.at.isoformat(), flush=True)
            following = make_round().next
            hours.at = min(until, following) if following is not None and following > hours.at else until
