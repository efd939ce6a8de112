"""A report in, statements out."""

from __future__ import annotations

from rashomon.records import Published, Report, Understanding
from rashomon.understand import attribution, names, publication, sentences, statements

__all__ = ["understand"]

LANGUAGES = frozenset({"en", "und"})
"""Languages read; "und" is a report too short to tell, which English rules may still read."""


def understand(report: Report, *, published: Published | None = None) -> Understanding:
    """The statements of a report.

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
    named = names.find_names(report.text, found)
    when = published or publication.infer(report.text, report.blocks, report.published, report.dateline, report.seen)
    acts = attribution.find(report.text, found, named)
    made = statements.make(report, found, acts, named, when)
    too_long = len(report.text) > sentences.ANALYSED
    return Understanding(
        report_id=report.id,
        published=when,
        statements=made,
        mentions=named.mentions,
        note=f"only the first {sentences.ANALYSED} characters were read for statements" if too_long else None,
    )
