-- Columns of a primary key come first in tables WITHOUT ROWID: integrity_check of SQLite 3.40 errs on others.

-- Append-only: what was captured and read from it.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE original (
    id TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    payload BLOB NOT NULL
) STRICT;

CREATE TABLE capture (
    report_id TEXT NOT NULL,
    record TEXT NOT NULL,
    original_id TEXT NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (report_id, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    original_id TEXT NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE understanding (
    report_id TEXT PRIMARY KEY REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX statement_report ON statement (report_id, place);

CREATE TABLE naming (
    key TEXT NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (key, report_id)
) STRICT, WITHOUT ROWID;

-- One row per indexed text, row number = 2 * number of the report, or 2 * number of the statement + 1.
-- Contentless: the words themselves are in the records. Such a table cannot delete before SQLite 3.43, nor need it.
CREATE VIRTUAL TABLE wording USING fts5 (
    words, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Derived: everything below can be rebuilt from what stands above.

CREATE TABLE redated (
    report_id TEXT PRIMARY KEY REFERENCES report (id),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE restated (
    id TEXT PRIMARY KEY REFERENCES statement (id),
    report_id TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX restated_report ON restated (report_id);

-- Capped buckets: posting holds the members of each bucket (key = 64-bit digest of space and key), posted what one
-- item was posted under (its keys, sorted, 8 bytes each, big-endian).
CREATE TABLE posting (
    key INTEGER NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (key, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE posted (
    space TEXT NOT NULL,
    item TEXT NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (space, item)
) STRICT, WITHOUT ROWID;

-- a < b; b may be 'outlet:KEY', which sorts after every identifier.
CREATE TABLE link (
    id TEXT PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX link_a ON link (a, b);
CREATE INDEX link_b ON link (b, a);

CREATE TABLE pair (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    probability REAL NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE INDEX pair_b ON pair (b, a, probability);

-- record: the block's statements, and the ids of its findings by kind, each in the order they were given.
CREATE TABLE block (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE member (
    statement_id TEXT PRIMARY KEY,
    block_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: question, claim, origin, conflict, supersession, flag. above: the question of a claim, conflict or
-- supersession, the claim of an origin, else ''.
CREATE TABLE finding (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    block_id TEXT NOT NULL,
    above TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

CREATE INDEX finding_block ON finding (block_id, kind, above);
