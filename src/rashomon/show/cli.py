"""The command ``rashomon``. Exit codes: docs/reference/cli.md; what is heavy is imported inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from rashomon import settings
from rashomon.errors import RashomonError, UsageError
from rashomon.show import terminal
from rashomon.show.layout import Line

NOTHING_READ = DIFFERS = 1
NOT_ALL_READ = 3
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

_LedgerHelp = "The ledger. Default: RASHOMON_LEDGER, then rashomon.toml, then ./rashomon.ledger."
LedgerFlag = Annotated[Path | None, typer.Option("--ledger", metavar="PATH", help=_LedgerHelp)]
JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON object (docs/reference/json.md).")]
AboutFlag = Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Only questions these words name.")]


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


def _settings(
    context: typer.Context, ledger: Path | None, limit: int | None = None, reader: str | None = None
) -> settings.Settings:
    named = ledger if ledger is not None else context.obj
    return settings.load(folder=Path(), environ=os.environ, ledger=named, limit=limit, reader=reader)


@app.command()
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

    chosen = _settings(context, ledger, reader=reader)
    aliases = settings.read_aliases(chosen.aliases) if chosen.aliases is not None else None
    sources = intake.gathered(
        paths,
        follow=follow,
        names=outcomes.pairs(fields or []),
        allow=allow or (),
        families=settings.read_outlets(chosen.outlets) if chosen.outlets is not None else None,
        stdin=sys.stdin.buffer,
    )
    with views.opened(chosen.ledger, create=True) as held, progress.shown("reading") as notify:
        summary = intake.read_into(
            held, sources, seen=datetime.now(UTC), notify=notify, reader=chosen.reader, aliases=aliases
        )
    for words in outcomes.complaints(summary.not_read):
        terminal.complain(words)
    _show("read", summary, lambda view: outcomes.read_lines(view, chosen.ledger), json)
    if summary.not_read:
        raise typer.Exit(NOT_ALL_READ)
    if not summary.new and not summary.held:
        raise typer.Exit(NOTHING_READ)


@app.command()
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

    with views.opened(_settings(context, ledger).ledger) as held:
        view = views.Views(held).log(about, failed=failed, limit=limit)
    _show("log", view, outcomes.log_lines, json)


@app.command()
def brief(
    context: typer.Context,
    about: AboutFlag = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Only questions with an account published since: 2031, 2031-03, 2031-03-05."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", help="Questions shown at most; 0 for all. Default 20.")
    ] = None,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """The briefing: questions, rival answers, who gives them, how many origins, what conflicts, exact words."""
    from rashomon.show import views
    from rashomon.show.briefing import brief_lines

    chosen = _settings(context, ledger, limit)
    day = _since(since) if since else None
    with views.opened(chosen.ledger) as held:
        view = views.Views(held).brief(about=about, since=day, limit=chosen.limit)
    _show("brief", view, brief_lines, json)


@app.command()
def questions(
    context: typer.Context, about: AboutFlag = None, json: JsonFlag = False, ledger: LedgerFlag = None
) -> None:
    """All questions, one line each, with their answers."""
    from rashomon.show import views
    from rashomon.show.cards import questions_lines

    with views.opened(_settings(context, ledger).ledger) as held:
        view = views.Views(held).questions(about=about)
    _show("questions", view, questions_lines, json)


@app.command()
def stories(context: typer.Context, json: JsonFlag = False, ledger: LedgerFlag = None) -> None:
    """Reports that belong together: each story with its names, days and outlets."""
    from rashomon import intake
    from rashomon.show import views
    from rashomon.show.story_faces import stories_lines

    with views.opened(_settings(context, ledger).ledger) as held:
        view = views.Views(held).stories(intake.stories(held))
    _show("stories", view, stories_lines, json)


@app.command()
def show(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Any identifier, or its unique beginning.")],
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """One recorded thing: report, statement, claim, question, origin, link, conflict, revision, flag, original."""
    from rashomon.show import views
    from rashomon.show.cards import card_lines

    with views.opened(_settings(context, ledger).ledger) as held:
        view = views.Views(held).card(identifier)
    _show("show", view, card_lines, json)


@app.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words all of which must occur.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Places shown at most.")] = 50,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """Find statements and reports by their words."""
    from rashomon.show import views
    from rashomon.show.cards import search_lines

    with views.opened(_settings(context, ledger).ledger) as held:
        view = views.Views(held).search(" ".join(words), limit=limit)
    _show("search", view, search_lines, json)


@app.command()
def verify(context: typer.Context, json: JsonFlag = False, ledger: LedgerFlag = None) -> None:
    """Read every report again from its archived bytes, rebuild the ledger from them, and list what differs."""
    from rashomon import intake
    from rashomon.show import progress, views
    from rashomon.show.outcomes import Verified, verify_lines

    chosen = _settings(context, ledger)
    with views.opened(chosen.ledger) as held, progress.shown("verifying") as notify:
        held.check()
        found = Verified(counts=held.counts(), differences=intake.verify(held, notify))
    _show("verify", found, verify_lines, json)
    if found.differences:
        raise typer.Exit(DIFFERS)


@app.command()
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
        _show("check", found, command.checked_lines, json)
        if found.wrong:
            raise typer.Exit(DIFFERS)
        return
    if what[0] == "history":
        if len(what) != 2:
            raise UsageError("evidence history needs one ADDRESS")
        with views.opened(_settings(context, ledger).ledger) as held:
            answers = history.history(views.Views(held), what[1])
        _show("history", answers, history.history_lines, json)
        return
    if len(what) > 1:
        raise UsageError(f"evidence is exported of one thing: {what[1]} is one too many")
    with views.opened(_settings(context, ledger).ledger, write=True) as held:
        if what[0] == "archive":
            if not out or len(out) > 1:
                raise UsageError("evidence archive needs one file to write to: -o FILE.warc.gz")
            whole = command.archive(views.Views(held), out[0], datetime.now(UTC))
            _show("archive", whole, command.archived_lines, json)
            return
        made = command.export(views.Views(held), what[0], about, tuple(out or ()), datetime.now(UTC))
    _show("evidence", made, command.exported_lines, json)


@app.command()
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
    chosen, clock = _settings(context, ledger), rounds.Clock()
    if dry:
        found = watching.dry(wanted, chosen.ledger)
        _show("watch", found, lambda view: watching.dry_lines(wanted, view, clock.now()), json)
        return
    with watching.opened(wanted, chosen) as watcher:
        if not once:
            watcher.run(clock, watching.tell)
            return
        made = watcher.round(clock)
    _show("watch", made, watching.round_lines, json)
    if made.trouble:
        raise typer.Exit(NOT_ALL_READ)


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


def _show(kind: str, view: Any, lines: Callable[[Any], Iterable[Line]], json: bool) -> None:
    if json:
        from rashomon.show.jsonface import document

        terminal.emit_text(document(kind, view))
    else:
        terminal.emit(lines(view))


def _since(words: str) -> datetime:
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            return datetime.strptime(words, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise UsageError(f"--since {words!r} is no date: write 2031, 2031-03 or 2031-03-05")
