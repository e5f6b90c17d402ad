ALTER TABLE "event" ADD COLUMN "task_id" TEXT;

CREATE INDEX "event_by_task_id" ON "event" ("task_id");

ALTER TABLE "task" ADD COLUMN "lane" TEXT;

ALTER TABLE "task" ADD COLUMN "note_id" TEXT;

ALTER TABLE "task" ADD COLUMN "my_day" TEXT;

ALTER TABLE "task" ADD COLUMN "left_due" TEXT;

ALTER TABLE "task" ADD COLUMN "delegate_id" TEXT;

ALTER TABLE "task" ADD COLUMN "delegated_at" INTEGER;

ALTER TABLE "task" ADD COLUMN "reply" TEXT;

ALTER TABLE "task" ADD COLUMN "reply_note" TEXT;

ALTER TABLE "task" ADD COLUMN "reply_progress" INTEGER;

ALTER TABLE "task" ADD COLUMN "reply_at" INTEGER;

ALTER TABLE "task" ADD COLUMN "reply_seen_at" INTEGER;

ALTER TABLE "task" ADD COLUMN "reply_to" INTEGER;

CREATE TABLE "assignment" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "task_id" TEXT,
  "person_id" TEXT,
  "from_id" TEXT,
  "title" TEXT,
  "detail" TEXT,
  "priority" TEXT,
  "due" TEXT,
  "start" TEXT,
  "zone" TEXT,
  "customer_id" TEXT,
  "status" TEXT,
  "done_at" INTEGER,
  "offered_at" INTEGER,
  "answer" TEXT,
  "answer_note" TEXT,
  "answered_at" INTEGER,
  "progress" INTEGER,
  "seen_at" INTEGER,
  "lane" TEXT,
  "my_day" TEXT,
  "left_due" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "assignment_by_status_due" ON "assignment" ("status", "due");

CREATE INDEX "assignment_by_task_id" ON "assignment" ("task_id");

CREATE TABLE "task_tally" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "person_id" TEXT,
  "month" TEXT,
  "due" INTEGER,
  "done" INTEGER,
  "late" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "task_tally_by_month" ON "task_tally" ("month");
