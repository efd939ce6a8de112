"""One error tree.

    RashomonError
    ├── UsageError            the command or call was wrong                      exit 2
    ├── RecordError           a record was built with a value it refuses         (a fault of ours: exit 70)
    ├── LedgerError           the ledger cannot be used as asked                 exit 3
    │   ├── LedgerMissing     there is no ledger at that place
    │   ├── LedgerTooNew      written by a newer version
    │   ├── LedgerBusy        another process held the write lock too long
    │   ├── LedgerFull        the disk is full; nothing was half-written
    │   └── LedgerDamaged     not a ledger, or its pages or digests are wrong
    ├── UnknownIdentifier     nothing recorded has that identifier               exit 4
    ├── WeightsError          the trained reader's files are missing or altered  exit 5
    └── Unreadable            one item cannot be made into a report              exit 1

In a run of reading, trouble with one item does not end the run: `Unreadable` becomes a value, `records.NotRead`.
Every message is one line: what, where, and what to do.
"""

from __future__ import annotations


class RashomonError(Exception):
    """Root of the tree; the message is one line fit to be shown to a person."""

    exit_code = 70


class UsageError(RashomonError):
    """The command or call was wrong in itself."""

    exit_code = 2


class RecordError(RashomonError, ValueError):
    """A record refused a value: a statement without a place, a score without reasons, an inverted interval."""


class LedgerError(RashomonError):
    """The ledger cannot be used as asked."""

    exit_code = 3


class LedgerMissing(LedgerError):
    """There is no ledger at the place named."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version of the product."""


class LedgerBusy(LedgerError):
    """Another process held the write lock longer than we wait."""


class LedgerFull(LedgerError):
    """No space is left on the device; the open transaction was rolled back."""


class LedgerDamaged(LedgerError):
    """The file is no ledger, or its content does not match its digests."""


class UnknownIdentifier(RashomonError):
    """Nothing recorded has that identifier."""

    exit_code = 4


class WeightsError(RashomonError):
    """A file of the trained reader is missing, cut short or not the one on its card; the message says which."""

    exit_code = 5


class Unreadable(RashomonError):
    """One item cannot be made into a report: ``why``, and ``advice`` on what to do."""

    exit_code = 1

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(f"{why}; {advice}")
        self.why = why
        self.advice = advice
