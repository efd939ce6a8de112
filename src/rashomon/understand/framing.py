"""What the words beside a statement make of it: "no evidence that | the bridge fell" asserts no fall.

A reader that cuts out the clause alone would lay to a speaker what he refuses to say. Patterns and their examples are
in rules/framing.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rashomon.records import Commitment, Polarity, Span

REACH = 120
"""Characters looked at on each side: the longest frame of the examples has 60."""
_CONDITIONAL = re.compile(
    r"(?:if|unless) [^,]{,200}$", re.IGNORECASE
)  # the condition alone, without what follows of it


@dataclass(frozen=True, slots=True)
class _Frame:
    commitment: Commitment
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]


@cache
def _frames() -> tuple[_Frame, ...]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules/framing.toml").read_text("utf-8"))
    return tuple(
        _Frame(
            Commitment(one["commitment"]),
            tuple(re.compile(p, re.IGNORECASE) for p in one["before"]),
            tuple(re.compile(p, re.IGNORECASE) for p in one["after"]),
        )
        for one in table["framing"]
    )


def framed(text: str, sentence: Span, content: Span) -> Commitment | None:
    """What the rest of the sentence makes of ``content``: DENIED, UNCONFIRMED or POSSIBLE; None where it is left as it
    is. Bounded: `REACH` characters on each side.
    """
    before = text[max(sentence.start, content.start - REACH) : content.start]
    after = text[content.end : min(sentence.end, content.end + REACH)]
    for frame in _frames():
        if any(p.search(before) for p in frame.before) or any(p.search(after) for p in frame.after):
            return frame.commitment
    return Commitment.POSSIBLE if _CONDITIONAL.match(content.of(text)) else None


def weighed(stance: tuple[Commitment, Polarity], found: Commitment | None) -> tuple[Commitment, Polarity]:
    """A statement's commitment and polarity with what frames it: what is denied is turned, the rest only weakened."""
    commitment, polarity = stance
    if found is Commitment.DENIED:
        if commitment is not Commitment.DENIED:
            polarity = Polarity.POSITIVE if polarity is Polarity.NEGATIVE else Polarity.NEGATIVE
        return Commitment.DENIED, polarity
    if found is Commitment.UNCONFIRMED and commitment is not Commitment.DENIED:
        return found, polarity
    if found is Commitment.POSSIBLE and commitment in (Commitment.ASSERTED, Commitment.ASSESSED):
        return found, polarity
    return stance
