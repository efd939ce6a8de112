"""Commands by which a person decides: ``judge``, and ``judgements``, which lists what was decided."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from rashomon.show import judging, terminal
from rashomon.show.commands.options import (
    JsonFlag,
    LedgerFlag,
    settings_of,
    shown,
)


def judge(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="same, not-same, reject, grade, note, undo or carry.")],
    things: Annotated[list[str], typer.Argument(metavar="ID... [VALUE]", help=judging.HELP)],
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who judges. Default: RASHOMON_JUDGE, rashomon.toml.")
    ] = None,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """Record what a person decides: it outranks the machine, overwrites nothing, and can be undone."""
    from rashomon import intake
    from rashomon.show import views

    orders = judging.orders(what, things)
    chosen = settings_of(context, ledger)
    with views.opened(chosen.ledger, write=True) as held, held.writing():
        if what == judging.CARRY:
            with views.opened(Path(things[0])) as old:
                terminal.emit(judging.carried_lines(intake.carry(held, old.judgements())))
            return
        who = judging.who(by or chosen.judge)
        at = datetime.now(UTC)
        made = [intake.judge(held, kind, names, value=value, by=who, at=at) for kind, names, value in orders]
        view = views.Views(held).judgements(made)
    shown("judgements", view, judging.judgements_lines, json)


def judgements(context: typer.Context, json: JsonFlag = False, ledger: LedgerFlag = None) -> None:
    """All judgements, by time: who decided what, and whether it stands."""
    from rashomon.show import views

    with views.opened(settings_of(context, ledger).ledger) as held:
        view = views.Views(held).judgements()
    shown("judgements", view, judging.judgements_lines, json)
