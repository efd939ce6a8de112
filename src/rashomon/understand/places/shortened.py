"""Short forms of states and provinces in running text: "Calif.", "W. Va.", "Dallas, TX"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.parts import Token
from rashomon.understand.places.folding import fold
from rashomon.understand.places.parts import words


def shortened(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A state's short form at this token: the folded name it stands for, and where it ends."""
    known, token = words(), tokens[at]
    before = tokens[at - 1].text if at else ""
    if len(token.text) == 1 and at + 2 < len(tokens) and tokens[at + 1].text == ".":
        name = known.abbreviations.get(f"{token.text}.{tokens[at + 2].text}")
        if name is not None:
            dotted = at + 3 < len(tokens) and tokens[at + 3].text == "."
            return fold(name), at + 3 + dotted
    if token.text in known.postal and token.text.isupper() and before == ",":
        return fold(known.postal[token.text]), at + 1
    name = known.abbreviations.get(token.text)
    if name is None:
        return None
    if "." in token.text or token.text == "NSW":
        return fold(name), at + 1
    dotted = at + 1 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 1].span.start == token.span.end
    return (fold(name), at + 2) if dotted and (before in {",", "-"} or before.lower() in known.locating) else None
