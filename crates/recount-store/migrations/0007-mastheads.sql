-- What a report is by its own first page, and how it is laid out.

ALTER TABLE texts ADD COLUMN blocks TEXT;        -- JSON: [kind, start, end, level, page, headers] in bytes, in order of place
ALTER TABLE extractions ADD COLUMN title TEXT;   -- by its record or its head
ALTER TABLE extractions ADD COLUMN outlet TEXT;  -- by its record or as it says
ALTER TABLE extractions ADD COLUMN as_of TEXT;   -- EDTF, the day or stretch it speaks of
