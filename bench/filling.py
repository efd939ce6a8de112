"""A big ledger, quickly: reports read by the real pipeline, then copies of them under other identifiers.

Comparing is the cost of a big ledger (DESIGN: a report meets those it may belong to), and a bench of *pages* needs not
the comparing but its results. So ``real`` generated reports are read by rules as any report is, and everything found in
them is then recorded again and again through the ledger's own methods (reports, statements, links, blocks), each time
with new identifiers, so that all indices are filled by the code that always fills them. Not copied: archived bytes
(shared), fingerprints and scored pairs, which no page reads. Copies are islands: no link or question spans two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.worlds import generate
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.ledger.codec import decode, encode
from rashomon.records import Capture, Link, Report, Settled, Understanding, digest

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
_SHARD = 200
_IDENTIFIER = re.compile(r"\b[0-9a-f]{16}\b")


def fill(path: Path, count: int, *, real: int, more: int) -> Path:
    """Make a ledger of ``count`` reports, ``real`` of them truly read; gives a file of ``more`` further ones."""
    stream = generate(7, real + more)
    with Ledger.open(path, create=True) as ledger:
        for start in range(0, real, _SHARD):
            shard = path.with_name("shard.jsonl")
            shard.write_bytes(b"\n".join(r.payload for r in islice(stream, min(_SHARD, real - start))) + b"\n")
            read_into(ledger, [shard], seen=SEEN, reader="rules")
            shard.unlink()
        if count > real:
            _copy(ledger, count)
    following = path.with_name("more.jsonl")
    following.write_bytes(b"\n".join(r.payload for r in stream) + b"\n")
    return following


def _copy(ledger: Ledger, count: int) -> None:
    held = [(encode(r), encode(ledger.understanding(r.id))) for r in ledger.reports()]
    ids = {i for kind, i, _ in ledger.rows() if kind not in {"original", "pair"}}
    links = [text for kind, _, text in ledger.rows() if kind == "link"]
    blocks = [encode(ledger.settled(i)) for kind, i, _ in ledger.rows() if kind == "block"]
    left = count - len(held)
    for turn in range(1, 1 + -(-left // len(held))):
        with ledger.writing():
            _one_copy(ledger, turn, ids, (held[: left - (turn - 1) * len(held)], links, blocks))


def _one_copy(
    ledger: Ledger, turn: int, ids: set[str], given: tuple[list[tuple[str, str]], list[str], list[str]]
) -> None:
    held, links, blocks = given

    def anew(text: str) -> str:
        return _IDENTIFIER.sub(lambda m: digest("copy", str(turn), m[0]) if m[0] in ids else m[0], text)

    known: set[str] = set()
    for report_text, understanding_text in held:
        report = decode(Report, anew(report_text))
        understanding = decode(Understanding, anew(understanding_text))
        ledger.add_report(report, understanding)
        known.update(s.id for s in understanding.statements)
        seen = SEEN - timedelta(hours=turn)
        ledger.log_capture(
            Capture(original_id=report.original_id, report_id=report.id, locator=f"copy {turn}", seen=seen)
        )
        known.add(report.id)
    for link in _within(links, anew, known):
        ledger.put_links(link.child, link.parent, [link])
    settled = (decode(Settled, anew(text)) for text in blocks)
    ledger.replace_blocks([], [b for b in settled if known.issuperset(b.statements)])


def _within(links: list[str], anew: Callable[[str], str], known: set[str]) -> Iterator[Link]:
    for text in links:
        link = decode(Link, anew(text))
        if link.child in known and (link.parent in known or link.parent.startswith("outlet:")):
            yield link
