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
            self._link(identifier, text) for identifier, end, text in rows if end in wanted or end.startswith(_OUTLET)
        )

    def _link(self, identifier: str, text: str) -> Link:
        found = self._links.get(text)
        if found is None:
            found = self._decoded(Link, identifier, text)
            self._links.put(text, found)
        return found

    def linked(self, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of the pairs of reports (a < b) between which a link is recorded."""
        wanted = sorted(set(pairs))
        found: set[tuple[str, str]] = set()
        for start in range(0, len(wanted), ASKED):
            piece = wanted[start : start + ASKED]
            piece += [piece[-1]] * (ASKED - len(piece))
            found.update(self._store.rows(_LINKED, [end for pair in piece for end in pair]))
        return frozenset(found)

    def put_pair(self, score: PairScore) -> float | None:
        """Record how sure it is that two statements answer one question, in place of any earlier score.

        Gives the probability recorded before, None where there was none.
        """
        if not score.a < score.b:
            raise RecordError(f"pair {score.a}, {score.b} is out of order")
        with self.writing():
            before = self._probability(score.a, score.b)
            self._store.run(
                "INSERT INTO pair (a, b, probability, record) VALUES (?, ?, ?, ?) ON CONFLICT (a, b) "
                "DO UPDATE SET probability = excluded.probability, record = excluded.record "
                "WHERE pair.record <> excluded.record",
                (score.a, score.b, score.probability, encode(score)),
            )
            return before

    def drop_pair(self, a: str, b: str) -> float | None:
        """Forget the score of a pair, given in any order; gives the probability recorded, None where there was none."""
        a, b = sorted((a, b))
        with self.writing():
            before = self._probability(a, b)
            if before is not None:
                self._store.run("DELETE FROM pair WHERE a = ? AND b = ?", (a, b))
            return before

    def _probability(self, a: str, b: str) -> float | None:
        row = one(self._store.rows("SELECT probability FROM pair WHERE a = ? AND b = ?", (a, b)))
        return None if row is None else float(row[0])

    def pairs_among(self, statement_ids: Iterable[str]) -> tuple[PairScore, ...]:
        """The scored pairs of which both ends are among these statements, by their ends."""
        wanted = set(statement_ids)
        rows = sorted(rows_in(self._store, "SELECT a, b, record FROM pair WHERE a IN (*)", wanted))
        return tuple(self._decoded(PairScore, f"{a} {b}", text) for a, b, text in rows if b in wanted)

    def edges_of(self, statement_ids: Iterable[str]) -> dict[str, list[tuple[str, float]]]:
        """For each of these statements the others it has a scored pair with, and the probabilities; in no order."""
        found: dict[str, list[tuple[str, float]]] = {s: [] for s in statement_ids}
        rows = rows_in(self._store, "SELECT a, b, probability FROM pair WHERE a IN (*)", found)
        rows += rows_in(self._store, "SELECT b, a, probability FROM pair WHERE b IN (*)", found)
        for statement, other, probability in rows:
            found[statement].append((other, probability))
        return found
