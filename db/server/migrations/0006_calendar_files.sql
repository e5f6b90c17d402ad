ALTER TABLE "event" ADD COLUMN "uid" text;

ALTER TABLE "event" ADD COLUMN "ics" text;
