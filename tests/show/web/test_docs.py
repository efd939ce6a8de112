"""The client examples of docs/reference/api.md, run as they stand against a real room."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.show.web.app import application
from tests.show.web.conftest import serving

DOC = Path(__file__).resolve().parents[3] / "docs" / "reference" / "api.md"
HERE = "http://127.0.0.1:8365"


def examples(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOC.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_python_client_says_what_it_should(own_newsroom):
    (example,) = examples("python")
    with serving(application(own_newsroom)) as address:
        done = subprocess.run(
            [sys.executable, "-c", example.replace(HERE, address)],
            capture_output=True,
            text=True,
            check=False,
            timeout=80,
        )
    assert done.returncode == 0, done.stderr
    assert re.search(r"^D 31 \w+", done.stdout, flags=re.MULTILINE)
    assert "E 41 disputed 1 1.0 1" in done.stdout
    assert "Halvane Tribune ← Maren Tovik | The explosion at the chemical terminal has killed 31 people" in done.stdout
    assert re.search(r"^\d+ questions$", done.stdout, flags=re.MULTILINE)
    assert done.stdout.rstrip().endswith("done 1 new")


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_lines_for_curl_work(own_newsroom, tmp_path):
    (example,) = examples("sh")
    (tmp_path / "report.html").write_text("<title>Dam fails</title><p>The mayor said 3 dams failed on 2 May 2024.</p>")
    with serving(application(own_newsroom)) as address:
        for line in example.strip().splitlines():
            command = [*shlex.split(line.replace(HERE, address)), "-w", "\n%{http_code}"]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
            assert done.stdout.splitlines()[-1] in {"200", "201", "202"}, done.stdout


def test_every_address_of_the_api_is_named(room, newsroom):
    told = DOC.read_text(encoding="utf-8")
    for place in room(newsroom).get("/api/v1/openapi.json").json()["paths"]:
        first = place.removeprefix("/api/v1/").split("/")[0]
        assert f"/{first}" in told, place
