"""What commands share: their common options, the settings they run with, and how a view is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from rashomon import settings
from rashomon.errors import UsageError
from rashomon.show import terminal
from rashomon.show.layout import Line

NOTHING_READ = DIFFERS = 1
NOT_ALL_READ = 3

_LedgerHelp = "The ledger. Default: RASHOMON_LEDGER, then rashomon.toml, then ./rashomon.ledger."
LedgerFlag = Annotated[Path | None, typer.Option("--ledger", metavar="PATH", help=_LedgerHelp)]
JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON object (docs/reference/json.md).")]
AboutFlag = Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Only questions these words name.")]


def settings_of(
    context: typer.Context, ledger: Path | None, limit: int | None = None, reader: str | None = None
) -> settings.Settings:
    """The settings of one command. Raises UsageError."""
    named = ledger if ledger is not None else context.find_root().obj
    return settings.load(folder=Path(), environ=os.environ, ledger=named, limit=limit, reader=reader)


def shown(kind: str, view: Any, lines: Callable[[Any], Iterable[Line]], json: bool) -> None:
    """Put a view on stdout: as lines, or as one JSON object."""
    if json:
        from rashomon.show.jsonface import document

        terminal.emit_text(document(kind, view))
    else:
        terminal.emit(lines(view))


def since_of(words: str) -> datetime:
    """A day, month or year as its first moment. Raises UsageError."""
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            return datetime.strptime(words, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise UsageError(f"--since {words!r} is no date: write 2031, 2031-03 or 2031-03-05")
