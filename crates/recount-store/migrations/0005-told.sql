-- What a reader was told beside the bytes, without which it would make another text of them.

ALTER TABLE reports ADD COLUMN charset TEXT;   -- the character set that whoever sent them named
ALTER TABLE reports ADD COLUMN columns TEXT;   -- what a person said the columns are called, as --columns takes it
