CREATE TABLE "write_base" (
  "row_id" text NOT NULL,
  "tbl" text NOT NULL,
  "unit" text NOT NULL,
  "clock" bigint NOT NULL,
  "device" integer NOT NULL,
  "base_clock" bigint,
  "base_device" integer,
  "at" bigint NOT NULL,
  CONSTRAINT "write_base_pk" PRIMARY KEY ("row_id", "tbl", "unit", "clock", "device")
);

CREATE INDEX "write_base_by_at" ON "write_base" ("at");

ALTER TABLE "push_result" ADD COLUMN "clock" bigint;
