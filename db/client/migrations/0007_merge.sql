ALTER TABLE "customer" ADD COLUMN "merged_at" INTEGER;

CREATE TABLE "_alias" (
  id TEXT PRIMARY KEY NOT NULL,
  survivor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX "_alias_by_survivor" ON "_alias" (survivor);
