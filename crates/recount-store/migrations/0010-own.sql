-- A figure that its report credits to nobody is the own count of its publisher, where that is an institution: told apart from what no
-- source is named for, and found by the publisher's name.

ALTER TABLE figures ADD COLUMN own TEXT;        -- the publisher whose own count it is
ALTER TABLE figures ADD COLUMN own_kind TEXT;   -- its kind
ALTER TABLE accounts ADD COLUMN own TEXT;
ALTER TABLE accounts ADD COLUMN own_kind TEXT;

DROP INDEX figures_by_source;
DROP INDEX accounts_by_source;
CREATE INDEX figures_by_source ON figures (coalesce(source_kind, own_kind, '') || ' ' || coalesce(source, own, ''));
CREATE INDEX accounts_by_source ON accounts (coalesce(source_kind, own_kind, '') || ' ' || coalesce(source, own, ''));
