"""The tables of this room: each package keeps its own in a folder `rules`, as TOML with examples."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def rules(package: str, name: str) -> dict[str, Any]:
    """The table rules/NAME.toml of a package of this room ("stories"), as written.

    Raises FileNotFoundError where the package holds none of that name.
    """
    return tomllib.loads(files(f"rashomon.compare.{package}").joinpath(f"rules/{name}.toml").read_text("utf-8"))
