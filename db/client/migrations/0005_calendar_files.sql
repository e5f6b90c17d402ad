ALTER TABLE "event" ADD COLUMN "uid" TEXT;

ALTER TABLE "event" ADD COLUMN "ics" TEXT;

CREATE INDEX "event_by_uid" ON "event" ("uid");
