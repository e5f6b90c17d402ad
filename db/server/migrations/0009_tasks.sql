ALTER TABLE "event" ADD COLUMN "task_id" text;

ALTER TABLE "task" ADD COLUMN "lane" text;

ALTER TABLE "task" ADD COLUMN "note_id" text;

ALTER TABLE "task" ADD COLUMN "my_day" text;

ALTER TABLE "task" ADD COLUMN "left_due" text;

ALTER TABLE "task" ADD COLUMN "delegate_id" text;

ALTER TABLE "task" ADD COLUMN "delegated_at" bigint;

ALTER TABLE "task" ADD COLUMN "reply" text;

ALTER TABLE "task" ADD COLUMN "reply_note" text;

ALTER TABLE "task" ADD COLUMN "reply_progress" bigint;

ALTER TABLE "task" ADD COLUMN "reply_at" bigint;

ALTER TABLE "task" ADD COLUMN "reply_seen_at" bigint;

ALTER TABLE "task" ADD COLUMN "reply_to" bigint;

CREATE TABLE "assignment" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "task_id" text,
  "person_id" text,
  "from_id" text,
  "title" text,
  "detail" text,
  "priority" text,
  "due" text,
  "start" text,
  "zone" text,
  "customer_id" text,
  "status" text,
  "done_at" bigint,
  "offered_at" bigint,
  "answer" text,
  "answer_note" text,
  "answered_at" bigint,
  "progress" bigint,
  "seen_at" bigint,
  "lane" text,
  "my_day" text,
  "left_due" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "assignment_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "assignment_by_id" ON "assignment" ("id");

CREATE TABLE "task_tally" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "person_id" text,
  "month" text,
  "due" bigint,
  "done" bigint,
  "late" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "task_tally_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "task_tally_by_id" ON "task_tally" ("id");
