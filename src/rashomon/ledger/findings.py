"""What was settled, block by block: questions, claims, origins, conflicts, supersessions, flags. Derived."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rashomon.errors import LedgerDamaged, RecordError, UnknownIdentifier
from rashomon.ledger.codec import dump, encode
from rashomon.ledger.part import Part
from rashomon.ledger.shelving import note_former, shelve_blocks
from rashomon.ledger.store import Row, one, paged, rows_in, storable
from rashomon.records import Claim, Conflict, Flag, Origin, OriginKind, Question, Settled, Supersession

Finding = Question | Claim | Origin | Conflict | Supersession | Flag
F = TypeVar("F", Question, Claim, Origin, Conflict, Supersession, Flag)

FINDINGS: Mapping[str, type[Finding]] = {
    "question": Question,
    "claim": Claim,
    "origin": Origin,
    "conflict": Conflict,
    "supersession": Supersession,
    "flag": Flag,
}


class _Table(NamedTuple):
    """The three ways a table changes; values first, key last where rows are named, as the statements say."""

    delete: str
    update: str
    insert: str


_BLOCK = _Table(
    "DELETE FROM block WHERE id = ?",
    "UPDATE block SET record = ? WHERE id = ?",
    "INSERT INTO block (id, record) VALUES (?, ?)",
)
_MEMBER = _Table(
    "DELETE FROM member WHERE statement_id = ?",
    "UPDATE member SET block_id = ? WHERE statement_id = ?",
    "INSERT INTO member (statement_id, block_id) VALUES (?, ?)",
)
_FINDING = _Table(
    "DELETE FROM finding WHERE kind = ? AND id = ?",
    "UPDATE finding SET block_id = ?, above = ?, record = ? WHERE kind = ? AND id = ?",
    "INSERT INTO finding (kind, id, block_id, above, record) VALUES (?, ?, ?, ?, ?)",
)


class Findings(Part):
    """Blocks and what was found in them."""

    def blocks_of(self, statement_ids: Iterable[str]) -> dict[str, str]:
        """The block of each statement that is in one."""
        sql = "SELECT statement_id, block_id FROM member WHERE statement_id IN (*)"
        return dict(sorted(rows_in(self._store, sql, map(storable, statement_ids))))

    def outlines(self, block_ids: Iterable[str]) -> dict[str, tuple[tuple[str, ...], float]]:
        """For each of these blocks its statements, and the probability beyond it (`Settled.beyond`)."""
        shapes = {block: json.loads(text) for block, text in self._blocks(block_ids).items()}
        return {b: (tuple(shape["statements"]), shape.get("beyond", 0.0)) for b, shape in sorted(shapes.items())}

    def members(self, block_ids: Iterable[str]) -> frozenset[str]:
        """The statements of these blocks."""
        shapes = self._blocks(block_ids)
        return frozenset(statement for text in shapes.values() for statement in json.loads(text)["statements"])

    def replace_blocks(self, old: Iterable[str], new: Iterable[Settled]) -> None:
        """Put new blocks in place of old ones, with everything found in them; only rows that differ are written.

        Raises RecordError where a new block shares its id, a statement or a finding with another that stays.
        """
        with self.writing():
            blocks = self._blocks(old)
            members = {
                statement: (block,) for block, text in blocks.items() for statement in json.loads(text)["statements"]
            }
            sql = "SELECT kind, id, block_id, above, record FROM finding WHERE block_id IN (*)"
            findings = {row[:2]: row[2:] for row in rows_in(self._store, sql, blocks)}
            settled = sorted(new, key=lambda block: block.block_id)
            self._bring(_BLOCK, {(b,): (text,) for b, text in blocks.items()}, _block_rows(settled))
            self._bring(_MEMBER, {(s,): row for s, row in members.items()}, _member_rows(settled))
            after = _finding_rows(settled)
            self._bring(_FINDING, findings, after)
            self._shelve(findings, {key for key, _ in after}, settled)

    def _shelve(self, before: Mapping[Row, Row], after: set[Row], settled: Sequence[Settled]) -> None:
        """Bring the index of questions along, and note which statement leads on from what is no more."""
        shelve_blocks(self._store, sorted(i for kind, i in before if kind == "question"), settled)
        for kind, field in (("question", "statements"), ("claim", "supports")):
            gone = [
                (i, json.loads(row[2]).get(field))
                for (k, i), row in before.items()
                if k == kind and (k, i) not in after
            ]
            note_former(self._store, kind, [(i, statements[0]) for i, statements in gone if statements])

    def former(self, identifier: str) -> tuple[str, str] | None:
        """Of what had this identifier before the ledger grew: "question" or "claim", and a statement it had."""
        row = one(self._store.rows("SELECT kind, statement_id FROM former WHERE id = ?", (storable(identifier),)))
        return None if row is None else (row[0], row[1])

    def _bring(self, table: _Table, before: Mapping[Row, Row], after: Sequence[tuple[Row, Row]]) -> None:
        """Change a table from rows (key -> values) to others; the keys of ``after`` must be distinct."""
        wanted = dict(after)
        if len(wanted) != len(after):
            raise RecordError("two blocks settled at once share a statement or a finding")
        self._store.run_many(table.delete, [key for key in before if key not in wanted])
        self._store.run_many(
            table.update, [(*values, *key) for key, values in after if key in before and before[key] != values]
        )
        self._store.run_many(table.insert, [(*key, *values) for key, values in after if key not in before])

    def settled(self, block_id: str) -> Settled:
        """Everything derived from one block, as it was put. Raises UnknownIdentifier."""
        text = self._blocks((block_id,)).get(block_id)
        if text is None:
            raise UnknownIdentifier(f"no block {block_id} is recorded")
        shape = json.loads(text)
        return Settled(
            block_id=block_id,
            statements=tuple(shape["statements"]),
            questions=self._arranged(Question, block_id, shape),
            claims=self._arranged(Claim, block_id, shape),
            origins=self._arranged(Origin, block_id, shape),
            conflicts=self._arranged(Conflict, block_id, shape),
            supersessions=self._arranged(Supersession, block_id, shape),
            flags=self._arranged(Flag, block_id, shape),
            beyond=shape.get("beyond", 0.0),
        )

    def _arranged(self, cls: type[F], block_id: str, shape: Mapping[str, list[str]]) -> tuple[F, ...]:
        found = {record.id: record for record in self._in_blocks(cls, (block_id,))}
        order = shape[_kind(cls)]
        if sorted(order) != sorted(found):
            raise LedgerDamaged(f"block {block_id} in the ledger is damaged; read its reports into a new ledger")
        return tuple(found[identifier] for identifier in order)

    def question(self, question_id: str) -> Question:
        """A question. Raises UnknownIdentifier."""
        return self._finding(Question, question_id)

    def claim(self, claim_id: str) -> Claim:
        """A claim. Raises UnknownIdentifier."""
        return self._finding(Claim, claim_id)

    def origin(self, origin_id: str) -> Origin:
        """An origin. Raises UnknownIdentifier."""
        return self._finding(Origin, origin_id)

    def conflict(self, conflict_id: str) -> Conflict:
        """A conflict. Raises UnknownIdentifier."""
        return self._finding(Conflict, conflict_id)

    def supersession(self, supersession_id: str) -> Supersession:
        """A supersession. Raises UnknownIdentifier."""
        return self._finding(Supersession, supersession_id)

    def flag(self, flag_id: str) -> Flag:
        """A flag. Raises UnknownIdentifier."""
        return self._finding(Flag, flag_id)

    def questions(self) -> Iterator[Question]:
        """All questions, by id, a few at a time in memory."""
        sql = "SELECT id, record FROM finding WHERE kind = 'question' AND id > ? ORDER BY id"
        for identifier, text in paged(self._store, sql, ("",)):
            yield self._decoded(Question, identifier, text)

    def claims_of(self, question_id: str) -> tuple[Claim, ...]:
        """The claims that answer a question, by id."""
        return self._under(Claim, "question", question_id)

    def origins_of(self, claim_id: str) -> tuple[Origin, ...]:
        """The origins of a claim, by id."""
        return self._under(Origin, "claim", claim_id)

    def conflicts_of(self, question_id: str) -> tuple[Conflict, ...]:
        """The conflicts among the claims of a question, by id."""
        return self._under(Conflict, "question", question_id)

    def supersessions_of(self, question_id: str) -> tuple[Supersession, ...]:
        """The supersessions among the claims of a question, by id."""
        return self._under(Supersession, "question", question_id)

    def flags_of(self, statement_ids: Iterable[str]) -> tuple[Flag, ...]:
        """The flags that name one of these statements, by id."""
        wanted = set(statement_ids)
        flags = self._in_blocks(Flag, self.blocks_of(wanted).values())
        return tuple(flag for flag in flags if wanted.intersection(flag.statements))

    def questions_of(self, statement_id: str) -> tuple[Question, ...]:
        """The questions a statement answers, by id."""
        questions = self._in_blocks(Question, self.blocks_of((statement_id,)).values())
        return tuple(question for question in questions if statement_id in question.statements)

    def asked_by(self, statement_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each of these statements the identifiers of the questions it answers, sorted."""
        found: dict[str, list[str]] = {s: [] for s in statement_ids}
        sql = "SELECT id, json_extract(record, '$.statements') FROM finding WHERE kind = 'question' AND block_id IN (*)"
        for question, told in sorted(rows_in(self._store, sql, self.blocks_of(found).values())):
            for statement in found.keys() & json.loads(told):
                found[statement].append(question)
        return {s: tuple(asked) for s, asked in found.items()}

    def circles(self, statement_ids: Iterable[str]) -> tuple[Origin, ...]:
        """The origins in which some of these statements rest on each other, by id."""
        wanted = set(statement_ids)
        sql = (
            "SELECT id, record FROM finding WHERE kind = 'origin' AND json_extract(record, '$.kind') = ? "
            "AND block_id IN (*)"
        )
        rows = rows_in(self._store, sql, self.blocks_of(wanted).values(), (OriginKind.CIRCLE.value,))
        found = (self._decoded(Origin, *row) for row in sorted(rows))
        return tuple(origin for origin in found if wanted.intersection(origin.statements))

    def claims_with(self, statement_id: str) -> tuple[Claim, ...]:
        """The claims a statement supports or denies, by id."""
        claims = self._in_blocks(Claim, self.blocks_of((statement_id,)).values())
        return tuple(claim for claim in claims if statement_id in claim.supports or statement_id in claim.denies)

    def _finding(self, cls: type[F], identifier: str) -> F:
        kind = _kind(cls)
        row = one(
            self._store.rows("SELECT record FROM finding WHERE kind = ? AND id = ?", (kind, storable(identifier)))
        )
        if row is None:
            raise UnknownIdentifier(f"no {kind} {identifier} is recorded")
        return self._decoded(cls, identifier, row[0])

    def _under(self, cls: type[F], above: str, identifier: str) -> tuple[F, ...]:
        """Findings that belong to another one, all of which are in its block.

        Asked in two steps and sorted here: joined or ordered by id, SQLite walks all findings of the kind (70 ms at
        10,000 reports).
        """
        block = one(
            self._store.rows("SELECT block_id FROM finding WHERE kind = ? AND id = ?", (above, storable(identifier)))
        )
        if block is None:
            return ()
        rows = self._store.rows(
            "SELECT id, record FROM finding WHERE block_id = ? AND kind = ? AND above = ?",
            (block[0], _kind(cls), storable(identifier)),
        )
        return tuple(self._decoded(cls, *row) for row in sorted(rows))

    def _in_blocks(self, cls: type[F], block_ids: Iterable[str]) -> tuple[F, ...]:
        sql = "SELECT id, record FROM finding WHERE kind = ? AND block_id IN (*)"
        return tuple(self._decoded(cls, *row) for row in sorted(rows_in(self._store, sql, block_ids, (_kind(cls),))))

    def _blocks(self, block_ids: Iterable[str]) -> dict[str, str]:
        return dict(rows_in(self._store, "SELECT id, record FROM block WHERE id IN (*)", map(storable, block_ids)))


