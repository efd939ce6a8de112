"""What is kept: reports, statements and judgements append-only; everything derived can be rebuilt."""

from __future__ import annotations

from rashomon.ledger.catalogue import Stock
from rashomon.ledger.ledger import Ledger
from rashomon.ledger.run import Run
from rashomon.ledger.wording import Hit

__all__ = ["Hit", "Ledger", "Run", "Stock"]
