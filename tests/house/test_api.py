"""The public names: all there, all documented, and free until used."""

from __future__ import annotations

import subprocess
import sys

import rashomon


def test_every_public_name_loads_and_has_a_docstring() -> None:
    assert sorted(rashomon._HOMES) == sorted(rashomon.__all__)
    for name in rashomon.__all__:
        assert getattr(rashomon, name).__doc__, name


def test_importing_the_package_loads_no_room() -> None:
    probe = "import sys, rashomon; print(sorted(m for m in sys.modules if m.startswith('rashomon.')))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
