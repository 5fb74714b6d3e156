-- A workspace: one crisis under watch. Ground truth is `reports` and `decisions`; all other tables are recomputed from
-- them and can be emptied without loss. Offsets named *_byte count bytes of texts.text, all others code points.

CREATE TABLE reports (
  id        INTEGER PRIMARY KEY,
  document  TEXT NOT NULL UNIQUE,              -- its name
  file      TEXT NOT NULL,                     -- where it was read
  sha256    TEXT NOT NULL UNIQUE,              -- of bytes
  added     TEXT NOT NULL,                     -- when, UTC
  bytes     BLOB NOT NULL                      -- as it came
) STRICT;

-- What a reader made of the bytes.
CREATE TABLE texts (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  reader    TEXT NOT NULL,
  version   TEXT NOT NULL,                     -- of the reader
  title     TEXT,
  published TEXT,                              -- EDTF, as given
  outlet    TEXT,
  url       TEXT,
  language  TEXT,
  author    TEXT,
  dated_by  TEXT,
  sha256    TEXT NOT NULL,                     -- of text
  text      TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  title, text, content = 'texts', content_rowid = 'report_id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
  INSERT INTO search (rowid, title, text) VALUES (new.report_id, new.title, new.text);
END;
CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
  INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.report_id, old.title, old.text);
END;
CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
  INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.report_id, old.title, old.text);
  INSERT INTO search (rowid, title, text) VALUES (new.report_id, new.title, new.text);
END;

