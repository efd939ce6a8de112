"""quantulum3 beside our reader of quantities: ``python -m bench.quantities_peer`` < texts.

The interpreter that has it is named by RASHOMON_PEER; nothing of this project is imported
there and quantulum3 is no dependency.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_LIMIT_S = 600


def read(texts: list[str]) -> list[list[tuple[float, str]]] | None:
    """The value and lower-case unit name of each quantity of each text; None where no interpreter with quantulum3 is
    named."""
    interpreter = os.environ.get("RASHOMON_PEER")
    if not interpreter:
        return None
    done = subprocess.run(
        [interpreter, "-I", str(Path(__file__))],  # isolated: beside this file lies a numbers.py that is not Python's
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        check=False,
    )
    if done.returncode:
        return None
    rows: list[list[list[Any]]] = json.loads(done.stdout)
    return [[(float(value), str(unit)) for value, unit in row] for row in rows]


def _parse(texts: list[str]) -> list[list[tuple[float, str]]]:
    from quantulum3 import parser

    rows = []
    for text in texts:
        try:
            found = parser.parse(text)
        except Exception:  # a peer's crash is its miss, whatever it raises
            found = []
        rows.append([(q.value, _name(q.unit.name)) for q in found])
    return rows


def _name(unit: str) -> str:
    """Its unit in the set's words, where they differ."""
    return {"dimensionless": "-", "year of age": "year of age"}.get(unit, unit.lower())


if __name__ == "__main__":
    json.dump(_parse(json.load(sys.stdin)), sys.stdout)
