"""The commands that open a ledger to others: ``rashomon serve``, ``rashomon token``, ``rashomon mcp``."""

from __future__ import annotations

import ipaddress
from typing import Annotated

import typer

from rashomon.errors import UsageError
from rashomon.show import terminal
from rashomon.show.commands.options import LedgerFlag, settings_of

PORT = 8365

tokens = typer.Typer(
    name="token", help="Tokens for a room that other machines may enter.", no_args_is_help=True, rich_markup_mode=None
)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="Address to listen at. Any but loopback asks for tokens.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = PORT,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name or address this room answers to, beside loopback's.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar="HOST", help="A host or network inside that reports may be fetched from."),
    ] = None,
    ledger: LedgerFlag = None,
) -> None:
    """Open the reading room: pages and REST API over the ledger, for this machine unless told otherwise."""
    try:
        from rashomon.show.web import app
    except ImportError as missing:
        raise UsageError(f"the reading room needs {missing.name}: pip install 'rashomon[server]'") from None
    from rashomon import intake
    from rashomon.show.web.access import Limits
    from rashomon.show.web.tokens import TokenBook

    chosen = settings_of(context, ledger)
    intake.gathered((), allow=allow or ())  # a host that is none is told before the room opens
    others = not _loopback(host)
    if others and not name:
        raise UsageError(f"--host {host} opens the room to others: say by --name under which name they will ask for it")
    if others and not TokenBook(chosen.ledger).holders():
        raise UsageError(f"--host {host} opens the room to others: first make a token (rashomon token add NAME)")
    made = app.application(
        chosen.ledger,
        reader=chosen.reader,
        hosts=name or (),
        open_to_others=others,
        limits=Limits(reach=tuple(allow or ())),
        judge=chosen.judge,
    )
    shown = f"[{host}]" if ":" in host else host
    terminal.complain(f"rashomon: reading room of {chosen.ledger} at http://{shown}:{port}/ (Ctrl-C closes it)")
    app.serve(made, host=host, port=port)


@tokens.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Whose it is.")],
    scope: Annotated[
        list[str] | None, typer.Option("--scope", help="read (default), add, judge or admin; may be given again.")
    ] = None,
    ledger: LedgerFlag = None,
) -> None:
    """Make a token. It is shown once: only its digest is kept."""
    from rashomon.show.web.tokens import TokenBook

    terminal.emit_text(TokenBook(settings_of(context, ledger).ledger).add(name, scope or ["read"]))


@tokens.command("list")
def listed(context: typer.Context, ledger: LedgerFlag = None) -> None:
    """Who holds a token, and what it allows."""
    from rashomon.show.web.tokens import TokenBook

    for holder in TokenBook(settings_of(context, ledger).ledger).holders():
        terminal.emit_text(f"{holder.name}: {', '.join(sorted(holder.scopes))}")


@tokens.command()
def remove(
    context: typer.Context, name: Annotated[str, typer.Argument(help="Whose it was.")], ledger: LedgerFlag = None
) -> None:
    """Take a token back; sessions made with it end."""
    from rashomon.show.web.tokens import TokenBook

    TokenBook(settings_of(context, ledger).ledger).remove(name)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def mcp(
    context: typer.Context,
    propose: Annotated[
        str | None, typer.Option("--propose", metavar="NAME", help="Let it propose judgements, as machine:NAME.")
    ] = None,
    ledger: LedgerFlag = None,
) -> None:
    """Answer an assistant over standard input and output (Model Context Protocol)."""
    try:
        from rashomon.show import assistant
    except ImportError as missing:
        raise UsageError(f"this needs {missing.name}: pip install 'rashomon[mcp]'") from None
    assistant.server(settings_of(context, ledger).ledger, propose).run()
