CREATE TABLE "proposal" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "event_id" TEXT,
  "person_id" TEXT,
  "copy_of" TEXT,
  "counter_at" INTEGER,
  "counter_start" TEXT,
  "counter_end" TEXT,
  "counter_zone" TEXT,
  "counter_recurrence_id" TEXT,
  "counter_was" TEXT,
  "counter_note" TEXT,
  "counter_reply" TEXT,
  "counter_word" TEXT,
  "counter_reply_to" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "proposal_by_event_id" ON "proposal" ("event_id");
