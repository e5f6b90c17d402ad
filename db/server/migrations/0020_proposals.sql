CREATE TABLE "proposal" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "event_id" text,
  "person_id" text,
  "copy_of" text,
  "counter_at" bigint,
  "counter_start" text,
  "counter_end" text,
  "counter_zone" text,
  "counter_recurrence_id" text,
  "counter_was" text,
  "counter_note" text,
  "counter_reply" text,
  "counter_word" text,
  "counter_reply_to" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "proposal_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "proposal_by_id" ON "proposal" ("id");

CREATE INDEX "proposal_by_event_id" ON "proposal" ("event_id");
