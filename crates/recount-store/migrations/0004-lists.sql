-- Lists that are narrowed walk an index too: by country, by measure, by day.

CREATE TABLE series_countries (
  code      TEXT NOT NULL,                     -- ISO 3166 alpha-3, in any role
  series_id TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  PRIMARY KEY (code, series_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_countries_of_series ON series_countries (series_id);
CREATE INDEX series_of_measure ON series (measure, rank);
CREATE INDEX count_accounts_by_day ON count_accounts (day, count_id);
CREATE INDEX figures_in_order ON figures (report_id, start_byte);
DROP INDEX figures_of_report;

-- Series are folded again and enter their countries.
UPDATE keys SET changed = 1;
