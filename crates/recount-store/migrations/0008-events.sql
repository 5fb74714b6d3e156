-- Which event a figure belongs to, which part of it, and what it results from.

ALTER TABLE figures ADD COLUMN event TEXT;
ALTER TABLE figures ADD COLUMN scope TEXT;
ALTER TABLE figures ADD COLUMN cause TEXT;
