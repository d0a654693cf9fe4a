-- Which mediator looks after a machine, none when empty, and until when the support may help at it all the same:
-- milliseconds since 1970, 0 when not asked to.
ALTER TABLE machines ADD COLUMN mediator TEXT NOT NULL DEFAULT '';
ALTER TABLE machines ADD COLUMN support_until_ms BIGINT NOT NULL DEFAULT 0;
