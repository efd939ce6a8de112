"""Words beside a statement that take back that it is so."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from rashomon.records import Commitment, Polarity, Span
from rashomon.understand.framing import framed, weighed

TABLE = tomllib.loads(files("rashomon.understand").joinpath("rules/framing.toml").read_text("utf-8"))["framing"]
YES = [(text, Commitment(one["commitment"])) for one in TABLE for text in one["yes"]]
NO = [(text, None) for one in TABLE for text in one["no"]]


@pytest.mark.parametrize(("marked", "expected"), YES + NO)
def test_examples(marked: str, expected: Commitment | None) -> None:
    start, end = marked.index("| ") + 2, marked.rindex(" |")
    text = marked[: start - 2] + marked[start:end] + marked[end + 2 :]
    content = Span(start=start - 2, end=end - 2)
    first = max(text.rfind(". ", 0, content.start) + 2, 0) if ". " in text[: content.start] else 0
    assert framed(text, Span(start=first, end=len(text)), content) is expected


def test_every_pattern_has_an_example() -> None:
    for one in TABLE:
        for pattern in (*one["before"], *one["after"]):
            sides = [text.split("|")[0] if pattern in one["before"] else text.split("|")[2] for text in one["yes"]]
            assert any(re.search(pattern, side, re.IGNORECASE) for side in sides), pattern


def test_a_condition_is_no_assertion() -> None:
    text = "If the talks fail, the strait will close."
    assert framed(text, Span(start=0, end=len(text)), Span(start=0, end=17)) is Commitment.POSSIBLE


@pytest.mark.parametrize(
    ("commitment", "polarity", "found", "expected"),
    [
        (Commitment.ASSERTED, Polarity.POSITIVE, None, (Commitment.ASSERTED, Polarity.POSITIVE)),
        (Commitment.ASSERTED, Polarity.POSITIVE, Commitment.DENIED, (Commitment.DENIED, Polarity.NEGATIVE)),
        (Commitment.ASSERTED, Polarity.NEGATIVE, Commitment.DENIED, (Commitment.DENIED, Polarity.POSITIVE)),
        (Commitment.DENIED, Polarity.NEGATIVE, Commitment.DENIED, (Commitment.DENIED, Polarity.NEGATIVE)),
        (Commitment.ALLEGED, Polarity.POSITIVE, Commitment.UNCONFIRMED, (Commitment.UNCONFIRMED, Polarity.POSITIVE)),
        (Commitment.PLANNED, Polarity.POSITIVE, Commitment.POSSIBLE, (Commitment.PLANNED, Polarity.POSITIVE)),
    ],
)
def test_frames_turn_what_is_denied_and_weaken_the_rest(
    commitment: Commitment, polarity: Polarity, found: Commitment | None, expected: tuple[Commitment, Polarity]
) -> None:
    assert weighed((commitment, polarity), found) == expected
