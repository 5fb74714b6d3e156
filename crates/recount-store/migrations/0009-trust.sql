-- What tells a change that no program of ours made: decisions are chained by hash, reports are sealed. A report that was
-- forgotten leaves a mark among the decisions.

DROP TRIGGER decisions_stay;
DROP TRIGGER decisions_remain;
CREATE TABLE chained (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  made      TEXT NOT NULL,                     -- when, UTC
  author    TEXT NOT NULL,
  reason    TEXT NOT NULL,
  act       TEXT NOT NULL CHECK (act IN
            ('accept', 'correct', 'reject', 'link', 'unlink', 'merge', 'split', 'recommend', 'undo', 'forget')),
  figure    TEXT,                              -- JSON: the report, the quote, the position, and what was read then
  other     TEXT,                              -- JSON: the second figure of link, unlink and merge
  field     TEXT,                              -- what is corrected; the hash of the report that is forgotten
  value     TEXT,                              -- to what; NULL for unknown; the decisions whose words went with a report
  undoes    INTEGER REFERENCES chained (id),
  forgotten INTEGER REFERENCES chained (id),   -- the decision with whose report the words of this one went
  digest    TEXT NOT NULL,                     -- SHA-256 of id to undoes as a JSON array, as they were when it was made
  chain     TEXT NOT NULL,                     -- SHA-256 of the chain of the decision before and of this digest
  CHECK ((act = 'undo') = (undoes IS NOT NULL)),
  CHECK ((act IN ('undo', 'forget')) = (figure IS NULL)),
  CHECK ((act IN ('link', 'unlink', 'merge')) = (other IS NOT NULL)),
  CHECK ((act IN ('correct', 'forget')) = (field IS NOT NULL))
) STRICT;
INSERT INTO chained SELECT id, made, author, reason, act, figure, other, field, value, undoes, NULL,
    sha256(json_array(id, made, author, reason, act, figure, other, field, value, undoes)), ''
  FROM decisions ORDER BY id;
DROP TABLE decisions;
ALTER TABLE chained RENAME TO decisions;
WITH RECURSIVE link (id, chain) AS (
  SELECT id, sha256(digest) FROM decisions WHERE id = (SELECT min(id) FROM decisions)
  UNION ALL
  SELECT d.id, sha256(link.chain || d.digest) FROM link JOIN decisions d
    ON d.id = (SELECT min(id) FROM decisions WHERE id > link.id)
)
UPDATE decisions SET chain = link.chain FROM link WHERE link.id = decisions.id;
CREATE INDEX decisions_that_forget ON decisions (field) WHERE act = 'forget';

-- Only the words of a decision may go, with the report that they stood in.
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
WHEN new.forgotten IS NULL OR old.forgotten IS NOT NULL
  OR new.id <> old.id OR new.made <> old.made OR new.author <> old.author OR new.act <> old.act
  OR new.undoes IS NOT old.undoes OR new.digest <> old.digest OR new.chain <> old.chain
BEGIN
  SELECT RAISE(ABORT, 'a decision is never edited, only followed by a later one');
END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN
  SELECT RAISE(ABORT, 'a decision is never removed, only followed by a later one');
END;

ALTER TABLE reports ADD COLUMN seal TEXT NOT NULL DEFAULT '';   -- SHA-256 of all that is known of it, its text's included
UPDATE reports SET seal = coalesce((
  SELECT sha256(json_array(reports.document, reports.file, reports.sha256, reports.added, b.sha256, reports.part, reports.charset,
    reports.columns, t.reader, t.version, t.title, t.published, t.outlet, t.url, t.language, t.author, t.dated_by, t.sha256, t.blocks))
  FROM texts t JOIN originals b ON b.id = reports.original_id WHERE t.report_id = reports.id
), '');

-- How many of each there are and what they are together, so that one that is gone is missed.
CREATE TABLE seals (
  name      TEXT PRIMARY KEY,                  -- reports or decisions
  number    INTEGER NOT NULL,
  digest    TEXT NOT NULL                      -- of decisions the last chain; of reports all seals, bit by bit (exclusive or)
) STRICT, WITHOUT ROWID;
INSERT INTO seals
  SELECT 'reports', count(*), together(seal) FROM reports
  UNION ALL SELECT 'decisions', count(*), coalesce((SELECT chain FROM decisions ORDER BY id DESC LIMIT 1), '') FROM decisions;
