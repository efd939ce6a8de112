"""Who is at work, for the custody log."""

from __future__ import annotations

import getpass
import os
from importlib.metadata import version

from rashomon.records import Custodian


def custodian() -> Custodian:
    """Whoever RASHOMON_WHO names, else the user of the machine, with the versions of what keeps evidence."""
    try:
        who = os.environ.get("RASHOMON_WHO") or getpass.getuser()
    except (OSError, KeyError):  # a container without users
        who = "unknown"
    return Custodian(who=" ".join(who.split()), how=f"rashomon {version('rashomon')}, warcio {version('warcio')}")
