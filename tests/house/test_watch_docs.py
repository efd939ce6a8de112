"""The how-to pages of evidence and watching say what is so."""

from __future__ import annotations

import re
from pathlib import Path

from rashomon.records import AlertKind
from rashomon.show.package import contents
from rashomon.watch.plan import load

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_example_of_a_watch_is_a_whole_one(tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(.*?)```", (DOCS / "watch.md").read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "ostrel.toml"
    file.write_text(example, encoding="utf-8")
    plan = load(file)
    assert (len(plan.sources), len(plan.questions)) == (2, 1)
    assert [c.kind for c in plan.channels] == ["file", "command", "email", "webhook"]


def test_every_kind_of_alert_is_explained() -> None:
    table = (DOCS / "watch.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([a-z ]+)` \|", table, re.MULTILINE)) - {"tell"}
    assert told == {kind.value for kind in AlertKind}


def test_every_file_of_a_package_is_explained() -> None:
    page = (DOCS / "evidence.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    assert named == {
        contents.PAGE,
        contents.MANIFEST,
        contents.STATEMENTS,
        contents.VIEW,
        contents.RECORDS,
        contents.original_path("SHA256"),
        contents.text_path("REPORT"),
    }
