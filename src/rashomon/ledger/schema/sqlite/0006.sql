-- Indices, so that nobody need walk the ledger to find or to count. Derived from the rows above, in no digest.

-- One row a report. lo, hi, seen: ISO times, '' where not known; note: why it was not understood, '' where it was.
CREATE TABLE shelf (
    report_id TEXT PRIMARY KEY,
    outlet TEXT NOT NULL,
    name TEXT NOT NULL,
    marks TEXT NOT NULL,
    language TEXT NOT NULL,
    note TEXT NOT NULL,
    lo TEXT NOT NULL,
    hi TEXT NOT NULL,
    dated INTEGER NOT NULL,
    seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX shelf_outlet ON shelf (outlet, name, marks);
CREATE INDEX shelf_note ON shelf (note, language);
CREATE INDEX shelf_seen ON shelf (seen);
CREATE INDEX shelf_dates ON shelf (dated, lo, hi);

-- One row a statement, by its number. first, last: days of its event or else of its publication, counted from year 1;
-- where one end is open, the first or last day there can be; both 0 where nothing is known.
CREATE TABLE facet (
    number INTEGER PRIMARY KEY,
    commitment TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT;

CREATE INDEX facet_last ON facet (last, number, first, commitment);
CREATE INDEX facet_commitment ON facet (commitment, last, number, first);

CREATE TABLE counted (
    number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    PRIMARY KEY (number, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX counted_low ON counted (low, high, number);
CREATE INDEX counted_high ON counted (high, low, number);

-- Everyone who is a link of a chain, once for each way of being named; folded: name and institution, without case.
CREATE TABLE voice (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    institution TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (key, kind, name, institution)
) STRICT;

-- place: 0 where the voice is the speaker, else how many links it stands outside of it.
CREATE TABLE spoken (
    voice INTEGER NOT NULL,
    number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (voice, number, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX spoken_number ON spoken (number, place);

CREATE TABLE located (
    place TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (place, number)
) STRICT, WITHOUT ROWID;

-- The signs of a statement's meaning, a bit for each part.
CREATE TABLE gist (
    number INTEGER PRIMARY KEY,
    sketch BLOB NOT NULL
) STRICT;

-- One row a question: what decides its place in a briefing, in that order.
CREATE TABLE asked (
    question_id TEXT PRIMARY KEY,
    quiet INTEGER NOT NULL,
    fewer INTEGER NOT NULL,
    plain INTEGER NOT NULL,
    unnamed INTEGER NOT NULL,
    weaker REAL NOT NULL,
    words TEXT NOT NULL,
    conflicts INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    several INTEGER NOT NULL,
    folded TEXT NOT NULL
) STRICT;

CREATE INDEX asked_rank ON asked (quiet, fewer, plain, unnamed, weaker, words, question_id);
CREATE INDEX asked_several ON asked (several, quiet, fewer, plain, unnamed, weaker, words, question_id);
CREATE INDEX asked_conflicts ON asked (conflicts);

-- Questions and claims that became others as the ledger grew, each with a statement by which the present one is found.
CREATE TABLE former (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    statement_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;


ALTER TABLE capture ADD COLUMN seen TEXT NOT NULL DEFAULT '';

CREATE INDEX capture_seen ON capture (seen);
