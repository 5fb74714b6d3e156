-- What the front page says of the whole workspace stands in few rows: of each measure, country and place how many series it has, of each
-- publisher how many reports. What is disputed is a walk along an index, and so are the findings of some counts of a long series.

CREATE TABLE tallies (
  kind      TEXT NOT NULL CHECK (kind IN ('measure', 'country', 'place', 'outlet', 'undated')),
  name      TEXT NOT NULL,                     -- a code, a folded place, a publisher in small letters; nothing for the reports without a day
  number    INTEGER NOT NULL,                  -- how many series, or reports
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies
  SELECT 'measure', measure, count(*) FROM series GROUP BY measure
  UNION ALL SELECT 'country', code, count(*) FROM series_countries GROUP BY code
  UNION ALL SELECT 'place', place, count(*) FROM series WHERE place IS NOT NULL GROUP BY place
  UNION ALL SELECT 'outlet', lower(outlet), count(*) FROM extractions WHERE outlet IS NOT NULL GROUP BY lower(outlet)
  UNION ALL SELECT 'undated', '', count(*) FROM extractions WHERE published IS NULL HAVING count(*) > 0;
CREATE INDEX tallies_most ON tallies (kind, number DESC, name);

-- Whatever tallies is written through one view, which counts up and down and leaves no row of none.
CREATE VIEW tallied (kind, name, more) AS SELECT kind, name, number FROM tallies;
CREATE TRIGGER tallied_one INSTEAD OF INSERT ON tallied WHEN new.name IS NOT NULL BEGIN
  INSERT INTO tallies (kind, name, number) VALUES (new.kind, new.name, new.more)
    ON CONFLICT (kind, name) DO UPDATE SET number = number + excluded.number;
  DELETE FROM tallies WHERE kind = new.kind AND name = new.name AND number = 0;
END;

CREATE TRIGGER series_tallied AFTER INSERT ON series BEGIN
  INSERT INTO tallied VALUES ('measure', new.measure, 1), ('place', new.place, 1);
END;
CREATE TRIGGER series_untallied AFTER DELETE ON series BEGIN
  INSERT INTO tallied VALUES ('measure', old.measure, -1), ('place', old.place, -1);
END;
CREATE TRIGGER series_retallied AFTER UPDATE OF measure, place ON series WHEN old.measure <> new.measure OR old.place IS NOT new.place BEGIN
  INSERT INTO tallied VALUES ('measure', old.measure, -1), ('place', old.place, -1), ('measure', new.measure, 1), ('place', new.place, 1);
END;
CREATE TRIGGER countries_tallied AFTER INSERT ON series_countries BEGIN INSERT INTO tallied VALUES ('country', new.code, 1); END;
CREATE TRIGGER countries_untallied AFTER DELETE ON series_countries BEGIN INSERT INTO tallied VALUES ('country', old.code, -1); END;
CREATE TRIGGER extractions_tallied AFTER INSERT ON extractions BEGIN
  INSERT INTO tallied VALUES ('outlet', lower(new.outlet), 1), ('undated', iif(new.published IS NULL, '', NULL), 1);
END;
CREATE TRIGGER extractions_untallied AFTER DELETE ON extractions BEGIN
  INSERT INTO tallied VALUES ('outlet', lower(old.outlet), -1), ('undated', iif(old.published IS NULL, '', NULL), -1);
END;
CREATE TRIGGER extractions_retallied AFTER UPDATE OF outlet, published ON extractions
WHEN old.outlet IS NOT new.outlet OR old.published IS NOT new.published BEGIN
  INSERT INTO tallied VALUES
    ('outlet', lower(old.outlet), -1), ('undated', iif(old.published IS NULL, '', NULL), -1),
    ('outlet', lower(new.outlet), 1), ('undated', iif(new.published IS NULL, '', NULL), 1);
END;

CREATE INDEX counts_disputed ON counts (certainty, origins DESC, contradictions DESC, rank, id, reason) WHERE contradictions > 0;
CREATE INDEX findings_across ON findings (series_id, position) WHERE count_id IS NULL;

-- What a page says of a count with several accounts, however many they are, kept since it was settled: the accounts themselves are read as far
-- as they are shown.
CREATE TABLE answers (
  count_id  TEXT PRIMARY KEY REFERENCES counts (id) ON DELETE CASCADE,
  standing  INTEGER NOT NULL,                  -- how many accounts stand
  trend     TEXT NOT NULL,                     -- JSON: [day, number] up to the number to take
  dispute   TEXT                               -- JSON: the numbers that exclude each other; NULL where none do or a person chose
) STRICT, WITHOUT ROWID;

-- Nothing that is recomputed is lost by being folded again.
UPDATE keys SET changed = 1;

-- The page of a figure in a report that has pages; reports are read again and say it.
ALTER TABLE figures ADD COLUMN page INTEGER;
