"""The gate: every figure of floors.json is measured again and held. Floors rise by themselves, fall only by flag."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from bench.result import DataMissing, Result

FLOORS = Path(__file__).with_name("floors.json")
Bench = Callable[[Path, str, bool], Result]


def run(benches: dict[str, Bench], data: Path, *, lower: bool) -> int:
    """Run every bench with floors; print one line a figure; 1 when one is broken.

    floors.json: {bench: {figure: {"op": ">=" or "<=", "floor": number, "slack": number}}}. ``slack`` is the measured
    noise of a figure: a value is broken beyond floor ∓ slack, and raises the floor beyond floor ± slack.
    """
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    broken = raised = 0
    for name, figures in floors.items():
        try:
            result = benches[name](data, "dev", False)
        except DataMissing as missing:
            print(f"gate: {name} not run: {missing}")
            continue
        for figure, rule in figures.items():
            verdict = _hold(rule, result.figures[figure], lower=lower)
            broken += verdict == "BROKEN"
            raised += verdict in {"raised", "lowered"}
            print(
                f"gate: {name}.{figure} = {result.figures[figure]:.4f} (floor {rule['op']} {rule['floor']:g}) {verdict}"
            )
    if raised:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    print(f"gate: {broken} broken, {raised} moved")
    return 1 if broken else 0


def _hold(rule: dict[str, float | str], value: float, *, lower: bool) -> str:
    sign = 1.0 if rule["op"] == ">=" else -1.0
    gain = sign * (value - float(rule["floor"]))
    slack = float(rule["slack"])
    if gain < -slack and not lower:
        return "BROKEN"
    if gain > slack or (gain < -slack and lower):
        rule["floor"] = round(value, 4)
        return "raised" if gain > 0 else "lowered"
    return "holds"
