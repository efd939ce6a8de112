"""Evidence packages: one thing and all it rests on, to be checked by anybody without the ledger (docs/evidence.md)."""

from __future__ import annotations
