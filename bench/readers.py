"""What the benches of the trained reader see of it, and nothing else: this protocol, and readers by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from bench.original import Original
from rashomon.read import extract
from rashomon.records import NameKind, QuoteKind, Report, Statement
from rashomon.understand import Reader as By
from rashomon.understand import attribution, encoder, names, reader, sentences, statements, understand
from rashomon.understand.attribution import read as attribution_read
from rashomon.understand.moments import publication
from rashomon.understand.parts import Attribution

Vectors = NDArray[np.float32]

LABELS = ("PERSON", "ORGANISATION", "PLACE", "EQUIPMENT", "NATIONALITY")
"""The kinds of names a reader tells apart."""


class Reader(Protocol):
    """A reader of English text; every place is in code points of the text given. Pure: equal texts, equal answers."""

    name: str

    def attributions(self, text: str) -> Sequence[Attribution]:
        """Acts of reporting; they may lie inside one another's contents, and may be inherited (no cue)."""
        ...

    def entities(self, text: str) -> Sequence[tuple[int, int, str]]:
        """Names as (start, end, one of `LABELS`)."""
        ...

    def factuality(self, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[float]:
        """For the predicate in each span: from -3 (certainly did not happen) to 3 (certainly did)."""
        ...

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384), each row of unit length: near for statements that say the same."""
        ...

    def statements(self, text: str) -> Sequence[Statement]:
        """The whole product path over a text given as one plain report."""
        ...


SEEN = datetime(2026, 1, 1, tzinfo=UTC)


class _Trained:
    """The product's reader; ``folder`` holds other weights than the shipped ones (a variant, a float32 export)."""

    name = "trained"

    def __init__(self, folder: Path | None = None) -> None:
        self._encoder = encoder.shipped() if folder is None else encoder.Encoder(folder)
        self._last: tuple[str, reader.Read] | None = None

    def _read(self, text: str) -> reader.Read:
        if self._last is None or self._last[0] != text:
            self._last = (text, reader.read(text, self._encoder))
        return self._last[1]

    def attributions(self, text: str) -> Sequence[Attribution]:
        return [Attribution(a.source, a.cue, a.content, QuoteKind.NONE, 0) for a in self._read(text).acts]

    def entities(self, text: str) -> Sequence[tuple[int, int, str]]:
        return [(n.span.start, n.span.end, n.kind) for n in self._read(text).names]

    def factuality(self, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[float]:
        return reader.factuality(self._read(text), spans)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.vectors(texts)

    def statements(self, text: str) -> Sequence[Statement]:
        return understand(plain_report(text)).statements


class _Rules:
    """The rules alone. They find names of persons, bodies and places, and know no factuality and no vectors."""

    name = "rules"
    _KINDS: ClassVar = {
        NameKind.PERSON: "PERSON",
        NameKind.ORGANISATION: "ORGANISATION",
        NameKind.PLACE: "PLACE",
        NameKind.EQUIPMENT: "EQUIPMENT",
    }

    def attributions(self, text: str) -> Sequence[Attribution]:
        report = plain_report(text)
        found = sentences.split(report)
        return attribution.find(report.text, found, names.find_names(report.text, found))

    def entities(self, text: str) -> Sequence[tuple[int, int, str]]:
        report = plain_report(text)
        mentions = names.find_names(report.text, sentences.split(report)).mentions
        return [(m.span.start, m.span.end, self._KINDS[m.kind]) for m in mentions if m.kind in self._KINDS]

    def factuality(self, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[float]:
        return [3.0] * len(spans)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError("the rules have no vectors")

    def statements(self, text: str) -> Sequence[Statement]:
        return understand(plain_report(text), reader=By.RULES).statements


class _Product(_Rules):
    """The product's names: the rules', with the trained reader's as evidence (`rashomon.understand.names`)."""

    name = "product"

    def entities(self, text: str) -> Sequence[tuple[int, int, str]]:
        named = names_in(text)
        peoples = {m.span for m in named.mentions if named.people(m)}
        return [
            (m.span.start, m.span.end, "NATIONALITY" if m.span in peoples else self._KINDS[m.kind])
            for m in named.mentions
            if m.kind in self._KINDS
        ]


def names_in(text: str) -> names.Names:
    """The product's names of a text given as one plain report; raises Unreadable for a text it refuses."""
    report = plain_report(text)
    found = sentences.split(report)
    seen = reader.read(report.text[: found[-1].span.end if found else 0], encoder.shipped())
    return names.find_names(report.text, found, seen.names)


def hedged_by_rules(text: str) -> tuple[reader.Read, Sequence[Statement]]:
    """What the encoder reads in a text, and the product's statements with the commitment the rules alone give them."""
    report = plain_report(text)
    found = sentences.split(report)
    seen = reader.read(report.text[: found[-1].span.end if found else 0], encoder.shipped())
    named = names.find_names(report.text, found, seen.names)
    acts = attribution_read.find(report.text, found, seen, named)
    when = publication.infer(report.text, report.blocks, report.published, report.dateline, report.seen)
    return seen, statements.make(report, found, acts, named, when, replace(seen, firm=seen.firm[:0]))


def plain_report(text: str) -> Report:
    """A text as a plain report seen on `SEEN`. Raises Unreadable for what the product refuses as furniture."""
    return extract(text.encode("utf-8"), locator="bench", media_type="text/plain", seen=SEEN)


class VectorsOnly(Protocol):
    """What ``bench similarity`` asks of a reader."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """As `Reader.vectors`."""
        ...


def load(name: str) -> Reader:
    """The reader called ``trained`` (the product's), ``rules`` (without weights) or ``product`` (names of both
    together), or one with the weights of a folder of that name."""
    if name in ("rules", "product"):
        return _Rules() if name == "rules" else _Product()
    return _Trained(None if name == "trained" else Path(name))


def original() -> VectorsOnly:
    """The encoder as it was before training; raises DataMissing where it is not installed."""
    return Original()
