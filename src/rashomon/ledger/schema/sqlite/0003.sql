-- Evidence: WARC records as gzip members (decision 16). payload_id is '' where a record carries no bytes.

CREATE TABLE record (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    at TEXT NOT NULL,
    payload_id TEXT NOT NULL,
    fetch TEXT NOT NULL,
    member BLOB NOT NULL
) STRICT;

CREATE INDEX record_payload ON record (payload_id, kind);
CREATE INDEX record_target ON record (target, at);
CREATE INDEX record_fetch ON record (fetch);

-- Who did what to which record, each entry chained to the one before: chain = SHA-256(chain before, line feed, record).
CREATE TABLE custody (
    number INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    record TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;

CREATE INDEX custody_subject ON custody (subject);

-- An index into reports: the addresses they were fetched from (declared 0) and those they give as theirs (1), which any
-- page can claim.
CREATE TABLE addressed (
    address TEXT NOT NULL,
    report_id TEXT NOT NULL,
    declared INTEGER NOT NULL,
    PRIMARY KEY (address, report_id, declared)
) STRICT, WITHOUT ROWID;

-- The log of runs, for people: what was done, what failed and what to do.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX log_source ON log (source, number);

-- Visits of watched sources: from them the next visit knows what to ask for. source: watch, line feed, address.
CREATE TABLE visit (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX visit_source ON visit (source, number);

-- What a watch has to tell and to whom. done is '' until delivered; a row is never told twice under one key.
CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    watch TEXT NOT NULL,
    channel TEXT NOT NULL,
    record TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due TEXT NOT NULL,
    trouble TEXT NOT NULL,
    done TEXT NOT NULL
) STRICT;

CREATE INDEX outbox_open ON outbox (done, number);

CREATE TRIGGER record_kept BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'evidence is never altered'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER custody_kept BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'custody is never altered'); END;
CREATE TRIGGER custody_stays BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'custody is never removed'); END;
CREATE TRIGGER log_kept BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never altered'); END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END;
