"""Views as JSON: one object, versioned, documented in docs/reference/json.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from rashomon.show.faces import FORMAT


def document(kind: str, view: Any) -> str:
    """The view as one JSON object headed ``{"rashomon": {"format": ..., "kind": ...}}``.

    ASCII only: hostile characters of reports stay exact but cannot act on a terminal.
    """
    body = plain(view)
    return json.dumps({"rashomon": {"format": FORMAT, "kind": kind}, **body}, ensure_ascii=True, indent=2)


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, enumerations by value, times as ISO 8601 in UTC ending in Z."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in sorted(value.items())}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value
