"""Links between reports and scored pairs of statements. Derived: rewritten freely, never by what did not change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.errors import RecordError, UnknownIdentifier
from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.store import ASKED, one, rows_in, storable
from rashomon.records import Link, PairScore

_OUTLET = "outlet:"
_MARKS = ",".join(["(?, ?)"] * ASKED)
_LINKED = (
    f"WITH wanted (a, b) AS (VALUES {_MARKS}) "  # noqa: S608
    "SELECT DISTINCT link.a, link.b FROM wanted JOIN link ON link.a = wanted.a AND link.b = wanted.b"
)


class Relations(Part):
    """Links and pairs."""

    def put_links(self, a: str, b: str, links: Sequence[Link]) -> None:
        """Make these the links between two reports, or between a report and ``outlet:KEY``, in place of any before.

        Raises RecordError for a link between others.
        """
        a, b = sorted((storable(a), storable(b)))
        after = {}
        for link in links:
            if sorted((storable(link.child), storable(link.parent))) != [a, b]:
                raise RecordError(f"link {link.id} is between {link.child} and {link.parent}, not {a} and {b}")
            after[link.id] = encode(link)
        with self.writing():
            before: dict[str, str] = dict(self._store.rows("SELECT id, record FROM link WHERE a = ? AND b = ?", (a, b)))
            if before == after:
                return
            self._store.run("DELETE FROM link WHERE a = ? AND b = ?", (a, b))
            self._store.run_many(
                "INSERT INTO link (id, a, b, record) VALUES (?, ?, ?, ?)",
                [(identifier, a, b, after[identifier]) for identifier in sorted(after)],
            )

    def link(self, link_id: str) -> Link:
        """A link. Raises UnknownIdentifier."""
        row = one(self._store.rows("SELECT record FROM link WHERE id = ?", (storable(link_id),)))
        if row is None:
            raise UnknownIdentifier(f"no link {link_id} is recorded")
        return self._decoded(Link, link_id, row[0])

    def links_of(self, report_id: str) -> tuple[Link, ...]:
        """All links of which the report, or ``outlet:KEY``, is child or parent, by id."""
        end = storable(report_id)
        rows = self._store.rows(
            "SELECT id, record FROM link WHERE a = ? UNION SELECT id, record FROM link WHERE b = ? ORDER BY id",
            (end, end),
        )
        return tuple(self._decoded(Link, *row) for row in rows)

    def links_among(self, report_ids: Iterable[str]) -> tuple[Link, ...]:
        """Links between these reports, and from them to outlets (``outlet:KEY``), by id."""
        wanted = {storable(report_id) for report_id in report_ids}
        rows = sorted(rows_in(self._store, "SELECT id, b, record FROM link WHERE a IN (*)", wanted))
        return tuple(
            self._decoded(Link, identifier, text)
            for identifier, end, text in rows
            if end in wanted or end.startswith(_OUTLET)
        )

    def linked(self, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of the pairs of reports (a < b) between which a link is recorded."""
        wanted = sorted(set(pairs))
        found: set[tuple[str, str]] = set()
        for start in range(0, len(wanted), ASKED):
            piece = wanted[start : start + ASKED]
            piece += [piece[-1]] * (ASKED - len(piece))
            found.update(self._store.rows(_LINKED, [end for pair in piece for end in pair]))
        return frozenset(found)

    def put_pair(self, score: PairScore) -> None:
        """Record how sure it is that two statements answer one question, in place of any earlier score."""
        if not score.a < score.b:
            raise RecordError(f"pair {score.a}, {score.b} is out of order")
        with self.writing():
            self._store.run(
                "INSERT INTO pair (a, b, probability, record) VALUES (?, ?, ?, ?) ON CONFLICT (a, b) "
                "DO UPDATE SET probability = excluded.probability, record = excluded.record "
                "WHERE pair.record <> excluded.record",
                (score.a, score.b, score.probability, encode(score)),
            )

    def drop_pair(self, a: str, b: str) -> bool:
        """Forget the score of a pair, given in any order; tells whether there was one."""
        with self.writing():
            return self._store.run("DELETE FROM pair WHERE a = ? AND b = ?", tuple(sorted((a, b)))) > 0

    def pairs_among(self, statement_ids: Iterable[str]) -> tuple[PairScore, ...]:
        """The scored pairs of which both ends are among these statements, by their ends."""
        wanted = set(statement_ids)
        rows = sorted(rows_in(self._store, "SELECT a, b, record FROM pair WHERE a IN (*)", wanted))
        return tuple(self._decoded(PairScore, f"{a} {b}", text) for a, b, text in rows if b in wanted)

    def edges_among(self, statement_ids: Iterable[str]) -> tuple[tuple[str, str, float], ...]:
        """The scored pairs of which both ends are among these statements, as (a, b, probability), by their ends."""
        wanted = set(statement_ids)
        rows = sorted(rows_in(self._store, "SELECT a, b, probability FROM pair WHERE a IN (*)", wanted))
        return tuple((a, b, probability) for a, b, probability in rows if b in wanted)

    def neighbours(self, statement_ids: Iterable[str], *, above: float = 0.0) -> frozenset[str]:
        """The other statements that have a scored pair with one of these, of probability greater than ``above``."""
        wanted = set(statement_ids)
        rows = rows_in(self._store, "SELECT b FROM pair WHERE probability > ? AND a IN (*)", wanted, (above,))
        rows += rows_in(self._store, "SELECT a FROM pair WHERE probability > ? AND b IN (*)", wanted, (above,))
        return frozenset(row[0] for row in rows) - wanted
