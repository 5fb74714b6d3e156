-- What answers for a pile is what most accounts and voices stand behind; a list of it walks an index.

ALTER TABLE counts ADD COLUMN support INTEGER NOT NULL DEFAULT 0;  -- accounts and voices of what is told as fact; 0 for plans, rates and shares
CREATE INDEX counts_by_support ON counts (support DESC, series_id, position DESC);

-- Nothing that is recomputed is lost by being folded again.
UPDATE keys SET changed = 1;
