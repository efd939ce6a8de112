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
    a table of names that are one (`read_aliases`), ``outlets`` a table of outlets (`read_outlets`); none is needed.
    ``judge`` is who judges.
    """

    ledger: Path = Path(LEDGER)
    limit: int = LIMIT
    reader: str = READER
    aliases: Path | None = None
    outlets: Path | None = None
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
    tables: dict[str, Path | None] = {}
    for key in ("aliases", "outlets"):
        named = environ.get(f"RASHOMON_{key.upper()}")
        tables[key] = Path(named) if named else folder / written[key] if key in written else None
    judge = environ.get("RASHOMON_JUDGE") or written.get("judge")
    return Settings(ledger=ledger, limit=limit, reader=reader, judge=judge, **tables)


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


def read_outlets(path: Path) -> dict[str, tuple[str, str]]:
    """A table of outlets in TOML: ``[[outlet]]`` with ``key``, ``name`` and its ``domains`` and ``names``.

    Gives for every domain and every name, in lower case, the outlet's key and name. Raises UsageError, one line, where
    the file cannot be read, an entry is not so, or a domain or name is given to two outlets.
    """
    table: dict[str, tuple[str, str]] = {}
    written = _parsed(path)
    entries = written.get("outlet", []) if isinstance(written, dict) else []
    for number, entry in enumerate(entries if isinstance(entries, list) else [None], 1):
        key, name = (entry.get("key"), entry.get("name")) if isinstance(entry, dict) else (None, None)
        if not isinstance(key, str) or not key.strip():
            raise UsageError(f"{path}, outlet {number}: give it a key, its main domain or a short name in lower case")
        shown = name if isinstance(name, str) and name.strip() else key
        lists = [entry.get("domains", []), entry.get("names", []), [shown], [key] if "." in key else []]
        for said in (word for words in lists for word in (words if isinstance(words, list) else [None])):
            if not isinstance(said, str) or not said.strip():
                raise UsageError(f"{path}, outlet {number}: its domains and names must be lists of words")
            folded = " ".join(said.casefold().removeprefix("the ").split()).strip(" .")
            if table.setdefault(folded, (key, shown)) != (key, shown):
                raise UsageError(f"{path}, outlet {number}: {said!r} is already of {table[folded][0]!r}")
    return table


def _whole(words: str) -> int:
    try:
        return int(words)
    except ValueError:
        raise UsageError(
            f"RASHOMON_LIMIT is {words!r}, which is no whole number: set it to a number or unset it"
        ) from None


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = str(error).splitlines()[0]
        raise UsageError(f"{path} cannot be read ({why}): mend or remove it") from None


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    written = _parsed(path)
    kinds = {"ledger": str, "limit": int, "reader": str, "aliases": str, "outlets": str, "judge": str}
    for key, value in written.items():
        if key not in kinds:
            raise UsageError(f"{path} has an unknown key {key!r}: it may have {' and '.join(sorted(kinds))}")
        if type(value) is not kinds[key]:
            raise UsageError(
                f"{path}: {key} must be a {'text' if kinds[key] is str else 'whole number'}, not {value!r}"
            )
    return written
