"""Commands that prove: ``verify`` the ledger, and ``evidence`` for others."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from rashomon.errors import UsageError
from rashomon.show.commands.options import (
    DIFFERS,
    AboutFlag,
    JsonFlag,
    LedgerFlag,
    settings_of,
    shown,
)


def verify(
    context: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Also print the digests of the ledger as it grew and as rebuilt.")
    ] = False,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """Read every report again from its archived bytes, rebuild the ledger from them and the judgements, and list what
    differs.
    """
    from rashomon import verification
    from rashomon.show import progress, views
    from rashomon.show.outcomes import Verified, verify_lines

    chosen = settings_of(context, ledger)
    with views.opened(chosen.ledger) as held, progress.shown("verifying") as notify:
        held.check()
        proof = verification.proof(held, notify)
        found = Verified(
            counts=held.counts(),
            differences=proof.differences,
            grown=proof.grown if rebuild else None,
            rebuilt=proof.rebuilt if rebuild else None,
        )
    shown("verify", found, verify_lines, json)
    if found.differences:
        raise typer.Exit(DIFFERS)


def evidence(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|brief|archive", help="What to export; or: check PATH [SHA256]; or: history ADDRESS."
        ),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", metavar="OUT", help="A new folder, or a file ending in .wacz; may be repeated."),
    ] = None,
    about: AboutFlag = None,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """Export a report, claim, question or brief with all it rests on; or verify such a package without a ledger."""
    from rashomon.show import views
    from rashomon.show.package import check, command, history

    if what[0] == "check":
        if not 2 <= len(what) <= 3:
            raise UsageError("evidence check needs the PATH of a package, and may have the digest of its manifest")
        found = check.check(Path(what[1]), what[2] if len(what) == 3 else None)
        shown("check", found, command.checked_lines, json)
        if found.wrong:
            raise typer.Exit(DIFFERS)
        return
    if what[0] == "history":
        if len(what) != 2:
            raise UsageError("evidence history needs one ADDRESS")
        with views.opened(settings_of(context, ledger).ledger) as held:
            answers = history.history(views.Views(held), what[1])
        shown("history", answers, history.history_lines, json)
        return
    if len(what) > 1:
        raise UsageError(f"evidence is exported of one thing: {what[1]} is one too many")
    with views.opened(settings_of(context, ledger).ledger, write=True) as held:
        if what[0] == "archive":
            if not out or len(out) > 1:
                raise UsageError("evidence archive needs one file to write to: -o FILE.warc.gz")
            whole = command.archive(views.Views(held), out[0], datetime.now(UTC))
            shown("archive", whole, command.archived_lines, json)
            return
        made = command.export(views.Views(held), what[0], about, tuple(out or ()), datetime.now(UTC))
    shown("evidence", made, command.exported_lines, json)
