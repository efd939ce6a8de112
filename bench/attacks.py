"""Attacks on the count of origins: the same information told often, laundered, or dated back must change no status.

Each attack is a small newsroom before and after: what is added carries no new knowledge. Every name is invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

COPIES, RETOLD = 50, 12
_AT = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
_COLOUR = (
    "Rain had fallen over the harbour since the morning and the ferries stood idle at the northern pier.",
    "Along the quay people gathered in front of the closed customs house and waited for word.",
    "Two tugs were brought in from Marrow Bay during the afternoon, and the lighthouse road was shut.",
    "Shops in the old town stayed open late, though few came, and the tram stopped at the bridge.",
)
_TOLD = "The warehouse fire in Velmora killed 14 dock workers"
_FORMS = (
    "Sources suggest the warehouse fire in Velmora killed 14 dock workers.",
    "Experts suggest that 14 dock workers were killed in the warehouse fire in Velmora.",
    "It is understood that 14 dock workers died in the Velmora warehouse fire.",
    "Reportedly, 14 dock workers were killed when a warehouse burned in Velmora.",
    "Reports indicate that the fire at a Velmora warehouse claimed the lives of 14 dock workers.",
    "Local media say 14 dock workers lost their lives in the Velmora warehouse fire.",
)


@dataclass(frozen=True, slots=True)
class Attack:
    """A newsroom as JSON records, and what is added to it."""

    name: str
    before: tuple[bytes, ...]
    added: tuple[bytes, ...]


def attacks() -> Iterator[Attack]:
    """One false origin copied, its attribution laundered, its copies dated back."""
    origin = _record("Cape Herald", f"{_TOLD}, Ruben Askell said on Tuesday.", hours=0)
    rest = (
        _record("Bay Mirror", "A fire broke out in a warehouse in Velmora on Tuesday, the port office said.", hours=1),
        _record("Strait Post", "The port of Velmora stayed closed after the fire, Mayor Ilse Tarn said.", hours=2),
    )
    before = (origin, *rest)
    told = f"{_TOLD}, Ruben Askell said on Tuesday."
    yield Attack("copied", before, tuple(_record(_masthead(n), told, hours=3 + n) for n in range(COPIES)))
    laundered = [_record(_masthead(n), _FORMS[n % len(_FORMS)], hours=3 + n) for n in range(RETOLD)]
    yield Attack("laundered", before, tuple(laundered))
    own = [_record(_masthead(n), _FORMS[n % len(_FORMS)], hours=3 + n, colour=_own_words(n)) for n in range(RETOLD)]
    yield Attack("laundered in other words", before, tuple(own))
    yield Attack("dated back", before, tuple(_record(_masthead(n), told, hours=-1 - n) for n in range(COPIES)))
    bare = [_record(_masthead(n), f"{_TOLD}.", hours=-1 - n) for n in range(COPIES)]
    yield Attack("dated back without the name", before, tuple(bare))


def _masthead(number: int) -> str:
    first = ("Dune", "Fjord", "Gorge", "Heath", "Isle", "Knoll", "Lagoon", "Moor", "Notch", "Orchard")
    last = ("Courier", "Gazette", "Observer", "Tribune", "Standard")
    return f"{first[number % 10]} {last[number // 10]}"


def _own_words(number: int) -> tuple[str, ...]:
    """Sentences of one report that no other has."""
    rng = Random(number)
    names = ["".join(rng.choice(("ka", "lo", "mi", "ra", "tu", "ve")) for _ in range(3)).capitalize() for _ in range(8)]
    return (
        f"{names[0]} Street was closed and its {rng.choice(('bakers', 'tailors', 'potters'))} went home.",
        f"In {names[1]}, a guide called {names[2]} kept {rng.randrange(3, 90)} goats out of the rain.",
        f"The choir of {names[3]} will sing {names[4]}'s {rng.choice(('hymn', 'waltz', 'mass'))} on {names[5]} Day.",
        f"A bus to {names[6]} broke down near the {names[7]} mill and was repaired within the hour.",
    )


def _record(outlet: str, sentence: str, *, hours: int, colour: tuple[str, ...] = _COLOUR) -> bytes:
    at = _AT + timedelta(hours=hours)
    name = outlet.lower().replace(" ", "")
    return json.dumps(
        {
            "url": f"https://{name}.example/{at:%Y/%m/%d}/fire",
            "outlet": outlet,
            "date": at.isoformat(),
            "language": "en",
            "title": "Fire in the harbour of Velmora",
            "text": "\n\n".join((f"{sentence} {colour[0]}", f"{colour[1]} {colour[2]}", colour[3])),
        }
    ).encode()
