-- What was said at the PC for good (farewell.proto's numbers), and when; when the PC says that it was last said to be no longer its
-- family's, and when that was heard here: milliseconds since 1970, 0 when never.
ALTER TABLE machines ADD COLUMN farewell INTEGER NOT NULL DEFAULT 0;
ALTER TABLE machines ADD COLUMN farewell_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE machines ADD COLUMN not_ours_said_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE machines ADD COLUMN not_ours_ms BIGINT NOT NULL DEFAULT 0;
