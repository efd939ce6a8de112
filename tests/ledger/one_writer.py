"""A process of its own that writes reports: `python -m tests.ledger.one_writer LEDGER FIRST COUNT [STALL]`.

Prints the number of each report once it is committed. With STALL it stops inside its last transaction, after having
written more than memory holds, says "inside", and waits to be killed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rashomon.ledger import Ledger
from tests.ledger import samples


def write(ledger: Ledger, number: int) -> None:
    """Record one report with what follows from it."""
    report = samples.report(number)
    understood = samples.understanding(report)
    ids = tuple(statement.id for statement in understood.statements)
    ledger.keep(*samples.original(number))
    ledger.add_report(report, understood)
    ledger.log_capture(samples.capture(report))
    ledger.post("words", report.id, [f"part {number}", "ferry"])
    ledger.replace_blocks(set(ledger.blocks_of(ids).values()), [samples.settled(ids)])


def main(place: str, first: int, count: int, stall: bool) -> None:
    """Write `count` reports from number `first`, each in a transaction."""
    with Ledger.open(Path(place), create=True) as ledger:
        print("open", flush=True)
        for number in range(first, first + count):
            with ledger.writing():
                write(ledger, number)
                if stall and number == first + count - 1:
                    ledger._store.rows("PRAGMA cache_size = 5")  # so that unfinished pages reach the log
                    for more in range(number + 1, number + 40):
                        write(ledger, more)
                    print("inside", flush=True)
                    time.sleep(60)
            print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), len(sys.argv) > 4)
