-- The bytes of reports as they came, once for all that were made from them: a page, a PDF, a line of JSON, a feed of many reports.

CREATE TABLE originals (
  id        INTEGER PRIMARY KEY,
  sha256    TEXT NOT NULL UNIQUE,              -- of the bytes as they came
  size      INTEGER NOT NULL,                  -- how many these are
  packing   TEXT NOT NULL CHECK (packing IN ('none', 'deflate')),
  bytes     BLOB NOT NULL                      -- as they came, or deflated (RFC 1951)
) STRICT;

-- Until now the line of JSON that `recount read` prints was kept of each report.
INSERT INTO originals (id, sha256, size, packing, bytes) SELECT id, sha256, length(bytes), 'none', bytes FROM reports;
ALTER TABLE reports ADD COLUMN original_id INTEGER REFERENCES originals (id);
ALTER TABLE reports ADD COLUMN part INTEGER NOT NULL DEFAULT 0;           -- which of the reports that the bytes hold
UPDATE reports SET original_id = id;
ALTER TABLE reports DROP COLUMN bytes;
CREATE INDEX reports_of_original ON reports (original_id);
CREATE INDEX texts_by_reader ON texts (reader, version);
CREATE INDEX extractions_by_version ON extractions (library, lexicon);
