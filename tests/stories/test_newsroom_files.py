"""The demo newsroom's files: invented through and through, told in the docs, of the length of news."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.read import read
from rashomon.records import Report, Taken
from tests.stories.desk import ANSWERS, NEWSROOM, SEEN, files

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "newsroom.md"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    taken = [item for item in read(files(), seen=SEEN) if isinstance(item, Taken)]
    return {Path(item.locator).name: item.report for item in taken}


def test_every_report_has_its_answer_and_its_line_in_the_guide() -> None:
    names = [path.name for path in files()]
    assert names == sorted(answer["file"] for answer in ANSWERS["report"])
    assert re.findall(r"^\| (\d\d-\S+) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE) == names


@pytest.mark.parametrize("path", files(), ids=lambda p: p.name)
def test_addresses_are_invented(path: Path) -> None:
    hosts = re.findall(r"https?://([^/\"\s]+)", path.read_text(encoding="utf-8"))
    assert all(host.endswith(".example") or host == "schema.org" for host in hosts), hosts


def test_texts_are_as_long_as_news(reports: dict[str, Report]) -> None:
    lengths = {name: len(report.text.split()) for name, report in reports.items()}
    assert len(lengths) == ANSWERS["run"]["reports"]
    assert all(80 <= length <= 300 for length in lengths.values()), lengths


def test_all_kinds_of_files_are_there() -> None:
    assert {path.suffix for path in files()} == {".html", ".json", ".md", ".txt"}
    assert (NEWSROOM / "README").is_file()


def test_the_affair_is_over_before_the_demo_sees_it() -> None:
    days = [answer["published"] for answer in ANSWERS["report"]]
    assert all(datetime(day.year, day.month, day.day, tzinfo=UTC) < SEEN for day in days)
    assert len(set(days)) > 8
