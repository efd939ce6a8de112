"""Settings, read once at an entry point: flag, then environment, then rashomon.toml, then default.

Read by hand with ``tomllib`` because pydantic-settings costs about 0.7 s of import, three times what the whole
command needs to start.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import UsageError

FILE = "rashomon.toml"
LEDGER = "rashomon.ledger"
LIMIT = 20
READER = "trained"
READERS = ("trained", "rules")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an entry point needs to know.

    ``ledger`` lies in the working folder by default, not in a folder of the user: a ledger belongs to one affair,
    beside its reports, is copied and archived with them, and two affairs never mix because somebody forgot a flag.
    ``limit`` is how many questions a briefing shows at most (0: all). ``reader`` finds who said what. ``aliases`` is
    a table of names that are one (`read_aliases`); none is needed. ``judge`` is who judges.
    """

    ledger: Path = Path(LEDGER)
    limit: int = LIMIT
    reader: str = READER
    aliases: Path | None = None
    judge: str | None = None


def load(
    *,
    folder: Path,
    environ: Mapping[str, str],
    ledger: Path | None = None,
    limit: int | None = None,
    reader: str | None = None,
) -> Settings:
    """Settings for a command run in ``folder``; ``ledger``, ``limit``, ``reader`` are the flags, None where not given.

    A relative ledger in ``rashomon.toml`` is relative to that file. Raises UsageError, one line, where the file
    cannot be read, has an unknown key, or a value has the wrong kind.
    """
    written = _file(folder / FILE)
    if ledger is None:
        if named := environ.get("RASHOMON_LEDGER"):
            ledger = Path(named)
        else:
            ledger = folder / written["ledger"] if "ledger" in written else Path(LEDGER)
    if limit is None:
        limit = _whole(environ["RASHOMON_LIMIT"]) if environ.get("RASHOMON_LIMIT") else written.get("limit", LIMIT)
    if limit < 0:
        raise UsageError(f"limit {limit} is below 0: give a number of questions, or 0 for all")
    reader = reader or environ.get("RASHOMON_READER") or written.get("reader", READER)
    if reader not in READERS:
        raise UsageError(f"there is no reader {reader!r}: it may be {' or '.join(READERS)}")
    named = environ.get("RASHOMON_ALIASES")
    aliases = Path(named) if named else folder / written["aliases"] if "aliases" in written else None
    judge = environ.get("RASHOMON_JUDGE") or written.get("judge")
    return Settings(ledger=ledger, limit=limit, reader=reader, aliases=aliases, judge=judge)


def read_aliases(path: Path) -> dict[str, str]:
    """A table of names that are one: a name, a tab, the name it is recorded by, one pair a line; ``#`` begins a remark.

    Keys and values in lower case, as names are compared. Raises UsageError, one line, where the file cannot be read, a
    line is no pair, or a name is given two others.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({str(error).splitlines()[0]}): mend or unset it") from None
    table: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        said, tab, meant = (" ".join(part.lower().split()) if part != "\t" else part for part in line.partition("\t"))
        if not tab or not said or not meant or "\t" in line.partition("\t")[2]:
            raise UsageError(f"{path}, line {number}: write a name, a tab and the name it is recorded by")
        if table.setdefault(said, meant) != meant:
            raise UsageError(f"{path}, line {number}: {said!r} is already {table[said]!r}")
    if chained := sorted(said for said, meant in table.items() if meant in table and table[meant] != meant):
        raise UsageError(f"{path}: {chained[0]!r} leads to {table[chained[0]]!r}, which leads on: write the last one")
    return table


def _whole(words: str) -> int:
    try:
        return int(words)
    except ValueError:
        raise UsageError(
            f"RASHOMON_LIMIT is {words!r}, which is no whole number: set it to a number or unset it"
        ) from None


def _file(path: Path) -> dict[str, Any]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = str(error).splitlines()[0]
        raise UsageError(f"{path} cannot be read ({why}): mend or remove it") from None
    kinds = {"ledger": str, "limit": int, "reader": str, "aliases": str, "judge": str}
    for key, value in written.items():
        if key not in kinds:
            raise UsageError(f"{path} has an unknown key {key!r}: it may have {' and '.join(sorted(kinds))}")
        if type(value) is not kinds[key]:
            raise UsageError(
                f"{path}: {key} must be a {'text' if kinds[key] is str else 'whole number'}, not {value!r}"
            )
    return written
