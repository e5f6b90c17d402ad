CREATE TABLE "instance_answer" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "event_id" TEXT,
  "person_id" TEXT,
  "recurrence_id" TEXT,
  "answer" TEXT,
  "answer_note" TEXT,
  "answered_by" TEXT,
  "copy_of" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "instance_answer_by_event_id" ON "instance_answer" ("event_id");
