"""schemathesis over the whole description of the API: whatever is sent, no answer is a fault of ours.

Few examples of each, because the machine is shared; ``RASHOMON_EXAMPLES=200`` looks longer. Its own command, because
its pytest plugin asks for a private name that pytest 9.2 no longer has.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.show.web.access import Limits
from rashomon.show.web.app import application
from tests.show.web.conftest import serving

EXAMPLES = int(os.environ.get("RASHOMON_EXAMPLES", "3"))


@pytest.mark.timeout(600 + 60 * EXAMPLES)  # some hundred requests
def test_nothing_sent_is_answered_by_a_fault(own_newsroom: Path, tmp_path: Path) -> None:
    app = application(own_newsroom, reader="trained", limits=Limits(reads=10**6, changes=10**6), judge="Ada")
    with serving(app) as address:
        done = subprocess.run(
            [
                *(Path(sys.executable).with_name("schemathesis"), "run", f"{address}/api/v1/openapi.json"),
                *("--checks", "not_a_server_error,content_type_conformance,response_schema_conformance"),
                *("--max-examples", str(EXAMPLES), "--generation-deterministic"),
                *("--phases", "examples,coverage,fuzzing", "--exclude-path-regex", "/events$", "--no-color"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=500 + 60 * EXAMPLES,
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    told = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert told, done.stdout[-2000:]
    assert int(told[1]) == int(told[2]) > 300
