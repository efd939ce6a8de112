"""What a training command needs beside the product, asked for before anything else so that it fails in one line."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import rashomon

_TREE = Path(__file__).resolve().parents[1]


def missing(torch: str = "torch", tree: Path = _TREE) -> str | None:
    """Why training cannot begin with this Python: no torch, or another tree's engine; None where nothing is amiss.

    The engine must be this tree's: what is learned on other statements than the product cuts is wrong without a word.
    """
    engine = Path(rashomon.__file__).resolve()
    if not engine.is_relative_to(tree):
        return f"{sys.executable} has the engine of {engine.parent}, not of {tree}: run `uv sync --group train` there"
    if find_spec(torch) is None:
        return f"{sys.executable} has no {torch}: `uv sync --group train`, then `uv run --no-sync python -m ...`"
    return None


def check() -> None:
    """End the command with status 2 and one line where something is missing."""
    trouble = missing()
    if trouble is not None:
        print(f"training: {trouble}", file=sys.stderr)
        raise SystemExit(2)
