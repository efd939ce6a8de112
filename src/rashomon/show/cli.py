"""The command ``rashomon``. Exit codes: docs/reference/cli.md; what is heavy is imported inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from rashomon.errors import RashomonError, UsageError
from rashomon.show import terminal
from rashomon.show.commands import asking, deciding, proving, serving, taking
from rashomon.show.commands.options import LedgerFlag

STOPPED = 130
PIPE_CLOSED = 141
OURS = 70

app = typer.Typer(
    name="rashomon",
    help="Many accounts, one event: who says what, through whom, how firmly, how many and when.",
    epilog="Exit codes: 0 done; 1 there was nothing to read, or verify or evidence check found a difference; "
    "2 wrong use; 3 an item was not read, or the ledger cannot be used; 4 unknown identifier; "
    "5 the trained reader's files are missing or altered; 130 stopped.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    ledger: LedgerFlag = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Many accounts, one event: who says what, through whom, how firmly, how many and when."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"rashomon {installed('rashomon')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit
    context.obj = ledger


for command in (
    taking.read,
    taking.watch,
    taking.log,
    asking.brief,
    asking.questions,
    asking.stories,
    asking.show,
    asking.search,
    deciding.judge,
    deciding.judgements,
    proving.verify,
    proving.evidence,
    serving.serve,
    serving.mcp,
):
    app.command()(command)
app.add_typer(serving.tokens)


@app.command()
def demo(
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="PATH", help="Keep the demo's ledger in this new file.")
    ] = None,
) -> None:
    """The whole job on a bundled invented newsroom, in a temporary ledger: read, compare, brief."""
    from rashomon.show import demonstration

    if keep is not None and keep.exists():
        raise UsageError(f"{keep} exists already: give --keep the name of a new file")
    terminal.emit(demonstration.lines(keep))


def main() -> None:
    """Entry point of the command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; gives the exit code. Whatever goes wrong is one line on stderr."""
    terminal.settle()
    try:
        code = app(args=list(arguments), prog_name="rashomon", standalone_mode=False)
        sys.stdout.flush()
    except RashomonError as error:
        terminal.complain(f"rashomon: {error}")
        return error.exit_code
    except TyperException as error:
        terminal.complain(f"rashomon: {error.format_message().rstrip('.')}: rashomon --help shows what there is")
        return UsageError.exit_code
    except (terminal.PipeClosed, BrokenPipeError):
        # Whoever reads stdout has gone: the rest goes nowhere, or the interpreter would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        code = STOPPED
    except Exception as error:  # a fault of ours must not bury the user in a traceback
        if os.environ.get("RASHOMON_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}"
        terminal.complain(f"rashomon: unexpected fault, {what}: RASHOMON_TRACEBACK=1 shows where; please report it")
        return OURS
    if code == STOPPED:
        terminal.complain("rashomon: stopped; what was recorded before stays whole")
    return int(code or 0)
