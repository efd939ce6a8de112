"""Small stand-ins: a capture time, one report of bytes, and the words of anchored bytes as a reader sees them."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

from rashomon.read import extract
from rashomon.records import Block, BlockKind, Report

SEEN = datetime(2021, 6, 1, 12, 30, tzinfo=UTC)
SENTENCES = (
    "The harbour ministry said on Monday that twelve ships had left the northern port.",
    "Officials of the coast guard counted forty sailors on the pier before the gates were shut.",
    "A spokeswoman for the union said the talks would go on until both sides had signed.",
    "Nobody was hurt when the warehouse burnt, according to the mayor of the old town.",
    "The price of grain rose by a tenth in the week after the announcement was made.",
)


def report(payload: bytes | str, media_type: str = "text/plain", locator: str = "sample") -> Report:
    raw = payload.encode() if isinstance(payload, str) else payload
    return extract(raw, locator=locator, media_type=media_type, seen=SEEN)


def blocks(made: Report) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(made.text)) for b in made.blocks]


def of_kind(made: Report, kind: BlockKind) -> list[str]:
    return [b.span.of(made.text) for b in made.blocks if b.kind is kind]


def anchored_everywhere(made: Report, block: Block) -> bool:
    covered = set()
    for anchor in made.anchors:
        covered.update(range(anchor.text.start, anchor.text.end))
    return all(at in covered or made.text[at].isspace() for at in range(block.span.start, block.span.end))


def words_of(raw: bytes) -> str:
    """Anchored bytes of a page as words: markup removed, references resolved, white space folded."""
    text = re.sub(r"<!--.*?-->", "", raw.decode(), flags=re.DOTALL)
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r"<br\b[^>]*>", " ", text)
    return " ".join(html.unescape(re.sub(r"<[a-zA-Z/!](?:[^>\"']|\"[^\"]*\"|'[^']*')*>", "", text)).split())
