"""Where text goes: styled to a terminal, plain and of fixed width to a pipe; complaints and progress to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rashomon.show.layout import WIDTH, Line, harmless, plain, send

WIDEST = 120  # columns used of a wider terminal: longer lines are hard to read


class PipeClosed(Exception):
    """Whoever read stdout has gone. Not an OSError, which typer would end the run for with a code of its own."""


def emit(lines: Iterable[Line]) -> None:
    """Print lines on stdout."""
    if not sys.stdout.isatty():
        _write(plain(lines, WIDTH))
        return
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False)
    send(lines, console, max(40, min(console.width, WIDEST)))


def emit_text(text: str) -> None:
    """Print one object of text (JSON) on stdout as it is."""
    _write(text + "\n")


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise PipeClosed from None


def complain(words: str) -> None:
    """Print one line on stderr, harmless whatever it quotes."""
    sys.stderr.write(f"{harmless(words)}\n")
    sys.stderr.flush()


def settle() -> None:
    """Let output survive terminals and locales that lack a character: it is escaped instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
