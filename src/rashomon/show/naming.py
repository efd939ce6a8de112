"""Outlets that a report does not name, shown by the file the report came from.

The ledger knows such an outlet by its original's digest alone: a file's name is where it lay, not what it says, and
may differ between two readings of the same bytes. A person looking for the file needs its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_UNNAMED = re.compile(r"unnamed outlet ([0-9a-f]{8})\b")
V = TypeVar("V")


def renamed(view: V, files: Callable[[str], str | None]) -> V:
    """The view with every "unnamed outlet 0123abcd" replaced by its file; ``files`` is asked only when one occurs.

    ``files`` gives, for the first eight digits of an original's digest, the name of a file it was read from.
    """
    return _walked(view, lambda words: _UNNAMED.sub(lambda m: _shown(m, files), words))  # type: ignore[no-any-return]


def _shown(found: re.Match[str], files: Callable[[str], str | None]) -> str:
    name = files(found.group(1))
    return f"file {name}" if name else found.group(0)


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value) if "unnamed outlet " in value else value
    if isinstance(value, tuple):
        return tuple(_walked(v, change) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _walked(getattr(value, f.name), change) for f in fields(value) if f.init}
        return replace(value, **changed)
    return value
