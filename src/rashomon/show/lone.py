"""Speakers known from one report only: a named person nobody else names. Pure, over what the ledger says of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rashomon.records import Report, Statement, Voice, VoiceKind

Naming = Callable[[str], tuple[str, ...]]
Copies = Callable[[str], frozenset[str]]


def lone_speakers(
    statements: Iterable[Statement], naming: Naming, copies: Copies
) -> tuple[tuple[Voice, tuple[Statement, ...]], ...]:
    """The persons who speak in these statements and whom only one report, counting its copies as one, names.

    ``naming`` gives the reports that name a key, ``copies`` the reports that share a text or passage with one. A person
    whose institution is named in a report of other text is not lone: the institution can be asked. Ordered by name;
    each person once, with all their statements.
    """
    spoken: dict[str, tuple[Voice, list[Statement]]] = {}
    for statement in sorted(statements, key=lambda s: s.id):
        for voice in statement.chain:
            if voice.kind is VoiceKind.PERSON:
                spoken.setdefault(voice.key, (voice, []))[1].append(statement)
    found = []
    for key, (voice, said) in spoken.items():
        institutions = {v.institution for s in said for v in s.chain if v.key == key and v.institution}
        homes = {s.report_id for s in said}
        # A report that gives the family name alone may mean the same person: no warning then, it would be a guess.
        persons = {one for name in {key, key.split()[-1]} for one in naming(name)} if key.strip() else set()
        bodies = ({*naming(name), *homes} for name in sorted(institutions))
        if _one_text(persons | homes, copies) and all(_one_text(body, copies) for body in bodies):
            found.append((voice, tuple(said)))
    return tuple(sorted(found, key=lambda one: (one[0].name, one[0].key)))


def texts(reports: Iterable[str], copies: Copies) -> int:
    """How many texts these reports are, when those that share text are one."""
    left, count = set(reports), 0
    while left:
        count += 1
        edge = {min(left)}
        while edge:
            left -= edge
            edge = {other for one in edge for other in copies(one)} & left
    return count


def _one_text(reports: set[str], copies: Copies) -> bool:
    return texts(reports, copies) <= 1


def words_for(voice: Voice, report: Report) -> str:
    """Who is known from which report only."""
    name = voice.name or voice.key
    outlet = report.outlet.name or report.outlet.key
    return f"{name}, in {outlet}"
