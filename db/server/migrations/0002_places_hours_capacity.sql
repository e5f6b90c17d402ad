ALTER TABLE "org_unit" ADD COLUMN "geo" text;

ALTER TABLE "person" ADD COLUMN "work_week" text;

ALTER TABLE "resource" ADD COLUMN "capacity" bigint;

ALTER TABLE "resource" ADD COLUMN "geo" text;

ALTER TABLE "district" ADD COLUMN "geo" text;

CREATE TABLE "calendar_day" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "date" text,
  "kind" text,
  "name" text,
  "name_en" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "calendar_day_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "calendar_day_by_id" ON "calendar_day" ("id");

ALTER TABLE "event" ADD COLUMN "geo" text;

ALTER TABLE "invitation" ADD COLUMN "geo" text;

ALTER TABLE "customer" ADD COLUMN "geo" text;
