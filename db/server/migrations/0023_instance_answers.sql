CREATE TABLE "instance_answer" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "event_id" text,
  "person_id" text,
  "recurrence_id" text,
  "answer" text,
  "answer_note" text,
  "answered_by" text,
  "copy_of" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "instance_answer_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "instance_answer_by_id" ON "instance_answer" ("id");

CREATE INDEX "instance_answer_by_event_id" ON "instance_answer" ("event_id");
