-- What an operator signed of a machine's key: a serialized maintendue.v1.SignedMachineRecord in base64, and
-- its date. Nobody believes it for lying here.
ALTER TABLE machines ADD COLUMN signed_record TEXT NOT NULL DEFAULT '';
ALTER TABLE machines ADD COLUMN record_ms BIGINT NOT NULL DEFAULT 0;
