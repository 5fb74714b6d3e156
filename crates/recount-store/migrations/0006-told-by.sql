-- Lists narrowed by country or source walk an index of what is told: a few thousand distinct values stand for a million rows.

CREATE INDEX figures_by_countries ON figures ("from" || ' ' || at || ' ' || "to");
CREATE INDEX figures_by_source ON figures (coalesce(source_kind, '') || ' ' || coalesce(source, ''));
CREATE INDEX accounts_by_source ON accounts (coalesce(source_kind, '') || ' ' || coalesce(source, ''));
