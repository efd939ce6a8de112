"""From the paths a user names to open files, in an order that does not depend on the file system."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import Unreadable
from rashomon.records import NotRead


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: its path, and the same fit to be shown and stored."""

    path: Path
    locator: str


def shown(path: Path) -> str:
    """The path as one line of valid text: undecodable bytes and control characters as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def walk(path: Path) -> Iterator[Found | NotRead]:
    """The file, or every file below the folder, sorted by name.

    Below a folder, hidden entries, symlinks that leave the folder and broken symlinks are skipped, and no folder is
    entered twice, so a symlink loop ends. What cannot be listed or is no file gives a NotRead.
    """
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _trouble(path, error)
        return
    if stat.S_ISDIR(kind):
        yield from _folder(path, Path(os.path.realpath(path)), set())
    else:
        yield Found(path, shown(path))


def _folder(path: Path, root: Path, entered: set[tuple[int, int]]) -> Iterator[Found | NotRead]:
    todo = [path]
    while todo:
        at = todo.pop()
        try:
            kind = at.stat()
            if not stat.S_ISDIR(kind.st_mode):
                yield Found(at, shown(at))
                continue
            if (kind.st_dev, kind.st_ino) in entered:
                continue
            entered.add((kind.st_dev, kind.st_ino))
            entries = sorted(at.iterdir(), key=lambda p: os.fsencode(p.name), reverse=True)
            todo.extend(p for p in entries if not p.name.startswith(".") and _inside(p, root))
        except OSError as error:
            yield _trouble(at, error)


def _inside(path: Path, root: Path) -> bool:
    if not path.is_symlink():
        return True
    with suppress(OSError, RuntimeError, ValueError):
        return path.resolve(strict=True).is_relative_to(root)
    return False


def open_file(found: Found) -> BinaryIO:
    """Open a regular file for reading; raises `Unreadable` for pipes, devices, sockets and what may not be read."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(found.path, flags)  # non-blocking: opening a pipe nobody writes to must return
    except (OSError, ValueError) as error:
        trouble = _trouble(found.path, error)
        raise Unreadable(trouble.why, trouble.advice) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise Unreadable("it is a pipe, socket or device, not a file", "name a file or a folder of files")
    return os.fdopen(number, "rb")


def _trouble(path: Path, error: OSError | ValueError) -> NotRead:
    locator = shown(path)
    if isinstance(error, PermissionError):
        return NotRead(locator=locator, why="it may not be read", advice="ask for permission to read it")
    if isinstance(error, FileNotFoundError):
        return NotRead(locator=locator, why="nothing is there", advice="check the path")
    if isinstance(error, OSError):
        return NotRead(locator=locator, why=f"it cannot be opened ({error.strerror or error})", advice="check the path")
    return NotRead(locator=locator, why="that is no path of a file", advice="check the path")
