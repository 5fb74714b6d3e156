-- What lists show and sort by stands beside each count, so that a page of a hundred thousand reports is a walk along an index;
-- and how many rows each table has, so that nobody counts them.

ALTER TABLE series ADD COLUMN people TEXT;                                -- who is counted, in the words of the reports
ALTER TABLE counts ADD COLUMN "range" TEXT NOT NULL DEFAULT '';           -- low to high in words
ALTER TABLE counts ADD COLUMN accounts INTEGER NOT NULL DEFAULT 0;        -- how many
ALTER TABLE counts ADD COLUMN contradictions INTEGER NOT NULL DEFAULT 0;  -- findings of this relation among them
ALTER TABLE counts ADD COLUMN since TEXT;                                 -- the first day that a standing account speaks of
ALTER TABLE counts ADD COLUMN published TEXT;                             -- EDTF: the latest report that gives an account
ALTER TABLE counts ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;            -- of the measure
ALTER TABLE counts ADD COLUMN measure TEXT NOT NULL DEFAULT '';
ALTER TABLE counts ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;       -- of the status: 0 for what is told as fact
ALTER TABLE counts ADD COLUMN status TEXT NOT NULL DEFAULT '';
ALTER TABLE counts ADD COLUMN magnitude INTEGER NOT NULL DEFAULT 0;       -- of the series
ALTER TABLE counts ADD COLUMN countries TEXT NOT NULL DEFAULT '';         -- in any role, separated by spaces
ALTER TABLE findings ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;       -- of the relation: 0 for what a person should look at first

DROP INDEX series_in_order;
CREATE INDEX counts_in_order ON counts (rank, measure, certainty, magnitude DESC, series_id, position DESC, status, countries);
CREATE INDEX findings_in_order ON findings (urgency, series_id, position);
DROP INDEX findings_of_relation;
CREATE INDEX extractions_by_day ON extractions (published DESC, report_id DESC);

-- Nothing that is recomputed is lost by being folded again.
UPDATE keys SET changed = 1;

CREATE TABLE totals (
  name      TEXT PRIMARY KEY,                  -- a table, or findings: and a relation
  number    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO totals
  SELECT 'reports', count(*) FROM reports UNION ALL SELECT 'figures', count(*) FROM figures
  UNION ALL SELECT 'statements', count(*) FROM statements UNION ALL SELECT 'orders', count(*) FROM orders
  UNION ALL SELECT 'series', count(*) FROM series UNION ALL SELECT 'counts', count(*) FROM counts
  UNION ALL SELECT 'findings:' || relation, count(*) FROM findings GROUP BY relation;

CREATE TRIGGER reports_in AFTER INSERT ON reports BEGIN UPDATE totals SET number = number + 1 WHERE name = 'reports'; END;
CREATE TRIGGER reports_out AFTER DELETE ON reports BEGIN UPDATE totals SET number = number - 1 WHERE name = 'reports'; END;
CREATE TRIGGER figures_in AFTER INSERT ON figures BEGIN UPDATE totals SET number = number + 1 WHERE name = 'figures'; END;
CREATE TRIGGER figures_out AFTER DELETE ON figures BEGIN UPDATE totals SET number = number - 1 WHERE name = 'figures'; END;
CREATE TRIGGER statements_in AFTER INSERT ON statements BEGIN UPDATE totals SET number = number + 1 WHERE name = 'statements'; END;
CREATE TRIGGER statements_out AFTER DELETE ON statements BEGIN UPDATE totals SET number = number - 1 WHERE name = 'statements'; END;
CREATE TRIGGER orders_in AFTER INSERT ON orders BEGIN UPDATE totals SET number = number + 1 WHERE name = 'orders'; END;
CREATE TRIGGER orders_out AFTER DELETE ON orders BEGIN UPDATE totals SET number = number - 1 WHERE name = 'orders'; END;
CREATE TRIGGER series_in AFTER INSERT ON series BEGIN UPDATE totals SET number = number + 1 WHERE name = 'series'; END;
CREATE TRIGGER series_out AFTER DELETE ON series BEGIN UPDATE totals SET number = number - 1 WHERE name = 'series'; END;
CREATE TRIGGER counts_in AFTER INSERT ON counts BEGIN UPDATE totals SET number = number + 1 WHERE name = 'counts'; END;
CREATE TRIGGER counts_out AFTER DELETE ON counts BEGIN UPDATE totals SET number = number - 1 WHERE name = 'counts'; END;
CREATE TRIGGER findings_in AFTER INSERT ON findings BEGIN
  INSERT INTO totals (name, number) VALUES ('findings:' || new.relation, 1) ON CONFLICT (name) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER findings_out AFTER DELETE ON findings BEGIN
  UPDATE totals SET number = number - 1 WHERE name = 'findings:' || old.relation;
  DELETE FROM totals WHERE name = 'findings:' || old.relation AND number = 0;
END;
