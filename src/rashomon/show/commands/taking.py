"""Commands that take reports in: ``read``, ``watch``, and ``log``, which tells what became of it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from rashomon import settings
from rashomon.show import terminal
from rashomon.show.commands.options import (
    NOT_ALL_READ,
    NOTHING_READ,
    JsonFlag,
    LedgerFlag,
    settings_of,
    shown,
)


def read(  # noqa: PLR0913 - a command's parameters are its options
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, web addresses, feeds; - is standard input."),
    ],
    follow: Annotated[
        bool, typer.Option("--follow", help="Fetch the addresses that the files given list, too (feeds, OPML, CSV).")
    ] = False,
    fields: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="OURS=THEIRS", help="Where a table has its text, title, url, outlet, date ..."),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar="HOST", help="A host or network inside that may be fetched from."),
    ] = None,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
    reader: Annotated[
        str | None,
        typer.Option("--reader", metavar="NAME", help="Who finds speech: trained (default) or rules, for comparison."),
    ] = None,
) -> None:
    """Read reports into the ledger: archive, extract, find statements, compare with all that is held."""
    from rashomon import intake
    from rashomon.show import outcomes, progress, views

    chosen = settings_of(context, ledger, reader=reader)
    aliases = settings.read_aliases(chosen.aliases) if chosen.aliases is not None else None
    sources = intake.gathered(
        paths,
        follow=follow,
        names=outcomes.pairs(fields or []),
        allow=allow or (),
        families=settings.read_outlets(chosen.outlets) if chosen.outlets is not None else None,
        stdin=sys.stdin.buffer,
    )
    _give_way()
    with views.opened(chosen.ledger, create=True) as held, progress.shown("reading") as notify:
        summary = intake.read_into(
            held, sources, seen=datetime.now(UTC), notify=notify, reader=chosen.reader, aliases=aliases
        )
    for words in outcomes.complaints(summary.not_read):
        terminal.complain(words)
    shown("read", summary, lambda view: outcomes.read_lines(view, chosen.ledger), json)
    if summary.not_read:
        raise typer.Exit(NOT_ALL_READ)
    if not summary.new and not summary.held:
        raise typer.Exit(NOTHING_READ)


WAY = 5
"""Niceness of a run that reads: pages of the same ledger, which somebody waits for, go first (decision 26)."""


def _give_way() -> None:
    with suppress(OSError, AttributeError):  # AttributeError: not on Windows
        os.setpriority(os.PRIO_PROCESS, 0, max(WAY, os.getpriority(os.PRIO_PROCESS, 0)))


def watch(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="What to watch and whom to tell (docs/watch.md).")],
    once: Annotated[bool, typer.Option("--once", help="One round of what is due now, then end.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; fetch and tell nothing.")] = False,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """Visit feeds and pages again and again, keep what they said, and tell once of what changed."""
    from rashomon.show import watching
    from rashomon.watch import plan, rounds

    wanted = plan.load(file)
    chosen, clock = settings_of(context, ledger), rounds.Clock()
    if dry:
        found = watching.dry(wanted, chosen.ledger)
        shown("watch", found, lambda view: watching.dry_lines(wanted, view, clock.now()), json)
        return
    with watching.opened(wanted, chosen) as watcher:
        if not once:
            watcher.run(clock, watching.tell)
            return
        made = watcher.round(clock)
    shown("watch", made, watching.round_lines, json)
    if made.trouble:
        raise typer.Exit(NOT_ALL_READ)


def log(
    context: typer.Context,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="Only sources these words name.")
    ] = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only what was not read and alarms.")] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="The last N lines; 0 for all.")] = 100,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """What runs of reading did, and every item that was refused or failed: when, what, why, and what to do."""
    from rashomon.show import outcomes, views

    with views.opened(settings_of(context, ledger).ledger) as held:
        view = views.Views(held).log(about, failed=failed, limit=limit)
    shown("log", view, outcomes.log_lines, json)
