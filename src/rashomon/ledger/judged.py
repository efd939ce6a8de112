"""What people decided, append-only, and, derived, the statements each judgement finds among those held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.errors import UnknownIdentifier
from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.store import one, paged, rows_in, storable
from rashomon.records import Judgement, JudgementKind, Ruling, SubjectKind

_KEYED = frozenset({SubjectKind.OUTLET, SubjectKind.SPEAKER, SubjectKind.JUDGEMENT})


class Judged(Part):
    """Judgements and rulings."""

    def add_judgement(self, judgement: Judgement) -> bool:
        """Record a judgement; whether it was new. One already recorded is left as it is."""
        with self.writing():
            new = self._store.run(
                "INSERT INTO judgement (id, record) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                (judgement.id, encode(judgement)),
            )
            if new:
                subjects = sorted(set(_named(judgement)))
                self._store.run_many(
                    "INSERT INTO judged (subject, judgement_id) VALUES (?, ?)", [(s, judgement.id) for s in subjects]
                )
            return bool(new)

    def judgement(self, judgement_id: str) -> Judgement:
        """A judgement. Raises UnknownIdentifier."""
        row = one(self._store.rows("SELECT record FROM judgement WHERE id = ?", (storable(judgement_id),)))
        if row is None:
            raise UnknownIdentifier(f"no judgement {judgement_id} is recorded")
        return self._decoded(Judgement, judgement_id, row[0])

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, in force or not, by id."""
        for identifier, text in paged(self._store, "SELECT id, record FROM judgement WHERE id > ? ORDER BY id", ("",)):
            yield self._decoded(Judgement, identifier, text)

    def judgements_on(self, kind: str, key: str) -> tuple[Judgement, ...]:
        """The judgements, in force or not, about an "original", "outlet", "speaker" or "judgement", by rank."""
        rows = self._store.rows(
            "SELECT j.id, j.record FROM judged JOIN judgement AS j ON j.id = judged.judgement_id WHERE subject = ?",
            (storable(f"{kind}:{key}"),),
        )
        return tuple(sorted((self._decoded(Judgement, *row) for row in rows), key=lambda j: j.rank))

    def in_force(self, judgement: Judgement) -> bool:
        """Whether no undoing in force names the judgement; a machine undoes no person's."""
        undone = (j for j in self.judgements_on("judgement", judgement.id) if j.kind is JudgementKind.UNDO)
        return not any(self.in_force(j) for j in undone if judgement.machine or not j.machine)

    def put_ruling(self, ruling: Ruling) -> None:
        """Make these the statements a judgement finds, in place of any before."""
        identifier = ruling.judgement.id
        after = [
            (identifier, place, side, statement)
            for place, sides in enumerate(ruling.found)
            for side, found in enumerate(sides)
            for statement in sorted(set(found))
        ]
        with self.writing():
            self._store.run("DELETE FROM ruling WHERE judgement_id = ?", (identifier,))
            self._store.run_many(
                "INSERT INTO ruling (judgement_id, place, side, statement_id) VALUES (?, ?, ?, ?)", after
            )

    def ruling(self, judgement: Judgement) -> Ruling:
        """A judgement with the statements it finds."""
        found: list[tuple[list[str], list[str]]] = [([], []) for _ in judgement.subjects]
        for place, side, statement in self._store.rows(
            "SELECT place, side, statement_id FROM ruling WHERE judgement_id = ? ORDER BY place, side, statement_id",
            (judgement.id,),
        ):
            found[place][side].append(statement)
        return Ruling(judgement=judgement, found=tuple((tuple(a), tuple(b)) for a, b in found))

    def rulings(self, statement_ids: Iterable[str], *, standing: bool = True) -> tuple[Ruling, ...]:
        """The judgements that find one of these statements, by rank; with ``standing`` those in force alone."""
        sql = "SELECT DISTINCT judgement_id FROM ruling WHERE statement_id IN (*)"
        ids = sorted({row[0] for row in rows_in(self._store, sql, statement_ids)})
        held = (self.judgement(i) for i in ids)
        wanted = (j for j in held if not standing or self.in_force(j))
        return tuple(self.ruling(j) for j in sorted(wanted, key=lambda j: j.rank))

    def ties_of(self, statement_ids: Iterable[str]) -> dict[str, list[tuple[str, float]]]:
        """What standing judgements lay to one question with each of these statements, surely (1.0): each statement a
        judgement finds is tied to the first of them. Those tied to none are left out."""
        wanted = set(statement_ids)
        found: dict[str, list[tuple[str, float]]] = {}
        for ruling in self.rulings(wanted):
            if ruling.judgement.kind is not JudgementKind.SAME:
                continue
            first, *rest = ruling.statements
            for s in wanted.intersection(ruling.statements):
                found.setdefault(s, []).extend((other, 1.0) for other in (rest if s == first else (first,)))
        return found


def _named(judgement: Judgement) -> Iterator[str]:
    """What a judgement is about, as `judged` names it."""
    for subject in judgement.subjects:
        if subject.kind in _KEYED:
            yield storable(f"{subject.kind.value}:{subject.key}")
        for spot in (*subject.spots, *subject.against):
            yield f"original:{spot.original}"
