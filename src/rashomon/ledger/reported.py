"""Reports and what was understood of them: append-only, with a derived overlay of bettered dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rashomon.errors import RecordError, UnknownIdentifier
from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.shelving import redate_shelf, shelve_report
from rashomon.ledger.store import one, paged, rows_in, storable
from rashomon.records import Published, Report, Statement, Understanding

_EFFECTIVE = (  # the later prevails
    "SELECT id, record FROM statement WHERE id IN (*)",
    "SELECT id, record FROM restated WHERE id IN (*)",
)


class Reported(Part):
    """Reports, understandings, statements, and who is named where."""

    def has_report(self, report_id: str) -> bool:
        """Whether the report is recorded."""
        return bool(self._store.rows("SELECT 1 FROM report WHERE id = ?", (storable(report_id),)))

    def add_report(self, report: Report, understanding: Understanding) -> None:
        """Record a report with all that was understood of it; a report already recorded is left as it is.

        Raises RecordError when the two do not belong together or the original is not archived at commit.
        """
        if understanding.report_id != report.id:
            raise RecordError(f"understanding of {understanding.report_id} given for report {report.id}")
        with self.writing():
            if self.has_report(report.id):
                return
            self._store.run(
                "INSERT INTO report (id, original_id, record) VALUES (?, ?, ?)",
                (report.id, report.original_id, encode(report)),
            )
            if report.url:
                self._store.run(
                    "INSERT INTO addressed (address, report_id, declared) VALUES (?, ?, 1)",
                    (storable(report.url), report.id),
                )
            self._store.run(
                "INSERT INTO understanding (report_id, record) VALUES (?, ?)",
                (report.id, encode(replace(understanding, statements=()))),
            )
            self._store.run_many(
                "INSERT INTO statement (id, report_id, place, record) VALUES (?, ?, ?, ?)",
                [(s.id, report.id, place, encode(s)) for place, s in enumerate(understanding.statements)],
            )
            self._store.run_many(
                "INSERT INTO naming (key, report_id) VALUES (?, ?)",
                [(storable(key), report.id) for key in sorted(_named(understanding))],
            )
            self._index(report, understanding)

    def _index(self, report: Report, understanding: Understanding) -> None:
        statements = understanding.statements
        number = self._store.rows("SELECT number FROM report WHERE id = ?", (report.id,))[0][0]
        words = report.text if report.text.startswith(report.title) else f"{report.title}\n{report.text}"
        self._store.index_words("report", number, words)
        numbers = self._store.rows(
            "SELECT number, place FROM statement WHERE report_id = ? ORDER BY place", (report.id,)
        )
        for number, place in numbers:
            self._store.index_words("statement", number, statement_words(report, statements[place]))
        note = "" if understanding.understood else understanding.note or "not understood"
        numbered = [(number, statements[place]) for number, place in numbers]
        shelve_report(self._store, report, understanding.published, note, numbered)

    def report(self, report_id: str) -> Report:
        """A report. Raises UnknownIdentifier."""
        found = self._reports.get(report_id)
        if found is None:
            row = one(self._store.rows("SELECT record FROM report WHERE id = ?", (storable(report_id),)))
            if row is None:
                raise UnknownIdentifier(f"no report {report_id} is recorded")
            found = self._decoded(Report, report_id, row[0])
            self._reports.put(report_id, found)
        return found

    def reports(self) -> Iterator[Report]:
        """All reports, by id, a few at a time in memory."""
        for identifier, text in paged(self._store, "SELECT id, record FROM report WHERE id > ? ORDER BY id", ("",)):
            yield self._decoded(Report, identifier, text)

    def reports_after(self, report_id: str, limit: int) -> tuple[str, ...]:
        """The identifiers of the reports that follow one in the order of identifiers."""
        sql = "SELECT id FROM report WHERE id > ? ORDER BY id LIMIT ?"
        return tuple(row[0] for row in self._store.rows(sql, (storable(report_id), limit)))

    def understanding(self, report_id: str) -> Understanding:
        """What was understood of a report when it was read, without the overlay. Raises UnknownIdentifier."""
        found = self._understood(report_id)
        rows = self._store.rows(
            "SELECT id, record FROM statement WHERE report_id = ? ORDER BY place", (storable(report_id),)
        )
        return replace(found, statements=tuple(self._decoded(Statement, *row) for row in rows))

    def _understood(self, report_id: str) -> Understanding:
        row = one(self._store.rows("SELECT record FROM understanding WHERE report_id = ?", (storable(report_id),)))
        if row is None:
            raise UnknownIdentifier(f"no report {report_id} is recorded")
        return self._decoded(Understanding, report_id, row[0])

    def dated(self, report_id: str) -> Published:
        """When a report was published as understood on reading, without the overlay. Raises UnknownIdentifier."""
        found = self._dates.get(report_id)
        if found is None:
            # the date alone: the names beside it are most of an understanding
            sql = "SELECT json_extract(record, '$.published') FROM understanding WHERE report_id = ?"
            row = one(self._store.rows(sql, (storable(report_id),)))
            if row is None:
                raise UnknownIdentifier(f"no report {report_id} is recorded")
            found = self._decoded(Published, report_id, row[0] or "null")
            self._dates.put(report_id, found)
        return found

    def published(self, report_id: str) -> Published:
        """When a report was published: by the overlay where there is one, else as understood on reading."""
        row = one(self._store.rows("SELECT record FROM redated WHERE report_id = ?", (storable(report_id),)))
        if row is not None:
            return self._decoded(Published, report_id, row[0])
        return self.dated(report_id)

    def redate(self, report_id: str, understanding: Understanding | None) -> None:
        """Lay bettered dates over a report, or (None) take them away; what was recorded stays as it is.

        ``understanding`` has the same statements with other moments. Raises RecordError where it has others,
        UnknownIdentifier for an unknown report.
        """
        with self.writing():
            before = self.understanding(report_id)
            self._store.run("DELETE FROM redated WHERE report_id = ?", (report_id,))
            self._store.run("DELETE FROM restated WHERE report_id = ?", (report_id,))
            for statement in before.statements:
                self._statements.forget(statement.id)
            if understanding is None:
                redate_shelf(self._store, report_id, before.published, before.statements)
                return
            if [s.id for s in understanding.statements] != [s.id for s in before.statements]:
                raise RecordError(f"redating report {report_id} would change which statements it makes")
            if understanding.published != before.published:
                self._store.run(
                    "INSERT INTO redated (report_id, record) VALUES (?, ?)",
                    (report_id, encode(understanding.published)),
                )
            self._store.run_many(
                "INSERT INTO restated (id, report_id, record) VALUES (?, ?, ?)",
                [
                    (after.id, report_id, encode(after))
                    for after, was in zip(understanding.statements, before.statements, strict=True)
                    if after != was
                ],
            )
            redate_shelf(self._store, report_id, understanding.published, understanding.statements)

    def statement(self, statement_id: str) -> Statement:
        """A statement, with the overlay applied. Raises UnknownIdentifier."""
        return self.statements((statement_id,))[statement_id]

    def statements(self, statement_ids: Iterable[str]) -> dict[str, Statement]:
        """Statements by id, in order of id, with the overlay applied. Raises UnknownIdentifier for any not recorded."""
        wanted = sorted(set(statement_ids))
        if not self._store.in_transaction:
            self._see_others()
        found = {i: held for i in wanted if (held := self._statements.get(i)) is not None}
        missing = [i for i in wanted if i not in found]
        texts: dict[str, str] = {}
        for sql in _EFFECTIVE if missing else ():
            texts.update(rows_in(self._store, sql, map(storable, missing)))
        for identifier in missing:
            if identifier not in texts:
                raise UnknownIdentifier(f"no statement {identifier} is recorded")
            found[identifier] = self._decoded(Statement, identifier, texts[identifier])
            self._statements.put(identifier, found[identifier])
        return {i: found[i] for i in wanted}

    def statements_of(self, report_id: str) -> tuple[Statement, ...]:
        """The statements of a report in the order they were found, with the overlay applied."""
        rows = self._store.rows("SELECT id FROM statement WHERE report_id = ? ORDER BY place", (storable(report_id),))
        found = self.statements(row[0] for row in rows)
        return tuple(found[row[0]] for row in rows)

    def naming(self, key: str) -> tuple[str, ...]:
        """Ids of the reports in which a name with this key is mentioned or a voice with this key speaks, sorted."""
        rows = self._store.rows("SELECT report_id FROM naming WHERE key = ? ORDER BY report_id", (storable(key),))
        return tuple(row[0] for row in rows)


def statement_words(report: Report, statement: Statement) -> str:
    """The words a statement is found by: its content, and the names of its voices inside the outlet."""
    content = [span.of(report.text) for span in statement.content]
    return "\n".join([*content, *(voice.name for voice in statement.chain[1:])])


def _named(understanding: Understanding) -> set[str]:
    keys = {name.key for name in understanding.mentions}
    for statement in understanding.statements:
        keys.update(voice.key for voice in statement.chain)
        keys.update(name.key for name in statement.frame.names)
    return keys
