"""The bench of sources measures what it says, on small inputs."""

from __future__ import annotations

from pathlib import Path

from bench import source_speed
from rashomon.read import Sources, read
from rashomon.records import Taken


def test_the_generated_archive_reads_to_its_reports_without_their_furniture(tmp_path: Path) -> None:
    place = tmp_path / "a.warc.gz"
    assert source_speed.write(place, 3) == 3
    taken = [i for i in read(Sources(paths=(place,)), seen=source_speed.SEEN) if isinstance(i, Taken)]
    told = dict(source_speed.pages(3))
    assert [t.locator for t in taken] == list(told)
    assert all(t.payload == told[t.locator] for t in taken)
    assert not any("All rights reserved" in t.report.text for t in taken)
    assert all(t.report.published.when.lo is not None for t in taken)


def test_memory_and_feeds_give_figures(tmp_path: Path) -> None:
    assert source_speed.write(tmp_path / "b.warc", 1000, size=200_000) < 10
    assert source_speed.resident_mb() > 10
