-- 1 for an erasure of a household that the relay had nothing of. Only the last of those are kept.
ALTER TABLE households ADD COLUMN of_nothing INTEGER NOT NULL DEFAULT 0;

CREATE INDEX erasures_of_nothing ON households (changed_ms) WHERE of_nothing = 1;
