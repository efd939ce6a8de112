"""The parts of the speed bench that do not need a clock; the measuring child answers for the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import reading_speed
from bench.result import DataMissing


def test_words_stand_between_blanks() -> None:
    assert reading_speed.count("It didn't rain:  3,000 mm,\nU.S.-made. ") == 6
    assert reading_speed.count("") == 0


def test_reports_are_whole_and_sizes_are_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "polnear" / "dev" / "text"
    folder.mkdir(parents=True)
    (folder / "b.txt").write_text("Two.", encoding="utf-8")
    (folder / "a.txt").write_text("One.", encoding="utf-8")
    assert reading_speed.load(tmp_path) == ["One.", "Two."]
    assert reading_speed.size_mb(tmp_path) == pytest.approx(8e-6)
    assert reading_speed.size_mb(tmp_path / "none") == 0.0
    with pytest.raises(DataMissing, match="--data"):
        reading_speed.load(tmp_path / "none")


def test_a_reader_is_measured_in_a_process_of_its_own() -> None:
    figures = reading_speed.probe("rules", ["Officials said on Friday that two ships had left the harbour."] * 9)
    assert set(figures) == {
        "words_per_s", "product_words_per_s", "product_words_per_s_slowest", "peak_mb", "import_s", "load_s",
    }  # fmt: skip
    assert min(figures.values()) > 0
    assert figures["import_s"] < figures["load_s"]
