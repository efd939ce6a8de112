"""``python -m bench NAME [--data DIR] [--split dev] [--json]``; ``python -m bench gate`` holds floors.json."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from bench import (
    actors,
    attribution,
    chains,
    commitment,
    copies,
    copying_speed,
    entities,
    events,
    extraction,
    gate,
    incidents,
    lineage,
    moments,
    newsroom,
    numbers,
    one_event,
    origins,
    places,
    quantities,
    reading_speed,
    seeds,
    similarity,
    source_speed,
    speed,
    stories_lineage,
    updates,
    value_speed,
    web,
)
from bench.result import DataMissing, Result

BENCHES = {
    "actors": actors.run,
    "seeds": seeds.run,
    "newsroom": newsroom.run,
    "origins": origins.run,
    "speed": speed.run,
    "attribution": attribution.run,
    "chains": chains.run,
    "entities": entities.run,
    "events": events.run,
    "commitment": commitment.run,
    "copies": copies.run,
    "places": places.run,
    "moments": moments.run,
    "numbers": numbers.run,
    "extraction": extraction.run,
    "similarity": similarity.run,
    "incidents": incidents.run,
    "lineage": lineage.run,
    "stories-lineage": stories_lineage.run,
    "quantities": quantities.run,
    "updates": updates.run,
    "speed-copies": copying_speed.run,
    "speed-event": one_event.run,
    "speed-reader": reading_speed.run,
    "speed-sources": source_speed.run,
    "speed-values": value_speed.run,
    "speed-web": web.run,
}
SHARED = Path(__file__).resolve().parents[2] / "shared"


def bars(bench: str) -> dict[str, tuple[str, float]]:
    """The scoreboard's bars for one bench: figure -> (operator, bar); empty where the scoreboard is not at hand."""
    board = SHARED / "design" / "scoreboard.tsv"
    if not board.exists():
        return {}
    with board.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["bench"] == bench]
    return {row["figure"]: (row["op"], float(row["bar"])) for row in rows}


def main(argv: list[str] | None = None) -> int:
    """Run one bench or the gate; exit 0, 1 when a floor is broken, 2 when the data are missing."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=[*BENCHES, "gate"])
    parser.add_argument(
        "--data", type=Path, default=SHARED / "data", help="folder with the sets (default ../shared/data)"
    )
    parser.add_argument("--split", default="dev")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--full", action="store_true", help="speed: 1,000 to 20,000 reports instead of the short run")
    parser.add_argument(
        "--lower", action="store_true", help="gate: allow floors to be lowered (needs a changelog line)"
    )
    parser.add_argument("--reader", action="store_true", help="speed: the trained reader alone, beside a peer")
    parser.add_argument("--sources", action="store_true", help="speed: web archives and feeds, beside peers")
    parser.add_argument("--copies", action="store_true", help="speed: finding copies alone, beside a peer")
    parser.add_argument("--values", action="store_true", help="speed: values beside the encoder")
    parser.add_argument("--event", action="store_true", help="speed: a story of many reports of one event")
    parser.add_argument("--web", action="store_true", help="speed: pages of the reading room, 20 readers at once")
    asked = parser.parse_args(argv)
    if asked.web:
        asked.name = "speed-web"
    if asked.copies:
        asked.name = "speed-copies"
    if asked.event:
        asked.name = "speed-event"
    if asked.reader:
        asked.name = "speed-reader"
    if asked.values:
        asked.name = "speed-values"
    if asked.sources:
        asked.name = "speed-sources"
    if asked.name == "gate":
        return gate.run(BENCHES, asked.data, lower=asked.lower)
    try:
        result: Result = BENCHES[asked.name](asked.data, asked.split, asked.full)
    except DataMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    print(result.as_json() if asked.json else result.as_text(bars(asked.name)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
