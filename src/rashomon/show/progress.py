"""Progress of long work on stderr: a live line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rashomon.show.layout import harmless

if TYPE_CHECKING:
    from rashomon.intake import Progress

EVERY = 100  # items between two plain lines
_BAR = 20


@contextmanager
def shown(doing: str) -> Iterator[Callable[[Progress], None]]:
    """A function to be told of each item; ``doing`` is the work in one word ("reading")."""
    if not sys.stderr.isatty():
        yield _plain(doing)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, markup=False, highlight=False)
    with console.status(Text(f"{doing} …")) as status:

        def tell(item: Progress) -> None:
            bar = "" if item.share is None else f"{bar_of(item.share)} "
            room = max(20, console.width - len(doing) - len(bar) - 30)
            status.update(Text(f"{doing}: {bar}{item.done:,} · {item.outcome}: {harmless(item.locator)[-room:]}"))

        yield tell


def bar_of(share: float) -> str:
    """How much of the file in hand is passed, as a bar of `_BAR` columns and a percentage."""
    full = round(share * _BAR)
    return f"[{'█' * full}{'░' * (_BAR - full)}] {share:>4.0%}"


def _plain(doing: str) -> Callable[[Progress], None]:
    def tell(item: Progress) -> None:
        if item.done % EVERY == 0:
            share = "" if item.share is None else f", {item.share:.0%} of the file in hand"
            sys.stderr.write(f"{doing}: {item.done:,} so far{share}\n")

    return tell
