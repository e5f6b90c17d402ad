ALTER TABLE "org_unit" ADD COLUMN "geo" TEXT;

ALTER TABLE "person" ADD COLUMN "work_week" TEXT;

ALTER TABLE "resource" ADD COLUMN "capacity" INTEGER;

ALTER TABLE "resource" ADD COLUMN "geo" TEXT;

ALTER TABLE "district" ADD COLUMN "geo" TEXT;

CREATE TABLE "calendar_day" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "date" TEXT,
  "kind" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "calendar_day_by_date" ON "calendar_day" ("date");

ALTER TABLE "event" ADD COLUMN "geo" TEXT;

ALTER TABLE "invitation" ADD COLUMN "geo" TEXT;

ALTER TABLE "customer" ADD COLUMN "geo" TEXT;
