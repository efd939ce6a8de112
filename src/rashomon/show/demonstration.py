"""``rashomon demo``: the whole job on the bundled invented newsroom."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from rashomon import intake
from rashomon.show import briefing, progress, terminal, views
from rashomon.show.faces import BriefView
from rashomon.show.layout import EMPTY, Line, line
from rashomon.show.outcomes import not_read_words

SEEN = datetime(2024, 5, 1, tzinfo=UTC)  # a fixed time of capture, after every report: the demo never changes

SHOWN = 6  # questions of each kind in the demo: enough to see, few enough to read


def lines(keep: Path | None) -> list[Line]:
    """Read the newsroom into a temporary ledger, or the one to keep, and give the briefing and what to try next."""
    with views.opened(keep, create=keep is not None) as ledger, as_file(files("rashomon.show") / "newsroom") as folder:
        reports = sorted(path for path in folder.iterdir() if path.suffix)
        with progress.shown("reading") as notify:
            summary = intake.read_into(ledger, reports, seen=SEEN, notify=notify)
        for item in summary.not_read:
            terminal.complain(not_read_words(item))
        view = views.Views(ledger).brief(limit=SHOWN)
    intro = (
        f"{len(summary.new)} reports of an invented affair were read, archived, taken apart into statements and "
        "compared. Every number in brackets leads to exact words in the list at the end."
    )
    return [line(intro), EMPTY, *briefing.brief_lines(view), EMPTY, *_next(view, keep)]


def _next(view: BriefView, keep: Path | None) -> list[Line]:
    ledger = f"--ledger {keep} " if keep else "--ledger demo.ledger "
    heading = line(("WHAT TO TRY NEXT", briefing.BOLD))
    tried: list[tuple[str, str]] = (
        [] if keep else [("rashomon demo --keep demo.ledger", "the same, with a ledger to look into")]
    )
    if view.questions:
        tried.append((f"rashomon {ledger}show {view.questions[0].id}", "the first question above"))
    if view.evidence:
        tried.append((f"rashomon {ledger}show {view.evidence[0].id}", "the words [1] in their report"))
    tried += [
        (f"rashomon {ledger}verify", "read all again from the archived bytes and compare"),
        ("rashomon read PATH...", "your own reports, into ./rashomon.ledger"),
        ("rashomon brief --about WORDS", "the briefing on part of them"),
    ]
    width = max(len(command) for command, _ in tried) + 2
    return [
        heading,
        *(line(f"{command:<{width}}", (what, briefing.DIM), indent=2, hang=width) for command, what in tried),
    ]
