CREATE INDEX "attachment_by_sha256" ON "attachment" ("sha256");

CREATE TABLE "_upload_at" (
  sha256 TEXT PRIMARY KEY NOT NULL,
  path TEXT NOT NULL
) STRICT, WITHOUT ROWID;
