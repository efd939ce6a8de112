"""The large archive's scorer, on a small one: what it counts, and that the command is really run through."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import large_archive, source_speed


@pytest.mark.timeout(300)  # three processes
def test_an_archive_is_read_through_and_counted(tmp_path: Path) -> None:
    archive = tmp_path / "a.warc"
    pages = large_archive.write(archive, source_speed.pages(100), size=9_000_000)
    assert 5 <= pages <= 10
    assert archive.stat().st_size >= 9_000_000
    figures = large_archive.measured(archive, pages, tmp_path / "a.ledger")
    assert (figures["large_lost"], figures["large_doubled"], figures["large_exit"]) == (0, 0, 0)
    assert figures["large_pages"] == pages
    assert figures["large_ended_at"] >= 80
    assert figures["large_memory_end_mb"] > 20
