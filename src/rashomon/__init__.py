"""Many accounts, one event: who says what, through whom, how firmly, how many and when.

The public names are loaded when first used, so that ``import rashomon`` costs nothing::

    from datetime import UTC, datetime
    from pathlib import Path
    import rashomon

    with rashomon.Ledger.open(Path("my.ledger"), create=True) as ledger:
        rashomon.read_into(ledger, ["reports/"], seen=datetime.now(UTC))
        for question in rashomon.Views(ledger).brief().questions:
            print(question.words)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.errors import RashomonError
    from rashomon.intake import Line, Progress, Summary, judge, read_into
    from rashomon.ledger import Ledger
    from rashomon.records import (
        Claim,
        Conflict,
        Corroboration,
        Judgement,
        JudgementKind,
        Link,
        NotRead,
        Origin,
        Question,
        Report,
        Statement,
        Supersession,
        Understanding,
    )
    from rashomon.show.views import Views
    from rashomon.verification import Difference, verify

_HOMES = {
    "RashomonError": "errors",
    "Difference": "verification",
    "Line": "intake",
    "Progress": "intake",
    "Summary": "intake",
    "judge": "intake",
    "read_into": "intake",
    "verify": "verification",
    "Ledger": "ledger",
    "Claim": "records",
    "Conflict": "records",
    "Corroboration": "records",
    "Judgement": "records",
    "JudgementKind": "records",
    "Link": "records",
    "NotRead": "records",
    "Origin": "records",
    "Question": "records",
    "Report": "records",
    "Statement": "records",
    "Supersession": "records",
    "Understanding": "records",
    "Views": "show.views",
}

__all__ = [
    "Claim",
    "Conflict",
    "Corroboration",
    "Difference",
    "Judgement",
    "JudgementKind",
    "Ledger",
    "Line",
    "Link",
    "NotRead",
    "Origin",
    "Progress",
    "Question",
    "RashomonError",
    "Report",
    "Statement",
    "Summary",
    "Supersession",
    "Understanding",
    "Views",
    "judge",
    "read_into",
    "verify",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    return getattr(import_module(f"rashomon.{home}"), name)
