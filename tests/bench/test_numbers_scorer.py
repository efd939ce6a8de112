"""Numbers: the files are read right and the scorer is strict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.numbers import Figures, Incident, above, baselines, exact, figures_of, kinds, largest, load, run, scored
from bench.result import DataMissing
from rashomon.records import Fate, Span, Tally, Toll


def incident(killed: int, injured: int, *texts: str) -> Incident:
    reports = tuple({"id": str(n), "date": "", "title": "", "text": text} for n, text in enumerate(texts or ("x",)))
    return Incident("i", {"killed": killed, "injured": injured}, reports)


def figures(killed: int | None, injured: int | None) -> Figures:
    said = {k: v for k, v in (("killed", killed), ("injured", injured)) if v is not None}
    return Figures(said, {k: (v, v + 1) for k, v in said.items()})


def test_scores() -> None:
    incidents = [incident(1, 0), incident(0, 2), incident(2, 2), incident(0, 0)]
    found = scored(incidents, [figures(1, None), figures(None, 1), figures(3, 2), figures(None, None)])
    assert found["killed_exact"] == 3 / 4  # a figure not told is 0
    assert found["injured_exact"] == 3 / 4
    assert found["both_exact"] == 2 / 4
    assert found["killed_mae"] == 1 / 4
    assert found["told_killed"] == 2 / 4
    assert found["within_killed"] == 1 / 2
    assert found["within_injured"] == 2 / 2


def test_nothing_to_score_is_zero() -> None:
    assert set(scored([], []).values()) == {0.0}
    assert exact([], []) == {"killed": 0.0, "injured": 0.0}


def test_earlier_reports_above_the_final_figure() -> None:
    found = above(
        [(incident(1, 1), figures(2, 1)), (incident(1, 1), figures(1, None)), (incident(0, 0), figures(1, 3))]
    )
    assert found == {"earlier_n": 3.0, "earlier_killed_above": 2 / 3, "earlier_injured_above": 1 / 3}


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        ("Three men were killed and 14 hurt.", "killed", 3),
        ("Three men were killed and 14 hurt.", "injured", 14),
        ("2 dead, 5 wounded", "killed", 2),
        ("One was killed; later 7 were killed", "killed", 7),
        ("A man was killed.", "killed", 0),
        ("12 shots rang out on the long dark quay; he was killed", "killed", 0),
    ],
)
def test_largest_number_before_the_word(text: str, what: str, number: int) -> None:
    assert largest(text, what) == number


def test_baselines_read_the_latest_report() -> None:
    found = baselines([incident(2, 0, "9 killed", "2 killed"), incident(2, 1, "1 wounded")])
    assert found["largest_killed_exact"] == 1 / 2
    assert found["largest_injured_exact"] == 2 / 2
    assert found["majority_killed_exact"] == 1.0
    assert found["majority_injured_exact"] == 1 / 2


def test_a_toll_in_the_words_of_the_record() -> None:
    span = (Span(start=0, end=1),)
    dead = Tally(fate=Fate.DEAD, best=2, low=2, high=None, spans=span, reasons=("x",))
    missing = Tally(fate=Fate.MISSING, best=9, low=9, high=9, spans=span, reasons=("x",))
    found = figures_of(Toll(report_id="r", tallies=(dead, missing)))
    assert found == Figures({"killed": 2}, {"killed": (2, None)})


def test_failures_by_kind() -> None:
    lines = kinds([incident(1, 0), incident(0, 0), incident(9, 0)], [figures(None, 0), figures(1, 0), figures(1, 0)])
    assert lines[0] == "killed, read less record: -1, none told: 1; +1: 1; -3 or more: 1"
    assert lines[1].endswith(": ")


def write(folder: Path, rows: list[dict[str, Any]], name: str) -> None:
    (folder / name).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def test_any_folder_of_the_layout_runs(tmp_path: Path) -> None:
    folder = tmp_path / "violent-corpus"
    folder.mkdir()
    with pytest.raises(DataMissing):
        load(folder, "held")
    page = {"page_state": "article", "title": "1 dead, 2 hurt in Vale", "date": "2031-05-06", "incident": "a"}
    texts = ["A man was killed in Vale. Two women were hurt.", "Nobody was hurt in Vale, the harbour guard said."]
    documents = [
        page | {"id": "2", "text": texts[0]},
        page | {"id": "1", "text": texts[1], "title": "", "date": "2031-05-05"},
        page | {"id": "3", "text": texts[0], "page_state": "boilerplate"},
        page | {"id": "4", "text": texts[0], "incident": "without a record"},
    ]
    write(folder, documents, "docs_held.jsonl")
    write(folder, [{"incident": "a", "num_killed": 1, "num_injured": 2}], "incidents_held.jsonl")
    assert [[r["id"] for r in i.reports] for i in load(folder, "held")] == [["1", "2"]]
    result = run(tmp_path, "held", False)
    assert result.n == 1
    assert (result.figures["killed_exact"], result.figures["injured_exact"]) == (1.0, 1.0)
    assert result.figures["earlier_n"] == 1