def _kind(cls: type[Finding]) -> str:
    return cls.__name__.lower()


def _found(block: Settled) -> Iterator[tuple[str, Finding, str]]:
    """Each finding of a block with its kind and the one it belongs to."""
    yield from (("question", question, "") for question in block.questions)
    yield from (("claim", claim, claim.question_id) for claim in block.claims)
    yield from (("origin", origin, origin.claim_id) for origin in block.origins)
    yield from (("conflict", conflict, conflict.question_id) for conflict in block.conflicts)
    yield from (("supersession", later, later.question_id) for later in block.supersessions)
    yield from (("flag", flag, "") for flag in block.flags)


def _block_rows(blocks: Sequence[Settled]) -> list[tuple[Row, Row]]:
    rows: list[tuple[Row, Row]] = []
    for block in blocks:
        shape: dict[str, list[str]] = {kind: [] for kind in sorted((*FINDINGS, "statements"))}
        shape["statements"] = list(block.statements)
        for kind, finding, _ in _found(block):
            shape[kind].append(finding.id)
        rows.append(((block.block_id,), (dump({"beyond": block.beyond, **shape}),)))
    return rows


def _member_rows(blocks: Sequence[Settled]) -> list[tuple[Row, Row]]:
    return [((statement,), (block.block_id,)) for block in blocks for statement in block.statements]


def _finding_rows(blocks: Sequence[Settled]) -> list[tuple[Row, Row]]:
    return [
        ((kind, finding.id), (block.block_id, above, encode(finding)))
        for block in blocks
        for kind, finding, above in _found(block)
    ]
