"""A report in, statements out."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from rashomon.records import Published, Report, Understanding
from rashomon.understand import attribution, encoder, masking, meaning, names, places, sentences, statements
from rashomon.understand import reader as trained
from rashomon.understand.attribution import read as attribution_read
from rashomon.understand.casualties import read_toll
from rashomon.understand.moments import publication

__all__ = ["Reader", "meaning_of", "reader_name", "understand"]


class Reader(StrEnum):
    """Who finds speech and statements in a report."""

    TRAINED = "trained"
    RULES = "rules"


def reader_name(reader: Reader) -> str:
    """The reader's name for the ledger: with the digest of its weights, which decide what it finds.

    Raises WeightsError where the trained reader's files are missing or altered.
    """
    return reader.value if reader is Reader.RULES else f"{reader.value} {encoder.shipped().digest[:16]}"


LANGUAGES = frozenset({"en", "und"})
"""Languages read; "und" is a report too short to tell, which English rules may still read."""


def understand(report: Report, *, published: Published | None = None, reader: Reader = Reader.TRAINED) -> Understanding:
    """The statements of a report, as the trained reader finds them or by rules alone.

    ``published`` is used as the time of publication instead of one inferred from the report; the identifiers of
    statements do not depend on it. A report in another language than English is marked as not understood and yields
    nothing. Pure and deterministic; linear in the length of the text.
    """
    if report.language not in LANGUAGES:
        note = f"language {report.language} is not read yet: kept and searchable, without statements"
        return Understanding(
            report_id=report.id,
            published=published or report.published,
            statements=(),
            mentions=(),
            understood=False,
            note=note,
        )
    found = sentences.split(report)
    when = published or publication.infer(report.text, report.blocks, report.published, report.dateline, report.seen)
    if reader is Reader.TRAINED:
        seen = trained.read(report.text[: found[-1].span.end if found else 0], encoder.shipped())
        named = names.find_names(report.text, found, seen.names)
        acts = attribution_read.find(report.text, found, seen, named)
        told = statements.make(report, found, acts, named, when, seen)
        made = meaning.with_meaning(report.text, told, encoder.shipped())
        located = places.find_places(report, found, named.mentions, seen.names, places.home_of(report))
    else:
        named = names.find_names(report.text, found)
        acts = attribution.find(report.text, found, named)
        made = statements.make(report, found, acts, named, when)
        located = places.find_places(report, found, named.mentions, (), places.home_of(report))
    too_long = len(report.text) > sentences.ANALYSED
    return Understanding(
        report_id=report.id,
        published=when,
        statements=places.attach(report.text, made, located),
        mentions=named.mentions,
        toll=read_toll(report.id, report.text, found, _year(when)),
        note=f"only the first {sentences.ANALYSED} characters were read for statements" if too_long else None,
    )


def meaning_of(words: str) -> str:
    """The meaning of words, as `meaning.with_meaning` gives statements theirs. Raises WeightsError."""
    return meaning.packed(encoder.shipped().vectors([masking.masked(words)])[0])


def _year(published: Published) -> int | None:
    """The year of publication, None where it is not known to the year."""
    lo, hi = published.when.lo, published.when.hi
    return lo.year if lo is not None and hi is not None and (hi - timedelta(microseconds=1)).year == lo.year else None