-- What people decided. Never changed, only followed by a later decision.
CREATE TABLE decisions (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  made      TEXT NOT NULL,                     -- when, UTC
  author    TEXT NOT NULL,
  reason    TEXT NOT NULL,
  act       TEXT NOT NULL CHECK (act IN
            ('accept', 'correct', 'reject', 'link', 'unlink', 'merge', 'split', 'recommend', 'undo')),
  figure    TEXT,                              -- JSON: the report, the quote, the position, and what was read then
  other     TEXT,                              -- JSON: the second figure of link, unlink and merge
  field     TEXT,                              -- what is corrected
  value     TEXT,                              -- to what; NULL for unknown
  undoes    INTEGER REFERENCES decisions (id),
  CHECK ((act = 'undo') = (undoes IS NOT NULL)),
  CHECK ((act = 'undo') = (figure IS NULL)),
  CHECK ((act IN ('link', 'unlink', 'merge')) = (other IS NOT NULL)),
  CHECK ((act = 'correct') = (field IS NOT NULL))
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
  SELECT RAISE(ABORT, 'a decision is never edited, only followed by a later one');
END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN
  SELECT RAISE(ABORT, 'a decision is never removed, only followed by a later one');
END;

-- Which build of the library and which lexicon read a report, and after how many decisions.
CREATE TABLE extractions (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  sha256    TEXT NOT NULL,                     -- of the report's bytes
  library   TEXT NOT NULL,
  lexicon   TEXT NOT NULL,
  published TEXT,                              -- EDTF, as given or read
  agencies  TEXT NOT NULL                      -- JSON: those that credit lines name
) STRICT;

CREATE TABLE figures (
  id            TEXT PRIMARY KEY,              -- document:start
  report_id     INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  "start"       INTEGER NOT NULL,
  "end"         INTEGER NOT NULL,
  start_byte    INTEGER NOT NULL,
  end_byte      INTEGER NOT NULL,
  text          TEXT NOT NULL,
  low           INTEGER,                       -- NULL where open
  high          INTEGER,
  quantifier    TEXT NOT NULL,
  unit          TEXT NOT NULL,
  per           TEXT,
  measure       TEXT NOT NULL,
  who           TEXT,
  "from"        TEXT NOT NULL,                 -- ISO 3166 alpha-3, separated by spaces
  at            TEXT NOT NULL,
  "to"          TEXT NOT NULL,
  place         TEXT,
  latitude      REAL,
  longitude     REAL,
  geonameid     INTEGER,
  period        TEXT,                          -- EDTF
  first_day     TEXT,
  last_day      TEXT,
  source        TEXT,
  source_kind   TEXT,
  status        TEXT NOT NULL,
  sentence      TEXT NOT NULL,
  sentence_byte INTEGER NOT NULL,
  decided       TEXT,                          -- accepted, corrected, rejected
  account_id    TEXT                           -- NULL where rejected
) STRICT;
CREATE INDEX figures_of_report ON figures (report_id);
CREATE INDEX figures_of_account ON figures (account_id);
CREATE INDEX figures_of_measure ON figures (measure);

CREATE TABLE statements (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  source    TEXT,
  kind      TEXT,
  party     TEXT,                              -- the source by its fullest name
  cue       TEXT NOT NULL,
  content   TEXT NOT NULL,
  manner    TEXT NOT NULL,
  stance    TEXT,
  chain     TEXT NOT NULL,                     -- JSON: the sources behind the source
  venue     TEXT,
  spans     TEXT NOT NULL,                     -- JSON: source, cue, content as [start, end] in code points
  PRIMARY KEY (report_id, position)
) STRICT;

CREATE TABLE orders (
  report_id     INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  "start"       INTEGER NOT NULL,
  "end"         INTEGER NOT NULL,
  start_byte    INTEGER NOT NULL,
  end_byte      INTEGER NOT NULL,
  text          TEXT NOT NULL,
  act           TEXT NOT NULL,
  actor         TEXT,
  object        TEXT,                          -- whom it concerns
  status        TEXT NOT NULL,                 -- how far it has got
  effective     TEXT,
  deadline      TEXT,
  sentence      TEXT NOT NULL,
  sentence_byte INTEGER NOT NULL,
  PRIMARY KEY (report_id, position)
) STRICT;

-- A series: what counts the same thing.
CREATE TABLE series (
  id        TEXT PRIMARY KEY,
  measure   TEXT NOT NULL,
  unit      TEXT NOT NULL,
  status    TEXT NOT NULL,
  per       TEXT,
  place     TEXT,
  "from"    TEXT NOT NULL,
  at        TEXT NOT NULL,
  "to"      TEXT NOT NULL,
  extent    TEXT NOT NULL,                     -- stock, flow, either
  rank      INTEGER NOT NULL,
  magnitude INTEGER NOT NULL,
  accounts  INTEGER NOT NULL,
  key       TEXT NOT NULL                      -- JSON
) STRICT;
CREATE INDEX series_in_order ON series (rank, measure, status, magnitude DESC);

-- What a report may count, exactly; the keys of a series fall together in it.
CREATE TABLE keys (
  id        TEXT PRIMARY KEY,
  frame     TEXT NOT NULL,                     -- the parts that are never guessed
  key       TEXT NOT NULL,                     -- JSON
  series_id TEXT REFERENCES series (id) ON DELETE SET NULL,
  changed   INTEGER NOT NULL                   -- 1 until the series is folded anew
) STRICT;
CREATE INDEX keys_of_frame ON keys (frame);
CREATE INDEX keys_of_series ON keys (series_id);
CREATE INDEX keys_changed ON keys (frame) WHERE changed = 1;

-- What one report says of one thing: one value with every sentence in which it stands.
CREATE TABLE accounts (
  id          TEXT PRIMARY KEY,                -- that of its first figure
  report_id   INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  key_id      TEXT NOT NULL REFERENCES keys (id),
  low         INTEGER,
  high        INTEGER,
  quantifier  TEXT NOT NULL,
  who         TEXT,
  words       TEXT NOT NULL,
  source      TEXT,
  source_kind TEXT,
  period      TEXT,
  evidence    TEXT NOT NULL                    -- JSON: figure and sentence as bytes, and the sentence
) STRICT;
CREATE INDEX accounts_of_report ON accounts (report_id);
CREATE INDEX accounts_of_key ON accounts (key_id);

CREATE TABLE counts (
  id          TEXT PRIMARY KEY,
  series_id   TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  low         INTEGER,
  high        INTEGER,
  as_of       TEXT,
  origins     INTEGER NOT NULL,
  recommended TEXT,                            -- the account to take
  reason      TEXT NOT NULL
) STRICT;
CREATE INDEX counts_of_series ON counts (series_id);

-- Every account of a count, and how it stands in it.
CREATE TABLE count_accounts (
  count_id   TEXT NOT NULL REFERENCES counts (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  day        TEXT,
  telling    INTEGER NOT NULL,
  origin     INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  stands     INTEGER NOT NULL,
  PRIMARY KEY (count_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX count_accounts_of_account ON count_accounts (account_id);

-- What accounts of one series are to each other.
CREATE TABLE findings (
  series_id     TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  count_id      TEXT REFERENCES counts (id) ON DELETE CASCADE,   -- NULL between counts of different times
  relation      TEXT NOT NULL,
  from_figure   TEXT NOT NULL,
  to_figure     TEXT NOT NULL,
  from_byte     INTEGER NOT NULL,
  from_end_byte INTEGER NOT NULL,
  to_byte       INTEGER NOT NULL,
  to_end_byte   INTEGER NOT NULL,
  reason        TEXT NOT NULL,
  likelihood    REAL,
  PRIMARY KEY (series_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_of_count ON findings (count_id);
CREATE INDEX findings_of_relation ON findings (relation);
