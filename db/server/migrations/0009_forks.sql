ALTER TABLE "device" ADD COLUMN "pushed_after" bigint;

ALTER TABLE "device" ADD COLUMN "pushed_marks" text;
