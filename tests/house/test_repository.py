"""What the repository must never hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Registry hosts and paths of one machine, written so that this file does not hold them itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"(files\.)?pythonhosted\." + "org",
            r"pypi\." + "org",
            r"registry\.npmjs\." + "org",
            r"(deb|security)\.debian\." + "org",
            r"(?<![\w.])/" + r"(?:work|farm|root|home)/[a-z]",
        ]
    )
)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout (an unpacked source archive)")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_registry_host_and_no_machine_path_is_tracked() -> None:
    found = []
    for path in tracked():
        if path.suffix in {".png", ".gz"} or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not found


def test_the_lock_file_is_not_tracked() -> None:
    assert "uv.lock" not in {p.name for p in tracked()}
