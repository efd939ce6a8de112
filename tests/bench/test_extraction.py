"""The scorer of page extraction, on texts whose figures are known by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import extraction
from bench.result import DataMissing
from tests.read.makers import BODY, page

TEXT = "one two three four five six"  # three 4-grams


@pytest.mark.parametrize(
    ("gold", "shown", "expected"),
    [
        (TEXT, TEXT, (1.0, 0.0, 0.0)),
        (TEXT, "", (0.0, 0.0, 1.0)),
        (TEXT, "one two three four five", (2 / 3, 0.0, 1 / 3)),
        ("one two three four five", TEXT, (2 / 3, 1 / 3, 0.0)),
        (TEXT, "other words that are not the same", (0.0, 4 / 7, 3 / 7)),
        ("short text", "short text", (1.0, 0.0, 0.0)),
        (f"{TEXT} {TEXT}", TEXT, (1 / 3, 0.0, 2 / 3)),
        ("", "", (0.0, 0.0, 0.0)),
    ],
)
def test_parts_of_a_page(gold: str, shown: str, expected: tuple[float, float, float]) -> None:
    assert extraction.parts(gold, shown) == pytest.approx(expected)


def test_score_is_of_means_over_pages() -> None:
    found = extraction.score([TEXT, TEXT], [TEXT, "one two three four five"])
    assert found["precision"] == 1.0
    assert found["recall"] == pytest.approx((1 + 2 / 3) / 2)
    assert found["accuracy"] == 0.5
    assert found["f1"] == pytest.approx(2 * found["recall"] / (1 + found["recall"]))
    assert extraction.score([], [])["f1"] == 0.0


def test_pages_are_read_from_any_folder_of_the_layout(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--data DIR"):
        list(extraction.bodies(tmp_path))
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "1.html").write_text(page())
    row = {"id": "1", "url": "https://mirror.example/f", "articleBody": "\n".join(BODY)}
    (tmp_path / "ground_truth.jsonl").write_text(json.dumps(row) + "\n")
    ((url, payload, body),) = extraction.bodies(tmp_path)
    assert extraction.parts(body, extraction.ours(payload, url)) == (1.0, 0.0, 0.0)
    assert extraction.parts(body, extraction.alone(payload))[0] > 0.9


def test_the_own_cases_are_read_right() -> None:
    found, missed = extraction.declared()
    assert missed == []
    assert set(found.values()) == {1.0}
