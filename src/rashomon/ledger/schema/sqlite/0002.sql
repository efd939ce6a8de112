-- Append-only: what people decided.
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL
) STRICT;

-- An index into the judgements: what each is about. subject: 'original:SHA-256', 'outlet:KEY', 'speaker:KEY',
-- 'judgement:ID'.
CREATE TABLE judged (
    subject TEXT NOT NULL,
    judgement_id TEXT NOT NULL REFERENCES judgement (id),
    PRIMARY KEY (subject, judgement_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_original ON report (original_id);

-- Derived: the statements a judgement finds among those held. place: number of its subject, and side (0 or 1).
CREATE TABLE ruling (
    judgement_id TEXT NOT NULL REFERENCES judgement (id),
    place INTEGER NOT NULL,
    side INTEGER NOT NULL,
    statement_id TEXT NOT NULL,
    PRIMARY KEY (judgement_id, place, side, statement_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ruling_statement ON ruling (statement_id, judgement_id);
