"""The documents lead where they say, and every page is reached from the README."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRONT = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md")
PAGES = sorted(
    chain((ROOT / name for name in FRONT), (ROOT / "docs").rglob("*.md"), (ROOT / "bench").rglob("*.md")),
    key=str,
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
PATH = re.compile(r"`((?:src|docs|bench|tests|training|read|understand|compare|ledger|show|watch|records)/[\w/.*-]+)`")


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The names of a page's headings as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", re.sub(r"```.*?```", "", words(page), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def targets(page: Path) -> list[tuple[Path, str]]:
    """Where the relative links of a page lead: a file, and a heading in it or nothing."""
    found = []
    for target in LINK.findall(CODE.sub("`", words(page))):
        if not re.match(r"[a-z]+:", target):
            name, _, heading = target.partition("#")
            found.append(((page.parent / name).resolve() if name else page, heading))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    dead = [str(file) for file, _ in targets(page) if not file.exists()]
    assert not dead
    nameless = [f"{file.name}#{h}" for file, h in targets(page) if h and h not in anchors(file)]
    assert not nameless


def test_every_page_of_the_documentation_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += [file for file, _ in targets(page) if file.suffix == ".md" and file.exists()]
    assert not {str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md")} - {
        str(p.relative_to(ROOT)) for p in reached
    }


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_the_files_that_a_front_page_names_exist(name: str) -> None:
    missing = []
    for path in PATH.findall(words(ROOT / name)):
        pattern = path.removesuffix("/")
        if not any(list(folder.glob(pattern)) for folder in (ROOT, ROOT / "src" / "rashomon")):
            missing.append(path)
    assert not missing


def test_the_map_names_modules_that_exist() -> None:
    """A bare `name.py` in ARCHITECTURE.md is a module of some room."""
    named = set(re.findall(r"`([a-z_]+\.py)`", words(ROOT / "ARCHITECTURE.md")))
    held = {path.name for path in (ROOT / "src" / "rashomon").rglob("*.py")}
    assert named
    assert not named - held
