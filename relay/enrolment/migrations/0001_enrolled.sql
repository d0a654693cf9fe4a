-- One row a PC. `token` and `public_key` are hexadecimal; no name of a person or of a PC.
CREATE TABLE enrolled (
  public_key        TEXT   NOT NULL PRIMARY KEY,
  machine           TEXT   NOT NULL UNIQUE,
  token             TEXT   NOT NULL,
  certificate_chain TEXT   NOT NULL,
  enrolled_ms       BIGINT NOT NULL
);

-- The uses of a token are counted.
CREATE INDEX enrolled_by_token ON enrolled (token);
